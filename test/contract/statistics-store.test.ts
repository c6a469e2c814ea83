/** The contract of StatisticsStore: every event counts exactly once. */
import { describe, expect, test } from 'vitest';
import type { ComplaintEvent } from '../../functions/domain/complaint.ts';
import { filed } from '../support/complaints.ts';
import { implementations } from '../support/stores.ts';

const event = (version: number, over: Partial<ComplaintEvent> = {}): ComplaintEvent => ({
  ...filed('2026-03-13 10:00', { serviceCode: 'lampu-jalan' }).event,
  version,
  agencyId: 'dinas-perhubungan',
  ...over,
});

describe.each(implementations())('statistics $name', ({ open }) => {
  test('add up by month, agency and service', async () => {
    const { statistics, countersOf } = await open();
    await statistics.count(event(1), '2026-03', { received: 1 });
    await statistics.count(event(2), '2026-03', { ratings: 1, ratingSum: 4 });
    await statistics.count(event(3), '2026-03', { ratings: 1, ratingSum: 5 });
    await statistics.count(event(4), '2026-04', { closed: 1 });
    await statistics.count(event(5, { agencyId: undefined, serviceCode: undefined }), '2026-03', { received: 1 });

    expect(await countersOf('2026-03', 'dinas-perhubungan', 'lampu-jalan')).toEqual({
      received: 1,
      ratings: 2,
      ratingSum: 9,
    });
    expect(await countersOf('2026-04', 'dinas-perhubungan', 'lampu-jalan')).toEqual({ closed: 1 });
    expect(await countersOf('2026-03', undefined, undefined)).toEqual({ received: 1 });
    expect(await countersOf('2026-05', undefined, undefined)).toEqual({});
  });

  test('count a replayed event no second time, whatever it is said to count then', async () => {
    const { statistics, countersOf } = await open();
    for (let i = 0; i < 3; i += 1) await statistics.count(event(1), '2026-03', { received: 1 });
    await statistics.count(event(1), '2026-03', { closed: 1 });

    expect(await countersOf('2026-03', 'dinas-perhubungan', 'lampu-jalan')).toEqual({ received: 1 });
  });

  test('count each of 20 events once when three readers bring them in parallel', async () => {
    const { statistics, countersOf } = await open();
    const versions = Array.from({ length: 60 }, (_, i) => (i % 20) + 1);

    await Promise.all(versions.map((v) => statistics.count(event(v), '2026-03', { received: 1 })));

    expect(await countersOf('2026-03', 'dinas-perhubungan', 'lampu-jalan')).toEqual({ received: 20 });
  });
});
