/** Statistics are exact: whatever order and however often the stream brings its events, and however the days are bunched. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { additionsOf, type Addition, type Counters } from '../../../../functions/domain/statistics/statistics.ts';
import { binNames, binOf, countIn, quantile } from '../../../../functions/domain/statistics/histogram.ts';
import { figuresOf, sumOf } from '../../../../functions/domain/statistics/figures.ts';
import { ambon } from '../../../support/ambon.ts';
import { command, filed, steps, story, type Step } from '../../../support/complaints.ts';
import { fakeStatisticsStore, memoryTable } from '../../../support/fakes/table.ts';
import { lives, type Life } from '../../../support/models/random-life.ts';
import { modelTotals, storedTotals } from '../../../support/models/statistics-model.ts';
import { timedHall } from '../../../support/timed-hall.ts';
import { runs } from '../../../support/runs.ts';

const { zone } = ambon.city;
const allRows = async (table: ReturnType<typeof memoryTable>): Promise<Addition[]> => {
  const months = [...new Set([...table.statistics.keys()].map((key) => key.split('#')[0]!))];
  return (await Promise.all(months.map((m) => fakeStatisticsStore(table).rows(m)))).flat();
};

/** The life with another id, as stories of several complaints in one stream. */
const named = ({ changes }: Life, i: number) =>
  changes.map((c) => ({ ...c, event: { ...c.event, complaintId: `AMB-${i}` } }));

const monthIn = (at: string) => new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 7);

describe('counting a stream', () => {
  test('of any lives, shuffled, with any repeats, gives what the stories say', async () => {
    const streams = fc.array(lives, { minLength: 1, maxLength: 4 }).chain((all) => {
      const stories = all.map(named);
      const whole = stories.flat();
      return fc.record({
        stories: fc.constant(stories),
        order: fc.shuffledSubarray(
          [...whole.keys(), ...whole.keys(), ...whole.keys()].map((i, n) => ({ i, n })),
          { minLength: 3 * whole.length, maxLength: 3 * whole.length },
        ),
      });
    });
    await fc.assert(
      fc.asyncProperty(streams, async ({ stories, order }) => {
        const whole = stories.flat();
        const table = memoryTable();
        for (const { i } of order) {
          const { event, complaint } = whole[i]!;
          const { receivedAt } = complaint;
          const additions = additionsOf({ event, month: monthIn(event.at), monthOfReceipt: monthIn(receivedAt) });
          if (additions.length > 0) await fakeStatisticsStore(table).count(event, additions);
        }
        expect(storedTotals(await allRows(table))).toEqual(modelTotals(stories, zone));
      }),
      { numRuns: runs(40, 150) },
    );
  });

  test('by routing itself, twice over and backwards, changes nothing after the first time', async () => {
    const hall = timedHall('2026-03-30 10:00');
    const late: Step[] = [
      ['2026-04-02 10:00', 'object', 'reporter', { text: 'Belum.' }],
      ['2026-04-20 10:00', 'answer', 'owner', { text: 'Sudah.' }],
      ['2026-04-21 10:00', 'accept', 'reporter'],
      ['2026-04-22 10:00', 'rate', 'reporter', { rating: 2 }],
      ['2026-04-23 10:00', 'rate', 'reporter', { rating: 5 }],
    ];
    const told = await hall.keep(filed('2026-03-25 10:00', { id: 'AMB-7K3Q9C5', serviceCode: 'lampu-jalan' }), [
      ...steps.answered('2026-03-30 10:00'),
      ...late,
    ]);
    for (const event of [...told.events, ...told.events.toReversed(), ...told.events]) await hall.routeOne(event);

    const totals = storedTotals(await allRows(hall.table));
    expect(totals).toEqual(modelTotals([told.changes], zone));
    expect(totals).toMatchObject({
      '2026-03 - lampu-jalan received': 1,
      '2026-03 dinas-perhubungan lampu-jalan taken': 1,
      '2026-03 dinas-perhubungan lampu-jalan followedUp': 1,
      '2026-03 dinas-perhubungan lampu-jalan done': 1,
      '2026-04 dinas-perhubungan lampu-jalan objected': 1,
      '2026-04 dinas-perhubungan lampu-jalan lateStages': 1,
      '2026-04 dinas-perhubungan lampu-jalan ratings': 1,
      '2026-04 dinas-perhubungan lampu-jalan ratingSum': 5,
    });
  });
});

test('lateness before a complaint left the coordinator is not its agency’s', () => {
  const { events } = story(filed('2026-04-13 10:00', { serviceCode: 'jalan-rusak' }), [
    ['2026-04-20 10:00', 'verify', 'coordinator', { agencyId: 'dinas-pupr' }],
  ]);
  expect(additionsOf({ event: events[1]!, month: '2026-04', monthOfReceipt: '2026-04' })).toEqual([
    {
      month: '2026-04',
      agencyId: 'dinas-pupr',
      serviceCode: 'jalan-rusak',
      counters: { forwarded: 1, taken: 1 },
    },
    { month: '2026-04', serviceCode: 'jalan-rusak', counters: { lateStages: 1 } },
  ]);
});

test('an event that counts in one month and one row is one addition, for most of a life', () => {
  const { events } = story(filed('2026-03-13 10:00'), steps.closed('2026-03-16 10:00'));
  for (const event of events)
    expect(additionsOf({ event, month: '2026-03', monthOfReceipt: '2026-03' }).length).toBeLessThanOrEqual(1);
});

test('a rating given again counts the difference; one after reopening is a new one', () => {
  const rated = story(filed('2026-03-13 10:00'), [
    ...steps.closed('2026-03-16 10:00'),
    ['2026-03-17 10:00', 'rate', 'reporter', { rating: 2 }],
    ['2026-03-17 11:00', 'rate', 'reporter', { rating: 4 }],
    ['2026-03-17 12:00', 'rate', 'reporter', { rating: 4 }],
  ]);
  const counters = rated.events
    .slice(-3)
    .map((event) => additionsOf({ event, month: '2026-03', monthOfReceipt: '2026-03' })[0]?.counters);
  expect(counters).toEqual([{ ratings: 1, ratingSum: 2 }, { ratingSum: 2 }, undefined]);
  expect(command('rate', 'reporter').action).toBe('rate');
});

describe('the histogram of working days', () => {
  const days = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 200 });
  const histogramOf = (all: readonly number[]): Counters => sumOf(all.map((day) => ({ [binOf(day)]: 1 })));

  test('gives the nearest-rank median and p90 of the days themselves, up to 60', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(0.5, 0.9), (all, share) => {
        const sorted = all.toSorted((a, b) => a - b);
        expect(quantile(histogramOf(all), share)).toBe(sorted[Math.ceil(share * sorted.length) - 1]);
      }),
    );
  });

  test('is merged by adding: months apart give what one histogram of all would', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(sumOf([histogramOf(a), histogramOf(b)])).toEqual(histogramOf([...a, ...b]));
      }),
    );
  });

  test.each([
    [0, 'days0'],
    [60, 'days60'],
    [61, 'days61'],
    [80, 'days61'],
    [81, 'days81'],
    [5000, 'days201'],
  ])('puts %i working days into %s', (day, bin) => {
    expect(binOf(day)).toBe(bin);
    expect(binNames).toContain(bin);
  });

  test('of no answer has no median', () => {
    expect([countIn({}), quantile({}, 0.5)]).toEqual([0, null]);
  });
});

describe('figures', () => {
  test('of nothing are zeros and no percentages', () => {
    expect(figuresOf({}, 'received')).toMatchObject({
      received: 0,
      followedUpPercent: null,
      falseClosePercent: null,
      ratingMean: null,
      medianWorkingDays: null,
    });
  });

  test('give SP4N’s percentages of what was received, or of what the agency took and kept', () => {
    const sum: Counters = {
      received: 109,
      taken: 100,
      followedUp: 108,
      done: 107,
      answered: 110,
      objected: 2,
      reopened: 1,
    };
    expect(figuresOf(sum, 'received')).toMatchObject({ followedUpPercent: 99.1, donePercent: 98.2 });
    expect(figuresOf({ ...sum, followedUp: 50 }, 'taken')).toMatchObject({ followedUpPercent: 50 });
    expect(figuresOf(sum, 'received')).toMatchObject({ falseCloses: 3, falseClosePercent: 2.7 });
  });
});
