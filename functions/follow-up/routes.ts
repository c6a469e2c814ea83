/** Routes of follow-up: reads and actions of officers and reporters. */
import { ok, type RouteTable } from '../http/api-handler.ts';
import { formOf } from '../http/open311/form.ts';
import { inBothFormats } from '../http/open311/resources.ts';
import { actAsReporter } from './act-as-reporter.ts';
import { actAsStaff } from './act-as-staff.ts';
import { findDuplicates, type Deps as DuplicateDeps } from './find-duplicates.ts';
import { exportOmbudsmanFile } from './export-ombudsman-file.ts';
import { listQueue, type Deps as ListDeps } from './list-queue.ts';
import { readComplaint, type Deps as ReadDeps } from './read-complaint.ts';
import { readMe } from './read-me.ts';
import { postUpdate, type Deps as UpdateDeps } from './post-update.ts';
import type { Deps as ActDeps } from './act-as-staff.ts';

/** Returns the routes. */
export function followUpRoutes(deps: ActDeps & ListDeps & ReadDeps & UpdateDeps & DuplicateDeps): RouteTable {
  return {
    'POST /v1/staff/complaints/{trackingId}/actions/{action}': async ({ path, subject, body }) =>
      ok(await actAsStaff(deps)({ subject, trackingId: path['trackingId'] ?? '', action: path['action'] ?? '', body })),
    'POST /v1/complaints/{trackingId}/actions/{action}': async ({ path, headers, body }) =>
      ok(
        await actAsReporter(deps)({
          secret: headers['x-reporter-secret'],
          trackingId: path['trackingId'] ?? '',
          action: path['action'] ?? '',
          body,
        }),
      ),
    'GET /v1/staff/me': async ({ subject }) => ok(await readMe(deps)({ subject })),
    'GET /v1/staff/complaints': async ({ subject, query }) => ok(await listQueue(deps)({ subject, query })),
    'GET /v1/staff/complaints/{trackingId}/ombudsman-file': async ({ path, subject }) =>
      ok(await exportOmbudsmanFile(deps)({ subject, trackingId: path['trackingId'] ?? '' })),
    'GET /v1/staff/complaints/{trackingId}': async ({ path, subject }) =>
      ok(await readComplaint(deps)({ subject, trackingId: path['trackingId'] ?? '' })),
    ...inBothFormats('POST /open311/v2/servicerequestupdates', async (request) => postUpdate(deps)(formOf(request))),
    'GET /v1/staff/complaints/{trackingId}/duplicates': async ({ path, subject }) =>
      ok(await findDuplicates(deps)({ subject, trackingId: path['trackingId'] ?? '' })),
  };
}
