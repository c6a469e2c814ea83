/** Seeded chance, and splits that keep each group of near-copies on one side. */

/** Mulberry32: the same numbers in [0, 1) for the same seed, on every machine. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fisher–Yates, in place. */
export function shuffle<T>(items: T[], next: () => number): T[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(next() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

/** A fold from 0 to `count` - 1 for each row; rows of one group are in one fold. */
export function foldsOf(rows: readonly { group: number }[], count: number, seed: number): number[] {
  const groups = shuffle([...new Set(rows.map(({ group }) => group))], random(seed));
  const fold = new Map(groups.map((group, i) => [group, i % count]));
  return rows.map(({ group }) => fold.get(group) ?? 0);
}

/** Seven tenths to learn from, three to be examined on. */
export function holdOut<T extends { group: number }>(rows: readonly T[], seed: number): { learn: T[]; examine: T[] } {
  const fold = foldsOf(rows, 10, seed);
  return {
    learn: rows.filter((_, i) => (fold[i] ?? 0) >= 3),
    examine: rows.filter((_, i) => (fold[i] ?? 0) < 3),
  };
}
