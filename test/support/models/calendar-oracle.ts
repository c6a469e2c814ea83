/**
 * Working days counted a second time, day by day, in whole days since 1970 by plain arithmetic: no text, no time zone database, nothing
 * shared with the code but the list of days off.
 */
import { ambon } from '../ambon.ts';

export const dayMs = 86_400_000;
export const zones = [
  { zone: 'Asia/Jakarta', label: 'WIB', hours: 7 },
  { zone: 'Asia/Makassar', label: 'WITA', hours: 8 },
  { zone: 'Asia/Jayapura', label: 'WIT', hours: 9 },
];

/** A day as its ordinal. */
export const ordinalOf = (day: string): number => Date.parse(day) / dayMs;
export const dayOfOrdinal = (ordinal: number): string => new Date(ordinal * dayMs).toISOString().slice(0, 10);

const daysOff = new Set(ambon.calendar.flatMap((y) => y.holidays.map((h) => ordinalOf(h.date))));

export const isWorking = (ordinal: number): boolean => {
  const sinceMonday = (((ordinal + 3) % 7) + 7) % 7; // 1 January 1970 was a Thursday
  return sinceMonday < 5 && !daysOff.has(ordinal);
};

/** Walks on until `n` working days have been seen; those on which `stands` holds are not counted. */
export function walk(from: number, n: number, stands: (ordinal: number) => boolean = () => false): number {
  let ordinal = from;
  for (let seen = 0; seen < n;) {
    ordinal += 1;
    if (isWorking(ordinal) && !stands(ordinal)) seen += 1;
  }
  return ordinal;
}

/** The due is the midnight after the n-th working day from the start's local day, in ms. */
export function oracleDue(startMs: number, n: number, zoneHours: number): number {
  const offset = zoneHours * 3_600_000;
  return (walk(Math.floor((startMs + offset) / dayMs), n) + 1) * dayMs - offset;
}

/** The loaded years. */
export const firstDay = ordinalOf('2024-01-01');
export const lastDay = ordinalOf('2027-12-31');
