/** Working-day arithmetic against the oracle: every day of 2024-27, every hour of a day, WIB, WITA and WIT; then pauses. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCalendar, dueAt, endOf } from '../../../../functions/domain/deadlines/calendar.ts';
import { scheduleOf } from '../../../../functions/domain/complaint/schedule.ts';
import type { Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { ambon, ambonCalendar, ambonPolicy, wit } from '../../../support/ambon.ts';
import {
  dayMs,
  dayOfOrdinal,
  firstDay,
  isWorking,
  lastDay,
  oracleDue,
  ordinalOf,
  walk,
  zones,
} from '../../../support/models/calendar-oracle.ts';
import { filed } from '../../../support/complaints.ts';
import { slow } from '../../../support/runs.ts';

/** The longest limit that a policy has. */
const longest = 60;
/** So that `longest` working days after the last start still lie in 2027. */
const lastStart = ordinalOf('2027-09-20');
const everyDay = Array.from({ length: lastDay - firstDay + 1 }, (_, i) => firstDay + i);

describe.each(slow ? zones : zones.filter(({ label }) => label === 'WIT'))('in $label', ({ zone, hours }) => {
  const calendar = createCalendar({ zone }, ambon.calendar);
  const startOf = (ordinal: number, time = 0) => ordinal * dayMs - hours * 3_600_000 + time;

  test('every hour of every day, its first and last millisecond, is of that day', () => {
    const wrong: string[] = [];
    for (const ordinal of everyDay) {
      for (let hour = 0; hour < 24; hour += 1) {
        for (const time of [hour * 3_600_000, (hour + 1) * 3_600_000 - 1]) {
          const at = new Date(startOf(ordinal, time));
          if (calendar.dayOf(at) !== dayOfOrdinal(ordinal)) wrong.push(at.toISOString());
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every minute of the eve of Lebaran 2026 and of Lebaran is due when that day is', () => {
    const wrong: string[] = [];
    for (const day of ['2026-03-17', '2026-03-21']) {
      for (let minute = 0; minute < 1440; minute += 1) {
        const at = startOf(ordinalOf(day), minute * 60_000);
        if (dueAt(calendar, new Date(at), 3).getTime() !== oracleDue(at, 3, hours))
          wrong.push(new Date(at).toISOString());
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every day at its first and last millisecond and at noon, by the limits of the law', () => {
    const wrong: string[] = [];
    for (const ordinal of everyDay.filter((o) => o <= lastStart)) {
      for (const time of [0, 43_200_000, dayMs - 1]) {
        const at = startOf(ordinal, time);
        for (const n of [3, 5, 14]) {
          if (dueAt(calendar, new Date(at), n).getTime() !== oracleDue(at, n, hours))
            wrong.push(`${new Date(at).toISOString()} + ${n}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every day ends where the next begins, on a whole hour of UTC', () => {
    const wrong = everyDay.filter(
      (o) =>
        endOf(calendar, dayOfOrdinal(o)).getTime() !== startOf(o + 1) ||
        calendar.startOf(dayOfOrdinal(o)).getTime() !== startOf(o),
    );
    expect(wrong.map(dayOfOrdinal)).toEqual([]);
  });

  test('any instant and any number of days', () => {
    const instants = fc.integer({ min: startOf(firstDay), max: startOf(lastStart) });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: longest }), (at, n) => {
        expect(dueAt(calendar, new Date(at), n).getTime()).toBe(oracleDue(at, n, hours));
      }),
      { numRuns: 500 },
    );
  });
});

test('every day by 1 to 14, 30 and 60 working days on', () => {
  const wrong: string[] = [];
  for (const ordinal of everyDay.filter((o) => o <= lastStart)) {
    for (let [n, expected] = [1, ordinal]; n <= longest; n += 1) {
      expected = walk(expected, 1);
      const checked = n <= 14 || n === 30 || n === longest;
      if (checked && ambonCalendar.nthWorkingDayAfter(dayOfOrdinal(ordinal), n) !== dayOfOrdinal(expected))
        wrong.push(`${dayOfOrdinal(ordinal)} + ${n}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('working days between any two days of a quarter, every start of the four years', () => {
  const wrong: string[] = [];
  for (const start of everyDay) {
    let count = 0;
    for (let end = start; end <= Math.min(start + 90, lastDay); end += 1) {
      if (end > start && isWorking(end)) count += 1;
      const checked = end - start < 10 || (end - start) % 10 === 0;
      if (checked && ambonCalendar.workingDaysIn(dayOfOrdinal(start), dayOfOrdinal(end)) !== count)
        wrong.push(`${dayOfOrdinal(start)} to ${dayOfOrdinal(end)}`);
    }
  }
  expect(wrong).toEqual([]);
});

describe('pauses', () => {
  const start = ordinalOf('2025-02-03');
  const { complaint } = filed('2025-02-03 10:00');
  type Pause = [first: number, last: number];

  /** Gaps and lengths in days: one after the other, some of no working day, some from the last day of the one before. */
  const pauses = fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 20 })), { maxLength: 5 }).map((parts) => {
    let day = start;
    return parts.map(([gap, length]): Pause => {
      const first = day + gap;
      day = first + length;
      return [first, day];
    });
  });
  const stored = (all: Pause[]): Complaint['pauses'] => all.map(([a, b]) => [dayOfOrdinal(a), dayOfOrdinal(b)]);

  /** Each pause from a to b takes out the working days in (a, b]; one that begins on the due day moves it by as many. */
  function pausedDue(from: number, n: number, all: Pause[]): number {
    let due = walk(from, n, (ordinal) => all.some(([a, b]) => a < ordinal && ordinal <= b));
    for (const [a, b] of all) {
      const inside = Array.from({ length: b - a }, (_, i) => a + 1 + i).filter(isWorking).length;
      if (a === due) due = walk(due, inside);
    }
    return due;
  }

  test.each(['information', 'ordinary', 'inspection'] as const)('move the total of the %s track', (track) => {
    fc.assert(
      fc.property(pauses, (all) => {
        const expected = pausedDue(start, ambonPolicy.tracks[track], all);
        const { expectedOn, expectedAt } = scheduleOf(
          { ...complaint, track, pauses: stored(all) },
          ambonPolicy,
          ambonCalendar,
        );
        expect(expectedOn).toBe(dayOfOrdinal(expected));
        expect(expectedAt).toEqual(wit(`${dayOfOrdinal(expected + 1)} 00:00`));
      }),
      { numRuns: 500 },
    );
  });

  test('move a stage clock from its own start on', () => {
    fc.assert(
      fc.property(pauses, fc.nat(10), (all, later) => {
        const from = start + later;
        const forwarded: Complaint = {
          ...complaint,
          state: 'FORWARDED',
          track: 'inspection',
          clock: { name: 'forwarded', stage: 2, from: dayOfOrdinal(from), rungs: 0 },
          pauses: stored(all),
        };
        const expected = pausedDue(from, 5, all);
        expect(scheduleOf(forwarded, ambonPolicy, ambonCalendar).dueOn).toBe(dayOfOrdinal(expected));
      }),
      { numRuns: 500 },
    );
  });
});
