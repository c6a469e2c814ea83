/** Who reads: anybody, or by `api_key` the client whose own requests show more. */
import { isPublic, type Complaint } from '../../domain/complaint/complaint.ts';
import type { PublicLists } from '../../domain/complaint/ports.ts';
import type { Clock } from '../../domain/kernel/ports.ts';
import type { Directory } from '../../domain/city/ports.ts';
import { apiKeyOf, authenticateClient } from '../../access/api-client.ts';
import type { ReadRequest } from '../../http/open311/resources.ts';
import type { Report } from './request-view.ts';
import { checkJurisdiction } from '../../http/open311/jurisdiction.ts';

/** `clientId` is undefined for the public. */
export type Viewer = { clientId: string | undefined };

/** Throws NotFound for another city's jurisdiction; Unauthenticated or Forbidden for a key that is given and not good. */
export async function viewerOf(deps: { directory: Directory; clock: Clock }, request: ReadRequest): Promise<Viewer> {
  await checkJurisdiction(deps.directory, request.query['jurisdiction_id']);
  const key = apiKeyOf(request);
  if (key === undefined || key === '') return { clientId: undefined };
  return { clientId: (await authenticateClient(deps, key, 'complaints:read')).clientId };
}

export const isOwn = (c: Complaint, { clientId }: Viewer): boolean => clientId !== undefined && c.clientId === clientId;

export const maySee = (c: Complaint, viewer: Viewer): boolean => isPublic(c) || isOwn(c, viewer);

/** Reports of these complaints, one batch of texts however many there are. What was erased leaves nothing to read in it. */
export async function reportsOf(
  lists: PublicLists,
  viewer: Viewer,
  complaints: readonly Complaint[],
): Promise<Map<string, Report>> {
  const found = await lists.reports(complaints.map((c) => c.id));
  return new Map(complaints.map((c) => [c.id, { own: isOwn(c, viewer), text: found.get(c.id) ?? {} }]));
}
