/** Counts the working days until a deadline, as people are shown it. */
import type { Calendar, Day } from './calendar.ts';
import { CalendarNotLoaded } from '../kernel/errors.ts';

/** Returns the working days until a last day: 0 on that day, negative after it, undefined beyond the calendar. */
export function workingDaysUntil(calendar: Calendar, now: Date, lastDay: Day): number | undefined {
  const today = calendar.dayOf(now);
  try {
    // After the last day the result is at least one day late, even on the Saturday that follows.
    if (today > lastDay) return -Math.max(1, calendar.workingDaysIn(lastDay, today));
    return calendar.workingDaysIn(today, lastDay);
  } catch (error) {
    if (error instanceof CalendarNotLoaded) return undefined;
    throw error;
  }
}
