/** A confidential report changes no public answer but the city's figure of the year, and that once a day. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishFigures } from '../../../functions/escalation/publish-figures.ts';
import type { Statistics } from '../../../functions/http/views/statistics-schemas.ts';
import { agencyId, filed, steps, type Step } from '../../support/complaints.ts';
import { runs } from '../../support/runs.ts';
import { areas, publicCalls, publicCity, services, type PublicCall } from '../../support/models/public-calls.ts';

const point = { lat: -3.695, long: 128.181 };
const description = 'Lampu jalan padam di depan rumah kami.';
const year = { route: 'GET /v1/statistics', query: { from: '2026-01', to: '2026-12' } };
const isYear = ({ query }: PublicCall): boolean => query?.['to'] === '2026-12';

/** A city with a week's reports, published in the night of 14 March; then come the secrets, and another night. */
async function city(public_: number, secrets: readonly (readonly Step[])[]) {
  const hall = publicCity('2026-03-13 10:00');
  const ids: string[] = [];
  for (let n = 0; n < public_; n += 1) {
    const location = { ...point, areaCode: areas[n % 2]! };
    const { trackingId } = await hall.file({ description, serviceCode: services[n % 2], location });
    if (n % 3 > 0) await hall.act(trackingId, ['2026-03-13 11:00', 'verify', 'coordinator', { agencyId }]);
    ids.push(trackingId);
  }
  await hall.route();
  const night = async (local: string) => {
    hall.clock.set(local);
    await publishFigures(hall)();
  };
  await night('2026-03-14 02:00');
  for (const [n, story] of secrets.entries()) {
    const place = { serviceCode: services[0], areaCode: areas[0], ...point };
    await hall.keep(filed('2026-03-14 09:00', { id: `AMB-7K3Q9C${n}`, confidential: true, ...place }), story);
  }
  await hall.route();
  const ask = async (calls: readonly PublicCall[]) => {
    const answers: unknown[] = [];
    for (const call of calls) answers.push(await hall.ask(call));
    return answers;
  };
  const total = async () => ((await hall.ask(year)) as { body: Statistics }).body.total;
  return { ...hall, ids, night, ask, total };
}

const stories = fc.constantFrom<readonly Step[]>(
  [],
  steps.forwarded('2026-03-14 09:10'),
  steps.closed('2026-03-14 09:10'),
  [...steps.answered('2026-03-14 09:10'), ['2026-03-14 09:30', 'object', 'reporter', { text: 'Belum.' }]],
);

test('filing and handling a confidential report changes no public answer but the year of the city', async () => {
  const { ids } = await city(3, []);
  const calls = fc.array(publicCalls(point, [...ids, 'AMB-7K3Q9C0']), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 14 }), stories, calls, async (reports, story, asked) => {
      const [without, withOne] = [await city(reports, []), await city(reports, [story])];
      // On the day itself not even the year moves.
      expect(await withOne.ask(asked)).toEqual(await without.ask(asked));
      for (const one of [without, withOne]) await one.night('2026-03-15 02:00');
      const others = asked.filter((call) => !isYear(call));
      expect(await withOne.ask(others)).toEqual(await without.ask(others));
    }),
    { numRuns: runs(40, 200) },
  );
});

describe('the figures', () => {
  test('of a year count confidential reports, from five on and after the night', async () => {
    const few = await city(
      10,
      Array.from({ length: 4 }, () => steps.answered('2026-03-14 09:10')),
    );
    await few.night('2026-03-15 02:00');
    expect(await few.total()).toMatchObject({ received: 10, answered: 0 });
    const five = await city(
      10,
      Array.from({ length: 5 }, () => steps.answered('2026-03-14 09:10')),
    );
    expect(await five.total()).toMatchObject({ received: 10 });
    await five.night('2026-03-15 02:00');
    expect(await five.total()).toMatchObject({ received: 15, answered: 5 });
  });

  test('move once a day, whatever happens meanwhile', async () => {
    const hall = await city(6, []);
    const before = await hall.ask([year]);
    await hall.file({ description, serviceCode: services[0] });
    await hall.route();
    await hall.night('2026-03-14 23:00');
    expect(await hall.ask([year])).toEqual(before);
    await hall.night('2026-03-15 02:00');
    expect(await hall.total()).toMatchObject({ received: 7 });
  });

  test('of open work are those of the night, without confidential ones', async () => {
    const hall = await city(6, [steps.forwarded('2026-03-14 09:10')]);
    await hall.night('2026-03-15 02:00');
    const queues = [{}, { agencyId }, { agencyId: 'bpbd' }].map((query) => ({
      route: 'GET /v1/statistics/open',
      query,
    }));
    const answers = (await hall.ask(queues)) as { body: { counted: number; more: boolean } }[];
    expect(answers.map(({ body }) => [body.counted, body.more])).toEqual([
      [1, false],
      [5, false],
      [0, false],
    ]);
  });

  test('of fewer than five are merged, and none of them can be asked for alone', async () => {
    const hall = await city(9, []);
    const read = async (query: Record<string, string>) =>
      ((await hall.ask([{ route: 'GET /v1/statistics', query }])) as { body: Statistics }[])[0]!.body;
    expect((await read({ groupBy: 'service' })).groups).toMatchObject([{ key: '*', received: 9 }]);
    expect(await read({ serviceCode: services[1], groupBy: 'month' })).toMatchObject({ total: null });
    expect((await read({ serviceCode: services[1], groupBy: 'month' })).groups.map((g) => g.received)).not.toContain(4);
  });
});
