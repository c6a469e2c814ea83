/** Each route of query hands its request to its read, and says how long the answer may be kept. */
import { describe, expect, test } from 'vitest';
import type { ApiRequest } from '../../../functions/http/api-handler.ts';
import { queryRoutes } from '../../../functions/query/routes.ts';
import { filed, reporterSecret, steps } from '../../support/complaints.ts';
import { ask } from '../../support/request.ts';
import { timedHall } from '../../support/timed-hall.ts';

const trackingId = 'AMB-7K3Q9C5';

async function city() {
  const hall = timedHall('2026-03-20 09:00');
  const lamp = { id: trackingId, serviceCode: 'lampu-jalan', areaCode: '81.71.02.1019' };
  await hall.keep(filed('2026-03-13 09:00', lamp), steps.forwarded('2026-03-16 09:00'));
  await hall.route();
  const routes = queryRoutes({ ...hall, open: hall.queues, beside: (name) => `the ${name}`, stage: 'test' });
  return { ...hall, get: (name: string, over: Partial<ApiRequest> = {}) => ask(routes, name, over) };
}
const kept = { 'cache-control': 'public, max-age=300' };

describe('a complaint', () => {
  const name = 'GET /v1/complaints/{trackingId}';
  const path = { trackingId };

  test('is tracked by its id', async () => {
    const { get } = await city();
    expect(await get(name, { path })).toMatchObject({ status: 200, body: { trackingId, status: 'FORWARDED' } });
    await expect(get(name)).rejects.toMatchObject({ name: 'NotFound' });
  });

  test.each([{ 'x-reporter-secret': reporterSecret }, { 'x-api-key': 'key-app' }])(
    'is its reporter’s and its client’s by %o',
    async (headers) => {
      const { get } = await city();
      expect(await get(name, { path, headers })).toMatchObject({ body: { version: 2 } });
    },
  );
});

describe('the list', () => {
  const name = 'GET /v1/complaints';

  test.each([
    [{}, {}, 'application/json'],
    [{ format: 'csv' }, {}, 'text/csv'],
    [{}, { accept: 'text/csv' }, 'text/csv'],
    [{}, { accept: 'application/geo+json' }, 'application/geo+json'],
    [{ format: 'json' }, { accept: 'text/csv' }, 'application/json'],
  ])('asked with %j and %j comes as %s', async (query, headers, type) => {
    const { get } = await city();
    const answer = await get(name, { query, headers });
    expect(answer.headers?.['content-type'] ?? 'application/json').toContain(type);
    expect(JSON.stringify(answer.body)).toContain(trackingId);
  });

  test('is narrowed by the query', async () => {
    const { get } = await city();
    expect(await get(name, { query: { serviceCode: 'sampah' } })).toMatchObject({ body: { complaints: [] } });
  });
});

test('candidates are found for the report in the body', async () => {
  const { get } = await city();
  const body = { serviceCode: 'lampu-jalan', location: { areaCode: '81.71.02.1019' } };
  const answer = await get('POST /v1/complaints/candidates', { body });
  expect(answer).toMatchObject({ status: 200, body: { candidates: [{ trackingId }] } });
});

test.each([
  ['services', 'code', 'lampu-jalan'],
  ['areas', 'code', '81.71.02.1019'],
  ['agencies', 'id', 'dinas-perhubungan'],
])('the %s are listed', async (name, key, value) => {
  const { get } = await city();
  const answer = await get(`GET /v1/${name}`);
  expect(answer).toMatchObject({
    status: 200,
    body: { [name]: expect.arrayContaining([expect.objectContaining({ [key]: value })]) as unknown },
  });
});

describe('statistics', () => {
  const name = 'GET /v1/statistics';
  const json = { total: { received: 1 } };
  const csvText: unknown = expect.stringContaining('received');

  test.each([
    [{}, {}, false, json],
    [{}, { accept: 'text/html, text/csv' }, true, csvText],
    [{}, { accept: 'text/csvx' }, false, json],
    [{ format: 'csv' }, {}, true, csvText],
    [{ format: 'json' }, { accept: 'text/csv' }, false, json],
  ])('asked with %j and %j are CSV: %s', async (query, headers, csv, body) => {
    const { get } = await city();
    const answer = await get(name, { query, headers });
    expect(answer.headers).toMatchObject({ ...kept, vary: 'accept' });
    expect(answer.headers?.['content-type']?.includes('text/csv') ?? false).toBe(csv);
    expect(answer).toMatchObject({ status: 200, body });
  });

  test('of one agency leave out the others', async () => {
    const { get } = await city();
    expect(await get(name, { query: { agencyId: 'bpbd' } })).toMatchObject({ body: { total: { taken: 0 } } });
  });

  test('of open work are of the queue asked for', async () => {
    const { get } = await city();
    const answer = await get('GET /v1/statistics/open', { query: { agencyId: 'dinas-perhubungan' } });
    expect(answer).toMatchObject({ status: 200, body: { queue: 'agency', counted: 1 }, headers: kept });
  });

  test('by area have each area of 90 days', async () => {
    const { get } = await city();
    const answer = await get('GET /v1/statistics/areas');
    const areas = [{ areaCode: '81.71.02.1019', received: 1, open: 1 }];
    expect(answer).toMatchObject({ status: 200, body: { areas }, headers: kept });
    await expect(get('GET /v1/statistics/areas', { query: { area: 'x' } })).rejects.toMatchObject({
      name: 'InvalidInput',
    });
  });
});

test('the description of the API is there for programs and for people', async () => {
  const { get } = await city();
  expect(await get('GET /openapi.json')).toMatchObject({ body: 'the openapi.json' });
  expect(await get('GET /docs')).toMatchObject({ body: 'the docs.html' });
});

test('Open311 is served beside it', async () => {
  const { get } = await city();
  expect((await get('GET /open311/v2/requests.json')).body).toContain(trackingId);
});

test('every other path is told where to look', async () => {
  const { get } = await city();
  const message = 'no such resource: /docs lists the paths of this API';
  await expect(get('$default')).rejects.toMatchObject({ name: 'NotFound', message });
});
