/** Identifies the reader of Open311's requests: the public, or by `api_key` the client, which sees more of its own requests. */
import { isPublic, type Complaint } from '../../domain/complaint/complaint.ts';
import type { PublicLists } from '../../domain/complaint/ports.ts';
import type { CityContext } from '../../domain/city/ports.ts';
import { apiKeyOf, authenticateClient } from '../../access/api-client.ts';
import { isOfClient } from '../../access/own-complaint.ts';
import type { ReadRequest } from '../../http/open311/resources.ts';
import type { Report } from './request-view.ts';
import { checkJurisdiction } from '../../http/open311/jurisdiction.ts';

/** `clientId` is undefined for the public. */
export type Viewer = { clientId: string | undefined };

/** Returns the viewer of a request. Throws NotFound for another city's jurisdiction; Unauthenticated or Forbidden for an invalid key. */
export async function viewerOf(deps: CityContext, request: ReadRequest): Promise<Viewer> {
  await checkJurisdiction(deps.directory, request.query['jurisdiction_id']);
  const key = apiKeyOf(request);
  if (key === undefined || key === '') return { clientId: undefined };
  return { clientId: (await authenticateClient(deps, key, 'complaints:read')).clientId };
}

/** Returns true when the viewer filed the complaint. */
export const isOwn = (c: Complaint, { clientId }: Viewer): boolean => isOfClient(c, clientId);

/** Returns true when the viewer may know of the complaint. */
export const maySee = (c: Complaint, viewer: Viewer): boolean => isPublic(c) || isOwn(c, viewer);

/** Reads the reports of these complaints in one batch; an erased text gives an empty report. */
export async function reportsOf(
  lists: PublicLists,
  viewer: Viewer,
  complaints: readonly Complaint[],
): Promise<Map<string, Report>> {
  const found = await lists.reports(complaints.map((c) => c.id));
  return new Map(complaints.map((c) => [c.id, { own: isOwn(c, viewer), text: found.get(c.id) ?? {} }]));
}
