/** Reads Open311's requests: a list, one, and the id of a token. */
import type { Complaint } from '../../domain/complaint/complaint.ts';
import { NotFound } from '../../domain/kernel/errors.ts';
import { parseTrackingId } from '../../domain/kernel/ids.ts';
import type { ComplaintReader, PublicLists } from '../../domain/complaint/ports.ts';
import type { CityContext } from '../../domain/city/ports.ts';
import { findComplaint } from '../../access/find-complaint.ts';
import type { ReadRequest } from '../../http/open311/resources.ts';
import type { Document } from '../../http/open311/document.ts';
import { extensionsOf, requestView, type Report } from './request-view.ts';
import { parseRequestsQuery, type RequestsQuery } from './requests-query.ts';
import { maySee, reportsOf, viewerOf, type Viewer } from './viewer.ts';

export type Deps = CityContext & { reader: ComplaintReader; lists: PublicLists };

/** Returns a list of requests. */
export function listRequests(deps: Deps) {
  return async (request: ReadRequest): Promise<Document> => {
    const viewer = await viewerOf(deps, request);
    const query = parseRequestsQuery(request.query, deps.clock.now());
    const found = await complaintsOf(deps.lists, query);
    const complaints = found.filter((c) => maySee(c, viewer));
    return documentOf(deps, viewer, complaints, query.extended);
  };
}

async function complaintsOf(lists: PublicLists, query: RequestsQuery): Promise<Complaint[]> {
  switch (query.kind) {
    case 'ids':
      return lists.several(query.ids.map(parseTrackingId).filter((id) => id !== undefined));
    case 'received':
    case 'changed':
      return (await lists[query.kind](query.window, query.filter, query.page)).items;
  }
}

/** Returns one request. A request that the viewer may not see is not found, so that a confidential one looks like none. */
export function readRequest(deps: Deps) {
  return async (request: ReadRequest, name: string): Promise<Document> => {
    const viewer = await viewerOf(deps, request);
    const complaint = await visible(deps, name, (c) => maySee(c, viewer));
    const extended = request.query['extensions']?.trim() === 'true';
    return documentOf(deps, viewer, [complaint], extended);
  };
}

/**
 * Returns the id of a token. Our tokens are ids, which reveal that a complaint exists; so before it is verified, and while it is
 * confidential, only the client that filed it gets an answer.
 */
export function readToken(deps: Deps) {
  return async (request: ReadRequest, token: string): Promise<Document> => {
    const viewer = await viewerOf(deps, request);
    const { id } = await visible(deps, token, (c) => maySee(c, viewer));
    return { root: 'service_requests', value: [{ service_request_id: id, token: id }] };
  };
}

async function visible(
  { reader }: Deps,
  name: string,
  toViewer: (complaint: Complaint) => boolean,
): Promise<Complaint> {
  const complaint = await findComplaint(reader, name);
  if (!complaint || !toViewer(complaint)) throw new NotFound('no request with this id or token is visible to you');
  return complaint;
}

async function documentOf(
  deps: Deps,
  viewer: Viewer,
  complaints: readonly Complaint[],
  extended: boolean,
): Promise<Document> {
  const reports = await reportsOf(deps.lists, viewer, complaints);
  const view = async (c: Complaint, report: Report) => ({
    ...(await requestView(c, report, deps.directory)),
    ...(extended ? await extensionsOf(c, report, await deps.reader.history(c.id), deps.directory) : {}),
  });
  const value = await Promise.all(complaints.map((c) => view(c, reports.get(c.id) ?? { own: false, text: {} })));
  return { root: 'service_requests', value };
}
