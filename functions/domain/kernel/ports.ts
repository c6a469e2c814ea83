/** Ports that every subject shares: time, randomness, keyed hashes, and a page of a list. */

/** Returns the current time. */
export type Clock = { now(): Date };

/** Returns `length` random bytes. */
export type Random = (length: number) => Uint8Array;

/** Computes keyed hashes of 32 bytes, which nobody without the key can compute. */
export type Mac = { mac(message: string): Promise<Uint8Array> };

/**
 * One page of a list; `next` is the position at which the next page starts, undefined at the end. `unreadable` counts the items that were
 * left out because this release cannot read them.
 */
export type Page<T> = { items: T[]; next?: string; unreadable?: number };
