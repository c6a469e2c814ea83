/** Groups a queue's open complaints by days until or past their legal due, computed from the queue index. */
import * as z from 'zod';
import { addDays, localTime } from '../kernel/zone.ts';

/** Groups by age. Days are local calendar days, counted from the last day that people are shown. */
const ages = [
  /** Of those of more than 30 days. */
  'overdueOver60Days',
  'overdueOver30Days',
  'overdue8To30Days',
  'overdue1To7Days',
  'dueWithin7Days',
  'dueLater',
  /** The due lies beyond the loaded calendar. */
  'withoutDue',
] as const;

const count = z.number().int().nonnegative();
/** Number of complaints of each age. */
export const openByDueCounts = z.object(
  Object.fromEntries(ages.map((age) => [age, count])) as Record<(typeof ages)[number], typeof count>,
);
export type OpenByDue = z.infer<typeof openByDueCounts>;

/** Nothing open. */
export const noneOpen: OpenByDue = openByDueCounts.parse(Object.fromEntries(ages.map((age) => [age, 0])));

/** Returns how many complaints counts are of. */
export const countOpenIn = ({ overdueOver60Days: _part, ...counts }: OpenByDue): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

/** Counts dues by age at an instant. A due is the instant that ends the last day, or undefined. */
export function openByDue(dues: readonly (string | undefined)[], zone: string, now: Date): OpenByDue {
  const { date: today } = localTime(zone, now);
  const counts = { ...noneOpen };
  for (const due of dues) {
    counts[ageOf(due, zone, today)] += 1;
    if (due !== undefined && lastDayOf(due, zone) < addDays(today, -60)) counts.overdueOver60Days += 1;
  }
  return counts;
}

const lastDayOf = (due: string, zone: string): string => localTime(zone, new Date(Date.parse(due) - 1)).date;

function ageOf(due: string | undefined, zone: string, today: string): keyof OpenByDue {
  if (due === undefined) return 'withoutDue';
  const lastDay = lastDayOf(due, zone);
  if (lastDay >= addDays(today, 7)) return 'dueLater';
  if (lastDay >= today) return 'dueWithin7Days';
  if (lastDay >= addDays(today, -7)) return 'overdue1To7Days';
  return lastDay >= addDays(today, -30) ? 'overdue8To30Days' : 'overdueOver30Days';
}
