/** Sends requests to a running Tanggap and retries them. Retries are safe: each request has an Idempotency-Key or only reads. */
import { setTimeout as sleep } from 'node:timers/promises';

const attempts = 8;

/** Longest `Retry-After` that is obeyed, in seconds. A longer one comes from a quota and ends the tries. */
const patience = 60;

/** An HTTP answer, or status 0 when none came. `retryAfter` in seconds, where the server said so. */
export type Answer = { status: number; body: unknown; retryAfter?: number };

async function once(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) });
    const text = await response.text();
    const wish = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { status: response.status, body: text && parse(text), ...(wish >= 0 ? { retryAfter: wish } : {}) };
  } catch {
    return { status: 0, body: undefined };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Calls until the answer is neither "too busy" nor missing, eight times at most; waits as long as the server asks, else longer each time. */
export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  let answer = await once(url, init);
  for (let attempt = 1; attempt < attempts && [0, 429, 503].includes(answer.status); attempt += 1) {
    if ((answer.retryAfter ?? 0) > patience) break;
    await sleep((answer.retryAfter ?? 0) * 1000 + 100 * 2 ** attempt * (0.5 + Math.random()));
    answer = await once(url, init);
  }
  return answer;
}

/** Calls `work` for each item, at most `concurrency` at a time. */
export async function eachConcurrently<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async (): Promise<void> => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
