/** Reads one complaint for the public once it is verified, for its reporter by the secret, or for the client that filed it by its key. */
import { allowedActions } from '../domain/complaint/allowed-actions.ts';
import { isPublic, type Complaint } from '../domain/complaint/complaint.ts';
import { NotFound } from '../domain/kernel/errors.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { findComplaint } from '../access/find-complaint.ts';
import { rulesFor } from '../access/rules.ts';
import { publicView, reporterView } from '../http/views/complaint-view.ts';
import { countdownOf } from '../http/views/countdown.ts';
import { isOwn, type Proof } from '../access/own-complaint.ts';

export type Deps = CityContext & { reader: ComplaintReader };
/** The tracking id and the credentials of the caller, if any. */
export type TrackRequest = Proof & { trackingId: string };

/** Returns the caller's view. Throws NotFound for a complaint that the caller may not see, so that a confidential one looks like none. */
export function trackComplaint(deps: Deps) {
  return async (request: TrackRequest) => {
    const complaint = await findComplaint(deps.reader, request.trackingId);
    const absent = new NotFound('no complaint with this tracking id is visible to you');
    const own = await isOwn(deps, request, complaint, 'complaints:read');
    // A wrong secret does not fall back to the public view, because the caller must learn that the secret is wrong.
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
          // Photos have a form of their own.
          actions: allowed.filter((action) => action !== 'attach'),
          mayAttach: allowed.includes('attach'),
        }
      : { ...(await publicView(complaint, history, deps.directory, parent)), ...left };
  };
}

/** Returns the id of the complaint that this one repeats, if it is public. */
async function publicParent(reader: ComplaintReader, { parentId }: Complaint): Promise<string | null> {
  const parent = parentId === undefined ? undefined : await reader.get(parentId);
  return parent && isPublic(parent) ? parent.id : null;
}
