/**
 * Repairs lost timers each night: a complaint whose wake is long past gets what it was due and a new timer under a new name, and complaints
 * behind the calendar are computed anew. It also publishes the day's figures, and reports how many days the loaded calendar has left.
 */
import { createCalendar, type Calendar } from '../domain/deadlines/calendar.ts';
import type { Complaint } from '../domain/complaint/complaint.ts';
import { Unreadable } from '../domain/kernel/errors.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import { rulesToDecide } from '../access/rules.ts';
import { decide } from '../domain/complaint/transition.ts';
import { recordBreaches, scheduleOf } from '../domain/complaint/schedule.ts';
import { awaitsNewerRelease, checkDeadline, type Deps as CheckDeps } from './check-deadline.ts';
import { publishFigures, type Deps as PublishDeps } from './publish-figures.ts';
import { recalculate } from './recalculate.ts';

export type Deps = CheckDeps &
  PublishDeps & {
    count: (name: 'TimersRevived' | 'DeadlinesMoved' | 'CalendarDaysLeft', value: number) => void;
  };
/** Numbers of revived timers and moved deadlines. `left`: complaints that this release cannot read or act on, left for the next night. */
export type SweepResult = { revived: number; moved: number; left: number };

/** Milliseconds after which a wake counts as lost: Step Functions wakes within seconds, and its retries take minutes. */
const lostAfterMs = 15 * 60_000;
const pageSize = 50;

/** Runs the sweep; `hasTime` stops the recalculation before the function times out. */
export function sweep(deps: Deps) {
  return async (hasTime: () => boolean = () => true): Promise<SweepResult> => {
    const before = new Date(deps.clock.now().getTime() - lostAfterMs);
    let revived = 0;
    let left = 0;
    let from: string | undefined;
    do {
      const page = await deps.wakes.overdueWakes(before, pageSize, from);
      left += page.unreadable ?? 0;
      for (const complaint of page.items) {
        const outcome = await revive(deps, complaint).catch(leftIfUnreadable(complaint));
        if (outcome === 'left') left += 1;
        else if (outcome) revived += 1;
      }
      from = page.next;
    } while (from !== undefined);
    deps.count('TimersRevived', revived);
    await publishFigures(deps)();
    // Covers changes that the stream missed, and complaints written with a calendar that was a minute old.
    const moved = await recalculate(deps)(hasTime);
    deps.count('DeadlinesMoved', moved);
    deps.count('CalendarDaysLeft', await calendarDaysLeft(deps));
    return { revived, moved, left };
  };
}

/** A complaint that cannot be read was reported; the others are revived all the same. */
const leftIfUnreadable =
  ({ id }: Complaint) =>
  (error: unknown) => {
    if (error instanceof Unreadable && error.concerns(id)) return 'left' as const;
    throw error;
  };

/** Does what the lost timer would have done, then raises `n`, so that routing starts a timer under a new name. */
function revive(deps: Deps, stale: Complaint): Promise<boolean | 'left'> {
  return retryRaces(async () => {
    const result = await checkDeadline(deps)({ complaintId: stale.id, stage: stale.stage, n: stale.n });
    const complaint = await deps.store.get(stale.id);
    if (result.done || !complaint || complaint.stage !== stale.stage || complaint.n !== stale.n) return false;
    const rules = await rulesToDecide(complaint, deps);
    const schedule = scheduleOf(recordBreaches(complaint, rules.now), rules.policy, rules.calendar);
    if (waitsForCalendar(complaint, rules.calendar)) return false;
    if (awaitsNewerRelease(schedule)) return 'left';
    const command = { action: 'revive', actor: { role: 'system' }, parties: ['system'] } as const;
    await deps.store.save(decide(complaint, command, rules));
    return true;
  });
}

/** True when the wake is the calendar's last day: a new timer would wake in vain and leave an event every night. */
const waitsForCalendar = ({ nextWakeAt }: Complaint, calendar: Calendar): boolean =>
  nextWakeAt === calendar.startOf(calendar.lastLoadedDay).toISOString();

async function calendarDaysLeft({ directory, clock }: Deps): Promise<number> {
  const [city, years] = await Promise.all([directory.city(), directory.calendarYears()]);
  const calendar = createCalendar(city, years);
  return Math.floor((calendar.startOf(calendar.lastLoadedDay).getTime() - clock.now().getTime()) / 86_400_000);
}
