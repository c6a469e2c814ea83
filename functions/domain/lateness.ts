/**
 * When a deadline counts as missed: by the first event after it, and once for each run of a clock. Usually that is the rung that fires
 * at the due; an officer who acts in between, or while a timer is lost, is found late all the same (docs/statistics.md).
 */
import { scheduleOf } from './clocks.ts';
import type { Complaint, ComplaintEvent } from './complaint.ts';
import { states } from './lifecycle.ts';
import type { Clock } from './policy.ts';
import type { Rules } from './transition.ts';

type LateClocks = NonNullable<ComplaintEvent['late']>;

/** A clock whose due escalates is an agency's or the coordinator's; the others wait for the citizen, who is never late. */
const binding = ({ rungs }: Pick<Clock, 'rungs'>): boolean =>
  rungs.some(({ act, at }) => act === 'escalate' && 'afterDue' in at && at.afterDue === 0);

/** The clocks whose due has passed at this event and that no earlier event found late. */
export function lateClocks(c: Complaint, { policy, calendar, now }: Rules): LateClocks {
  const { dueAt, expectedAt } = scheduleOf(c, policy, calendar);
  const stage = c.clock && !c.clock.late && dueAt && dueAt <= now && binding(policy.clocks[c.clock.name]);
  const total = !c.totalLate && states[c.state].totalRuns && expectedAt && expectedAt <= now && binding(policy.total);
  return [...(stage && c.clock ? [c.clock.name] : []), ...(total ? (['total'] as const) : [])];
}

/** Remembers on the complaint what its event says; a clock that ended with the event needs no memory. */
export function markLate(before: Complaint, after: Complaint, late: LateClocks): Complaint {
  const sameRun = after.clock && before.clock?.name === after.clock.name && before.clock.stage === after.clock.stage;
  return {
    ...after,
    ...(late.includes('total') ? { totalLate: true as const } : {}),
    ...(sameRun && late.some((name) => name !== 'total') ? { clock: { ...after.clock!, late: true as const } } : {}),
  };
}
