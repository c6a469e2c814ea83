/** A complaint with its full history, its proof, and who has looked at the reporter's identity. */
import type { AccessReader, Clock, ComplaintReader, Directory } from '../domain/ports.ts';
import { staffView } from '../http/complaint-view.ts';
import type { StaffComplaint } from '../http/view-schemas.ts';
import { officerOf, readableComplaint } from '../http/officer.ts';

export type Deps = { store: ComplaintReader & AccessReader; directory: Directory; clock: Clock };

export const readComplaint =
  (deps: Deps) =>
  async (request: { subject: string | undefined; trackingId: string }): Promise<StaffComplaint> => {
    const officer = await officerOf(deps, request.subject);
    const complaint = await readableComplaint(deps.store, officer, request.trackingId);
    const [history, accesses] = await Promise.all([
      deps.store.history(complaint.id),
      deps.store.accesses(complaint.id),
    ]);
    return { ...(await staffView(complaint, history, deps.directory, deps.clock.now())), accesses };
  };
