import type { Activity } from './activity.ts';
import type { MovedClock } from './moved-clock.ts';

/** Something that becomes due on the moved clock: schedules, sleeping executions, delayed messages. */
export type DueSource = {
  /** Instant of the next due item, in ms; undefined when there is none. An overdue item counts. */
  nextDue: () => number | undefined;
  /** Starts all that is due by now. */
  runDue: () => void;
};

/** Runs due items as time passes, by itself and at a command. */
export type Timeline = {
  add: (source: DueSource) => void;
  /** Arms the timer for the next due instant. Call it again after anything that may bring that instant nearer. */
  arm: () => void;
  /**
   * Moves the clock to `target` (ms), stopping at each due instant in order and waiting until its consequences are done. One move at a time; a
   * second waits for the first. Throws a NotQuiet when something never ends.
   */
  advanceTo: (target: number) => Promise<void>;
  stop: () => void;
};

/** Longest sleep of the timer. A laptop may sleep meanwhile, so that the clock is read at least every minute. */
const LONGEST_SLEEP_MS = 60_000;
/** Longest time without any success before the command that waits for consequences gives up. */
const PATIENCE_MS = 60_000;

/** A timeline without sources, not yet armed. */
export function createTimeline(clock: MovedClock, activity: Activity): Timeline {
  const sources: DueSource[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let moves = Promise.resolve();

  const nextDue = (): number => Math.min(...sources.map((source) => source.nextDue() ?? Infinity));
  const runDue = (): void => {
    for (const source of sources) source.runDue();
  };
  const arm = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    const wait = Math.min(Math.max(nextDue() - clock.now(), 0), LONGEST_SLEEP_MS);
    timer = setTimeout(() => {
      runDue();
      arm();
    }, wait);
  };

  const advance = async (target: number): Promise<void> => {
    for (;;) {
      await activity.settle(PATIENCE_MS);
      const due = nextDue();
      if (due <= Math.max(target, clock.now())) {
        clock.moveTo(due);
        runDue();
      } else if (clock.now() < target) clock.moveTo(target);
      else break;
    }
    arm();
  };

  return {
    add: (source) => sources.push(source),
    arm,
    advanceTo: (target) => {
      const move = moves.then(() => advance(target));
      moves = move.catch(() => undefined);
      return move;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
