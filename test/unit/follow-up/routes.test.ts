/** Each route of follow-up hands its request to its use case: path, subject, secret, query and body. */
import { describe, expect, test } from 'vitest';
import { followUpRoutes } from '../../../functions/follow-up/routes.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, reporterSecret, steps } from '../../support/complaints.ts';
import { apiKeys } from '../../support/fakes/directory.ts';
import { fakeQuotaCounter } from '../../support/fakes/quotas.ts';
import { ask } from '../../support/request.ts';
import { officers } from '../../support/staff.ts';

const trackingId = 'AMB-7K3Q9C5';
const { subject } = officers.coordinator;

async function desk() {
  const keys = { 'key-app': { ...apiKeys['key-app'], scopes: ['updates:write' as const] } };
  const hall = { ...cityHall('2026-03-17 09:00', { apiKeys: keys }), quotas: fakeQuotaCounter() };
  await hall.keep(filed('2026-03-13 10:00', { id: trackingId }), steps.forwarded('2026-03-16 10:00'));
  return { ...hall, routes: followUpRoutes(hall) };
}

describe('a staff route', () => {
  test('takes an action of the officer of the token on the complaint of the path', async () => {
    const { routes, store } = await desk();
    const answer = await ask(routes, 'POST /v1/staff/complaints/{trackingId}/actions/{action}', {
      subject,
      path: { trackingId, action: 'note' },
      body: { expectedVersion: 2, text: 'Sudah ditelepon.' },
    });
    expect(answer).toMatchObject({ status: 200, body: { trackingId, version: 3, status: 'FORWARDED' } });
    const { events, texts } = await store.history(trackingId);
    expect(events.at(-1)).toMatchObject({ action: 'note', actor: { role: 'coordinator', id: subject } });
    expect(texts.at(-1)!.text).toEqual({ text: 'Sudah ditelepon.' });
  });

  test.each([
    ['GET /v1/staff/me', {}, { subject, role: 'coordinator' }],
    [
      'GET /v1/staff/complaints',
      { query: { queue: 'agency', agencyId: 'dinas-perhubungan' } },
      { complaints: [{ trackingId }], unreadable: 0, next: null },
    ],
    ['GET /v1/staff/complaints/{trackingId}', { path: { trackingId } }, { trackingId, chain: { valid: true } }],
    [
      'GET /v1/staff/complaints/{trackingId}/ombudsman-file',
      { path: { trackingId } },
      { format: 'tanggap-ombudsman-file', complaint: { id: trackingId } },
    ],
    ['GET /v1/staff/complaints/{trackingId}/duplicates', { path: { trackingId } }, { candidates: [] }],
  ])('%s answers the officer of the token', async (name, request, body) => {
    const { routes } = await desk();
    expect(await ask(routes, name, { subject, ...request })).toMatchObject({ status: 200, body });
    await expect(ask(routes, name, request)).rejects.toMatchObject({ name: 'Forbidden' });
  });

  test.each([
    'POST /v1/staff/complaints/{trackingId}/actions/{action}',
    'GET /v1/staff/complaints/{trackingId}',
    'GET /v1/staff/complaints/{trackingId}/ombudsman-file',
    'GET /v1/staff/complaints/{trackingId}/duplicates',
  ])('%s knows no complaint of another id', async (name) => {
    const { routes } = await desk();
    const path = { trackingId: 'AMB-2222222', action: 'note' };
    const asking = ask(routes, name, { subject, path, body: { expectedVersion: 2, text: 'x' } });
    await expect(asking).rejects.toMatchObject({ name: 'NotFound' });
  });
});

test('the reporter acts by the secret of the header', async () => {
  const { routes, actions, store } = await desk();
  const name = 'POST /v1/complaints/{trackingId}/actions/{action}';
  const request = { path: { trackingId, action: 'comment' }, body: { text: 'Masih padam.' } };
  await expect(ask(routes, name, request)).rejects.toMatchObject({ name: 'Unauthenticated' });
  const answer = await ask(routes, name, { ...request, headers: { 'x-reporter-secret': reporterSecret } });
  expect(answer).toMatchObject({ status: 200, body: { trackingId, version: 3 } });
  expect(actions(trackingId).at(-1)).toBe('comment');
  expect((await store.history(trackingId)).texts.at(-1)!.text).toEqual({ text: 'Masih padam.' });
});

test.each(['xml', 'json'])('an Open311 client posts an update as %s', async (format) => {
  const { routes } = await desk();
  const answer = await ask(routes, `POST /open311/v2/servicerequestupdates.${format}`, {
    body: {
      fields: new Map([
        ['api_key', ['key-app']],
        ['service_request_id', [trackingId]],
        ['update_id', ['u-1']],
        ['updated_datetime', ['2026-03-17T08:00:00+09:00']],
        ['status', ['OPEN']],
        ['description', ['Masih gelap.']],
      ]),
      files: [],
    },
  });
  expect(answer.body).toContain(`${trackingId}-3`);
});
