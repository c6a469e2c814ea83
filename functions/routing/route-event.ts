/** Does what follows from an event: counts statistics, forwards to a clear owner, and keeps the stage's timer. It may run any number of times. */
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
  /** Called when an old timer could not be stopped. That timer wakes, finds its stage gone, and ends. */
  onStopFailed: (executionName: string, error: unknown) => void;
};

/** Handles one event of the stream. */
export function routeEvent(deps: Deps) {
  return async (event: ComplaintEvent): Promise<void> => {
    // An event that moves a complaint changes its timer, or names its new agency (when its place is told later by SMS). Only then is the
    // complaint read, and only then does its month of receipt count.
    // A read that is a moment old is harmless: a forward decided on it is refused and decided again, and a timer of a past stage is
    // stopped by the event that ended the stage, or ends when it wakes.
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
    // The owner may have been retired since filing: then the complaint waits for the coordinator.
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

/** Rounds an instant up to whole seconds, which a Wait state needs, so that it never wakes early. */
export const wholeSeconds = (instant: string): string =>
  new Date(Math.ceil(Date.parse(instant) / 1000) * 1000).toISOString().replace('.000Z', 'Z');
