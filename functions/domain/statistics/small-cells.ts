/** Merges cells of the public figures that hold few complaints, so that a figure of one street or office is nobody's own story. */
import { sumOf } from './figures.ts';
import type { Counter, Counters } from './statistics.ts';

/** Fewest complaints of a cell that is shown alone. */
const fewest = 5;

/** Key of the cell that holds the small ones. */
export const merged = '*';

/** Counters that hold no number of complaints or of acts. */
const notSizes = (name: string): boolean => name === 'ratingSum' || name.startsWith('days');

/** Returns the size of a cell: its largest count. */
const sizeOf = (cell: Counters): number =>
  Math.max(0, ...(Object.entries(cell) as [Counter, number][]).filter(([name]) => !notSizes(name)).map(([, n]) => n));

/** Returns true for a cell of one to four complaints. */
export const isSmall = (cell: Counters): boolean => sizeOf(cell) > 0 && sizeOf(cell) < fewest;

/**
 * Returns the cells with those of fewer than five complaints merged under `*`. The merged cell takes the next smallest too until it holds
 * five, because a single small cell would otherwise keep its number under another name. Empty cells stay.
 */
export function mergeSmall(cells: ReadonlyMap<string, Counters>): Map<string, Counters> {
  const bySize = [...cells].filter(([, cell]) => sizeOf(cell) > 0).toSorted(([, a], [, b]) => sizeOf(a) - sizeOf(b));
  let count = bySize.filter(([, cell]) => isSmall(cell)).length;
  if (count === 0) return new Map(cells);
  const mergedCell = () => sumOf(bySize.slice(0, count).map(([, cell]) => cell));
  while (isSmall(mergedCell()) && count < bySize.length) count += 1;
  const gone = new Set(bySize.slice(0, count).map(([key]) => key));
  return new Map([...[...cells].filter(([key]) => !gone.has(key)), [merged, mergedCell()]]);
}
