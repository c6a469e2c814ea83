/** Who is shown which duplicate candidates, and what the public is never shown. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { areasOf, candidateGroups } from '../../../../functions/domain/recognition/candidates.ts';
import { drawTrackingId } from '../../../../functions/domain/kernel/ids.ts';
import { Forbidden, InvalidInput, NotFound } from '../../../../functions/domain/kernel/errors.ts';
import { findDuplicates } from '../../../../functions/follow-up/find-duplicates.ts';
import { findCandidates } from '../../../../functions/query/find-candidates.ts';
import { ambon, wit } from '../../../support/ambon.ts';
import { cityHall } from '../../../support/city-hall.ts';
import { filed, steps, type Step } from '../../../support/complaints.ts';
import type { Filing } from '../../../../functions/domain/complaint/filing.ts';
import { officers } from '../../../support/staff.ts';

const area = '81.71.02.1019';
const church = { lat: -3.695, long: 128.181 };
const lamp = { serviceCode: 'lampu-jalan', areaCode: area, ...church };
const say = (description: string) => ({ text: { description } });
const idOf = (n: number) => drawTrackingId('AMB', (length) => new Uint8Array(length).fill(n));
const [target, neighbour, road, far] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const forwarded = (agencyId: string): Step[] => [['2026-03-11 10:00', 'verify', 'coordinator', { agencyId }]];

/** A lamp reported twice near a church, by app and by SMS; a lamp elsewhere; a road at the same church, with another agency. */
async function hall(over: Partial<Filing> = {}) {
  const city = cityHall('2026-03-14 10:00');
  const keep = (id: string, filing: Partial<Filing>, more: readonly Step[]) =>
    city.keep(filed('2026-03-11 09:00', { id, ...filing }), more);
  const lights = 'dinas-perhubungan';
  await keep(
    target,
    { ...lamp, ...say('Lampu jalan depan gereja Maranatha padam tiga malam'), ...over },
    forwarded(lights),
  );
  await keep(neighbour, { ...lamp, lat: -3.6951, ...say('lampu jln mati dpn greja maranatha') }, forwarded(lights));
  await keep(
    road,
    { ...lamp, serviceCode: 'jalan-rusak', ...say('Jalan berlubang depan gereja Maranatha') },
    forwarded('dinas-pupr'),
  );
  await keep(
    far,
    { ...lamp, areaCode: '81.71.01.1001', lat: -3.72, ...say('Lampu jalan padam depan masjid') },
    forwarded(lights),
  );
  return city;
}

type Who = keyof typeof officers;
const seenBy = async (who: Who, over: Partial<Filing> = {}) =>
  (await findDuplicates(await hall(over))({ subject: officers[who].subject, trackingId: target })).candidates;

describe('for staff', () => {
  test('the coordinator sees the neighbour first, with the score, the reasons and what was written', async () => {
    const [first] = await seenBy('coordinator');
    expect(first).toMatchObject({ trackingId: neighbour, description: 'lampu jln mati dpn greja maranatha' });
    expect(first!.score).toBeGreaterThan(0.8);
    expect(first!.why.map((w) => w.what)).toEqual(['alike-text', 'near', 'same-service', 'close-in-time']);
    expect((await seenBy('coordinator')).map((c) => c.trackingId)).not.toContain(far);
  });

  test('a report by SMS, without service and place, is matched by what it says', async () => {
    const sms = {
      serviceCode: undefined,
      areaCode: undefined,
      lat: undefined,
      long: undefined,
      ...say(`lampu jalan padam depan gereja maranatha ${ambon.areas.find((a) => a.code === area)!.name}`),
    };
    expect((await seenBy('coordinator', sms)).map((c) => c.trackingId)).toContain(neighbour);
  });

  test('the owning liaison sees its own agency’s only; others may not ask', async () => {
    expect((await seenBy('liaison')).map((c) => c.trackingId)).toEqual([neighbour]);
    await expect(seenBy('otherLiaison')).rejects.toThrow(NotFound);
    await expect(seenBy('auditor')).rejects.toThrow(Forbidden);
    await expect(seenBy('mayor')).rejects.toThrow(Forbidden);
    await expect(seenBy('admin')).rejects.toThrow(NotFound);
  });
});

describe('for the public', () => {
  const ask = async (body: unknown, city = hall()) => (await findCandidates(await city)(body)).candidates;
  const near = { serviceCode: 'lampu-jalan', location: { areaCode: area, ...church } };

  test('public complaints of the service at the place come with score and reasons, and without a word of theirs', async () => {
    const found = await ask(near);
    expect(found.map((c) => c.trackingId).sort()).toEqual([neighbour, target].sort());
    expect(found[0]).toMatchObject({ status: 'FORWARDED', agency: { id: 'dinas-perhubungan' } });
    expect(found[0]!.score).toBeGreaterThan(0.95);
    expect(JSON.stringify(found)).not.toMatch(/maranatha|gereja|alike/i);
  });

  test('a position alone finds them by the nearest areas, a kelurahan alone by itself', async () => {
    expect(await ask({ serviceCode: 'lampu-jalan', location: church })).toHaveLength(0);
    const centre = ambon.areas.find((a) => a.code === area)!;
    const byCentre = { serviceCode: 'lampu-jalan', location: { lat: centre.lat, long: centre.long } };
    const city = cityHall('2026-03-14 10:00');
    await city.keep(
      filed('2026-03-13 09:00', { id: target, ...lamp, lat: centre.lat, long: centre.long }),
      forwarded('dinas-perhubungan'),
    );
    expect((await ask(byCentre, Promise.resolve(city))).map((c) => c.trackingId)).toEqual([target]);
    expect(await ask({ serviceCode: 'lampu-jalan', location: { areaCode: area } })).toHaveLength(2);
  });

  test('what is confidential, unverified or closed is not there', async () => {
    const city = cityHall('2026-03-14 10:00');
    await city.keep(filed('2026-03-13 09:00', { id: 'AMB-1', ...lamp }));
    await city.keep(
      filed('2026-03-13 09:00', { id: 'AMB-2', ...lamp, confidential: true }),
      forwarded('dinas-perhubungan'),
    );
    await city.keep(filed('2026-03-13 09:00', { id: 'AMB-3', ...lamp }), steps.closed('2026-03-13 10:00'));
    expect(await ask(near, Promise.resolve(city))).toEqual([]);
  });

  test('what was made confidential a moment ago, and stands in the index still, is not shown', async () => {
    const city = await hall();
    const stale = {
      ...city.candidates,
      inGroups: async () => [{ id: neighbour, ...lamp, receivedAt: '2026-03-11T00:00:00.000Z', public: true }],
    };
    city.table.complaints.get(neighbour)!.confidential = true;
    expect((await findCandidates({ ...city, candidates: stale })(near)).candidates).toEqual([]);
  });

  test.each([
    [{}, z.ZodError],
    [{ serviceCode: 'lampu-jalan' }, z.ZodError],
    [{ serviceCode: 'lampu-jalan', location: {} }, z.ZodError],
    [{ serviceCode: 'lampu-jalan', location: { lat: -3.7 } }, z.ZodError],
    [{ serviceCode: 'naga', location: { areaCode: area } }, InvalidInput],
    [{ serviceCode: 'lampu-jalan', location: { areaCode: '1' } }, InvalidInput],
    [{ ...near, text: 'apa' }, z.ZodError],
  ])('%j is refused', async (body, error) => {
    await expect(ask(body)).rejects.toThrow(error);
  });
});

test('where to look: each pair once, and the two areas whose centres are nearest', () => {
  expect(candidateGroups(['a', 'a', undefined], ['1', undefined])).toHaveLength(3);
  const [one] = ambon.areas;
  const nearest = areasOf({ lat: one!.lat, long: one!.long }, ambon.areas, wit('2026-03-14 10:00'));
  expect(nearest).toHaveLength(2);
  expect(nearest[0]).toBe(one!.code);
  expect(areasOf({}, ambon.areas, wit('2026-03-14 10:00'))).toEqual([]);
});
