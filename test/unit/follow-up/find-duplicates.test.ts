/** The duplicate candidates that staff are shown, and to whom. */
import { describe, expect, test } from 'vitest';
import type { Filing } from '../../../functions/domain/complaint/filing.ts';
import { Forbidden, NotFound } from '../../../functions/domain/kernel/errors.ts';
import { findDuplicates } from '../../../functions/follow-up/find-duplicates.ts';
import { ambon } from '../../support/ambon.ts';
import { agencyId } from '../../support/complaints.ts';
import { area, far, idOf, lamp, lampsAtChurch, neighbour, say, target } from '../../support/duplicates.ts';
import { officers } from '../../support/staff.ts';

type Who = keyof typeof officers;
type Hall = Awaited<ReturnType<typeof lampsAtChurch>>;
const inHall = async (who: Who, hall: Hall) =>
  (await findDuplicates(hall)({ subject: officers[who].subject, trackingId: target })).candidates;
const seenBy = async (who: Who, over: Partial<Filing> = {}) => inHall(who, await lampsAtChurch(over));
const idsOf = (found: readonly { trackingId: string }[]): string[] => found.map((c) => c.trackingId);
const again = say('Lampu jalan depan gereja Maranatha padam tiga malam');

test('the coordinator sees the neighbour first, with the score, the reasons and what was written', async () => {
  const [first] = await seenBy('coordinator');
  expect(first).toMatchObject({
    trackingId: neighbour,
    title: null,
    description: 'lampu jln mati dpn greja maranatha',
    status: 'FORWARDED',
    agencyId,
  });
  expect(first!.score).toBeGreaterThan(0.8);
  expect(first!.why.map((w) => w.what)).toEqual(['alike-text', 'near', 'same-service', 'close-in-time']);
  expect(idsOf(await seenBy('coordinator'))).not.toContain(far);
});

test('a report by SMS, without service and place, is matched by what it says', async () => {
  const sms = {
    serviceCode: undefined,
    areaCode: undefined,
    lat: undefined,
    long: undefined,
    ...say(`lampu jalan padam depan gereja maranatha ${ambon.areas.find((a) => a.code === area)!.name}`),
  };
  expect(idsOf(await seenBy('coordinator', sms))).toContain(neighbour);
});

test('others than the coordinator and the owning liaison may not ask', async () => {
  await expect(seenBy('otherLiaison')).rejects.toThrow(NotFound);
  await expect(seenBy('auditor')).rejects.toThrow(
    new Forbidden('only the coordinator and the owning agency may search for duplicates'),
  );
  await expect(seenBy('mayor')).rejects.toThrow(Forbidden);
  await expect(seenBy('admin')).rejects.toThrow(NotFound);
});

describe('a liaison', () => {
  test('sees no complaint of another agency, however similar, and the coordinator does', async () => {
    const hall = await lampsAtChurch();
    const foreign = idOf(5);
    await hall.keepLamp(foreign, { ...lamp, ...again }, 'dinas-pupr');
    expect(idsOf(await inHall('coordinator', hall))).toEqual([foreign, neighbour]);
    expect(idsOf(await inHall('liaison', hall))).toEqual([neighbour]);
  });

  test('sees one of another agency that its own helps with', async () => {
    const hall = await lampsAtChurch();
    const foreign = idOf(5);
    await hall.keepLamp(foreign, { ...lamp, ...again }, 'dinas-pupr');
    hall.table.complaints.get(foreign)!.contributing = [agencyId];
    expect(idsOf(await inHall('liaison', hall))).toEqual([foreign, neighbour]);
  });
});

test('the list holds at most five, the likeliest first, and never the complaint itself', async () => {
  const hall = await lampsAtChurch();
  for (let n = 5; n < 12; n += 1) await hall.keepLamp(idOf(n), { ...lamp, ...again }, agencyId);
  const found = await inHall('coordinator', hall);
  expect(found).toHaveLength(5);
  expect(idsOf(found)).not.toContain(target);
  expect(found.map((c) => c.score)).toEqual(found.map((c) => c.score).toSorted((a, b) => b - a));
});

test('candidates were received within the 90 days before now', async () => {
  const hall = await lampsAtChurch();
  const [within, before] = [idOf(5), idOf(6)];
  await hall.keepLamp(within, { ...lamp, ...again }, agencyId, '2025-12-16');
  await hall.keepLamp(before, { ...lamp, ...again }, agencyId, '2025-12-13');
  const found = idsOf(await inHall('coordinator', hall));
  expect(found).toContain(within);
  expect(found).not.toContain(before);
});

test('a candidate that scores below a half is left out', async () => {
  const scores = (await seenBy('coordinator')).map((c) => c.score);
  expect(Math.min(...scores)).toBeGreaterThanOrEqual(0.5);
  const hall = await lampsAtChurch(say('Drainase mampet, air meluap ke rumah warga'));
  const other = { ...lamp, serviceCode: 'sampah', lat: undefined, long: undefined };
  await hall.keepLamp(idOf(5), { ...other, ...say('Sampah menumpuk di pasar') }, agencyId);
  expect(idsOf(await inHall('coordinator', hall))).not.toContain(idOf(5));
});

test('words of the address and the landmark count, those of no other field', async () => {
  const hall = await lampsAtChurch({
    text: { description: 'padam', landmark: 'gereja Maranatha', address: 'Batu Meja' },
  });
  const twin = idOf(5);
  await hall.keepLamp(twin, { ...lamp, text: { title: 'padam', description: 'Batu Meja gereja Maranatha' } }, agencyId);
  const [first] = await inHall('coordinator', hall);
  expect(first).toMatchObject({ trackingId: twin, title: 'padam', description: 'Batu Meja gereja Maranatha' });
  expect(first!.why[0]).toEqual({ what: 'alike-text', share: 1 });
});
