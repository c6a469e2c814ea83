/** Figures by exact arithmetic, ages of open work to the day, and the counters of single events. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComplaintEvent } from '../../../../functions/domain/complaint/complaint.ts';
import { figures, figuresOf, sumOf } from '../../../../functions/domain/statistics/figures.ts';
import { isSmall, mergeSmall } from '../../../../functions/domain/statistics/small-cells.ts';
import { openByDue, openByDueCounts } from '../../../../functions/domain/statistics/open-by-due.ts';
import { additionsOf, storedCounters, type Counters } from '../../../../functions/domain/statistics/statistics.ts';
import { wit } from '../../../support/ambon.ts';
import { filed, steps, story } from '../../../support/complaints.ts';
import { misjudged, type Edge } from '../../../support/schemas.ts';

const sum: Counters = {
  received: 101,
  joined: 2,
  forwarded: 3,
  answered: 40,
  closed: 5,
  late: 6,
  lateStages: 7,
  returned: 8,
  reopened: 9,
  objected: 10,
  archived: 11,
  withdrawn: 12,
  merged: 13,
  ratings: 3,
  ratingSum: 14,
  taken: 60,
  followedUp: 41,
  done: 20,
  explained: 15,
  cannotBeDone: 16,
  scheduled: 17,
  days1: 5,
  days3: 4,
  days61: 1,
};
const expected = {
  received: 101,
  joined: 2,
  forwarded: 3,
  answered: 40,
  closed: 5,
  late: 6,
  lateStages: 7,
  returned: 8,
  reopened: 9,
  objected: 10,
  archived: 11,
  withdrawn: 12,
  merged: 13,
  falseCloses: 19,
  falseClosePercent: 47.5,
  ratings: 3,
  ratingMean: 4.67,
  firstAnswers: 10,
  medianWorkingDays: 1,
  p90WorkingDays: 3,
  taken: 60,
  followedUp: 41,
  done: 20,
  explained: 15,
  cannotBeDone: 16,
  scheduled: 17,
};

describe('figures', () => {
  test('of all are shares of what was received', () =>
    expect(figuresOf(sum, 'received')).toEqual({ ...expected, followedUpPercent: 40.6, donePercent: 19.8 }));
  test('of an agency are shares of what it took', () =>
    expect(figuresOf(sum, 'taken')).toEqual({ ...expected, followedUpPercent: 68.3, donePercent: 33.3 }));
  test('of nothing are zeros, and no shares', () => {
    const none = figuresOf({}, 'received');
    const entries = Object.entries(expected).map(([name]) => [name, 0]);
    expect(none).toEqual({
      ...(Object.fromEntries(entries) as object),
      falseClosePercent: null,
      ratingMean: null,
      medianWorkingDays: null,
      p90WorkingDays: null,
      followedUpPercent: null,
      donePercent: null,
    });
  });
  test('take back more than there was without a share', () => {
    expect(figuresOf({ taken: -1, followedUp: 1, ratings: -1, ratingSum: -2 }, 'taken')).toMatchObject({
      followedUpPercent: null,
      ratingMean: null,
      taken: -1,
    });
  });
  test('are added up counter by counter', () => {
    expect(sumOf([{ received: 1, late: 2 }, {}, { received: 3, days1: 1 }])).toEqual({
      received: 4,
      late: 2,
      days1: 1,
    });
    expect(sumOf([])).toEqual({});
  });

  const whole = figuresOf(sum, 'received');
  test.each<Edge>([
    ...['received', 'taken', 'done', 'falseCloses', 'lateStages'].map((name): Edge => [
      name,
      [0, -1],
      [0.5, undefined],
    ]),
    ...['falseClosePercent', 'followedUpPercent', 'donePercent'].map((name): Edge => [
      name,
      [0, 47.5, 200, null],
      [-1, undefined],
    ]),
    ['ratingMean', [1, 4.67, 5, null], [0.9, 5.1, undefined]],
    ['medianWorkingDays', [0, 61, null], [-1, 0.5, undefined]],
    ['p90WorkingDays', [0, 61, null], [-1, 0.5, undefined]],
  ])('%s', (...edge) => expect(misjudged(figures, whole, edge)).toEqual([]));
});

describe('open work by age', () => {
  const now = wit('2026-03-13 10:00');
  /** The due of a last day is the first instant of the next. */
  const ageOf = (lastDay: string) => {
    const due = new Date(wit(`${lastDay} 00:00`).getTime() + 86_400_000).toISOString();
    return Object.entries(openByDue([due], 'Asia/Jayapura', now))
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => `${name} ${count}`);
  };
  test.each([
    ['2026-03-20', 'dueLater'],
    ['2026-03-19', 'dueWithin7Days'],
    ['2026-03-13', 'dueWithin7Days'],
    ['2026-03-12', 'overdue1To7Days'],
    ['2026-03-06', 'overdue1To7Days'],
    ['2026-03-05', 'overdue8To30Days'],
    ['2026-02-11', 'overdue8To30Days'],
    ['2026-02-10', 'overdueOver30Days'],
    ['2026-01-12', 'overdueOver30Days'],
  ])('on the 13th what has %s as its last day is %s', (lastDay, age) => expect(ageOf(lastDay)).toEqual([`${age} 1`]));

  test('more than sixty days late counts twice', () => {
    const due = new Date(wit('2026-01-12 00:00').getTime()).toISOString();
    expect(openByDue([due], 'Asia/Jayapura', now)).toMatchObject({ overdueOver60Days: 1, overdueOver30Days: 1 });
  });

  test('counts each, and those without a due by themselves', () => {
    const due = '2026-03-13T15:00:00.000Z';
    expect(openByDue([undefined, due, undefined, due, due], 'Asia/Jayapura', now)).toEqual({
      overdueOver60Days: 0,
      overdueOver30Days: 0,
      overdue8To30Days: 0,
      overdue1To7Days: 0,
      dueWithin7Days: 3,
      dueLater: 0,
      withoutDue: 2,
    });
  });

  const none = openByDue([], 'Asia/Jayapura', now);
  test.each(Object.keys(none))('%s is a whole number', (name) =>
    expect(misjudged(openByDueCounts, none, [name, [0, 5], [-1, 0.5, undefined]])).toEqual([]),
  );
});

describe('what one event adds', () => {
  const { events } = story(
    filed('2026-03-02 10:00', { serviceCode: 'lampu-jalan' }),
    steps.answered('2026-03-03 10:00'),
  );
  const [file, verify, , answer] = events;
  const added = (event: ComplaintEvent) => additionsOf({ event, month: '2026-04', monthOfReceipt: '2026-03' });

  test('is in its month and row, or in the month of receipt', () => {
    expect(added(file!)).toEqual([{ month: '2026-04', serviceCode: 'lampu-jalan', counters: { received: 1 } }]);
    const row = { agencyId: 'dinas-perhubungan', serviceCode: 'lampu-jalan' };
    expect(added(verify!)).toEqual([
      { month: '2026-04', ...row, counters: { forwarded: 1 } },
      { month: '2026-03', ...row, counters: { taken: 1 } },
    ]);
    expect(added(answer!)).toEqual([
      { month: '2026-04', ...row, counters: { answered: 1, days1: 1 } },
      { month: '2026-03', ...row, counters: { followedUp: 1 } },
    ]);
  });

  test.each(['RETURNED', 'ARCHIVED', 'WITHDRAWN', 'DUPLICATE'] as const)(
    'is nothing for a note while it is %s',
    (state) => {
      expect(added({ ...verify!, action: 'note', from: state, to: state })).toEqual([]);
      expect(added({ ...verify!, action: 'archive', from: 'FORWARDED', to: state })).not.toEqual([]);
    },
  );

  test('has neither agency nor service where the event has none', () => {
    const { serviceCode: _, agencyId: __, ...bare } = verify!;
    for (const addition of added(bare)) {
      expect(addition).not.toHaveProperty('serviceCode');
      expect(addition).not.toHaveProperty('agencyId');
    }
    const { workingDays: ___, ...unknown } = answer!;
    expect(added(unknown as ComplaintEvent)[0]!.counters).toEqual({ answered: 1 });
  });

  test.each<Edge>([
    ['received', [1, 0, -1, undefined], [0.5, '1']],
    ['taken', [-1], [0.5]],
    ['days0', [1], [0.5]],
    ['days201', [1], []],
    ['days62', [], [1]],
    ['other', [], [1]],
  ])('%s is stored', (...edge) => expect(misjudged(storedCounters, {}, edge)).toEqual([]));
});

test('small cells are merged until each shown one holds five, and nothing is lost', () => {
  const cells = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,3}$/),
    fc.nat(12).map((received) => ({ received })),
  );
  fc.assert(
    fc.property(cells, (given) => {
      const found = mergeSmall(new Map(Object.entries(given)));
      const total = sumOf(Object.values(given)).received ?? 0;
      expect(sumOf([...found.values()]).received ?? 0).toBe(total);
      const small = [...found.values()].filter(isSmall);
      expect(small.length).toBeLessThanOrEqual(total < 5 ? 1 : 0);
      const { '*': _merged, ...alone } = Object.fromEntries(found);
      expect(given).toMatchObject(alone);
    }),
  );
});
