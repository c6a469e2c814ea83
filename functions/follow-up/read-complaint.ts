/** A complaint with its full history, its proof, who has looked at the reporter's identity, its ids in systems above the city, and what this officer may do now; for the coordinator, whose it may be. */
import type { AccessReader, ComplaintReader } from '../domain/complaint/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { rulesFor } from '../access/rules.ts';
import type { RelayReader } from '../domain/webhooks/ports.ts';
import { staffView } from '../http/views/complaint-view.ts';
import { countdownOf } from '../http/views/countdown.ts';
import type { StaffComplaint } from '../http/views/staff-view-schemas.ts';
import { officerOf, readableComplaint } from '../access/officer.ts';
import { staffAuthorization } from './staff-authorization.ts';
import { suggestRouting, type Deps as SuggestDeps } from './suggest-routing.ts';

export type Deps = { store: ComplaintReader & AccessReader; relays: RelayReader } & SuggestDeps;

export function readComplaint(deps: Deps) {
  return async (request: { subject: string | undefined; trackingId: string }): Promise<StaffComplaint> => {
    const officer = await officerOf(deps, request.subject);
    const complaint = await readableComplaint(deps.store, officer, request.trackingId);
    const { areaCode } = complaint;
    const [history, accesses, upstream, rules, templates, area] = await Promise.all([
      deps.store.history(complaint.id),
      deps.store.accesses(complaint.id),
      deps.relays.upstreamIds(complaint.id),
      rulesFor(complaint, deps),
      deps.directory.templates(),
      areaCode === undefined ? undefined : deps.directory.area(areaCode),
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

/** An event's subject is a key of the login, which tells nobody who it was. */
async function namesOf(directory: Directory, subjects: readonly (string | undefined)[]) {
  const known = [...new Set(subjects.filter((subject) => subject !== undefined))];
  const found = await Promise.all(known.map((subject) => directory.officer(subject)));
  return found.flatMap((officer) => (officer ? [{ subject: officer.subject, name: officer.name }] : []));
}
