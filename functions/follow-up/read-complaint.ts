/** A complaint with its full history, its proof, who has looked at the reporter's identity, and its ids in systems above the city; for the coordinator, whose it may be. */
import type { AccessReader, ComplaintReader } from '../domain/ports.ts';
import type { RelayReader } from '../domain/webhook-ports.ts';
import { staffView } from '../http/complaint-view.ts';
import type { StaffComplaint } from '../http/view-schemas.ts';
import { officerOf, readableComplaint } from '../http/officer.ts';
import { suggestRouting, type Deps as SuggestDeps } from './suggest-routing.ts';

export type Deps = { store: ComplaintReader & AccessReader; relays: RelayReader } & SuggestDeps;

export const readComplaint =
  (deps: Deps) =>
  async (request: { subject: string | undefined; trackingId: string }): Promise<StaffComplaint> => {
    const officer = await officerOf(deps, request.subject);
    const complaint = await readableComplaint(deps.store, officer, request.trackingId);
    const [history, accesses, upstream] = await Promise.all([
      deps.store.history(complaint.id),
      deps.store.accesses(complaint.id),
      deps.relays.upstreamIds(complaint.id),
    ]);
    return {
      ...(await staffView(complaint, history, deps.directory, deps.clock.now())),
      accesses,
      upstream,
      suggestions: officer.role === 'coordinator' ? await suggestRouting(deps, complaint, history) : [],
    };
  };
