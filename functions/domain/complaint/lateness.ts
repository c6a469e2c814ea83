/**
 * Finds the clocks that an event finds late. A missed deadline counts once per run of a clock, with the first event after the due. Usually
 * that is the escalation step at the due; after a lost timer or an earlier action of an officer it is another event (docs/statistics.md).
 */
import { lookUp, type UnknownWord } from '../kernel/stored.ts';
import { office, type Office } from '../city/records.ts';
import type { ClockRun, Complaint, ComplaintEvent } from './complaint.ts';
import type { Policy, StageClock } from '../city/policy.ts';

type LateClocks = NonNullable<ComplaintEvent['late']>;

/** Returns true for a clock whose due escalates: the agency's or the coordinator's. Other clocks wait for the citizen, who is never late. */
const binding = ({ rungs }: Pick<StageClock, 'rungs'>): boolean =>
  rungs.some(({ act, at }) => act === 'escalate' && 'afterDue' in at && at.afterDue === 0);

/** A clock of a newer release is judged by that release; a promise is no clock of a policy. */
const isBinding = ({ clocks }: Policy, name: ClockRun['name']): boolean => {
  const clock = lookUp<string, StageClock>(clocks, name);
  return clock !== undefined && binding(clock);
};

/** Returns the clocks whose breach is recorded now and was not before. */
export function lateClocks(found: Complaint, recorded: Complaint, policy: Policy): LateClocks {
  const { clock } = recorded;
  const stage = clock?.breachedOn !== undefined && found.clock?.breachedOn === undefined;
  const total = recorded.totalBreachedOn !== undefined && found.totalBreachedOn === undefined;
  return [
    ...(stage && isBinding(policy, clock.name) ? [clock.name] : []),
    ...(total && binding(policy.total) ? (['total'] as const) : []),
  ];
}

/** Ranks of the offices, the lowest first. An office of a newer release has none and is lower than all. */
const rankOf = (one: Office | UnknownWord): number => office.options.indexOf(one as Office);

/** Returns true when the office stands below the one that was told before. */
export const isLower = (one: Office | UnknownWord, before: Office | UnknownWord | undefined): boolean =>
  before !== undefined && rankOf(one) < rankOf(before);
