/**
 * Reads and writes dates of Open311: the W3C profile with seconds and a zone. Ours are UTC with `Z`, because a widely used validator
 * accepts nothing else.
 */
import * as z from 'zod';

/** Returns an instant without its fraction, such as 2026-03-13T14:50:00Z. */
export const toSeconds = (instant: string): string => `${instant.slice(0, 19)}Z`;

const dateTime = z.iso.datetime({ offset: true });
const withOffset = /^(.{19}.*) (\d{2}:\d{2})$/;

/** Schema of a date parameter. An unencoded `+` arrives as a space and is restored. */
export const dateParameter = z
  .string()
  .transform((given) => given.trim().replace(withOffset, '$1+$2'))
  .refine(
    (given) => dateTime.safeParse(given).success,
    'not a date with seconds and zone, such as 2026-03-13T09:00:00Z',
  )
  .transform((given) => new Date(given))
  .refine(
    (date) => date.getUTCFullYear() >= 1970 && date.getUTCFullYear() < 9999,
    'not a year in which anything was filed',
  );

const day = 86_400_000;
/** Maximum days of a list (GeoReport v2, "GET Service Requests"). */
export const mostDays = 90;

/**
 * Returns the window of two optional dates: the latest 90 days, or 90 days from or up to the one given. It ends with the last millisecond
 * of its last second, since clients send whole seconds. Undefined when it is too long or reversed.
 */
export function windowOf(
  from: Date | undefined,
  to: Date | undefined,
  now: Date,
): { from: Date; to: Date } | undefined {
  const end = to ?? (from ? new Date(from.getTime() + mostDays * day) : now);
  const start = from ?? new Date(end.getTime() - mostDays * day);
  const span = end.getTime() - start.getTime();
  return span < 0 || span > mostDays * day ? undefined : { from: start, to: endOfSecond(end) };
}

function endOfSecond(end: Date): Date {
  return end.getUTCMilliseconds() === 0 ? new Date(end.getTime() + 999) : end;
}
