import { settingOr, writeSetting, type State } from '../state.ts';

/** The moved clock: real time plus an offset that only grows. Handlers and timers read it; retries stay on the real one. */
export type MovedClock = {
  /** Milliseconds since the epoch on the moved clock. */
  now: () => number;
  /** Moves the clock forward to `instant` (ms); an instant already past changes nothing. */
  moveTo: (instant: number) => void;
  /** The offset in ms, shared with the workers so that their `Date` follows at once. */
  shared: SharedArrayBuffer;
};

/**
 * Reads the kept offset, so that a restart never takes time back. `first`: where the clock of a new state starts, in ms: a jump there would run
 * every schedule on the way.
 */
export function openMovedClock(state: State, first = Date.now()): MovedClock {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const offset = new BigInt64Array(shared);
  Atomics.store(offset, 0, BigInt(settingOr(state, 'clock-offset', () => String(first - Date.now()))));
  const now = (): number => Date.now() + Number(Atomics.load(offset, 0));
  return {
    now,
    moveTo: (instant) => {
      const ahead = Math.ceil(instant - now());
      if (ahead <= 0) return;
      const moved = Atomics.load(offset, 0) + BigInt(ahead);
      writeSetting(state, 'clock-offset', moved.toString());
      Atomics.store(offset, 0, moved);
    },
    shared,
  };
}
