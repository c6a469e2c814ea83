/** People in danger, by every channel: whom to call comes first, at night too, and the officers are told at once. */
import { beforeAll, describe, expect, test } from 'vitest';
import { citizen, idIn } from '../../support/citizen.ts';
import { coordinator, staffView, useOwnCity } from '../../support/city.ts';
import { newClient } from '../../support/open311/city.ts';
import { Open311 } from '../../support/open311/calls.ts';

const city = useOwnCity();
const whom = 'Telepon 112 SEKARANG, gratis, atau pemadam kebakaran 113.';
const fire = 'Ada kebakaran rumah di Kudamati, tolong cepat!';

/** Offices that were told of the danger. */
const told = async (id: string): Promise<string[]> => {
  await city.client.idle();
  const notices = await city.client.notices(id);
  return notices
    .filter((notice) => notice.subject.includes('BAHAYA'))
    .map(({ attributes: { office, agency } }) => `${office} ${agency}`)
    .toSorted();
};

beforeAll(async () => {
  // 23:30 in Ambon, within the quiet hours.
  const [today = ''] = (await city.client.advance('PT1S')).split('T');
  const tonight = new Date(`${today}T14:30:00.000Z`);
  await city.client.moveTo(new Date(tonight.getTime() + 86_400_000).toISOString());
});

describe('at night', () => {
  test('an SMS is answered at once by whom to call; an hour later by the same again, before that as usual', async () => {
    const me = citizen(city.client);
    const [first, ...none] = await me.send(fire);
    expect(none).toEqual([]);
    const id = idIn(first);
    expect(first).toBe(`${whom.slice(0, -1)}. Laporan ${id} kami terima; petugas jaga sudah kami beri tahu.`);
    expect(await told(id)).toEqual(['coordinator -', 'liaison dinas-damkar']);
    expect(await staffView(city.client, id)).toMatchObject({ serviceCode: 'kebakaran', chain: { valid: true } });

    expect((await me.send('kebakaran di Batu Gajah juga, api besar'))[0]).not.toContain('112');
    await city.client.advance('PT61M');
    expect((await me.send('kebakaran sudah sampai di Soya, tolong pak'))[0]).toMatch(/^Telepon 112 SEKARANG/);
  });

  test('what is over is filed like anything else', async () => {
    const [reply] = await citizen(city.client).send('kebakaran di Kudamati sudah padam, sisanya belum diangkut');
    expect(reply).not.toContain('112');
    expect(await told(idIn(reply))).toEqual([]);
  });

  test('an app gets whom to call with its receipt', async () => {
    const { status, body } = await city.client.file({ description: fire });
    expect(status).toBe(201);
    expect(body.emergency).toMatchObject({ text: whom, call: [{ number: '112', free: true }, { number: '113' }] });
    expect(await told(body.trackingId)).toEqual(['coordinator -', 'liaison dinas-damkar']);
    const own = await city.client.call('GET', `/v1/complaints/${body.trackingId}`, {
      headers: { 'x-reporter-secret': body.reporterSecret },
    });
    expect(own.body.emergency).toEqual(body.emergency);
    expect(await staffView(city.client, body.trackingId)).toMatchObject({ danger: 'kebakaran' });
  });

  test('the form is told while somebody writes, and the receipt begins with whom to call', async () => {
    const look = (description: string) => city.client.call('POST', '/v1/danger', { body: { description } });
    expect((await look(fire)).body.emergency.text).toBe(whom);
    expect((await look('Kebakaran sudah padam.')).body).toEqual({ emergency: null });
    const page = new URLSearchParams({ description: fire });
    const answer = await fetch(`${city.client.url}/lapor/bahaya`, { method: 'POST', body: page });
    expect((await answer.json()).items[0]).toEqual(['112', 'darurat kota (gratis)']);
  });

  test('an officer at the counter does too', async () => {
    const { status, body } = await city.client.asOfficer(coordinator, 'POST', '/v1/staff/complaints', {
      description: 'Warga melapor: orang tenggelam di pantai, belum ditemukan.',
    });
    expect(status).toBe(201);
    expect(body.emergency.text).toBe('Telepon 112 SEKARANG, gratis, atau SAR 115.');
  });

  test('an Open311 app shows it as the notice', async () => {
    const app = new Open311(city.client.url, await newClient(city.client, 'aplikasi-bahaya'));
    await city.client.advance('PT61S');
    const { plain } = await app.post('json', 'v2/requests', {
      service_code: 'kebakaran',
      lat: '-3.6954',
      long: '128.1814',
      description: fire,
    });
    expect(plain[0].service_notice).toMatch(new RegExp(`^${whom}`));
  });
});
