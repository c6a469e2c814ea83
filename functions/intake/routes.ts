/** Intake's HTTP: one route. */
import { InvalidInput } from '../domain/errors.ts';
import type { ApiRequest, RouteTable } from '../http/api-handler.ts';
import { fileComplaint, type Deps } from './file-complaint.ts';
import { idempotencyKey } from './report-schema.ts';

export function intakeRoutes(deps: Deps): RouteTable {
  const file = fileComplaint(deps);
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
