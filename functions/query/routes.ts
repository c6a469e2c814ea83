/** Routes of query: public reads, and the 404 of every unknown path. */
import { NotFound } from '../domain/kernel/errors.ts';
import { ok, type RouteTable } from '../http/api-handler.ts';
import { countAreas } from './count-areas.ts';
import { countOpen, type Deps as OpenDeps } from './count-open.ts';
import { listComplaints, type Deps as ListDeps } from './list-complaints.ts';
import { findCandidates, type Deps as CandidateDeps } from './find-candidates.ts';
import { listAgencies, listAreas, listServices } from './list-directory.ts';
import { open311Routes } from './open311/open311-routes.ts';
import { readDocs, readOpenApi, type ReadBeside } from '../http/reference.ts';
import { readStatistics, type Deps as StatisticsDeps } from './read-statistics.ts';
import { formatOf, listAnswer } from '../http/views/complaints-formats.ts';
import { csvAnswer } from '../http/views/csv.ts';
import { statisticsCsv } from '../http/views/statistics-csv.ts';
import { trackComplaint, type Deps } from './track-complaint.ts';

/** Statistics change by the minute and are read by many: caches may keep them for five minutes. */
const cached = { 'cache-control': 'public, max-age=300' };

/** Returns the routes. */
export function queryRoutes(
  deps: Deps &
    ListDeps &
    StatisticsDeps &
    OpenDeps &
    CandidateDeps & { beside: ReadBeside; stage: string; publicUrl: string },
): RouteTable {
  return {
    'GET /v1/complaints/{trackingId}': async ({ path, headers }) =>
      ok(
        await trackComplaint(deps)({
          trackingId: path['trackingId'] ?? '',
          reporterSecret: headers['x-reporter-secret'],
          apiKey: headers['x-api-key'],
        }),
      ),
    'GET /v1/complaints': async ({ query, headers }) => {
      // This parses the query, including its format.
      const page = await listComplaints(deps)(query);
      return listAnswer(page, formatOf(query['format'], headers['accept']));
    },
    'POST /v1/complaints/candidates': async ({ body }) => ok(await findCandidates(deps)(body)),
    'GET /v1/services': async () => ok(await listServices(deps)()),
    'GET /v1/areas': async () => ok(await listAreas(deps)()),
    'GET /v1/agencies': async () => ok(await listAgencies(deps)()),
    'GET /v1/statistics': async ({ query, headers }) => {
      const { statistics: found, format } = await readStatistics(deps)(query);
      const inCsv = format === 'csv' || (format === undefined && /\btext\/csv\b/i.test(headers['accept'] ?? ''));
      const answer = inCsv ? csvAnswer(statisticsCsv(found)) : ok(found);
      return { ...answer, headers: { ...answer.headers, ...cached, vary: 'accept' } };
    },
    'GET /v1/statistics/open': async ({ query }) => ({ ...ok(await countOpen(deps)(query)), headers: cached }),
    'GET /v1/statistics/areas': async ({ query }) => ({ ...ok(await countAreas(deps)(query)), headers: cached }),
    'GET /openapi.json': async () => readOpenApi(deps.beside)(),
    'GET /docs': async () => readDocs(deps.beside)(),
    ...open311Routes(deps),
    $default: async () => {
      throw new NotFound('no such resource: /docs lists the paths of this API');
    },
  };
}
