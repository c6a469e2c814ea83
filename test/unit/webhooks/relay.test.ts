/** The relay to a system above the city: what is filed there, under which id, and what it hears afterwards. */
import { XMLParser } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLapor } from '../../../functions/adapters/http/lapor-addstream.ts';
import type { Subscription } from '../../../functions/domain/webhooks/subscription.ts';
import type { HttpAnswer } from '../../../functions/domain/webhooks/ports.ts';
import { agencyId } from '../../support/complaints.ts';
import { fakePoster } from '../../support/fakes/webhooks.ts';
import { secretsFor, subscription } from '../../support/subscriptions.ts';
import { complaintId, webhookWorld } from '../../support/webhooks.ts';
import { runs } from '../../support/runs.ts';

const day = '2026-03-13 10:00';
const account = { email: 'lapor@ambon.go.id', phone: '0911123456', firstName: 'Kota Ambon' };
const addstreamUrl = 'https://lapor.example.go.id/api/stream/addstream';

function relay(over: Partial<Subscription> = {}, addstream = true): Subscription {
  return subscription({
    id: 'lapor',
    clientId: 'reader',
    relay: {
      from: 'verified',
      names: {
        states: { ANSWERED: 'Selesai' },
        classes: { pengaduan: 'Pengaduan' },
        categories: { 'lampu-jalan': 'Penerangan jalan' },
      },
      ...(addstream ? { addstream: { url: addstreamUrl, account } } : {}),
    },
    ...over,
  });
}

const filedAs = (upstreamId: string): HttpAnswer => ({
  outcome: 'answered',
  status: 200,
  body: `<?xml version="1.0"?><lapor><trackingid>${upstreamId}</trackingid><transaksiid>T-9</transaksiid></lapor>`,
});

function verified(world: ReturnType<typeof webhookWorld>, over = {}) {
  world.file({
    serviceCode: 'lampu-jalan',
    text: { description: 'Lampu padam & gelap <sekali>.', landmark: 'depan gereja' },
    ...over,
  });
  world.act([day, 'verify', 'coordinator', { agencyId }]);
}

const parsed = (xml: string) =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false }).parse(xml).lapor;

describe('the text for upstream', () => {
  const contentOf = async (over: object, to = relay()) => {
    const world = webhookWorld(to);
    verified(world, over);
    world.poster.answers.push(filedAs('1'));
    await world.deliver(2);
    return String(parsed(world.poster.posted[0]!.body).laporan.isi).split('\n');
  };
  test('has the report’s words, then each fact that the form has no field for', async () => {
    const text = {
      title: 'Lampu',
      description: 'Padam.',
      landmark: 'gereja',
      address: 'Jalan Raya',
      incidentDate: '2026-03-12',
    };
    expect(await contentOf({ text, areaCode: '81.71.02.1019' })).toEqual([
      'Padam.',
      '',
      'Judul: Lampu',
      'Klasifikasi: Pengaduan',
      'Kategori: Penerangan jalan',
      'Lokasi: gereja, Jalan Raya, 81.71.02.1019',
      'Tanggal kejadian: 2026-03-12',
      `Nomor laporan kota: ${complaintId}`,
    ]);
  });
  test('leaves out what is not known, and says where a text was erased', async () => {
    const from = { from: 'verified' as const, addstream: { url: addstreamUrl, account } };
    expect(await contentOf({ text: {}, serviceCode: undefined }, relay({ relay: from }))).toEqual([
      '(teks telah dihapus)',
      '',
      'Klasifikasi: pengaduan',
      `Nomor laporan kota: ${complaintId}`,
    ]);
    expect(await contentOf({ text: { description: 'x', address: 'Jalan Raya' } })).toContain('Lokasi: Jalan Raya');
  });
});

test('upstream that does not take a complaint is left alone for a moment', async () => {
  const world = webhookWorld(relay());
  verified(world);
  world.poster.answers.push({ outcome: 'failed', cause: 'ECONNREFUSED', arrived: false });
  await expect(world.deliver(2)).rejects.toThrow('upstream: ECONNREFUSED');
  await expect(world.deliver(2)).rejects.toThrow('left alone');
  expect(world.poster.posted).toHaveLength(1);
});

test('a complaint that came from there, whose report was erased, has no id there', async () => {
  const world = webhookWorld(relay());
  verified(world, { clientId: 'reader' });
  world.table.texts.clear();
  await world.deliver(2);
  expect(world.bodies()[0].data.upstream).toMatchObject({ id: null });
});

describe('a verified complaint', () => {
  test('is filed upstream once, by the city’s account and our id, and then told of under its id there', async () => {
    const world = webhookWorld(relay());
    verified(world, { anonymous: true });
    world.poster.answers.push(filedAs('1916449'));
    expect(await world.deliver(2)).toBe('delivered');
    world.act([day, 'answer', 'owner', { text: 'Sudah diganti.' }]);
    expect(await world.deliver(3)).toBe('delivered');

    const [filing, ...events] = world.poster.posted;
    expect(filing).toMatchObject({ url: addstreamUrl, headers: { 'content-type': 'text/xml; charset=utf-8' } });
    expect(parsed(filing!.body)).toMatchObject({
      '@token': 'rahasia-token',
      pelapor: { email: account.email, telpon: account.phone, namadepan: 'Kota Ambon', namabelakang: complaintId },
      laporan: { '@rahasia': '0', '@anonim': '1' },
    });
    const { isi } = parsed(filing!.body).laporan;
    for (const part of [
      'Lampu padam & gelap <sekali>.',
      'Kategori: Penerangan jalan',
      `Nomor laporan kota: ${complaintId}`,
    ])
      expect(isi).toContain(part);
    expect(events.map(({ body }) => JSON.parse(body).data.upstream)).toEqual([
      { id: '1916449', status: 'FORWARDED', class: 'Pengaduan', category: 'Penerangan jalan' },
      { id: '1916449', status: 'Selesai', class: 'Pengaduan', category: 'Penerangan jalan' },
    ]);
    expect(world.relays.records.get(`${complaintId}/lapor`)).toEqual({
      attempts: 1,
      upstreamId: '1916449',
      transactionId: 'T-9',
    });
  });

  test('of which nothing but the filing is wanted: no event is posted', async () => {
    const { url: _url, ...only } = relay();
    const world = webhookWorld(only);
    verified(world);
    world.poster.answers.push(filedAs('77'));
    expect(await world.deliver(2)).toBe('delivered');
    expect(world.poster.posted.map((p) => p.url)).toEqual([addstreamUrl]);
  });

  test('goes by signed events alone where upstream has no addstream', async () => {
    const world = webhookWorld(relay({}, false));
    verified(world);
    await world.deliver(2);
    expect(world.bodies()[0].data).toMatchObject({
      upstream: { id: null, category: 'Penerangan jalan' },
      report: { description: 'Lampu padam & gelap <sekali>.' },
    });
  });
});

test('a relay whose token nobody has set waits for it', async () => {
  const world = webhookWorld(relay());
  verified(world);
  world.encryptedSecrets.set('lapor', secretsFor('lapor', []));
  await expect(world.deliver(2)).rejects.toThrow('no token yet');
  expect(world.poster.posted).toEqual([]);
});

describe('not relayed is', () => {
  test('what nobody has verified, unless the relay says so', async () => {
    const world = webhookWorld(relay(), relay({ id: 'early', relay: { from: 'filed' } }));
    world.file();
    expect(await world.deliver(1)).toBe('not-visible');
    expect(await world.deliver(1, 'early')).toBe('delivered');
  });

  test('what is rahasia, whatever scope the client has', async () => {
    const world = webhookWorld(relay({ clientId: 'press' }));
    verified(world, { confidential: true });
    expect(await world.deliver(2)).toBe('not-visible');
    expect(world.poster.posted).toEqual([]);
  });
});

describe('a complaint that came from upstream', () => {
  test('keeps the id it came with, is not filed there again, and is answered back', async () => {
    const world = webhookWorld(relay({ clientId: 'app' }));
    world.file({ text: { description: 'Lampu padam.', reference: '1916449' } });
    expect(await world.deliver(1)).toBe('delivered');
    world.act([day, 'verify', 'coordinator', { agencyId }]);
    world.act([day, 'answer', 'owner', { text: 'Sudah diganti.' }]);
    await world.deliver(3);
    expect(world.poster.posted.map((p) => p.url)).toEqual([relay().url, relay().url]);
    expect(world.bodies()[1].data).toMatchObject({
      text: 'Sudah diganti.',
      upstream: { id: '1916449', status: 'Selesai' },
    });
    expect(world.relays.records.size).toBe(0);
  });
});

describe('an upstream that', () => {
  const failing: readonly [string, HttpAnswer, number][] = [
    ['answers 500', { outcome: 'answered', status: 500, body: '' }, 1],
    ['refuses', { outcome: 'answered', status: 400, body: '' }, 0],
    ['redirects', { outcome: 'answered', status: 302, body: '' }, 0],
    ['answers too late', { outcome: 'failed', cause: 'no answer in time', arrived: true }, 1],
    ['cannot be reached', { outcome: 'failed', cause: 'ECONNREFUSED', arrived: false }, 0],
    ['answers no XML', { outcome: 'answered', status: 200, body: 'OK' }, 1],
    ['answers broken XML', { outcome: 'answered', status: 200, body: '<trackingid>1</trackingid' }, 1],
    ['answers an empty id', { outcome: 'answered', status: 200, body: '<a><trackingid/></a>' }, 1],
    [
      'answers two ids',
      { outcome: 'answered', status: 200, body: '<a><trackingid>1</trackingid><trackingid>2</trackingid></a>' },
      1,
    ],
    [
      'declares entities',
      { outcome: 'answered', status: 200, body: '<!DOCTYPE a [<!ENTITY x "1">]><a><trackingid>&x;</trackingid></a>' },
      1,
    ],
  ];

  test.each(failing)('%s is tried again, and no event goes before the filing', async (_, bad, mayHaveArrived) => {
    const world = webhookWorld(relay());
    verified(world);
    world.poster.answers.push(bad);
    await expect(world.deliver(2)).rejects.toThrow('upstream: ');
    expect(world.poster.posted.map((p) => p.url)).toEqual([addstreamUrl]);
    expect(world.relays.records.get(`${complaintId}/lapor`)).toEqual({ attempts: mayHaveArrived });

    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    world.poster.answers.push(filedAs('5'));
    expect(await world.deliver(2)).toBe('delivered');
    expect(world.counted).toEqual(mayHaveArrived > 0 ? ['RelayUnconfirmed'] : []);
  });

  test('repeats one id is understood', async () => {
    const world = webhookWorld(relay());
    verified(world);
    const body = '<a><trackingid>01</trackingid><b><trackingid>01</trackingid></b></a>';
    world.poster.answers.push({ outcome: 'answered', status: 200, body });
    await world.deliver(2);
    expect(world.relays.records.get(`${complaintId}/lapor`)?.upstreamId).toBe('01');
  });

  test('fails after the filing: the next try does not file again', async () => {
    const world = webhookWorld(relay());
    verified(world);
    world.poster.answers.push(filedAs('5'), { outcome: 'answered', status: 500, body: '' });
    await expect(world.deliver(2)).rejects.toThrow('answered 500');
    await world.deliver(2);
    expect(world.poster.posted.map((p) => p.url)).toEqual([addstreamUrl, relay().url, relay().url]);
  });
});

test('any text goes into the XML and comes out of it as it was, but for what XML cannot hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
      const poster = fakePoster();
      const content = `x${text}x`;
      await createLapor(poster).file({ url: addstreamUrl, account }, 't"<&', {
        id: complaintId,
        anonymous: false,
        content,
      });
      const found = parsed(poster.posted[0]!.body);
      expect(found['@token']).toBe('t"<&');
      expect(Object.keys(found).sort()).toEqual(['@token', 'laporan', 'pelapor']);
      const asXml = content
        .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ')
        .replaceAll(/\r\n?/g, '\n');
      expect(String(found.laporan.isi).replaceAll(/\r\n?/g, '\n')).toBe(asXml);
    }),
    { numRuns: runs(15, 40) },
  );
});

test('no answer at all makes the adapter throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.string().map((s) => `<trackingid>${s}</trackingid>`),
      ),
      async (body) => {
        const poster = fakePoster();
        poster.answers.push({ outcome: 'answered', status: 200, body });
        const answer = await createLapor(poster).file({ url: addstreamUrl, account }, 't', {
          id: 'a',
          anonymous: false,
          content: 'b',
        });
        expect(['filed', 'unknown']).toContain(answer.outcome);
      },
    ),
  );
});
