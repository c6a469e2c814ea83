/** Query's HTTP: public reads, and the 404 of every path that is nobody's. */
import { NotFound } from '../domain/errors.ts';
import { ok, type RouteTable } from '../http/api-handler.ts';
import { listAreas, listServices } from './list-directory.ts';
import { readDocs, readOpenApi, type ReadBeside } from './read-reference.ts';
import { trackComplaint, type Deps } from './track-complaint.ts';

export function queryRoutes(deps: Deps & { beside: ReadBeside }): RouteTable {
  const track = trackComplaint(deps);
  const services = listServices(deps);
  const areas = listAreas(deps);
  const openApi = readOpenApi(deps.beside);
  const docs = readDocs(deps.beside);
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
    'GET /openapi.json': async () => openApi(),
    'GET /docs': async () => docs(),
    $default: async () => {
      throw new NotFound('no such resource: /docs lists the paths of this API');
    },
  };
}
