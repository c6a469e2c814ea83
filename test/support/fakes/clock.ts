/** A clock that stands still until it is set. */
import type { Clock } from '../../../functions/domain/kernel/ports.ts';
import { wit } from '../ambon.ts';

export type ManualClock = Clock & { set(local: string | Date): void };

/** Times are those of Ambon, such as `2026-03-13 23:50`. */
export function manualClock(local: string): ManualClock {
  let at = wit(local);
  return {
    now: () => new Date(at),
    set: (next) => {
      at = typeof next === 'string' ? wit(next) : next;
    },
  };
}
