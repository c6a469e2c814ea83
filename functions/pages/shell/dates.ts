/** Formats dates and times as people say them, in the city's zone. */
import type { Visit } from './visit.ts';

/** A local day (`2026-03-24`) or month is the same in every zone; an instant is told in the city's. */
function told({ lang, deps }: Visit, at: string, options: Intl.DateTimeFormatOptions): string {
  const timeZone = at.length <= 'YYYY-MM-DD'.length ? 'UTC' : deps.zone;
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'id-ID', { ...options, timeZone }).format(new Date(at));
}

/** `Selasa, 24 Maret 2026`, of a local day or an instant. */
export const dayOf = (visit: Visit, at: string): string =>
  told(visit, at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** `24 Maret 2026`. */
export const longDay = (visit: Visit, at: string): string => told(visit, at, { dateStyle: 'long' });

/** `24 Mar 2026`, for tables. */
export const shortDay = (visit: Visit, at: string): string =>
  told(visit, at, { day: 'numeric', month: 'short', year: 'numeric' });

/** `24 Maret 2026 pukul 14.05`. */
export const timeOf = (visit: Visit, at: string): string => told(visit, at, { dateStyle: 'long', timeStyle: 'short' });

/** `Maret 2026`, of a month (`2026-03`). */
export const monthOf = (visit: Visit, month: string): string => told(visit, month, { month: 'long', year: 'numeric' });
