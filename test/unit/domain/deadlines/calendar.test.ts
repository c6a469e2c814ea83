/** What working days mean: the hour of arrival, the end of the loaded years, training days. Every single day: calendar-exhaustive.test.ts. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCalendar, dueAt, endOf } from '../../../../functions/domain/deadlines/calendar.ts';
import { CalendarNotLoaded } from '../../../../functions/domain/kernel/errors.ts';
import { ambon, ambonCalendar, wit } from '../../../support/ambon.ts';
import { dayOfOrdinal, firstDay, isWorking, ordinalOf } from '../../../support/models/calendar-oracle.ts';

/** So that 20 working days after the last start still lie in 2027. */
const lastStart = ordinalOf('2027-11-20');

describe('the hour of arrival plays no part', () => {
  test.each([
    ['2026-03-13 23:50', 'Friday at ten to midnight'],
    ['2026-03-14 00:00', 'Saturday'],
    ['2026-03-15 23:59:59', 'the last second of Sunday'],
  ])('%s (%s) + 3 working days is Wednesday 25 March 2026', (local) => {
    expect(ambonCalendar.nthWorkingDayAfter(ambonCalendar.dayOf(wit(local)), 3)).toBe('2026-03-25');
    expect(dueAt(ambonCalendar, wit(local), 3).toISOString()).toBe('2026-03-25T15:00:00.000Z');
  });

  test('one second later, on Monday, it is Thursday', () => {
    expect(dueAt(ambonCalendar, wit('2026-03-16 00:00'), 3).toISOString()).toBe('2026-03-26T15:00:00.000Z');
  });
});

describe('counting and moving agree', () => {
  const day = fc.integer({ min: firstDay, max: lastStart }).map(dayOfOrdinal);

  test('there are n working days up to the n-th, and it is one of them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), (from, n) => {
        const nth = ambonCalendar.nthWorkingDayAfter(from, n);
        expect(ambonCalendar.workingDaysIn(from, nth)).toBe(n);
        expect(isWorking(ordinalOf(nth))).toBe(true);
      }),
    );
  });

  test('working days in (a, b] and (b, c] add up to those in (a, c]', () => {
    fc.assert(
      fc.property(fc.tuple(day, day, day), (days) => {
        const [a, b, c] = days.sort();
        const between = ambonCalendar.workingDaysIn(a, b) + ambonCalendar.workingDaysIn(b, c);
        expect(between).toBe(ambonCalendar.workingDaysIn(a, c));
      }),
      { numRuns: 50 },
    );
  });

  test('nothing lies between a day and an earlier one, and 0 days on is the day itself', () => {
    expect(ambonCalendar.workingDaysIn('2026-03-25', '2026-03-13')).toBe(0);
    expect(ambonCalendar.nthWorkingDayAfter('2026-03-21', 0)).toBe('2026-03-21');
  });
});

describe('a year that is not loaded', () => {
  test.each([
    ['after the last', () => dueAt(ambonCalendar, wit('2027-12-30 10:00'), 3)],
    ['before the first', () => ambonCalendar.workingDaysIn('2023-12-28', '2024-01-03')],
    [
      'in a gap',
      () =>
        createCalendar(
          ambon.city,
          ambon.calendar.filter((y) => y.year !== 2026),
        ).nthWorkingDayAfter('2025-12-24', 9),
    ],
  ])('%s is refused, not taken for one without holidays', (_, compute) => {
    expect(compute).toThrow(CalendarNotLoaded);
  });

  test('the last loaded day itself can be a due', () => {
    expect(dueAt(ambonCalendar, wit('2027-12-30 10:00'), 1)).toEqual(wit('2028-01-01 00:00'));
    expect(ambonCalendar.lastLoadedDay).toBe('2027-12-31');
  });
});

describe('the version of a calendar', () => {
  test('rises with an edit of any year', () => {
    const edited = ambon.calendar.map((y) => (y.year === 2025 ? { ...y, version: y.version + 1 } : y));
    expect(createCalendar(ambon.city, edited).version).toBe(ambonCalendar.version + 1);
  });
});

describe('a training calendar', () => {
  const training = createCalendar({ ...ambon.city, trainingDay: 20 }, ambon.calendar);
  const start = new Date('2026-03-20T10:00:07.500Z');

  test('has a working day every 20 seconds, holidays and nights included', () => {
    expect(training.dayOf(start)).toBe('2026-03-20T10:00:00.000Z');
    expect(dueAt(training, start, 3).toISOString()).toBe('2026-03-20T10:01:20.000Z');
    expect(training.workingDaysIn(training.dayOf(start), '2026-03-20T10:01:00.000Z')).toBe(3);
  });

  test('counts and moves alike, and never ends', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
        fc.nat(200),
        (at, n) => {
          const day = training.dayOf(at);
          const nth = training.nthWorkingDayAfter(day, n);
          expect(training.workingDaysIn(day, nth)).toBe(n);
          expect(endOf(training, nth).getTime()).toBeGreaterThan(at.getTime() + (n - 1) * 20_000);
          expect(training.startOf(day).getTime()).toBeLessThanOrEqual(at.getTime());
        },
      ),
    );
  });
});
