/** Webhooks as a subscriber lives with them: signed, in order, tried again for a day, parked, given back, disabled. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { coordinator, lightLiaison, streetLight, useOwnCity } from '../support/city.ts';
import { startMisbehavingServer, type MisbehavingServer, type Request } from '../support/cloud/misbehaving-server.ts';
import { subscribersOf, type Subscribers } from '../support/subscribers.ts';

const city = useOwnCity();
let server: MisbehavingServer;
let subscribers: Subscribers;

beforeAll(async () => {
  server = await startMisbehavingServer();
  subscribers = subscribersOf(city.client);
  await subscribers.client('news', { scopes: ['complaints:read', 'webhooks'], contact: 'it@news.example' });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
  server.manners.length = 0;
  server.always = undefined;
});
afterEach(() => vi.useRealTimers());

/** Leaves one subscription, and waits until no function remembers another; answers its secret. */
async function only(id: string, fields: object = {}): Promise<string> {
  const { body } = await subscribers.call('GET', 'subscriptions');
  for (const other of body.records as { id: string; clientId: string }[])
    if (other.id !== id)
      await subscribers.subscribe(other.id, { clientId: other.clientId, url: server.url, validTo: '2020-01-01' });
  const secret = await subscribers.subscribe(id, { clientId: 'news', url: `${server.url}/${id}`, ...fields });
  await city.client.advance('PT61S');
  return secret;
}

async function filed(over: Record<string, unknown> = {}) {
  const { body } = await city.client.file(streetLight(over));
  await city.client.idle();
  return body as { trackingId: string; reporterSecret: string };
}

const eventsOf = (requests: readonly Request[]) => requests.map((r) => JSON.parse(r.body));
const verified = (request: Request, secret: string): unknown => {
  vi.useFakeTimers({ now: Number(request.headers['webhook-timestamp']) * 1000, toFake: ['Date'] });
  try {
    return new Webhook(secret).verify(request.body, request.headers);
  } finally {
    vi.useRealTimers();
  }
};

test('the app that filed a complaint follows its life by signed events, in order, without an identity', async () => {
  const { client } = city;
  const signing = await only('own', { clientId: 'local-dev' });
  const { trackingId: id, reporterSecret } = await filed({
    reporter: { name: 'Marthen', phone: '081122223333' },
    reference: 'APP-7',
  });
  await client.act(lightLiaison, id, 'answer', { outcome: 'done', expectedVersion: 2, text: 'Lampu sudah diganti.' });
  await client.idle();
  await client.asReporter(id, reporterSecret, 'accept');
  await client.idle();

  const events = eventsOf(server.requests);
  expect(events.map((e) => e.type)).toEqual(
    ['file', 'forward', 'answer', 'accept'].map((action) => `tanggap.complaint.${action}`),
  );
  expect(events[2]).toMatchObject({
    subject: id,
    data: { status: 'ANSWERED', text: 'Lampu sudah diganti.', reference: 'APP-7' },
  });
  for (const request of server.requests) {
    expect(verified(request, signing)).toMatchObject({ specversion: '1.0', subject: id });
    expect(request.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
    expect(request.body).not.toMatch(/Marthen|1122223333/);
  }
  expect(new Set(server.requests.map((r) => r.headers['webhook-id'])).size).toBe(4);
});

test('anybody else hears only of what a person has verified, and nothing of what is confidential', async () => {
  const { client } = city;
  await only('news', { actions: ['verify', 'answer'] });
  const { trackingId: quiet } = await filed();
  await client.act(lightLiaison, quiet, 'answer', { outcome: 'done', expectedVersion: 2, text: 'Sudah.' });
  const { trackingId: secret } = await filed({ confidential: true });
  await client.act(coordinator, secret, 'verify', { expectedVersion: 2 });
  const { trackingId: seen } = await filed();
  await client.act(coordinator, seen, 'verify', { expectedVersion: 2 });
  await client.act(lightLiaison, seen, 'answer', { outcome: 'done', expectedVersion: 3, text: 'Sudah diganti.' });
  await client.idle();
  expect(eventsOf(server.requests).map((e) => [e.subject, e.data.action])).toEqual([
    [seen, 'verify'],
    [seen, 'answer'],
  ]);
  expect(JSON.stringify(server.requests)).not.toContain('diganti');

  await client.act(lightLiaison, seen, 'restrict', { expectedVersion: 4, confidential: true });
  await client.idle();
  expect(eventsOf(server.requests).at(-1)).toMatchObject({
    type: 'tanggap.complaint.hidden',
    data: { trackingId: seen },
  });
});

test('an endpoint that fails is tried again later and later, one complaint’s events never overtaking each other', async () => {
  const { client } = city;
  await only('own', { clientId: 'local-dev' });
  server.manners.push({ status: 500 }, { status: 302, headers: { location: `${server.url}/elsewhere` } }, 'hang-up');
  const { trackingId: id } = await filed();
  expect(server.requests).toHaveLength(1);
  await client.advance('PT12M');
  await client.advance('PT30M');
  const told = server.requests.map((r) => [r.path, r.headers['webhook-id']]);
  const [file, forward] = [1, 2].map((version) => ['/own', `msg_${id}_${version}_own`]);
  expect(told).toEqual([file, file, file, file, forward]);
});

test('what is not taken for a day is parked, later events go past it, and the redrive command gives it back', async () => {
  const { client, cloud } = city;
  await only('own', { clientId: 'local-dev' });
  server.always = { status: 503 };
  const { trackingId: id } = await filed({ serviceCode: 'jalan-rusak' });
  await client.advance('PT25H');
  const tries = server.requests.length;
  expect(tries).toBe(10);
  expect(await parked()).toEqual([{ complaintId: id, version: 1, subscriptionId: 'own' }]);

  server.always = undefined;
  await client.act(coordinator, id, 'verify', { expectedVersion: 1 });
  await client.idle();
  expect(eventsOf(server.requests).at(-1)).toMatchObject({ sequence: '000002' });

  const { stdout } = await promisify(execFile)(process.execPath, [
    'bin/redrive.ts',
    '--queue',
    'webhooks',
    '--local',
    cloud.url,
  ]);
  expect(stdout).toContain('About 1 go back');
  await client.idle();
  expect(eventsOf(server.requests).at(-1)).toMatchObject({ sequence: '000001', subject: id });
  expect(await parked()).toEqual([]);

  async function parked(): Promise<unknown[]> {
    const queues = await cloud.get<{ name: string; messages: { body: string }[] }[]>('/_local/queues');
    return queues
      .find(({ name }) => name === 'tanggap-ambon-dev-webhooks-dead.fifo')!
      .messages.map(({ body }) => JSON.parse(body) as unknown);
  }
});

test('a slow endpoint costs ten seconds once, and the others wait their turn', async () => {
  const { client } = city;
  await only('own', { clientId: 'local-dev' });
  server.always = { afterMs: 15_000 };
  const ids = await Promise.all(
    Array.from({ length: 7 }, async (): Promise<string> => (await client.file(streetLight())).body.trackingId),
  );
  await client.idle();
  // As many as the queue gives out at a time may have begun by then; none begins once one has timed out.
  expect(server.requests.length).toBeLessThanOrEqual(5);

  server.always = undefined;
  await client.advance('PT5M');
  const last = new Map(eventsOf(server.requests).map((e) => [e.subject, e.sequence]));
  expect(ids.map((id) => last.get(id))).toEqual(ids.map(() => '000002'));
});

test('an endpoint that takes nothing for five days is disabled; the city is told whom to call', async () => {
  const { client } = city;
  await only('stubborn');
  await client.advance('PT1S');
  server.always = { status: 500 };
  for (let day = 0; day <= 5; day += 1) {
    const { trackingId: id } = await filed();
    await client.act(coordinator, id, 'verify', { expectedVersion: 2 });
    await client.advance('P1D');
  }
  expect(await subscribers.record('stubborn')).toMatchObject({ version: 2, disabledReason: 'failing' });
  const notice = (await client.notices()).find((n) => n.subject.includes('stubborn'));
  expect(notice?.message).toContain('it@news.example');
  server.requests.length = 0;
  const { trackingId: id } = await filed();
  await client.act(coordinator, id, 'verify', { expectedVersion: 2 });
  await client.advance('PT2M');
  expect(server.requests).toEqual([]);

  // An edit puts it back, and a replay of the stream brings what it missed.
  server.always = undefined;
  await subscribers.subscribe('stubborn', { clientId: 'news', url: `${server.url}/stubborn` });
  await client.advance('PT61S');
  const since = new Date(Date.now() - 86_400_000).toISOString();
  const replay = ['bin/replay.ts', '--consumer', 'notification', '--since', since, '--local', city.cloud.url];
  const before = (await client.sms()).length;
  await promisify(execFile)(process.execPath, replay);
  await client.idle();
  expect(eventsOf(server.requests).map((e) => e.subject)).toContain(id);
  expect(await client.sms()).toHaveLength(before);
});

test('a secret is shown once and exchanged without a gap; what leads inside is refused when it is subscribed', async () => {
  const { client } = city;
  const first = await only('own', { clientId: 'local-dev' });
  const { body: made } = await subscribers.call('POST', 'subscriptions/own/secrets');
  expect(made.secret).toMatch(/^whsec_/);
  expect((await subscribers.call('POST', 'subscriptions/own/secrets')).status).toBe(409);
  const { body: listed } = await subscribers.call('GET', 'subscriptions/own/secrets');
  expect(listed.signing).toHaveLength(2);
  for (const shown of [listed, await subscribers.record('own'), (await subscribers.call('GET', 'subscriptions')).body])
    expect(JSON.stringify(shown)).not.toMatch(/whsec_|ciphertext/);
  await client.advance('PT61S');
  await filed({ serviceCode: 'jalan-rusak' });
  for (const secret of [first, made.secret]) expect(verified(server.requests.at(-1)!, secret)).toBeDefined();

  const old = listed.signing.find((s: { secretId: string }) => s.secretId !== made.secretId);
  expect((await subscribers.call('DELETE', `subscriptions/own/secrets/${old.secretId}`)).status).toBe(200);
  expect((await subscribers.call('DELETE', `subscriptions/own/secrets/${made.secretId}`)).status).toBe(409);
  await client.advance('PT61S');
  await filed({ serviceCode: 'jalan-rusak' });
  expect(() => verified(server.requests.at(-1)!, first)).toThrow('No matching signature');
  expect(verified(server.requests.at(-1)!, made.secret)).toBeDefined();

  const { version } = await subscribers.record('own');
  const put = (fields: object) =>
    subscribers.call('PUT', 'subscriptions/own', {
      clientId: 'local-dev',
      url: server.url,
      expectedVersion: version,
      ...fields,
    });
  for (const url of [
    'http://hooks.kota.go.id/',
    'https://10.0.0.1/',
    'https://169.254.169.254/x',
    'https://localhost/',
  ])
    expect(await put({ url })).toMatchObject({ status: 400, body: { errors: [{ field: 'url' }] } });
  expect(await put({ clientId: 'nobody' })).toMatchObject({ status: 400, body: { errors: [{ field: 'clientId' }] } });
  expect(await put({ actions: ['note'] })).toMatchObject({ status: 400, body: { errors: [{ field: 'actions.0' }] } });
  expect((await subscribers.record('own')).version).toBe(version);
  expect((await client.asOfficer(coordinator, 'GET', '/v1/admin/subscriptions/own/secrets')).status).toBe(403);
});

test('the local cloud has a receiver of its own', async () => {
  const { client, cloud } = city;
  await only('demo', { clientId: 'local-dev', url: `${cloud.url}/_local/webhooks/demo` });
  const { trackingId: id } = await filed({ serviceCode: 'jalan-rusak' });
  await client.idle();
  const received =
    await cloud.get<{ name: string; headers: Record<string, string>; body: string }[]>('/_local/webhooks');
  expect(received).toMatchObject([{ name: 'demo', headers: { 'webhook-id': `msg_${id}_1_demo` } }]);
  expect(JSON.parse(received[0]!.body)).toMatchObject({ subject: id });
});
