/**
 * Reads a complaint for an officer: its history and the check of it, accesses to the identity, ids in upstream systems, and the officer's
 * actions. The coordinator also gets routing suggestions.
 */
import type { AccessReader, ComplaintReader } from '../domain/complaint/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { rulesFor } from '../access/rules.ts';
import type { RelayReader } from '../domain/webhooks/ports.ts';
import { staffView } from '../http/views/complaint-view.ts';
import { countdownOf } from '../http/views/countdown.ts';
import type { StaffComplaint } from '../http/views/staff-view-schemas.ts';
import { officerOf, readableComplaint, type StaffRequest } from '../access/officer.ts';
import { staffAuthorization } from './staff-authorization.ts';
import { suggestRouting, type Deps as SuggestDeps } from './suggest-routing.ts';

export type Deps = { store: ComplaintReader & AccessReader; relays: RelayReader } & SuggestDeps;

/** Returns the complaint. Throws NotFound if the officer may not read it. */
export function readComplaint(deps: Deps) {
  return async (request: StaffRequest): Promise<StaffComplaint> => {
    const officer = await officerOf(deps, request.subject);
    const complaint = await readableComplaint(deps.store, officer, request.trackingId);
    const { areaCode } = complaint;
    const [history, accesses, upstream, rules, templates, area] = await Promise.all([
      deps.store.history(complaint.id),
      deps.store.accesses(complaint.id),
      deps.relays.upstreamIds(complaint.id),
      rulesFor(complaint, deps),
      deps.directory.templates(),
      deps.directory.area(areaCode),
    ]);
    const subjects = [...history.events.map(({ actor }) => actor.id), ...accesses.map((access) => access.officer)];
    return {
      ...(await staffView(complaint, history, deps.directory, rules.now)),
      ...countdownOf(complaint, rules),
      ...staffAuthorization(officer, complaint, rules, templates),
      areaName: area?.name ?? null,
      officers: await namesOf(deps.directory, subjects),
      accesses,
      upstream,
      suggestions: officer.role === 'coordinator' ? await suggestRouting(deps, complaint, history) : [],
    };
  };
}

/** Returns the names of subjects, because a subject is a key of the login that identifies nobody to a reader. */
async function namesOf(directory: Directory, subjects: readonly (string | undefined)[]) {
  const known = [...new Set(subjects.filter((subject) => subject !== undefined))];
  const found = await Promise.all(known.map((subject) => directory.officer(subject)));
  return found.flatMap((officer) => (officer ? [{ subject: officer.subject, name: officer.name }] : []));
}
