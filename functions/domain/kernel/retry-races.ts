/** Repeats an attempt that lost a race against another change, so that it is decided anew on what the winner left. */
import { ChangedMeanwhile } from './errors.ts';

/** Changes of one complaint are seconds apart at most: four lost races in a row mean that something else is wrong. */
const usualTries = 4;

type Options = {
  tries?: number;
  /** Makes the error to throw once no try is left; the last ChangedMeanwhile itself unless given. */
  giveUp?: (last: ChangedMeanwhile) => Error;
};

/** Runs `attempt` until it throws no ChangedMeanwhile. It must read anew when `again` is true; other errors are passed on. */
export async function retryRaces<T>(
  attempt: (again: boolean) => Promise<T>,
  { tries = usualTries, giveUp = (last) => last }: Options = {},
): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await attempt(n > 1);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      if (n >= tries) throw giveUp(error);
    }
  }
}
