/** Gives the messages held for the morning back to the queue, page by page. Running twice sends nothing twice. */
import type { QueuedMessage } from '../domain/messages/outbound-messages.ts';
import { heldUntil } from '../domain/deadlines/quiet-hours.ts';
import { addDays, localTime } from '../domain/kernel/zone.ts';
import { deliverMessage } from './deliver-message.ts';
import type { Deps } from './deps.ts';
import { drop, type Delivery } from './drop-message.ts';

/** Days for which a held message is news, so that an outage of a week is caught up with. */
const newsDays = 7;
/** Days looked back once a day for rows that are no news any more, which are dropped: 23 queries more than an hourly run needs. */
const keptDays = 30;
/** Local time of the schedule's first run of a day (lib/stacks/service-stack.ts). */
const firstRun = '07:00';
const hourMs = 3_600_000;
const pageSize = 100;

/** `queued`: rows given to the queue; they go once their message is sent or dropped. `unreadable` rows wait until they are repaired. */
export type ReleaseResult = { queued: number; stale: number; unreadable: number };

/**
 * Reads today's rows first and then goes back, because people wait for the newest message, and an older one of the same complaint behind it in
 * the queue gives way. Goes on as long as `hasTime` allows another page; the rest stays for the next hour.
 */
export function releaseHeld(deps: Deps) {
  return async (hasTime: () => boolean): Promise<ReleaseResult> => {
    const { directory, clock, messages, queue, count } = deps;
    const city = await directory.city();
    const now = clock.now();
    const result: ReleaseResult = { queued: 0, stale: 0, unreadable: 0 };
    if (heldUntil(city, now) !== undefined) return result;

    const today = localTime(city.zone, now).date;
    const hourAgo = new Date(now.getTime() - hourMs);
    const firstToday = heldUntil(city, hourAgo) !== undefined || localTime(city.zone, hourAgo).time < firstRun;
    let oldest = 0;
    for (let back = 0; back <= (firstToday ? keptDays : newsDays); back += 1) {
      let from: string | undefined;
      do {
        if (!hasTime()) break;
        const page = await messages.held(addDays(today, -back), pageSize, from);
        result.unreadable += page.unreadable ?? 0;
        if (back <= newsDays) await queue.release(page.items, now.toISOString());
        else
          for (const row of page.items) {
            await drop(deps, row.message, 'stale');
            await messages.unhold(row);
          }
        result[back <= newsDays ? 'queued' : 'stale'] += page.items.length;
        if (page.items.length > 0) oldest = back;
        from = page.next;
      } while (from !== undefined);
    }
    if (result.queued > 0) count('HeldMessages', result.queued);
    if (oldest > 0) count('HeldDays', oldest);
    return result;
  };
}

/** Delivers a message of the queue. One that was held gives way to newer news, and its row goes last: cut off before that, the next run only removes it. */
export function deliverQueued(deps: Deps) {
  return async ({ heldOn, ...message }: QueuedMessage): Promise<Delivery> => {
    if (heldOn === undefined) return deliverMessage(deps)(message);
    const { messages, directory, clock } = deps;
    const stale = await messages.newerSent(message);
    const outcome = stale ? await drop(deps, message, 'coalesced') : await deliverMessage(deps)(message);
    const { date: today } = localTime((await directory.city()).zone, clock.now());
    // A message that is held again under the same date must stay.
    if (outcome !== 'held' || heldOn !== today) await messages.unhold({ date: heldOn, message });
    return outcome;
  };
}
