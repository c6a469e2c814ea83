/** A decree in the middle of any life (docs/service.md#invariants, 7): what had passed stays, what had not is as if it had always been known. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOfHistory } from '../../../../bin/lab/simulate/invariants.ts';
import { createCalendar } from '../../../../functions/domain/deadlines/calendar.ts';
import { isOpen, type Change, type Complaint } from '../../../../functions/domain/complaint/complaint.ts';
import { lookUp } from '../../../../functions/domain/kernel/stored.ts';
import { decide } from '../../../../functions/domain/complaint/transition.ts';
import { ambon, ambonPolicy, rulesAt } from '../../../support/ambon.ts';
import { dayOfOrdinal, ordinalOf } from '../../../support/models/calendar-oracle.ts';
import { command } from '../../../support/complaints.ts';
import { lives } from '../../../support/models/random-life.ts';
import { runs } from '../../../support/runs.ts';

const daysOff = ambon.calendar.flatMap((y) => y.holidays.map((h) => h.date));

/** Days that become days off, and days off that are withdrawn. */
const decrees = fc.record({
  added: fc.uniqueArray(fc.integer({ min: ordinalOf('2026-01-06'), max: ordinalOf('2026-12-20') }).map(dayOfOrdinal), {
    maxLength: 30,
  }),
  withdrawn: fc.subarray(daysOff.filter((d) => d.startsWith('2026-'))),
});

const cases = fc.record({ life: lives, at: fc.nat(30), hours: fc.nat(24 * 40), decree: decrees });

const calendarWith = ({ added, withdrawn }: { added: string[]; withdrawn: string[] }) =>
  createCalendar(
    ambon.city,
    ambon.calendar.map((y) => ({
      ...y,
      version: y.version + 1,
      holidays: [
        ...y.holidays.filter((h) => !withdrawn.includes(h.date) && !added.includes(h.date)),
        ...added
          .filter((date) => date.startsWith(String(y.year)))
          .map((date) => ({ date, name: 'Libur', kind: 'LOCAL' as const, decree: 'Keputusan' })),
      ],
    })),
  );

/** Working days in (from, to] that no pause took out, counted one by one. */
function countedDays(c: Complaint, to: string, off: ReadonlySet<string>): number {
  let count = 0;
  const from = ordinalOf(new Date(Date.parse(c.receivedAt) + 9 * 3_600_000).toISOString().slice(0, 10));
  for (let ordinal = from + 1; ordinal <= ordinalOf(to); ordinal += 1) {
    const day = dayOfOrdinal(ordinal);
    const weekend = [0, 6].includes(new Date(day).getUTCDay());
    if (!weekend && !off.has(day) && !c.pauses.some(([a, b]) => a < day && day <= b)) count += 1;
  }
  return count;
}

test('moves what has not passed to where the new calendar has it, and nothing that has', () => {
  let [moved, kept] = [0, 0];
  const tried = runs(300, 1500);
  fc.assert(
    fc.property(cases, ({ life, at, hours, decree }) => {
      const prefix: Change[] = life.changes.slice(0, 1 + (at % life.changes.length));
      const { complaint: before, event } = prefix.at(-1)!;
      fc.pre(isOpen(before));
      const now = new Date(Date.parse(event.at) + hours * 3_600_000);
      const rules = { ...rulesAt('2026-01-05 09:00', calendarWith(decree)), now };

      const change = decide(before, command('recalculate', 'system'), rules);
      const after = change.complaint;

      expect(faultsOfHistory({ changes: [...prefix, change] })).toEqual([]);
      expect([after.state, after.agencyId, after.stage]).toEqual([before.state, before.agencyId, before.stage]);
      const passed = Date.parse(before.dueAt!) <= now.getTime();
      const stays = [after.dueOn, after.clock?.breachedOn];
      expect(passed ? stays : []).toEqual(passed ? [before.dueOn, before.dueOn] : []);
      const off = new Set([...daysOff.filter((d) => !decree.withdrawn.includes(d)), ...decree.added]);
      // A pause that began on the due day moves a day that was counted already: calendar-exhaustive.test.ts.
      // What may be expected of a promise is its own day.
      const free =
        after.state !== 'SCHEDULED' &&
        after.totalBreachedOn === undefined &&
        !after.pauses.some(([start]) => start === after.expectedOn);
      const limit = lookUp(ambonPolicy.tracks, after.track);
      expect(free ? countedDays(after, after.expectedOn!, off) : limit).toBe(limit);
      kept += passed ? 1 : 0;
      moved += free && after.expectedOn !== before.expectedOn ? 1 : 0;
    }),
    { numRuns: tried },
  );
  expect(moved).toBeGreaterThan(tried / 15);
  expect(kept).toBeGreaterThan(tried / 15);
});
