/**
 * Defines the histogram of working days from receipt to first answer. Bins are counters, so histograms of months, agencies and services
 * are merged by adding; a median of medians would be wrong.
 */

/** Bins are exact to the day up to 60, the longest legal total. Beyond it each holds all days up to the next lower bound. */
const exactDays = 60;
const lowerBounds = [...Array.from({ length: exactDays + 1 }, (_, day) => day), 61, 81, 101, 151, 201];

export type Bin = `days${number}`;
const nameOf = (lower: number): Bin => `days${lower}`;

export const binNames = lowerBounds.map(nameOf);

/** Returns the bin of a number of working days. */
export function binOf(days: number): Bin {
  return nameOf(lowerBounds.findLast((lower) => lower <= days) ?? 0);
}

/** Counts the answers in a histogram. */
export function countIn(histogram: Partial<Record<Bin, number>>): number {
  return binNames.reduce((sum, name) => sum + (histogram[name] ?? 0), 0);
}

/**
 * Returns the smallest number of days within which at least this share of answers came (nearest rank); null without answers. Beyond 60
 * days it is the bin's lower bound.
 */
export function quantile(histogram: Partial<Record<Bin, number>>, share: number): number | null {
  const rank = Math.ceil(share * countIn(histogram));
  let seen = 0;
  for (const lower of lowerBounds) {
    seen += histogram[nameOf(lower)] ?? 0;
    if (rank > 0 && seen >= rank) return lower;
  }
  return null;
}
