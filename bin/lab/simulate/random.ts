/** Random values with a seed: the same seed gives the same year. */
import { seeded } from '../measure-sms/typing.ts';

export type Random = ReturnType<typeof createRandom>;

export function createRandom(seed: number) {
  const draw = seeded(seed);
  // The low bits of a linear generator are poor: two draws make one.
  const next = (): number => (draw() + draw() / 2 ** 16) % 1;
  const weighted = (weights: readonly number[]): number => {
    let left = next() * weights.reduce((sum, w) => sum + w, 0);
    return Math.max(
      0,
      weights.findIndex((w) => (left -= w) < 0),
    );
  };
  return {
    next,
    chance: (share: number): boolean => next() < share,
    between: (low: number, high: number): number => low + next() * (high - low),
    pick: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)]!,
    /** Draws an index by weight. */
    weighted,
    /** A key of a table of weights. */
    oneOf: <K extends string>(weights: Readonly<Partial<Record<K, number>>>): K => {
      const entries = Object.entries(weights) as [K, number][];
      return entries[weighted(entries.map(([, w]) => w))]![0];
    },
    bytes: (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(next() * 256)),
  };
}
