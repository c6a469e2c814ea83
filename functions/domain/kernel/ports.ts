/** The ports that every subject shares: time, chance, keyed hashes, and a page of a list. */

export type Clock = { now(): Date };

/** Gives that many random bytes. */
export type Random = (length: number) => Uint8Array;

/** Keyed hashes that nobody without the key can compute, 32 bytes. */
export type Mac = { mac(message: string): Promise<Uint8Array> };

/** One page of a list; `next` is where the next one starts. */
export type Page<T> = { items: T[]; next?: string };
