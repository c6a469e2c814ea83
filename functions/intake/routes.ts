/** Intake's HTTP: a complaint as JSON, and the same as Open311's form. */
import { InvalidInput } from '../domain/errors.ts';
import type { ApiRequest, RouteTable } from '../http/api-handler.ts';
import { formOf } from '../http/open311/form.ts';
import { inBothFormats } from '../http/open311/routes.ts';
import { fileComplaint } from './file-complaint.ts';
import type { Deps } from './file-report.ts';
import { postRequest } from './post-request.ts';
import { idempotencyKey } from './report-schema.ts';
import type { PhotoDeps } from './store-photos.ts';

export function intakeRoutes(deps: Deps & PhotoDeps): RouteTable {
  const file = fileComplaint(deps);
  const post = postRequest(deps);
  return {
    'POST /v1/complaints': async (request) => {
      const receipt = await file({
        apiKey: request.headers['x-api-key'],
        idempotencyKey: idempotencyKeyOf(request),
        body: request.body,
      });
      const self = `/v1/complaints/${receipt.trackingId}`;
      return { status: 201, body: { ...receipt, links: { self } }, headers: { location: self } };
    },
    ...inBothFormats('POST /open311/v2/requests', async (request) => {
      const { form, apiKey, jurisdictionId } = formOf(request);
      return post({ apiKey, jurisdictionId, idempotencyKey: idempotencyKeyOf(request), form });
    }),
  };
}

function idempotencyKeyOf({ headers }: ApiRequest): string | undefined {
  const given = headers['idempotency-key'];
  if (given === undefined) return undefined;
  const parsed = idempotencyKey.safeParse(given);
  if (!parsed.success)
    throw new InvalidInput([{ field: 'Idempotency-Key', message: '1 to 200 visible ASCII characters' }]);
  return parsed.data;
}
