/** Computes the windows of an API client's quota: the current minute and the city's local day. */
import { addDays, instantOf, localTime } from '../kernel/zone.ts';

/** The current minute and local day, and the instants at which they end. */
export type QuotaWindows = {
  /** Minutes since 1970. */
  minute: number;
  minuteEnds: Date;
  /** Local day. */
  day: string;
  dayEnds: Date;
};

/** Returns the windows that contain `now`. */
export function quotaWindows(zone: string, now: Date): QuotaWindows {
  const minute = Math.floor(now.getTime() / 60_000);
  const day = localTime(zone, now).date;
  return { minute, minuteEnds: new Date((minute + 1) * 60_000), day, dayEnds: instantOf(zone, addDays(day, 1)) };
}
