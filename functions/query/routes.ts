/** Query's HTTP: public reads, and the 404 of every path that is nobody's. */
import { NotFound } from '../domain/errors.ts';
import { ok, type RouteTable } from '../http/api-handler.ts';
import { listAreas, listServices } from './list-directory.ts';
import { trackComplaint, type Deps } from './track-complaint.ts';

export function queryRoutes(deps: Deps): RouteTable {
  const track = trackComplaint(deps);
  const services = listServices(deps);
  const areas = listAreas(deps);
  return {
    'GET /v1/complaints/{trackingId}': async ({ path, headers }) =>
      ok(
        await track({
          trackingId: path['trackingId'] ?? '',
          reporterSecret: headers['x-reporter-secret'],
          apiKey: headers['x-api-key'],
        }),
      ),
    'GET /v1/services': async () => ok(await services()),
    'GET /v1/areas': async () => ok(await areas()),
    $default: async () => {
      throw new NotFound('no such resource: the README lists the paths of this API');
    },
  };
}
