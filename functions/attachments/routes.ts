/** Routes the HTTP of attachments: forms to send photos, and links to see them. No photo passes through this function. */
import { ok, type ApiRequest, type RouteTable } from '../http/api-handler.ts';
import { linkForReporter, linkForStaff, type Deps as LinkDeps } from './link-attachment.ts';
import { offerToReporter, offerToStaff, type Deps as OfferDeps } from './offer-upload.ts';

export function attachmentRoutes(deps: OfferDeps & LinkDeps): RouteTable {
  return {
    'POST /v1/complaints/{trackingId}/attachments': async (request) => ({
      status: 201,
      body: await offerToReporter(deps)({ ...proofOf(request), ...idsOf(request), body: request.body }),
    }),
    'GET /v1/complaints/{trackingId}/attachments/{attachmentId}': async (request) =>
      ok(await linkForReporter(deps)({ ...proofOf(request), ...idsOf(request) })),
    'POST /v1/staff/complaints/{trackingId}/attachments': async (request) => ({
      status: 201,
      body: await offerToStaff(deps)({ subject: request.subject, ...idsOf(request), body: request.body }),
    }),
    'GET /v1/staff/complaints/{trackingId}/attachments/{attachmentId}': async (request) =>
      ok(await linkForStaff(deps)({ subject: request.subject, ...idsOf(request) })),
  };
}

const idsOf = ({ path }: ApiRequest) => ({
  trackingId: path['trackingId'] ?? '',
  attachmentId: path['attachmentId'] ?? '',
});

const proofOf = ({ headers }: ApiRequest) => ({
  reporterSecret: headers['x-reporter-secret'],
  apiKey: headers['x-api-key'],
});
