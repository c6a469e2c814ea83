/**
 * Computes every open complaint's deadlines anew after a decree has changed the calendar (docs/service.md#invariants, 7). A complaint whose
 * future deadline or next wake moves gets an event; a due that has passed stays. It may run any number of times: a complaint with the
 * newest calendar, or that nothing moves, is left alone.
 */
import { createCalendar, type Calendar } from '../domain/deadlines/calendar.ts';
import { recordBreaches } from '../domain/complaint/schedule.ts';
import type { Complaint } from '../domain/complaint/complaint.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import type { WakeReader } from '../domain/complaint/ports.ts';
import { rulesToDecide } from '../access/rules.ts';
import type { Rules } from '../domain/complaint/command.ts';
import { decide, reschedule } from '../domain/complaint/transition.ts';
import type { Deps as CheckDeps } from './check-deadline.ts';

export type Deps = CheckDeps & { wakes: WakeReader };

/** End of the index of wakes. Every open complaint whose deadline can still move has a wake, so the whole index holds them all. */
export const endOfTime = new Date('9999-12-31T00:00:00Z');
const pageSize = 50;
/** Changes made at once, because one after the other would mostly wait for answers. */
const together = 10;

const timeIsOver = (): Error => new Error('time is over before every open complaint was computed anew');

/** Returns the number of complaints moved. Throws when `hasTime` says that time is over; the next run takes the rest. */
export function recalculate(deps: Deps) {
  return async (hasTime: () => boolean): Promise<number> => {
    const [city, years] = await Promise.all([deps.directory.city(), deps.directory.calendarYears()]);
    const calendar = createCalendar(city, years);
    let movedCount = 0;
    let from: string | undefined;
    do {
      const page = await deps.wakes.overdueWakes(endOfTime, pageSize, from);
      if (!hasTime()) throw timeIsOver();
      const behind = page.items.filter((c) => c.calendarVersion !== calendar.version);
      for (let i = 0; i < behind.length; i += together) {
        if (!hasTime()) throw timeIsOver();
        const moved = await Promise.all(behind.slice(i, i + together).map((c) => recalculateOne(deps, calendar, c)));
        movedCount += moved.filter(Boolean).length;
      }
      from = page.next;
    } while (from !== undefined);
    return movedCount;
  };
}

/** Returns false when nothing moves it. Whoever acts in between may still have the old calendar in hand, so it is computed again. */
function recalculateOne(deps: Deps, calendar: Calendar, found: Complaint): Promise<boolean> {
  return retryRaces(async (again) => {
    const complaint = again ? await deps.store.get(found.id) : found;
    const rules = { ...(await rulesToDecide(found, deps)), calendar };
    if (!complaint || !isMoved(complaint, rules)) return false;
    const command = { action: 'recalculate', actor: { role: 'system' }, parties: ['system'] } as const;
    await deps.store.save(decide(complaint, command, rules));
    return true;
  });
}

function isMoved(c: Complaint, rules: Rules): boolean {
  if (c.clock === undefined) return false;
  const then = reschedule(recordBreaches(c, rules.now), rules);
  return then.dueOn !== c.dueOn || then.expectedOn !== c.expectedOn || then.nextWakeAt !== c.nextWakeAt;
}
