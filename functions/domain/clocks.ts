/**
 * When a complaint is due and when its timer must next wake: pure arithmetic over its clocks, the policy it was filed under and the
 * city's calendar (domain.md b4, architecture.md 5). Nothing here is stored as truth; it can be computed again at any time.
 */
import { endOf, type Calendar, type Day } from './calendar.ts';
import type { ClockRun, Complaint } from './complaint.ts';
import { CalendarNotLoaded } from './errors.ts';
import { states } from './lifecycle.ts';
import type { Clock, ClockName, Policy, Rung } from './policy.ts';

type Clocked = Pick<Complaint, 'state' | 'track' | 'receivedAt' | 'clock' | 'totalRungs' | 'pauses'>;

/** A rung and the instant it falls; `step` counts from 1 within its ladder of `of`. */
export type PlannedRung = { clock: ClockName | 'total'; rung: Rung; step: number; of: number; at: Date };

export type Schedule = {
  /** Last day and due instant of the stage. Absent when provisional, or when the stage has no clock. */
  dueOn?: Day;
  dueAt?: Date;
  expectedOn?: Day;
  expectedAt?: Date;
  /** The rung that fires next; absent when none is left or its day is beyond the calendar. */
  next?: PlannedRung;
  /** When the timer must wake: the next rung, or the last loaded day of the calendar. */
  wakeAt?: Date;
};

/** The k-th working day of a clock that started on `from`, each pause after that start having moved it on. */
function dayOf(calendar: Calendar, from: Day, k: number, pauses: Complaint['pauses']): Day {
  let paused = 0;
  for (const [a, b] of pauses) if (b > from) paused += calendar.workingDaysIn(a > from ? a : from, b);
  return calendar.nthWorkingDayAfter(from, k + paused);
}

/** Runs arithmetic that may leave the loaded calendar; undefined then. */
function provisional<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return undefined;
    throw error;
  }
}

function rungDay(calendar: Calendar, rung: Rung, dueOn: () => Day, kth: (k: number) => Day, limit: number): Day {
  if ('afterDue' in rung.at) return calendar.nthWorkingDayAfter(dueOn(), rung.at.afterDue);
  // A reminder never comes after the due that the total has cut short.
  const planned = 'wd' in rung.at ? kth(rung.at.wd) : kth(Math.floor((limit * rung.at.percent) / 100));
  const due = dueOn();
  return planned < due ? planned : due;
}

/** The ladder of a stage clock, its offices moved up by `shift` (a second reopening starts one level up) while the times stay. */
export function ladderOf(clock: Clock, run: ClockRun): readonly Rung[] {
  const shift = Math.min(run.shift ?? 0, Math.max(0, clock.rungs.length - 1));
  return clock.rungs
    .slice(0, clock.rungs.length - shift)
    .map((rung, i) => ({ ...(clock.rungs[i + shift] ?? rung), at: rung.at }));
}

/** Computes a complaint's deadlines and next wake. */
export function scheduleOf(c: Clocked, policy: Policy, calendar: Calendar): Schedule {
  const { totalRuns } = states[c.state];
  const received = calendar.dayOf(new Date(c.receivedAt));
  const limit = policy.tracks[c.track];
  const totalDay = (k: number) => dayOf(calendar, received, k, c.pauses);
  const expectedOn = provisional(() => totalDay(limit));

  const candidates: { clock: ClockName | 'total'; ladder: readonly Rung[]; step: number; day: () => Day }[] = [];
  const add = (clock: ClockName | 'total', ladder: readonly Rung[], fired: number, day: (rung: Rung) => Day) => {
    const rung = ladder[fired];
    if (rung) candidates.push({ clock, ladder, step: fired + 1, day: () => day(rung) });
  };

  let dueOn: Day | undefined;
  if (c.clock) {
    const run = c.clock;
    const stageClock = policy.clocks[run.name];
    const stageDay = (k: number) => dayOf(calendar, run.from, k, c.pauses);
    const stageDue = (): Day => {
      const own = stageClock.limit === undefined ? undefined : stageDay(stageClock.limit);
      if (own !== undefined && !stageClock.cutByTotal) return own;
      const total = totalDay(limit);
      return own !== undefined && own < total ? own : total;
    };
    dueOn = provisional(stageDue);
    add(run.name, ladderOf(stageClock, run), run.rungs, (rung) =>
      rungDay(calendar, rung, stageDue, stageDay, stageClock.limit ?? limit),
    );
  }
  if (totalRuns)
    add('total', policy.total.rungs, c.totalRungs, (rung) =>
      rungDay(calendar, rung, () => totalDay(limit), totalDay, limit),
    );

  const planned = candidates.map(({ clock, ladder, step, day }) => {
    const on = provisional(day);
    return on === undefined
      ? undefined
      : { clock, rung: ladder[step - 1]!, step, of: ladder.length, at: endOf(calendar, on) };
  });
  const next = planned.filter((p) => p !== undefined).sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  const wakes = [next?.at, planned.includes(undefined) ? calendar.startOf(calendar.lastLoadedDay) : undefined].filter(
    (w) => w !== undefined,
  );
  const wakeAt = wakes.length === 0 ? undefined : new Date(Math.min(...wakes.map((w) => w.getTime())));

  return {
    ...(dueOn === undefined ? {} : { dueOn, dueAt: endOf(calendar, dueOn) }),
    ...(expectedOn === undefined ? {} : { expectedOn, expectedAt: endOf(calendar, expectedOn) }),
    ...(next === undefined ? {} : { next }),
    ...(wakeAt === undefined ? {} : { wakeAt }),
  };
}
