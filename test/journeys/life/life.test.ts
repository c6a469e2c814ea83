import { expect, test } from 'vitest';
import { coordinator, lightLiaison, staffView, streetLight, useCity } from '../../support/city.ts';

const city = useCity();

test('a complaint is filed, forwarded at once, answered, refused, answered again, accepted and rated', async () => {
  const { client } = city;
  const { status, body: filed } = await client.file(streetLight());
  expect(status).toBe(201);
  expect(filed).toMatchObject({
    status: 'RECEIVED',
    version: 1,
    links: { self: `/v1/complaints/${filed.trackingId}` },
  });
  const { trackingId: id, reporterSecret: secret } = filed;
  await client.idle();

  expect((await client.sms(id)).map((s) => s.body)).toEqual([expect.stringContaining('Dinas Perhubungan')]);
  expect(await client.timers(id)).toHaveLength(1);
  expect((await client.call('GET', `/v1/complaints/${id}`)).status).toBe(404);
  const queue = await client.asOfficer(
    lightLiaison,
    'GET',
    `/v1/staff/complaints?queue=agency&agencyId=${lightLiaison.agency}`,
  );
  expect(queue.body.complaints.map((c: { trackingId: string }) => c.trackingId)).toContain(id);

  const answer = { expectedVersion: 2, outcome: 'done', text: 'Lampu sudah diganti.' };
  expect((await client.act(lightLiaison, id, 'answer', answer)).body).toMatchObject({ status: 'ANSWERED', version: 3 });
  // A message is made when it is sent: one that no longer holds by then is dropped.
  await client.idle();
  const objection = await client.asReporter(id, secret, 'object', { text: 'Masih gelap.' });
  expect(objection.body).toMatchObject({ status: 'IN_PROGRESS', version: 4 });
  await client.act(lightLiaison, id, 'answer', { ...answer, expectedVersion: 4 });
  await client.idle();
  expect((await client.asReporter(id, secret, 'accept')).body).toMatchObject({ status: 'CLOSED', version: 6 });
  expect((await client.asReporter(id, secret, 'rate', { rating: 4 })).status).toBe(200);
  await client.idle();

  const seen = await staffView(client, id);
  expect(seen.chain).toEqual({ valid: true });
  expect(seen.events.map((e: { action: string }) => e.action)).toEqual([
    'file',
    'forward',
    'answer',
    'object',
    'answer',
    'accept',
    'rate',
  ]);
  expect(await client.timers(id)).toEqual([]);
  expect(await client.sms(id)).toHaveLength(4);
});

test('what has no clear owner waits for the coordinator, and is public only once verified', async () => {
  const { client } = city;
  const { body: filed } = await client.file(streetLight({ serviceCode: 'jalan-rusak' }));
  const id = filed.trackingId;
  await client.idle();
  expect(await staffView(client, id)).toMatchObject({ status: 'RECEIVED', agencyId: null });
  expect((await client.act(coordinator, id, 'verify', { expectedVersion: 1 })).body).toMatchObject({
    status: 'FORWARDED',
  });
  const seen = await client.call('GET', `/v1/complaints/${id}`);
  expect(seen.status).toBe(200);
  expect(seen.body.report.description).toContain('gereja');
  expect(JSON.stringify(seen.body)).not.toMatch(/secret|anonymous|channel/i);
  const own = await client.call('GET', `/v1/complaints/${id}`, {
    headers: { 'x-reporter-secret': filed.reporterSecret },
  });
  expect(own.body.report.description).toContain('gereja');
  expect((await client.call('GET', `/v1/complaints/${id}`, { headers: { 'x-reporter-secret': 'wrong' } })).status).toBe(
    404,
  );
});

test('open data is the same list for apps, maps and spreadsheets, page by page', async () => {
  const read = (query: string, accept = '*/*') =>
    fetch(`${city.cloud.url}/v1/complaints?${query}`, { headers: { accept } });
  const { complaints } = (await (await read('limit=100')).json()) as { complaints: { trackingId: string }[] };
  expect(complaints.length).toBeGreaterThan(0);
  const csv = await read('limit=100&format=csv');
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
  expect((await csv.text()).trimEnd().split('\r\n')).toHaveLength(complaints.length + 1);
  const map = await read('limit=1', 'application/geo+json');
  expect(map.headers.get('content-type')).toMatch(/^application\/geo\+json/);
  expect(await map.json()).toMatchObject({ type: 'FeatureCollection', features: [{ id: complaints[0]?.trackingId }] });
  expect((await read('format=xml')).status).toBe(400);
});

test('two officers act at once: one wins, the other gets 409 with the current state', async () => {
  const { client } = city;
  const { body: filed } = await client.file(streetLight());
  await client.idle();
  const both = await Promise.all(
    [1, 2].map(() => client.act(lightLiaison, filed.trackingId, 'respond', { expectedVersion: 2 })),
  );
  expect(both.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const refused = both.find((a) => a.status === 409);
  expect(refused?.body).toMatchObject({ code: 'conflict', current: { status: 'IN_PROGRESS', version: 3 } });
  expect((await staffView(client, filed.trackingId)).events).toHaveLength(3);
});

test('one idempotency key in parallel stores one complaint; another body under it is 409', async () => {
  const { client } = city;
  const report = streetLight();
  const key = { 'idempotency-key': 'parallel-1' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.file(report, key)));
  expect(answers.map((a) => a.status)).toEqual(Array.from({ length: 10 }, () => 201));
  expect(new Set(answers.map((a) => JSON.stringify(a.body))).size).toBe(1);
  expect((await client.file({ ...report, description: 'Sesuatu yang lain sama sekali.' }, key)).status).toBe(409);
});

test('a look at the identity is written down first, and anonim hides it from the agency', async () => {
  const { client } = city;
  const { body: filed } = await client.file(
    streetLight({ reporter: { name: 'Warga', phone: '081100009999' }, anonymous: true }),
  );
  const path = `/v1/staff/complaints/${filed.trackingId}/identity`;
  await client.idle();
  expect((await client.asOfficer(lightLiaison, 'GET', `${path}?reason=perlu%20menghubungi`)).status).toBe(403);
  expect((await client.asOfficer(coordinator, 'GET', path)).status).toBe(400);
  const shown = await client.asOfficer(coordinator, 'GET', `${path}?reason=perlu%20menghubungi`);
  expect(shown.body.identity).toEqual({ name: 'Warga', phone: '+6281100009999', email: null });
  const seen = await staffView(client, filed.trackingId);
  expect(seen.accesses).toMatchObject([{ reason: 'perlu menghubungi', role: 'coordinator' }]);
  expect(seen.version).toBe(2);
});
