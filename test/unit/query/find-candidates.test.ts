/** The public duplicate candidates of a report that is about to be filed, and what the public is never shown. */
import { expect, test } from 'vitest';
import { InvalidInput } from '../../../functions/domain/kernel/errors.ts';
import { findCandidates } from '../../../functions/query/find-candidates.ts';
import { ambon } from '../../support/ambon.ts';
import { cityHall } from '../../support/city-hall.ts';
import { filed, steps } from '../../support/complaints.ts';
import { area, church, forwarded, lamp, lampsAtChurch, neighbour, target } from '../../support/duplicates.ts';

const ask = async (body: unknown, city: Promise<ReturnType<typeof cityHall>> = lampsAtChurch()) =>
  (await findCandidates(await city)(body)).candidates;
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
  const city = await lampsAtChurch();
  const stale = {
    ...city.candidates,
    publicInGroups: async () => [{ id: neighbour, ...lamp, receivedAt: '2026-03-11T00:00:00.000Z' }],
  };
  city.table.complaints.get(neighbour)!.confidential = true;
  expect((await findCandidates({ ...city, candidates: stale })(near)).candidates).toEqual([]);
});

test('each tells its days, its agency if it has one, and nothing in place of what it lacks', async () => {
  const city = await lampsAtChurch();
  const stored = city.table.complaints.get(target)!;
  const { dueOn, expectedOn, receivedAt } = stored;
  const found = async () => (await ask(near, Promise.resolve(city))).find(({ trackingId }) => trackingId === target)!;
  expect(await found()).toMatchObject({ serviceCode: 'lampu-jalan', dueOn, expectedOn, receivedAt });
  delete stored.dueOn;
  delete stored.expectedOn;
  delete stored.agencyId;
  expect(await found()).toMatchObject({ dueOn: null, expectedOn: null, agency: null });
});

test('each tells why, and of the distance only that it is near', async () => {
  const [best] = await ask(near);
  expect(best!.why).toContainEqual({ what: 'near', words: 'di dekat sini' });
  expect(best!.why).toContainEqual({ what: 'same-service' });
});

test('what is gone from the table is not shown', async () => {
  const city = await lampsAtChurch();
  const candidates = { ...city.candidates, complaints: async () => [] };
  expect((await findCandidates({ ...city, candidates })(near)).candidates).toEqual([]);
});

const halfPoint = 'lat and long come together';
const noPlace = 'areaCode, or lat and long';

test.each<[unknown, [string, unknown][]]>([
  [
    {},
    [
      ['serviceCode', expect.any(String)],
      ['location', expect.any(String)],
    ],
  ],
  [{ serviceCode: 'lampu-jalan' }, [['location', expect.any(String)]]],
  [{ serviceCode: 'lampu-jalan', location: {} }, [['location.areaCode', noPlace]]],
  [{ serviceCode: 'lampu-jalan', location: { lat: -3.7 } }, [['location.lat', halfPoint]]],
  [{ serviceCode: 'lampu-jalan', location: { areaCode: area, long: 128 } }, [['location.lat', halfPoint]]],
  [{ serviceCode: 'naga', location: { areaCode: area } }, [['serviceCode', 'unknown service']]],
  [{ serviceCode: 'lampu-jalan', location: { areaCode: '1' } }, [['location.areaCode', 'unknown area']]],
  [{ ...near, text: 'apa' }, [['text', 'unknown field']]],
])('%j is refused', async (body, faults) => {
  const asked = ask(body);
  await expect(asked).rejects.toThrow(InvalidInput);
  await expect(asked).rejects.toMatchObject({ fields: faults.map(([field, message]) => ({ field, message })) });
});
