/** Computes the figures that people read from counters. */
import * as z from 'zod';
import { countIn, quantile } from './histogram.ts';
import type { Counter, Counters } from './statistics.ts';

const count = z.number().int();
const share = z.number().min(0).nullable();
const days = z.number().int().nonnegative().nullable();

/** The figures; docs/statistics.md explains each. A share is a percentage with one decimal, and null without anything to count. */
export const figures = z.object({
  received: count,
  joined: count,
  forwarded: count,
  answered: count,
  closed: count,
  late: count,
  lateStages: count,
  returned: count,
  reopened: count,
  objected: count,
  archived: count,
  withdrawn: count,
  merged: count,
  falseCloses: count,
  falseClosePercent: share,
  ratings: count,
  ratingMean: z.number().min(1).max(5).nullable(),
  firstAnswers: count,
  medianWorkingDays: days,
  p90WorkingDays: days,
  taken: count,
  followedUp: count,
  done: count,
  explained: count,
  cannotBeDone: count,
  scheduled: count,
  followedUpPercent: share,
  donePercent: share,
});
export type Figures = z.infer<typeof figures>;

/** Adds rows up, counter by counter. */
export function sumOf(rows: readonly Counters[]): Counters {
  const sum: Counters = {};
  for (const row of rows) {
    for (const [name, value] of Object.entries(row) as [Counter, number][]) sum[name] = (sum[name] ?? 0) + value;
  }
  return sum;
}

/** Returns a percentage with one decimal; null when the whole is 0. */
const percent = (part: number, whole: number): number | null =>
  whole > 0 ? Math.round((1000 * part) / whole) / 10 : null;

/**
 * Computes the figures of a sum. `base` is the whole of the SP4N percentages: all complaints received, or those that the agency took over
 * and did not return.
 */
export function figuresOf(sum: Counters, base: 'received' | 'taken'): Figures {
  const n = (name: Counter): number => sum[name] ?? 0;
  const falseCloses = n('objected') + n('reopened');
  const histogram = Object.fromEntries(Object.entries(sum).filter(([name]) => name.startsWith('days')));
  return {
    received: n('received'),
    joined: n('joined'),
    forwarded: n('forwarded'),
    answered: n('answered'),
    closed: n('closed'),
    late: n('late'),
    lateStages: n('lateStages'),
    returned: n('returned'),
    reopened: n('reopened'),
    objected: n('objected'),
    archived: n('archived'),
    withdrawn: n('withdrawn'),
    merged: n('merged'),
    falseCloses,
    falseClosePercent: percent(falseCloses, n('answered')),
    ratings: n('ratings'),
    ratingMean: n('ratings') > 0 ? Math.round((100 * n('ratingSum')) / n('ratings')) / 100 : null,
    firstAnswers: countIn(histogram),
    medianWorkingDays: quantile(histogram, 0.5),
    p90WorkingDays: quantile(histogram, 0.9),
    taken: n('taken'),
    followedUp: n('followedUp'),
    done: n('done'),
    explained: n('explained'),
    cannotBeDone: n('cannotBeDone'),
    scheduled: n('scheduled'),
    followedUpPercent: percent(n('followedUp'), n(base)),
    donePercent: percent(n('done'), n(base)),
  };
}
