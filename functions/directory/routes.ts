/** Routes of the admin API, which edits the records that decide who gets a complaint, under which rules, and who may act. */
import { ok, type RouteTable } from '../http/api-handler.ts';
import { makeKey, revokeKey, type Deps as KeyDeps } from './client-keys.ts';
import { putHoliday, withdrawHoliday } from './edit-holidays.ts';
import { handOver } from './hand-over.ts';
import { putRecord } from './put-record.ts';
import { endSecret, listSecrets, makeSecret, putRelayToken, type Deps as SecretDeps } from './subscription-secrets.ts';
import { listEdits, listRecords, readRecord } from './read-records.ts';

/** Returns the routes. */
export function directoryRoutes(deps: KeyDeps & SecretDeps): RouteTable {
  const record = (path: Record<string, string>) => ({ path: path['kind'] ?? '', id: path['id'] ?? '' });
  const day = (path: Record<string, string>) => ({ year: path['year'] ?? '', date: path['date'] ?? '' });
  return {
    'GET /v1/admin/{kind}': async ({ subject, path, query }) =>
      ok(await listRecords(deps)({ subject, path: path['kind'] ?? '', query })),
    'GET /v1/admin/{kind}/{id}': async ({ subject, path }) => ok(await readRecord(deps)({ subject, ...record(path) })),
    'GET /v1/admin/{kind}/{id}/edits': async ({ subject, path }) =>
      ok(await listEdits(deps)({ subject, ...record(path) })),
    'PUT /v1/admin/{kind}/{id}': async ({ subject, path, body }) => {
      const { created, ...applied } = await putRecord(deps)({ subject, ...record(path), body });
      return { status: created ? 201 : 200, body: applied };
    },
    'PUT /v1/admin/holidays/{year}/{date}': async ({ subject, path, body }) =>
      ok(await putHoliday(deps)({ subject, ...day(path), body })),
    'DELETE /v1/admin/holidays/{year}/{date}': async ({ subject, path, query }) =>
      ok(await withdrawHoliday(deps)({ subject, ...day(path), query })),
    'GET /v1/admin/officers/{subject}/handover': async ({ subject, path }) =>
      ok(await handOver(deps)({ subject, officer: path['subject'] ?? '' })),
    'POST /v1/admin/clients/{clientId}/keys': async ({ subject, path, body }) => ({
      status: 201,
      body: await makeKey(deps)({ subject, clientId: path['clientId'] ?? '', body }),
    }),
    'DELETE /v1/admin/clients/{clientId}/keys/{keyId}': async ({ subject, path }) =>
      ok(await revokeKey(deps)({ subject, clientId: path['clientId'] ?? '', keyId: path['keyId'] ?? '' })),
    'GET /v1/admin/subscriptions/{id}/secrets': async ({ subject, path }) =>
      ok(await listSecrets(deps)({ subject, id: path['id'] ?? '' })),
    'POST /v1/admin/subscriptions/{id}/secrets': async ({ subject, path }) => ({
      status: 201,
      body: await makeSecret(deps)({ subject, id: path['id'] ?? '' }),
    }),
    'DELETE /v1/admin/subscriptions/{id}/secrets/{secretId}': async ({ subject, path }) =>
      ok(await endSecret(deps)({ subject, id: path['id'] ?? '', secretId: path['secretId'] ?? '' })),
    'PUT /v1/admin/subscriptions/{id}/relay-token': async ({ subject, path, body }) =>
      ok(await putRelayToken(deps)({ subject, id: path['id'] ?? '', body })),
  };
}
