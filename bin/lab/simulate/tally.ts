/** Counts of a simulation. Tallies of several wards add up. */
import type { Change } from '../../../functions/domain/complaint/complaint.ts';

export type Violation = { invariant: string; fault: string; chain: readonly string[] };

export type Counts = Record<string, number>;

export type Tally = {
  filed: number;
  events: Counts;
  /** Refusals by action and error, from people's mistakes and races. */
  refused: Counts;
  /** Messages owed, by recipient and template. */
  messages: Counts;
  /** Escalation steps by clock, step and office. */
  steps: Counts;
  vacant: number;
  states: Counts;
  timers: { started: number; lost: number; notStopped: number; lateWakes: number; revived: number };
  deadlinesMoved: number;
  /** Working days that a stage took, by its state. */
  stageDays: Record<string, number[]>;
  checked: number;
  violations: Violation[];
};

export const newTally = (): Tally => ({
  filed: 0,
  events: {},
  refused: {},
  messages: {},
  steps: {},
  vacant: 0,
  states: {},
  timers: { started: 0, lost: 0, notStopped: 0, lateWakes: 0, revived: 0 },
  deadlinesMoved: 0,
  stageDays: {},
  checked: 0,
  violations: [],
});

export function count(counts: Counts, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

export function addTally(sum: Tally, more: Tally): void {
  for (const key of ['filed', 'vacant', 'deadlinesMoved', 'checked'] as const) sum[key] += more[key];
  for (const key of ['events', 'refused', 'messages', 'steps', 'states'] as const)
    for (const [name, n] of Object.entries(more[key])) count(sum[key], name, n);
  for (const name of Object.keys(sum.timers) as (keyof Tally['timers'])[]) sum.timers[name] += more.timers[name];
  for (const [state, days] of Object.entries(more.stageDays)) (sum.stageDays[state] ??= []).push(...days);
  sum.violations.push(...more.violations);
}

/** Counts one stored fact. */
export function countChange(tally: Tally, { event }: Change): void {
  count(tally.events, event.action);
  if (!event.rung) return;
  const { clock, step, of, office } = event.rung;
  count(tally.steps, `${clock} ${step}/${of} ${event.action} ${office ?? 'reporter'}`);
  tally.vacant += event.rung.vacant?.length ?? 0;
}
