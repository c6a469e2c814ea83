/** Defines how long events wait for a failing subscriber, and when its endpoint is disabled. */

/** Seconds between one try and the next: together a day. SQS allows waits of at most 12 hours. */
const waits = [30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 29_850] as const;

/** Tries of one event before the queue's redrive policy parks it. */
export const webhookTries = waits.length + 1;

/** Longest wait in seconds that a subscriber may ask for by `Retry-After`. */
const longestWait = 12 * 3600 - 60;

/**
 * Returns the seconds until the next try.
 *
 * @param tries those made so far, this one included
 * @param asked `Retry-After` of the answer, in seconds
 * @returns 0 after the last one: the queue parks the event when it gives it out again
 */
export function waitAfter(tries: number, asked = 0): number {
  const wait = waits[tries - 1];
  return wait === undefined ? 0 : Math.min(Math.max(wait, asked), longestWait);
}

/** Days after which an endpoint that has taken nothing is disabled, and its owner told. */
export const disableAfterDays = 5;

/** Seconds for which an endpoint that gave no answer is left alone, so that other subscribers' events go first. */
export const restSeconds = 20;
