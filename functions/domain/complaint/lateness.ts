/**
 * When a deadline counts as missed: by the first event after it, and once for each run of a clock. Usually that is the step that fires
 * at the due; an officer who acts in between, or while a timer is lost, is found late all the same (docs/statistics.md).
 */
import type { Complaint, ComplaintEvent } from './complaint.ts';
import type { Policy, StageClock } from '../city/policy.ts';

type LateClocks = NonNullable<ComplaintEvent['late']>;

/** A clock whose due escalates is an agency's or the coordinator's; the others wait for the citizen, who is never late. */
const binding = ({ rungs }: Pick<StageClock, 'rungs'>): boolean =>
  rungs.some(({ act, at }) => act === 'escalate' && 'afterDue' in at && at.afterDue === 0);

/** The clocks whose due this event found passed: those with a breach recorded now and none before. */
export function lateClocks(found: Complaint, recorded: Complaint, policy: Policy): LateClocks {
  const { clock } = recorded;
  const stage = clock?.breachedOn !== undefined && found.clock?.breachedOn === undefined;
  const total = recorded.totalBreachedOn !== undefined && found.totalBreachedOn === undefined;
  return [
    ...(stage && binding(policy.clocks[clock.name]) ? [clock.name] : []),
    ...(total && binding(policy.total) ? (['total'] as const) : []),
  ];
}
