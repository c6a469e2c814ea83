/**
 * The histogram of working days from receipt to first answer. Buckets are counters, so histograms of months, agencies and services are
 * merged by adding; a median of medians would be wrong.
 */

/** Exact to the day up to 60, the longest legal total; beyond it each bucket holds all days up to the next one's. */
const exactDays = 60;
const lowerBounds = [...Array.from({ length: exactDays + 1 }, (_, day) => day), 61, 81, 101, 151, 201];

export type Bucket = `days${number}`;
const nameOf = (lower: number): Bucket => `days${lower}`;

export const bucketNames = lowerBounds.map(nameOf);

/** The bucket that a number of working days falls into. */
export function bucketOf(days: number): Bucket {
  return nameOf(lowerBounds.findLast((lower) => lower <= days) ?? 0);
}

/** How many answers a histogram holds. */
export function countIn(histogram: Partial<Record<Bucket, number>>): number {
  return bucketNames.reduce((sum, name) => sum + (histogram[name] ?? 0), 0);
}

/**
 * The smallest number of days within which at least this share of answers came (nearest rank); null of none. Beyond 60 it is the
 * bucket's lower bound: "at least".
 */
export function quantile(histogram: Partial<Record<Bucket, number>>, share: number): number | null {
  const rank = Math.ceil(share * countIn(histogram));
  let seen = 0;
  for (const lower of lowerBounds) {
    seen += histogram[nameOf(lower)] ?? 0;
    if (rank > 0 && seen >= rank) return lower;
  }
  return null;
}
