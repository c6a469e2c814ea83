/** Routes of intake: a complaint as JSON, by an app or an officer; one that joins another; and Open311's form. */
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { ApiRequest, ApiResponse, RouteTable } from '../http/api-handler.ts';
import { formOf } from '../http/open311/form.ts';
import { inBothFormats } from '../http/open311/resources.ts';
import { fileComplaint } from './file-complaint.ts';
import { fileOnBehalf } from './file-on-behalf.ts';
import type { FiledReport } from './file-report.ts';
import { joinComplaint, type Deps } from './join-complaint.ts';
import { lookForDanger } from './look-for-danger.ts';
import { postRequest } from './post-request.ts';
import { idempotencyKey } from './report-schema.ts';
import type { PhotoDeps } from './store-photos.ts';

/** Returns the routes. */
export function intakeRoutes(deps: Deps & PhotoDeps): RouteTable {
  return {
    'POST /v1/complaints': async (request) => created(await fileComplaint(deps)(keysOf(request))),
    'POST /v1/complaints/{trackingId}/join': async (request) =>
      created(await joinComplaint(deps)({ ...keysOf(request), trackingId: request.path['trackingId'] ?? '' })),
    'POST /v1/danger': async ({ body }) => ({ status: 200, body: await lookForDanger(deps)(body) }),
    'POST /v1/staff/complaints': async (request) =>
      created(await fileOnBehalf(deps)({ ...keysOf(request), subject: request.subject })),
    ...inBothFormats('POST /open311/v2/requests', async (request) => {
      const { form, apiKey, jurisdictionId } = formOf(request);
      return postRequest(deps)({ apiKey, jurisdictionId, idempotencyKey: idempotencyKeyOf(request), form });
    }),
  };
}

const keysOf = (request: ApiRequest) => ({
  apiKey: request.headers['x-api-key'],
  idempotencyKey: idempotencyKeyOf(request),
  body: request.body,
});

function created(report: FiledReport): ApiResponse {
  const self = `/v1/complaints/${report.trackingId}`;
  return { status: 201, body: { ...report, links: { self } }, headers: { location: self } };
}

function idempotencyKeyOf({ headers }: ApiRequest): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  const parsed = idempotencyKey.safeParse(given);
  if (!parsed.success)
    throw new InvalidInput([{ field: 'Idempotency-Key', message: '1 to 200 visible ASCII characters' }]);
  return parsed.data;
}
