/** Honest endings, as the reporter's phone, the public and Open311 tell them apart; a promise comes back on its day. */
import { expect, test } from 'vitest';
import { citizen, idIn } from '../../support/citizen.ts';
import { lightLiaison, staffView, useOwnCity } from '../../support/city.ts';

const city = useOwnCity();

/** A local day after the city's present one. */
const daysAhead = async (days: number): Promise<string> => {
  const now = Date.parse((await city.client.call('GET', '/v1/statistics/open')).body.asOf);
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
};

async function reported() {
  const me = citizen(city.client);
  const id = idIn((await me.send('lampu jalan mati di Passo dekat pasar'))[0]);
  const act = async (action: string, fields: object) => {
    const { version } = await staffView(city.client, id);
    return city.client.act(lightLiaison, id, action, { expectedVersion: version, ...fields });
  };
  return { me, id, act };
}

/** Agrees with the code that the reply to a bare SETUJU brings. */
async function agree(me: ReturnType<typeof citizen>, id: string): Promise<string[]> {
  const [asked] = await me.send(`SETUJU ${id}`);
  return me.send(`SETUJU ${id} ${/\b\d{3}\b/.exec(asked ?? '')?.[0]}`);
}

test('a promise is told with its day, stays open, comes back, may be postponed once, and is kept', async () => {
  const { me, id, act } = await reported();
  await act('verify', {});
  const scheduledOn = await daysAhead(20);
  const answered = await act('answer', { outcome: 'scheduled', scheduledOn, text: 'Lampu kami pesan.' });
  expect(answered.body).toMatchObject({ status: 'SCHEDULED', statusLabel: 'Dijadwalkan', dueOn: scheduledOn });
  expect(await me.news()).toEqual([expect.stringContaining('dijadwalkan Dinas Perhubungan: dikerjakan paling lambat')]);
  expect(await me.send(`STATUS ${id}`)).toEqual([expect.stringContaining('dijadwalkan Dinas Perhubungan')]);

  const { body: seen } = await city.client.call('GET', `/v1/complaints/${id}`);
  expect(seen).toMatchObject({
    status: 'SCHEDULED',
    open: true,
    outcome: 'scheduled',
    scheduledOn,
    expectedOn: scheduledOn,
  });
  const { body: requests } = await city.client.call(
    'GET',
    `/open311/v2/requests/${id}.json?jurisdiction_id=ambon.go.id`,
  );
  expect(requests[0]).toMatchObject({ status: 'open', status_notes: 'Dijadwalkan' });
  const { body: figures } = await city.client.call('GET', '/v1/statistics');
  expect(figures.total).toMatchObject({ scheduled: 1, done: 0, followedUp: 1 });

  await city.client.advance('P22D');
  expect(await staffView(city.client, id)).toMatchObject({ status: 'IN_PROGRESS', outcome: 'scheduled' });
  expect(await me.news()).toEqual([expect.stringContaining('tanggal yang dijanjikan Dinas Perhubungan sudah lewat')]);
  expect((await city.client.notices(id)).map((n) => n.subject)).toContainEqual(
    expect.stringContaining('tanggal yang dijanjikan sudah lewat'),
  );

  const again = { outcome: 'scheduled', scheduledOn: await daysAhead(10), text: 'Kapal terlambat.' };
  expect((await act('answer', again)).status).toBe(200);
  expect((await act('answer', { ...again, scheduledOn: await daysAhead(11) })).status).toBe(409);
  await me.news();
  const kept = await act('answer', { outcome: 'done', text: 'Lampu sudah diganti.' });
  expect(kept.body).toMatchObject({ status: 'ANSWERED', statusLabel: 'Dijawab: sudah dikerjakan, menunggu tanggapan' });
  expect(await me.news()).toEqual([expect.stringContaining('sudah dikerjakan (baca: ISI)')]);
  expect(await agree(me, id)).toEqual([expect.stringContaining('selesai')]);
  // The year's figures are those of the last night.
  await city.client.advance('P1D');
  const { body: after } = await city.client.call('GET', '/v1/statistics');
  expect(after.total).toMatchObject({ scheduled: 0, done: 1, followedUp: 1, answered: 3 });
});

test('what cannot be done is told with its reason and never counts as done', async () => {
  const { me, id, act } = await reported();
  const done = (await city.client.call('GET', '/v1/statistics')).body.total.done;
  await act('verify', {});
  await act('answer', { outcome: 'cannot', cannotCode: 'private', text: 'Tiang itu milik warga.' });
  expect(await me.news()).toEqual([expect.stringContaining('tidak dapat dikerjakan: milik pribadi')]);
  expect(await agree(me, id)).toEqual([expect.stringContaining('ditutup')]);
  await city.client.idle();
  const { body: seen } = await city.client.call('GET', `/v1/complaints/${id}`);
  expect(seen).toMatchObject({
    status: 'CLOSED',
    statusLabel: 'Ditutup: tidak dapat dikerjakan',
    cannotBecause: { code: 'private', label: 'milik pribadi' },
  });
  await city.client.advance('P1D');
  const { body } = await city.client.call('GET', '/v1/statistics');
  expect(body.total).toMatchObject({ done, cannotBeDone: 1 });
});

test('an answer needs an outcome, and no bracket of a template left open', async () => {
  const { act } = await reported();
  expect((await act('answer', { text: 'Sudah.' })).body).toMatchObject({ errors: [{ field: 'outcome' }] });
  const open = { outcome: 'done', text: 'Selesai pada [tanggal]. Nomor [TELP] disamarkan.' };
  expect((await act('answer', open)).body).toMatchObject({ errors: [{ field: 'text' }] });
  expect((await act('answer', { ...open, text: 'Selesai hari ini. Nomor [TELP] disamarkan.' })).status).toBe(200);
});
