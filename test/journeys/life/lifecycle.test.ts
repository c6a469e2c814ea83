/** The steps of a complaint's life besides the straight way: asked, returned, merged, archived, reopened, withdrawn, moved by a decree. */
import { expect, test } from 'vitest';
import type { Json } from '../../../bin/support/local-client.ts';
import { checkFile } from '../../../functions/domain/complaint/ombudsman-file.ts';
import { addDays } from '../../../functions/domain/kernel/zone.ts';
import { coordinator, lightLiaison, staffView, streetLight, useOwnCity } from '../../support/city.ts';

const city = useOwnCity();
const mayor = { role: 'supervisor' } as const;
const roads = { role: 'liaison', agency: 'dinas-pupr' } as const;

type Filed = { trackingId: string; reporterSecret: string };

async function filed(over: Record<string, unknown> = {}): Promise<Filed> {
  const { status, body } = await city.client.file(streetLight(over));
  expect(status).toBe(201);
  await city.client.idle();
  return body as Filed;
}
const versionOf = async (id: string): Promise<number> => (await staffView(city.client, id)).version;

/** Acts over the version that is there, and waits for what follows. */
async function act(
  who: Parameters<typeof city.client.act>[0],
  id: string,
  action: string,
  fields: object = {},
): Promise<Json> {
  const { body } = await city.client.act(who, id, action, { expectedVersion: await versionOf(id), ...fields });
  await city.client.idle();
  return body;
}
async function report({ trackingId, reporterSecret }: Filed, action: string, fields: object = {}): Promise<Json> {
  const { body } = await city.client.asReporter(trackingId, reporterSecret, action, fields);
  await city.client.idle();
  return body;
}
const texts = async (id: string): Promise<string[]> => (await city.client.sms(id)).map((s) => s.body);

test('what is missing is asked by SMS, the reply brings the complaint back, and the agency loses no day of its clock', async () => {
  const complaint = await filed();
  const id = complaint.trackingId;
  const before = await staffView(city.client, id);
  expect(await act(lightLiaison, id, 'ask', { text: 'Tiang nomor berapa?' })).toMatchObject({ status: 'NEEDS_INFO' });
  expect((await texts(id)).at(-1)).toMatch(/petugas bertanya/);

  await city.client.advance('P1D');
  expect(await report(complaint, 'reply', { text: 'Tiang 12.' })).toMatchObject({ status: 'FORWARDED' });
  const after = await staffView(city.client, id);
  expect([before.dueOn < after.dueOn, before.expectedOn < after.expectedOn]).toEqual([true, true]);
  expect(after.chain).toEqual({ valid: true });
  expect(await city.client.timers(id)).toHaveLength(1);
});

test('an agency that is not the right one returns it; after two hops the mayor decides, and that agency keeps it', async () => {
  const { trackingId: id } = await filed();
  const returned = { text: 'Bukan kewenangan kami.' };
  expect(await act(lightLiaison, id, 'return', { ...returned, suggestedAgencyId: 'dinas-pupr' })).toMatchObject({
    status: 'RETURNED',
  });
  expect(await act(mayor, id, 'assign', { agencyId: 'dinas-pupr' })).toMatchObject({ code: 'conflict' });
  expect(await act(coordinator, id, 'reroute', { agencyId: 'dinas-lama' })).toMatchObject({
    errors: [{ field: 'agencyId' }],
  });
  await act(coordinator, id, 'reroute', { agencyId: 'dinas-pupr' });
  await act(roads, id, 'return', returned);
  await act(coordinator, id, 'reroute', { agencyId: 'dinas-perhubungan' });
  await act(lightLiaison, id, 'return', returned);
  expect(await act(coordinator, id, 'reroute', { agencyId: 'dinas-pupr' })).toMatchObject({ code: 'conflict' });
  const told = (await city.client.notices(id)).filter((n) => n.attributes['office'] === 'city-secretary');
  expect(told).toHaveLength(1);

  expect(await act(mayor, id, 'assign', { agencyId: 'dinas-pupr' })).toMatchObject({
    status: 'FORWARDED',
    agencyId: 'dinas-pupr',
  });
  expect(await act(roads, id, 'return', returned)).toMatchObject({ code: 'conflict' });
  expect((await staffView(city.client, id)).expectedOn).toBe((await staffView(city.client, id)).events[0].expectedOn);
});

test('of two reports of one thing the second follows the first: its reporter hears the news, until it is taken out again', async () => {
  const parent = await filed();
  const child = await filed();
  expect(await act(coordinator, child.trackingId, 'merge', { parentId: child.trackingId })).toMatchObject({
    errors: [{ field: 'parentId' }],
  });
  expect(await act(coordinator, child.trackingId, 'merge', { parentId: parent.trackingId })).toMatchObject({
    status: 'DUPLICATE',
  });
  expect(await act(coordinator, parent.trackingId, 'merge', { parentId: child.trackingId })).toMatchObject({
    errors: [{ field: 'parentId' }],
  });
  await act(lightLiaison, parent.trackingId, 'answer', { outcome: 'done', text: 'Lampu sudah diganti.' });
  const heard = await texts(child.trackingId);
  expect(heard.slice(-2)).toEqual([
    expect.stringMatching(/digabung dengan laporan lain/),
    expect.stringMatching(/^Laporan serupa.*sudah dikerjakan/),
  ]);
  expect(heard.join()).not.toContain(parent.trackingId);

  const own = await city.client.call('GET', `/v1/complaints/${child.trackingId}`, {
    headers: { 'x-reporter-secret': child.reporterSecret },
  });
  expect(own.body).toMatchObject({ status: 'DUPLICATE', duplicateOf: null, open: false });
  expect(await act(coordinator, child.trackingId, 'unmerge')).toMatchObject({ status: 'FORWARDED' });
  const count = (await texts(child.trackingId)).length;
  await report(parent, 'accept');
  expect(await texts(child.trackingId)).toHaveLength(count);
});

test('archived with a reason that the reporter is told, restored, answered, closed, reopened; at last withdrawn', async () => {
  const complaint = await filed({ serviceCode: 'jalan-rusak' });
  const id = complaint.trackingId;
  expect(await act(coordinator, id, 'archive', {})).toMatchObject({ errors: [{ field: 'reasonCode' }] });
  await act(coordinator, id, 'archive', { reasonCode: 'too-general' });
  expect((await texts(id)).at(-1)).toContain('isi terlalu umum');
  expect(await act(coordinator, id, 'restore')).toMatchObject({ status: 'RECEIVED' });
  await act(coordinator, id, 'verify', { agencyId: 'dinas-pupr' });
  await act(roads, id, 'answer', { outcome: 'done', text: 'Sudah ditambal.' });
  await report(complaint, 'accept');
  expect(await report(complaint, 'reopen', { text: 'Berlubang lagi.' })).toMatchObject({ status: 'IN_PROGRESS' });
  expect((await staffView(city.client, id)).reopened).toBe(1);
  // A phone has four SMS of news an hour: what is more waits for the next.
  await city.client.advance('PT1H');
  expect(await report(complaint, 'withdraw')).toMatchObject({ status: 'WITHDRAWN', dueOn: null });
  expect((await texts(id)).at(-1)).toMatch(/sudah dicabut/);
  expect(await city.client.timers(id)).toEqual([]);

  const file = await city.client.asOfficer(coordinator, 'GET', `/v1/staff/complaints/${id}/ombudsman-file`);
  expect(checkFile(file.body)).toEqual({ valid: true });
  expect(JSON.stringify(file.body)).not.toMatch(/\+62811/);
  expect((await city.client.asOfficer(roads, 'GET', `/v1/staff/complaints/${id}/ombudsman-file`)).status).toBe(403);
});

test('an agency that helps may read, list and tell how it goes, until it is released', async () => {
  const { trackingId: id } = await filed();
  const read = () => city.client.asOfficer(roads, 'GET', `/v1/staff/complaints/${id}`);
  expect((await read()).status).toBe(404);
  await act(lightLiaison, id, 'respond');
  await act(lightLiaison, id, 'involve', { agencyId: 'dinas-pupr' });
  expect((await read()).body).toMatchObject({ contributing: ['dinas-pupr'] });
  const list = await city.client.asOfficer(roads, 'GET', '/v1/staff/complaints?queue=contributing');
  expect((list.body.complaints as Json[]).map((c) => c['trackingId'])).toContain(id);
  expect(await act(roads, id, 'update', { text: 'Galian ditutup besok.' })).toMatchObject({ status: 'IN_PROGRESS' });
  expect(await act(roads, id, 'answer', { outcome: 'done', text: 'Selesai.' })).toMatchObject({ code: 'forbidden' });
  await act(coordinator, id, 'release', { agencyId: 'dinas-pupr' });
  expect((await read()).status).toBe(404);
});

test('a holiday decreed late moves the open deadlines by an event; withdrawn again, it brings them back with an earlier wake', async () => {
  const { trackingId: id } = await filed();
  const before = await staffView(city.client, id);
  const day = nextWorkingDay(before.receivedAt);
  const admin = { role: 'admin' } as const;
  const year = `/v1/admin/holidays/${day.slice(0, 4)}`;
  const { body: calendar } = await city.client.asOfficer(admin, 'GET', year);
  const put = await city.client.asOfficer(admin, 'PUT', `${year}/${day}`, {
    expectedVersion: calendar.version,
    name: 'Cuti bersama susulan',
    kind: 'CUTI_BERSAMA',
    decree: 'SKB 9/2026',
  });
  expect(put.status).toBeLessThan(300);
  await city.client.idle();
  const moved = await staffView(city.client, id);
  expect([moved.dueOn > before.dueOn, moved.expectedOn > before.expectedOn]).toEqual([true, true]);
  expect(moved.events.at(-1)).toMatchObject({ action: 'recalculate', actor: { role: 'system' } });

  const { body: now } = await city.client.asOfficer(admin, 'GET', year);
  const withdrawal = new URLSearchParams({ expectedVersion: String(now.version), decree: 'SKB 9/2026 dicabut' });
  await city.client.asOfficer(admin, 'DELETE', `${year}/${day}?${withdrawal.toString()}`);
  await city.client.idle();
  const back = await staffView(city.client, id);
  expect([back.dueOn, back.expectedOn]).toEqual([before.dueOn, before.expectedOn]);
  expect(back.events.at(-1).timer).toMatchObject({ n: 1 });
  expect(await city.client.timers(id)).toHaveLength(1);
  expect(back.chain).toEqual({ valid: true });
});

/** The first Monday to Friday after the local day of an instant. A holiday by chance would only be decreed twice, which is refused. */
function nextWorkingDay(receivedAt: string): string {
  let day = new Date(Date.parse(receivedAt) + 9 * 3_600_000).toISOString().slice(0, 10);
  do day = addDays(day, 1);
  while ([0, 6].includes(new Date(day).getUTCDay()));
  return day;
}
