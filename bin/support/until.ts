/** Waiting that ends when nothing moves any more, however slow the machine is. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Far longer than anything takes between two steps on a machine with four times its work. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

/**
 * Waits until `look` answers something, and answers that.
 *
 * @param what is waited for, for the message of failure
 * @param seen what moves meanwhile: while it changes there is reason to wait on
 * @throws Error when `seen` has not changed for a minute
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  seen: () => unknown = () => undefined,
): Promise<T> {
  let [last, since] = ['', performance.now()];
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    const now = JSON.stringify(await seen()) ?? '';
    if (now !== last) [last, since] = [now, performance.now()];
    if (performance.now() - since > PATIENCE_MS)
      throw new Error(`waited for ${what}, and nothing moved for ${PATIENCE_MS / 1000} s; last seen: ${last}`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** What a process has used of the processor, in clock ticks: it changes while the process works at anything. Undefined where /proc is not. */
export function ticksOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return undefined;
  }
}
