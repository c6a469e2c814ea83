/** Sends the messages held for the morning: the newest of each complaint and recipient. Running twice sends nothing twice. */
import { recipientName } from '../domain/messages/outbound-messages.ts';
import type { HeldMessage } from '../domain/messages/ports.ts';
import { heldUntil } from '../domain/deadlines/quiet-hours.ts';
import { Unreadable } from '../domain/kernel/errors.ts';
import { addDays, localTime } from '../domain/kernel/zone.ts';
import { deliverMessage } from './deliver-message.ts';
import type { Deps } from './deps.ts';
import { drop, type Delivery } from './drop-message.ts';
import { errorForLog } from '../domain/kernel/try-later.ts';

/** Days looked back, so that an outage of a week is caught up with. Older messages are no news any more. */
const daysBack = 7;
/** Most rows of one run, about 200 bytes each. */
const runLimit = 500;
const pageSize = 100;

/** `unreadable`: rows that cannot be read, or whose message needs an item that cannot be read. They wait until it is repaired. */
export type ReleaseResult = { sent: number; dropped: number; failed: number; left: number; unreadable: number };

/** Sends as long as `hasTime` allows another message; the rest stays for the next hour. */
export function releaseHeld(deps: Deps) {
  return async (hasTime: () => boolean): Promise<ReleaseResult> => {
    const city = await deps.directory.city();
    const result: ReleaseResult = { sent: 0, dropped: 0, failed: 0, left: 0, unreadable: 0 };
    if (heldUntil(city, deps.clock.now()) !== undefined) return result;

    const today = localTime(city.zone, deps.clock.now()).date;
    const { rows, unreadable } = await heldRows(deps, today);
    result.unreadable = unreadable;
    for (const { newest, older } of groups(rows)) {
      if (!hasTime()) {
        result.left += 1 + older.length;
        continue;
      }
      try {
        for (const row of older) {
          await drop(deps, row.message, 'coalesced');
          await deps.messages.unhold(row);
          result.dropped += 1;
        }
        const outcome = await release(deps, newest, today);
        if (outcome === 'sent' || outcome === 'dropped') result[outcome] += 1;
      } catch (error) {
        result[error instanceof Unreadable ? 'unreadable' : 'failed'] += 1;
        deps.onFailure({ ...newest.message, error: errorForLog(error) });
      }
    }
    return result;
  };
}

/** Removes the row last: cut off before that, the next run finds the idempotency record and only removes the row. */
async function release(deps: Deps, row: HeldMessage, today: string): Promise<Delivery> {
  const stale = await deps.messages.newerSent(row.message);
  const outcome = stale ? await drop(deps, row.message, 'coalesced') : await deliverMessage(deps)(row.message);
  // A message that is held again under the same date must stay.
  if (outcome !== 'held' || row.date !== today) await deps.messages.unhold(row);
  return outcome;
}

/** Reads today's rows first and then goes back, because people wait for the newest message. */
async function heldRows({ messages }: Deps, today: string): Promise<{ rows: HeldMessage[]; unreadable: number }> {
  const rows: HeldMessage[] = [];
  let unreadable = 0;
  for (let back = 0; back <= daysBack; back += 1) {
    let from: string | undefined;
    do {
      if (rows.length >= runLimit) return { rows, unreadable };
      const page = await messages.held(addDays(today, -back), pageSize, from);
      rows.push(...page.items);
      unreadable += page.unreadable ?? 0;
      from = page.next;
    } while (from !== undefined);
  }
  return { rows, unreadable };
}

function groups(rows: readonly HeldMessage[]): { newest: HeldMessage; older: HeldMessage[] }[] {
  const byRecipient = Map.groupBy(rows, ({ message }) => `${message.complaintId}#${recipientName(message.recipient)}`);
  return [...byRecipient.values()].map((group) => {
    const [newest, ...older] = group.toSorted((a, b) => b.message.version - a.message.version);
    return { newest: newest!, older };
  });
}
