/** Follows one complaint: the public once it is verified, its reporter by the secret, the client that filed it by its key. */
import { isPublic, type Complaint } from '../domain/complaint.ts';
import { NotFound } from '../domain/errors.ts';
import { parseTrackingId } from '../domain/ids.ts';
import type { Clock, ComplaintReader, Directory } from '../domain/ports.ts';
import { authenticateClient } from '../http/api-client.ts';
import { publicView, reporterView } from '../http/complaint-view.ts';
import { matchesHash } from '../http/secrets.ts';

export type Deps = { reader: ComplaintReader; directory: Directory; clock: Clock };
export type TrackRequest = { trackingId: string; reporterSecret: string | undefined; apiKey: string | undefined };

/** Throws NotFound for whatever this caller may not know of: a confidential complaint looks like none. */
export const trackComplaint = (deps: Deps) => async (request: TrackRequest) => {
  const id = parseTrackingId(request.trackingId);
  const complaint = id === undefined ? undefined : await deps.reader.get(id);
  const absent = new NotFound('no complaint with this tracking id is visible to you');
  const own = await isOwn(deps, request, complaint);
  if (!complaint || (!own && (request.reporterSecret !== undefined || !isPublic(complaint)))) throw absent;
  const history = await deps.reader.history(complaint.id);
  return own ? reporterView(complaint, history, deps.directory) : publicView(complaint, history, deps.directory);
};

/** A wrong secret is never answered with the public view: the caller believes to be the reporter and must learn that it is not. */
async function isOwn(
  deps: Deps,
  { reporterSecret, apiKey }: TrackRequest,
  complaint: Complaint | undefined,
): Promise<boolean> {
  if (reporterSecret !== undefined)
    return complaint !== undefined && matchesHash(reporterSecret, complaint.reporterSecretHash);
  if (apiKey === undefined) return false;
  const client = await authenticateClient(deps, apiKey, 'complaints:read');
  return complaint?.clientId === client.clientId;
}
