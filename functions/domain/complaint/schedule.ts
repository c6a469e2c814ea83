/**
 * Computes when a complaint is due and when its timer must wake next, from its clocks, the policy it was filed under and the city's
 * calendar (docs/service.md#clocks-and-escalation, docs/design.md#deadlines). Results can be recomputed at any time; none is the source of
 * truth.
 */
import { endOf, type Calendar, type Day } from '../deadlines/calendar.ts';
import type { ClockRun, Complaint } from './complaint.ts';
import { CalendarNotLoaded } from '../kernel/errors.ts';
import { couldRead } from './guards.ts';
import { propertiesOf, state } from './lifecycle.ts';
import { defined } from '../kernel/members.ts';
import { lookUp, wordIn } from '../kernel/stored.ts';
import {
  clockName,
  stageClockOf,
  type ClockName,
  type EscalationStep,
  type Policy,
  type StageClock,
} from '../city/policy.ts';

type Clocked = Pick<
  Complaint,
  | 'state'
  | 'track'
  | 'receivedAt'
  | 'clock'
  | 'totalRungs'
  | 'pauses'
  | 'totalBreachedOn'
  | 'scheduledOn'
  | 'contact'
  | 'unreachableAt'
  | 'dueOn'
  | 'dueAt'
  | 'expectedOn'
  | 'expectedAt'
  | 'nextWakeAt'
>;

/** An escalation step and the instant it falls due; `number` counts from 1 within a ladder of `of` steps. */
export type PlannedStep = { clock: ClockName | 'total'; step: EscalationStep; number: number; of: number; at: Date };

/** Deadlines and next wake of a complaint. */
export type Schedule = {
  /** Last day and due instant of the stage; absent when provisional, or when the stage has no clock. */
  dueOn?: Day;
  dueAt?: Date;
  expectedOn?: Day;
  expectedAt?: Date;
  /** The next escalation step; absent when none is left or its day is beyond the calendar. */
  next?: PlannedStep;
  /** Wake of the timer: the next step, or the last loaded day of the calendar. */
  wakeAt?: Date;
};

type Pauses = Complaint['pauses'];

/** Moves a clock's deadline by each pause that began before it; an expired deadline stays. */
function moved(calendar: Calendar, unpaused: Day, from: Day, pauses: Pauses): Day {
  let day = unpaused;
  for (const [a, b] of pauses) {
    if (b > from && a <= day) day = calendar.nthWorkingDayAfter(day, calendar.workingDaysIn(a > from ? a : from, b));
  }
  return day;
}

/** Returns the k-th working day of a clock that started on `from`, moved by its pauses. */
function dayOf(calendar: Calendar, from: Day, k: number, pauses: Pauses): Day {
  return moved(calendar, calendar.nthWorkingDayAfter(from, k), from, pauses);
}

/** Returns the k-th working day after a due, moved by the pauses after it; earlier pauses have moved the due itself. */
function dayAfterDue(calendar: Calendar, due: Day, k: number, from: Day, pauses: Pauses): Day {
  const later = pauses.filter(([a]) => a > due);
  return moved(calendar, calendar.nthWorkingDayAfter(due, k), from, later);
}

/** Runs arithmetic that may exceed the loaded calendar; returns undefined then. */
function provisional<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return undefined;
    throw error;
  }
}

/** Inputs of a step's day: its clock's due, its k-th working day, its k-th working day after the due, its limit. */
type Days = { due: () => Day; kth: (k: number) => Day; afterDue: (k: number) => Day; limit: number };

function stepDay({ at }: EscalationStep, { due, kth, afterDue, limit }: Days): Day {
  if ('afterDue' in at) return afterDue(at.afterDue);
  // A reminder is never later than a due cut short by the total.
  const planned = 'wd' in at ? kth(at.wd) : kth(Math.floor((limit * at.percent) / 100));
  const dueOn = due();
  return planned < dueOn ? planned : dueOn;
}

/** Returns a stage clock's ladder; `shift` moves the offices up (a second reopening starts one level up) and keeps the times. */
export function ladderOf(clock: StageClock, run: ClockRun): readonly EscalationStep[] {
  const shift = Math.min(run.shift ?? 0, Math.max(0, clock.rungs.length - 1));
  return clock.rungs
    .slice(0, clock.rungs.length - shift)
    .map((step, i) => ({ ...(clock.rungs[i + shift] ?? step), at: step.at }) as EscalationStep);
}

/** Working days between two reminders after the last step of the total: about a month. */
const reminderEvery = 20;

/** Returns the reminder to the last office with this number, counted on from the ladder; undefined for a ladder that tells no office. */
function reminderAfter(ladder: readonly EscalationStep[], number: number): EscalationStep | undefined {
  const last = ladder.at(-1)?.at;
  const office = ladder.flatMap((step) => ('office' in step ? [step.office] : [])).at(-1);
  if (last === undefined || !('afterDue' in last) || office === undefined) return undefined;
  return { act: 'remind', office, at: { afterDue: last.afterDue + reminderEvery * (number - ladder.length) } };
}

/**
 * Records the dues that have passed. A recorded due is moved neither by a decree nor by a later pause (docs/service.md#invariants, 7). A
 * paused total is never late.
 */
export function recordBreaches(c: Complaint, now: Date): Complaint {
  const at = now.toISOString();
  const passed = (due: string | undefined): boolean => due !== undefined && due <= at;
  let recorded = c;
  // A clock of a newer release is judged by that release, which still finds the breach unrecorded.
  const known = c.clock && wordIn(clockName, c.clock.name) !== undefined;
  if (c.clock && known && c.clock.breachedOn === undefined && c.dueOn !== undefined && passed(c.dueAt))
    recorded = { ...recorded, clock: { ...c.clock, breachedOn: c.dueOn } };
  const { totalRuns } = propertiesOf(c.state);
  if (totalRuns && c.totalBreachedOn === undefined && c.expectedOn !== undefined && passed(c.expectedAt))
    recorded = { ...recorded, totalBreachedOn: c.expectedOn };
  return recorded;
}

/** Counts the working days since a complaint was received, without pauses of the total; undefined beyond the calendar. */
export function workingDaysTaken(
  c: Pick<Complaint, 'receivedAt' | 'pauses'>,
  calendar: Calendar,
  now: Date,
): number | undefined {
  return provisional(() => {
    const all = calendar.workingDaysIn(calendar.dayOf(new Date(c.receivedAt)), calendar.dayOf(now));
    return c.pauses.reduce((left, [a, b]) => left - calendar.workingDaysIn(a, b), all);
  });
}

/**
 * Returns the deadlines as they are stored, without a next step: for a complaint whose state, clock or track is of a newer release. Where no
 * clock runs there is neither due nor wake.
 */
function storedSchedule(c: Clocked): Schedule {
  const at = (stored: string | undefined) => (stored === undefined ? undefined : new Date(stored));
  const runs = c.clock !== undefined || propertiesOf(c.state).totalRuns;
  return defined({
    dueOn: runs ? c.dueOn : undefined,
    dueAt: runs ? at(c.dueAt) : undefined,
    expectedOn: c.expectedOn,
    expectedAt: at(c.expectedAt),
    wakeAt: runs ? at(c.nextWakeAt) : undefined,
  });
}

/** Computes a complaint's deadlines and next wake. */
export function scheduleOf(c: Clocked, policy: Policy, calendar: Calendar): Schedule {
  const { totalRuns } = propertiesOf(c.state);
  const received = calendar.dayOf(new Date(c.receivedAt));
  const limit = lookUp(policy.tracks, c.track);
  const clockRunning = c.clock && wordIn(clockName, c.clock.name);
  if (limit === undefined || wordIn(state, c.state) === undefined || (c.clock && !clockRunning))
    return storedSchedule(c);
  const totalDay = (k: number) => dayOf(calendar, received, k, c.pauses);
  const totalDue = () => c.totalBreachedOn ?? totalDay(limit);
  // What the reporter may expect of a promise is the promised day.
  const expectedOn = c.state === 'SCHEDULED' ? c.scheduledOn : provisional(totalDue);

  const candidates: (Omit<PlannedStep, 'at'> & { day: () => Day })[] = [];
  const add = (clock: ClockName | 'total', ladder: readonly EscalationStep[], fired: number, days: Days) => {
    const step = ladder[fired];
    // Silence closes only what could have been read.
    if (step && (step.act !== 'close' || couldRead(c)))
      candidates.push({ clock, step, number: fired + 1, of: ladder.length, day: () => stepDay(step, days) });
  };

  let dueOn: Day | undefined;
  if (c.clock && clockRunning) {
    const run = c.clock;
    const stageClock = stageClockOf(policy, clockRunning);
    const stageDay = (k: number) => dayOf(calendar, run.from, k, c.pauses);
    const stageDue = (): Day => {
      const { limit: own, cutByTotal } = stageClock;
      if (run.breachedOn !== undefined) return run.breachedOn;
      if (run.name === 'scheduled' && c.scheduledOn !== undefined) return c.scheduledOn;
      if (own === undefined) return totalDue();
      if (!cutByTotal || expectedOn === undefined) return stageDay(own);
      // A day beyond the calendar is later than one within it.
      const day = provisional(() => stageDay(own));
      return day !== undefined && day < expectedOn ? day : expectedOn;
    };
    const afterDue = (k: number) => dayAfterDue(calendar, stageDue(), k, run.from, c.pauses);
    dueOn = provisional(stageDue);
    const days = { due: stageDue, kth: stageDay, afterDue, limit: stageClock.limit ?? limit };
    add(clockRunning, ladderOf(stageClock, run), run.rungs, days);
  }
  if (totalRuns) {
    const afterDue = (k: number) => dayAfterDue(calendar, totalDue(), k, received, c.pauses);
    const ladder = policy.total.rungs;
    const days = { due: totalDue, kth: totalDay, afterDue, limit };
    add('total', ladder, c.totalRungs, days);
    const step = c.totalRungs < ladder.length ? undefined : reminderAfter(ladder, c.totalRungs + 1);
    if (step)
      candidates.push({
        clock: 'total',
        step,
        number: c.totalRungs + 1,
        of: ladder.length,
        day: () => stepDay(step, days),
      });
  }

  const planned = candidates.map(({ day, ...step }) => {
    const on = provisional(day);
    return on === undefined ? undefined : { ...step, at: endOf(calendar, on) };
  });
  const next = planned.filter((p) => p !== undefined).sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  const wakes = [next?.at, planned.includes(undefined) ? calendar.startOf(calendar.lastLoadedDay) : undefined].filter(
    (w) => w !== undefined,
  );
  const wakeAt = wakes.length === 0 ? undefined : new Date(Math.min(...wakes.map((w) => w.getTime())));

  const end = (day: Day | undefined) => (day === undefined ? undefined : endOf(calendar, day));
  return defined({ dueOn, dueAt: end(dueOn), expectedOn, expectedAt: end(expectedOn), next, wakeAt });
}
