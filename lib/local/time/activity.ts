/** Counts work under way, so that the clock moves only when there is none. */
export type Activity = {
  /** Marks a piece of work as begun; call what it returns exactly once, when the work has ended. */
  begin: (what: string) => () => void;
  /** Runs `work` as one piece of work. */
  during: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  /** Adds a probe, which names work that is left, or answers undefined. All probes are asked before the cloud counts as quiet. */
  ask: (probe: Probe) => void;
  /**
   * Resolves when nothing is under way, no probe names anything to do, and nothing began meanwhile. Throws a {@link NotQuiet} naming what is
   * left after `patience` ms without progress.
   */
  settle: (patience: number) => Promise<void>;
  /** Records a success, which prolongs the wait for quiet. */
  progress: () => void;
};

type Probe = () => Promise<string | undefined> | string | undefined;

/** The cloud did not become quiet in time; the message names what it was doing. */
export class NotQuiet extends Error {
  override name = 'NotQuiet';
}

/** Probes cost time, so the pauses between them grow with the wait, to 20 ms at most. */
const FIRST_LOOK_MS = 2;
const LAST_LOOK_MS = 20;

/** A counter with nothing under way. */
export function createActivity(): Activity {
  const underWay = new Map<number, string>();
  const probes: Probe[] = [];
  let begun = 0;
  let lastProgress = 0;
  const begin = (what: string): (() => void) => {
    const ticket = ++begun;
    underWay.set(ticket, what);
    return () => underWay.delete(ticket);
  };

  const leftToDo = async (): Promise<string | undefined> => {
    const before = begun;
    for (const what of underWay.values()) return what;
    for (const probe of probes) {
      const answer = await probe();
      if (answer !== undefined) return answer;
    }
    return begun === before ? undefined : 'work that has just begun';
  };

  return {
    begin,
    during: async (what, work) => {
      const end = begin(what);
      try {
        return await work();
      } finally {
        end();
      }
    },
    ask: (probe) => probes.push(probe),
    progress: () => {
      lastProgress = performance.now();
    },
    settle: async (patience) => {
      const began = performance.now();
      for (;;) {
        const left = await leftToDo();
        if (left === undefined) return;
        if (performance.now() > Math.max(began, lastProgress) + patience) {
          throw new NotQuiet(`no progress for ${patience / 1000} s, and still to do: ${left}`);
        }
        const pause = Math.min(FIRST_LOOK_MS + (performance.now() - began) / 50, LAST_LOOK_MS);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
  };
}
