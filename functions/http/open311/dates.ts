/** Dates of Open311: W3C's profile with seconds and a zone. Ours are UTC, written `Z`: a much used validator takes nothing else. */
import * as z from 'zod';

/** An instant without its fraction, such as 2026-03-13T14:50:00Z. */
export const toSeconds = (instant: string): string => `${instant.slice(0, 19)}Z`;

const dateTime = z.iso.datetime({ offset: true });
const withOffset = /^(.{19}.*) (\d{2}:\d{2})$/;

/** A date parameter. A `+` that the client did not encode arrives as a space. */
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
/** Most days that a list may span (GeoReport v2, "GET Service Requests"). */
export const mostDays = 90;

/**
 * The window that two optional dates ask for: the latest 90 days, or 90 days from or up to the one given. It ends with the last
 * millisecond of its last second, since clients write whole seconds. Undefined when it is too long or turned round.
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
