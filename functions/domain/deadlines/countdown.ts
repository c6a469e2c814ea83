/** A deadline as people count it: in working days from today. */
import type { Calendar, Day } from './calendar.ts';
import { CalendarNotLoaded } from '../kernel/errors.ts';

/** Working days until a last day: 0 on that day, below 0 after it. Undefined where the calendar does not reach. */
export function workingDaysUntil(calendar: Calendar, now: Date, lastDay: Day): number | undefined {
  const today = calendar.dayOf(now);
  try {
    // After the last day it is late, even on the Saturday that follows: one day at the least.
    if (today > lastDay) return -Math.max(1, calendar.workingDaysIn(lastDay, today));
    return calendar.workingDaysIn(today, lastDay);
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return undefined;
    throw error;
  }
}
