/** Counts the working days until a complaint's deadlines; see countdown-schema.ts. */
import type { Complaint } from '../../domain/complaint/complaint.ts';
import { workingDaysUntil } from '../../domain/deadlines/countdown.ts';
import type { Rules } from '../../domain/complaint/command.ts';
import type { Countdown } from './countdown-schema.ts';

/** Returns the countdown of a complaint. */
export function countdownOf({ dueOn, expectedOn }: Complaint, { calendar, now }: Rules): Countdown {
  const left = (day: string | undefined) => (day === undefined ? null : (workingDaysUntil(calendar, now, day) ?? null));
  return { dueInWorkingDays: left(dueOn), expectedInWorkingDays: left(expectedOn) };
}
