/** Formats dates and times as people say them, in the city's zone. */
import type { Visit } from './visit.ts';

const locale = ({ lang }: Visit): string => (lang === 'en' ? 'en-GB' : 'id-ID');

/** `Selasa, 24 Maret 2026`, of a local day (`2026-03-24`) or an instant. */
export function dayOf(visit: Visit, at: string): string {
  const dayOnly = at.length === 'YYYY-MM-DD'.length;
  return new Intl.DateTimeFormat(locale(visit), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: dayOnly ? 'UTC' : visit.deps.zone,
  }).format(new Date(at));
}

/** `24 Maret 2026`, of a local day. */
export const longDay = (visit: Visit, day: string): string =>
  new Intl.DateTimeFormat(locale(visit), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

/** `24 Mar 2026`, for tables. */
export function shortDay(visit: Visit, at: string): string {
  const timeZone = at.length === 'YYYY-MM-DD'.length ? 'UTC' : visit.deps.zone;
  return new Intl.DateTimeFormat(locale(visit), { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    new Date(at),
  );
}

/** `24 Maret 2026 pukul 14.05`. */
export const timeOf = (visit: Visit, at: string): string =>
  new Intl.DateTimeFormat(locale(visit), { dateStyle: 'long', timeStyle: 'short', timeZone: visit.deps.zone }).format(
    new Date(at),
  );

/** `Maret 2026`, of a month (`2026-03`). */
export const monthOf = (visit: Visit, month: string): string =>
  new Intl.DateTimeFormat(locale(visit), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
