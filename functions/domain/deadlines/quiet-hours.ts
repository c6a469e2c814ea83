/** Decides when a message must wait for the end of quiet hours (docs/design.md#messages). */
import type { City } from '../city/records.ts';
import type { Day } from './calendar.ts';
import { addDays, localTime } from '../kernel/zone.ts';

/**
 * Returns the local date on which a held message may be sent; undefined when it may be sent now. The minute `from` is quiet, the minute
 * `to` is not. A training calendar has no quiet hours.
 */
export function heldUntil(city: Pick<City, 'zone' | 'quietHours' | 'trainingDay'>, now: Date): Day | undefined {
  if (city.trainingDay !== undefined) return undefined;
  const { from, to } = city.quietHours;
  const { date, time } = localTime(city.zone, now);
  const clock = time.slice(0, 5);
  if (from <= to) return from <= clock && clock < to ? date : undefined;
  if (clock >= from) return addDays(date, 1);
  return clock < to ? date : undefined;
}
