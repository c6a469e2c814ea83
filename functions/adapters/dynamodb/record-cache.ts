/** Caches directory records for the readers of a warm function. */
import type { Clock } from '../../domain/kernel/ports.ts';

/** Longest age of a cached record (docs/design.md#data). */
const cacheMs = 60_000;

export type RecordCache = <T>(key: string, load: () => Promise<T>) => Promise<T>;

/** Keeps what was found for up to 60 s, or until the clock is set back. */
export function createRecordCache(clock: Clock, { uncached }: { uncached?: boolean | undefined } = {}): RecordCache {
  const cache = new Map<string, { until: number; value: Promise<unknown> }>();
  return async <T>(key: string, load: () => Promise<T>): Promise<T> => {
    const now = clock.now().getTime();
    const hit = cache.get(key);
    if (!uncached && hit && hit.until > now && hit.until - cacheMs <= now) return hit.value as Promise<T>;
    const value = load();
    cache.set(key, { until: now + cacheMs, value });
    const forget = () => cache.delete(key);
    // Failures are not kept, nor absent records: anybody may ask for keys that do not exist, which would fill the memory.
    value.then((found) => found === undefined && forget(), forget);
    return value;
  };
}
