/** The contract of the statistics' store and reader: every event counts exactly once, and a month's rows come back as they were added up. */
import { describe, expect, test } from 'vitest';
import type { Addition } from '../../functions/domain/statistics/statistics.ts';
import { noneOpen } from '../../functions/domain/statistics/open-by-due.ts';
import { implementations } from '../support/stores.ts';

const event = (version: number) => ({
  complaintId: 'AMB-7K3Q9C5',
  version,
  at: new Date(Date.UTC(2026, 2, 13, 1, 0, version)).toISOString(),
});
const light = { month: '2026-03', agencyId: 'dinas-perhubungan', serviceCode: 'lampu-jalan' };
const add = (counters: Addition['counters'], over: Partial<Addition> = {}): Addition => ({
  ...light,
  ...over,
  counters,
});

describe.each(implementations())('statistics $name', ({ open }) => {
  test('add up by month, agency and service', async () => {
    const { statistics } = await open();
    await statistics.count(event(1), [add({ answered: 1, days3: 1 })]);
    await statistics.count(event(2), [add({ ratings: 1, ratingSum: 4 })]);
    await statistics.count(event(3), [add({ ratings: 1, ratingSum: 5 }), add({ done: 1 }, { month: '2026-02' })]);
    await statistics.count(event(4), [{ month: '2026-03', counters: { received: 1 } }]);
    await statistics.count(event(5), [{ month: '2026-03', agencyId: 'dinas-pupr', counters: { taken: -1 } }]);

    const nobodys = { month: '2026-03', counters: { received: 1 } };
    const lights = { ...light, counters: { answered: 1, days3: 1, ratings: 2, ratingSum: 9 } };
    const roads = { month: '2026-03', agencyId: 'dinas-pupr', counters: { taken: -1 } };
    expect(await statistics.rows('2026-03')).toEqual([nobodys, lights, roads]);
    expect(await statistics.rows('2026-03', 'dinas-perhubungan')).toEqual([lights]);
    expect(await statistics.rows('2026-03', 'dinas')).toEqual([]);
    expect(await statistics.rows('2026-03', '-')).toEqual([nobodys]);
    expect(await statistics.rows('2026-02')).toEqual([{ ...light, month: '2026-02', counters: { done: 1 } }]);
    expect(await statistics.rows('2026-05')).toEqual([]);
  });

  test('count a replayed event no second time, whatever it is said to count then', async () => {
    const { statistics } = await open();
    for (let i = 0; i < 3; i += 1) await statistics.count(event(1), [add({ received: 1 })]);
    await statistics.count(event(1), [add({ closed: 1 })]);
    expect(await statistics.rows('2026-03')).toEqual([add({ received: 1 })]);
  });

  test('count each of 20 events once when three readers bring them in parallel', async () => {
    const { statistics } = await open();
    const versions = Array.from({ length: 60 }, (_, i) => (i % 20) + 1);
    await Promise.all(versions.map((v) => statistics.count(event(v), [add({ received: 1 })])));
    expect(await statistics.rows('2026-03')).toEqual([add({ received: 20 })]);
  });

  test('read a month of more rows than one page holds', async () => {
    const { statistics } = await open();
    // 1,200 rows of a kilobyte: a page of DynamoDB is one megabyte.
    const wide = (n: number) => add({ received: n }, { serviceCode: `layanan-${n}-${'x'.repeat(950)}` });
    for (let from = 1; from <= 1200; from += 60) {
      const versions = Array.from({ length: 60 }, (_, i) => from + i);
      await Promise.all(versions.map((n) => statistics.count(event(n), [wide(n)])));
    }
    expect(await statistics.rows('2026-03')).toHaveLength(1200);
  });

  test('are shown to the public as they were copied last, with the instant and the open work of then', async () => {
    const { board } = await open();
    expect([await board.shown(), await board.rows('2026-03')]).toEqual([undefined, []]);
    await board.show(add({ received: 5 }));
    await board.show(add({ received: 6, days3: 1 }));
    await board.show({ month: '2026', counters: { received: 7 } });
    expect(await board.rows('2026-03', light.agencyId)).toEqual([add({ received: 6, days3: 1 })]);
    expect(await board.rows('2026')).toEqual([{ month: '2026', counters: { received: 7 } }]);
    const shown = {
      asOf: '2026-03-14T17:00:00.000Z',
      open: { coordinator: noneOpen },
    };
    await board.finish(shown);
    expect(await board.shown()).toEqual(shown);
  });
});
