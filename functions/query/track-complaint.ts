/** Follows one complaint: the public once it is verified, its reporter by the secret, the client that filed it by its key. */
import { allowedActions } from '../domain/complaint/allowed-actions.ts';
import { isPublic, type Complaint } from '../domain/complaint/complaint.ts';
import { NotFound } from '../domain/kernel/errors.ts';
import { parseTrackingId } from '../domain/kernel/ids.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { rulesFor } from '../access/rules.ts';
import { publicView, reporterView } from '../http/views/complaint-view.ts';
import { countdownOf } from '../http/views/countdown.ts';
import { isOwn, type Proof } from '../access/own-complaint.ts';

export type Deps = { reader: ComplaintReader; directory: Directory; clock: Clock };
export type TrackRequest = Proof & { trackingId: string };

/** Throws NotFound for whatever this caller may not know of: a confidential complaint looks like none. */
export function trackComplaint(deps: Deps) {
  return async (request: TrackRequest) => {
    const id = parseTrackingId(request.trackingId);
    const complaint = id === undefined ? undefined : await deps.reader.get(id);
    const absent = new NotFound('no complaint with this tracking id is visible to you');
    const own = await isOwn(deps, request, complaint, 'complaints:read');
    // A wrong secret is never answered with the public view: the caller must learn that it is not the reporter.
    if (!complaint || (!own && (request.reporterSecret !== undefined || !isPublic(complaint)))) throw absent;
    const history = await deps.reader.history(complaint.id);
    const parent = await publicParent(deps.reader, complaint);
    const rules = await rulesFor(complaint, deps);
    const left = countdownOf(complaint, rules);
    const allowed = allowedActions(complaint, ['reporter'], rules);
    return own
      ? {
          ...(await reporterView(complaint, history, deps.directory, parent)),
          ...left,
          // A photo goes by a form of its own.
          actions: allowed.filter((action) => action !== 'attach'),
          mayAttach: allowed.includes('attach'),
        }
      : { ...(await publicView(complaint, history, deps.directory, parent)), ...left };
  };
}

/** The complaint that this one repeats, if everybody may know of it. */
async function publicParent(reader: ComplaintReader, { parentId }: Complaint): Promise<string | null> {
  const parent = parentId === undefined ? undefined : await reader.get(parentId);
  return parent && isPublic(parent) ? parent.id : null;
}
