/** The relay to a system above the city, with an upstream that is slow, broken and forgetful. */
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { coordinator, lightLiaison, staffView, streetLight, useOwnCity } from '../support/city.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../support/cloud/misbehaving-server.ts';
import { subscribersOf } from '../support/subscribers.ts';

const city = useOwnCity();
let upstream: MisbehavingServer;

beforeAll(async () => {
  upstream = await startMisbehavingServer();
  const subscribers = subscribersOf(city.client);
  // Two systems above: one takes what the city has verified, the other (client `local-dev`) files here and is answered back.
  await subscribers.client('sp4n', { scopes: ['complaints:read', 'webhooks'] });
  await subscribers.subscribe('lapor', {
    clientId: 'sp4n',
    url: `${upstream.url}/events`,
    relay: {
      from: 'verified',
      names: { states: { ANSWERED: 'Selesai' }, categories: { 'lampu-jalan': 'Penerangan jalan' } },
      addstream: {
        url: `${upstream.url}/api/stream/addstream`,
        account: { email: 'lapor@ambon.go.id', phone: '0911123456', firstName: 'Kota Ambon' },
      },
    },
  });
  await subscribers.call('PUT', 'subscriptions/lapor/relay-token', { token: 'token-kota' });
  await subscribers.subscribe('back', {
    clientId: 'local-dev',
    url: `${upstream.url}/back`,
    actions: ['answer'],
    relay: { from: 'verified' },
    serviceCodes: ['jalan-rusak'],
  });
});
afterAll(() => upstream.stop());
beforeEach(() => {
  upstream.requests.length = 0;
  upstream.manners.length = 0;
});

const filedAs = (id: string) => ({
  status: 200,
  body: `<lapor><trackingid>${id}</trackingid><transaksiid>T-${id}</transaksiid></lapor>`,
});
const paths = (): string[] => upstream.requests.map((r) => r.path);
const filings = () =>
  upstream.requests
    .filter((r) => r.path.endsWith('addstream'))
    .map((r) => new XMLParser({ ignoreAttributes: false, parseAttributeValue: false }).parse(r.body).lapor);
const events = () => upstream.requests.filter((r) => r.path === '/events').map((r) => JSON.parse(r.body));

async function verified(over: Record<string, unknown> = {}): Promise<string> {
  const { body } = await city.client.file(streetLight(over));
  await city.client.idle();
  await city.client.act(coordinator, body.trackingId, 'verify', { expectedVersion: 2 });
  await city.client.idle();
  return body.trackingId;
}

test('what a person has verified is filed upstream once and followed there; the reporter stays here', async () => {
  const { client } = city;
  upstream.manners.push(filedAs('1916449'));
  const id = await verified({ anonymous: true, reporter: { name: 'Marthen', phone: '081133334444' } });
  await client.act(lightLiaison, id, 'answer', { outcome: 'done', expectedVersion: 3, text: 'Lampu sudah diganti.' });
  await client.idle();
  expect(paths()).toEqual(['/api/stream/addstream', '/events', '/events']);
  expect(filings()).toMatchObject([
    {
      '@_token': 'token-kota',
      pelapor: { email: 'lapor@ambon.go.id', namadepan: 'Kota Ambon', namabelakang: id },
      laporan: { '@_rahasia': '0', '@_anonim': '1' },
    },
  ]);
  expect(filings()[0].laporan.isi).toContain('Kategori: Penerangan jalan');
  expect(events().map((e) => e.data.upstream)).toMatchObject([
    { id: '1916449', status: 'FORWARDED' },
    { id: '1916449', status: 'Selesai' },
  ]);
  expect(JSON.stringify(upstream.requests)).not.toMatch(/Marthen|1133334444/);
  expect((await staffView(client, id)).upstream).toEqual([{ subscriptionId: 'lapor', upstreamId: '1916449' }]);
});

test('rahasia and what nobody has verified stay in the city', async () => {
  await verified({ confidential: true });
  await city.client.file(streetLight());
  await city.client.idle();
  expect(paths()).toEqual([]);
});

test('an upstream that is slow, broken, redirects and answers nonsense gets it in the end, with one id kept', async () => {
  const { client } = city;
  upstream.manners.push(
    { status: 500 },
    { status: 302, headers: { location: `${upstream.url}/elsewhere` } },
    { status: 200, body: '<lapor><trackingid>12' },
    'hang-up',
    { status: 200, body: '<lapor><trackingid>1</trackingid><trackingid>2</trackingid></lapor>' },
    { afterMs: 12_000, ...filedAs('late') },
    filedAs('88'),
  );
  const id = await verified();
  await client.advance('PT12H');
  expect(paths()).toEqual([...Array.from({ length: 7 }, () => '/api/stream/addstream'), '/events']);
  expect(events()).toMatchObject([{ subject: id, data: { upstream: { id: '88' } } }]);
  upstream.requests.length = 0;
  await client.act(lightLiaison, id, 'answer', { outcome: 'done', expectedVersion: 3, text: 'Sudah.' });
  await client.idle();
  expect(paths()).toEqual(['/events']);
});

test('what came from upstream keeps the id it came with, twice sent is once filed, and is answered back', async () => {
  const { client } = city;
  const report = streetLight({ serviceCode: 'jalan-rusak', reference: '1916450' });
  const twice = await Promise.all([1, 2].map(() => client.file(report, { 'idempotency-key': 'sp4n-1916450' })));
  const id = twice[0]!.body.trackingId;
  expect(twice[1]!.body.trackingId).toBe(id);
  await client.idle();
  // The other system takes it too, as any verified complaint.
  upstream.manners.push(filedAs('90'));
  await client.act(coordinator, id, 'keep', { expectedVersion: 1 });
  await client.idle();
  await client.act(coordinator, id, 'answer', { outcome: 'done', expectedVersion: 2, text: 'Jalan sudah ditambal.' });
  await client.idle();
  const back = upstream.requests.filter((r) => r.path === '/back').map((r) => JSON.parse(r.body));
  expect(back).toMatchObject([
    { data: { action: 'answer', text: 'Jalan sudah ditambal.', reference: '1916450', upstream: { id: '1916450' } } },
  ]);
});
