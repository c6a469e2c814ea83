/** What follows from a fact: statistics, the forward to a clear owner, the stage's timer. Safe to run any number of times. */
import { executionName, type Complaint, type ComplaintEvent } from '../domain/complaint/complaint.ts';
import { isValidOn } from '../domain/city/records.ts';
import { retryRaces } from '../domain/kernel/retry-races.ts';
import type { ComplaintStore, Timers } from '../domain/complaint/ports.ts';
import type { DecisionContext } from '../domain/city/ports.ts';
import type { StatisticsStore } from '../domain/statistics/ports.ts';
import { rulesToDecide } from '../access/rules.ts';
import { additionsOf } from '../domain/statistics/statistics.ts';
import { decide } from '../domain/complaint/transition.ts';
import { localTime } from '../domain/kernel/zone.ts';

export type Deps = DecisionContext & {
  store: ComplaintStore;
  statistics: StatisticsStore;
  timers: Timers;
  /** Called when an old timer could not be stopped: it will wake, see that its stage is gone, and end. */
  onStopFailed: (executionName: string, error: unknown) => void;
};

export function routeEvent(deps: Deps) {
  return async (event: ComplaintEvent): Promise<void> => {
    // Whatever moves a complaint changes its timer too, or (its place told later by SMS) names who gets it now: only then is it read,
    // and only then does its month of receipt count.
    // An older state than now harms nothing: a forward decided on it is refused and decided again, and a timer of a stage that has
    // passed is stopped by the event that ended the stage, or ends by itself when it wakes.
    const moves = event.timer !== undefined || event.autoForwardTo !== undefined;
    const complaint = moves ? await deps.store.get(event.complaintId, event.version) : undefined;
    if (moves && !complaint) throw new Error(`event ${event.version} of ${event.complaintId} has no complaint`);
    await countEvent(deps, event, complaint);
    if (!complaint) return;
    if (event.autoForwardTo !== undefined && (await forwardAtOnce(deps, complaint, event.autoForwardTo))) return;
    if (event.timer) await keepTimer(deps, complaint, event.timer);
  };
}

async function countEvent(
  { statistics, directory }: Deps,
  event: ComplaintEvent,
  complaint: Complaint | undefined,
): Promise<void> {
  const { zone } = await directory.city();
  const monthOf = (instant: string): string => localTime(zone, new Date(instant)).date.slice(0, 7);
  const additions = additionsOf({
    event,
    month: monthOf(event.at),
    monthOfReceipt: monthOf(complaint?.receivedAt ?? event.at),
  });
  if (additions.length > 0) await statistics.count(event, additions);
}

/** Returns true when the complaint has left its first stage, now or before: its RECEIVED timer is then not needed. */
function forwardAtOnce(deps: Deps, found: Complaint, agencyId: string): Promise<boolean> {
  return retryRaces(async (again) => {
    // A note or a privacy change may come in between.
    const complaint = again ? await deps.store.get(found.id) : found;
    if (!complaint) throw new Error(`${found.id} is gone`);
    if (complaint.stage > 1) return true;
    const agency = await deps.directory.agency(agencyId);
    // The owner was retired between filing and now: the complaint waits for the coordinator like any other.
    if (!agency || !isValidOn(agency, deps.clock.now())) return false;
    const command = { action: 'forward', actor: { role: 'system' }, parties: ['system'], agencyId } as const;
    await deps.store.save(decide(complaint, command, await rulesToDecide(complaint, deps)));
    return true;
  });
}

/** Starts this stage's execution unless the complaint has moved on, and stops the one before. */
async function keepTimer(deps: Deps, complaint: Complaint, timer: NonNullable<ComplaintEvent['timer']>): Promise<void> {
  const { stage, n, wakeAt, previous } = timer;
  if (wakeAt !== undefined && complaint.stage === stage && complaint.n === n) {
    await deps.timers.start(executionName({ id: complaint.id, stage, n }), {
      complaintId: complaint.id,
      stage,
      n,
      wakeAt: wholeSeconds(wakeAt),
    });
  }
  if (previous !== undefined) {
    await deps.timers.stop(previous).catch((error: unknown) => deps.onStopFailed(previous, error));
  }
}

/** A Wait state takes whole seconds only. Due instants are whole; rounding up never wakes early. */
export const wholeSeconds = (instant: string): string =>
  new Date(Math.ceil(Date.parse(instant) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
