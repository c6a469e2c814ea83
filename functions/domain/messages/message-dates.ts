/** Writes days and offices in the words of messages. People are shown the last day that is in time, never the instant after it. */
import type { Day } from '../deadlines/calendar.ts';
import type { City, Office } from '../city/records.ts';
import { addDays, instantOf, localTime } from '../kernel/zone.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];

type DayCity = Pick<City, 'zone' | 'trainingDay'>;

/** A legal day is a date; a training day is the instant at which it starts. */
const isLegal = (day: Day): boolean => day.length === 'YYYY-MM-DD'.length;

/** Returns the first instant after a day. */
export function dayEnd(city: DayCity, day: Day): Date {
  return isLegal(day)
    ? instantOf(city.zone, addDays(day, 1))
    : new Date(Date.parse(day) + (city.trainingDay ?? 0) * 1000);
}

/** Writes a day: "25 Mar", or under a training calendar the local time at which it ends. */
export function showDay(city: DayCity, day: Day): string {
  if (!isLegal(day)) return localTime(city.zone, dayEnd(city, day)).time;
  return `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1] ?? ''}`;
}

/** Writes a day with its year, for officers, who keep files: "25 Mar 2026". */
export function showFullDay(city: DayCity, day: Day): string {
  return isLegal(day) ? `${showDay(city, day)} ${day.slice(0, 4)}` : showDay(city, day);
}

/** Writes the local day of an instant as `showDay` does. */
export function showInstant(city: DayCity, at: Date): string {
  const { date, time } = localTime(city.zone, at);
  return city.trainingDay === undefined ? showDay(city, date) : time;
}

/** Writes until when, for use after "menjawab …" or "diperiksa …": the last day, that it has passed, or "soon" without a calendar. */
export function byWhen(city: DayCity, day: Day | undefined, now: Date): string {
  if (day === undefined) return 'secepatnya';
  return now < dayEnd(city, day) ? `paling lambat ${showDay(city, day)}` : `segera (batas ${showDay(city, day)})`;
}

/** Names of offices for citizens. The first two follow the name of the agency. */
export const officeNames: Record<Office, string> = {
  liaison: 'petugasnya',
  'agency-head': 'pimpinannya',
  coordinator: 'petugas pengaduan',
  'diskominfo-head': 'Kepala Diskominfo',
  'city-secretary': 'Sekretaris Kota',
  mayor: 'Wali Kota',
};
