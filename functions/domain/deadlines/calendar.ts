/**
 * Computes working days of a city: Monday to Friday, minus national holidays, cuti bersama and local days off, each with its decree. A year
 * that is not loaded raises an error instead of counting as a year without holidays (docs/design.md#deadlines).
 */
import type { CalendarYear, City } from '../city/records.ts';
import { CalendarNotLoaded } from '../kernel/errors.ts';
import { addDays, instantOf, localTime, weekday } from '../kernel/zone.ts';

/** A day of the calendar: `YYYY-MM-DD`, or the instant at which a training day starts. Sorts as text. */
export type Day = string;

/** Working-day arithmetic of one city. */
export interface Calendar {
  /** Increases with every edit of any year; a complaint keeps the version its deadlines were computed with. */
  readonly version: number;
  readonly training: boolean;
  dayOf(instant: Date): Day;
  /** First instant of a day. */
  startOf(day: Day): Date;
  nextDay(day: Day): Day;
  /** Returns the n-th working day strictly after a day; the day itself for n = 0. Throws CalendarNotLoaded. */
  nthWorkingDayAfter(day: Day, n: number): Day;
  /** Counts the working days in (a, b]. Throws CalendarNotLoaded. */
  workingDaysIn(a: Day, b: Day): number;
  /** Last day of the last loaded year; timers of provisional deadlines wake there. */
  readonly lastLoadedDay: Day;
}

/** Builds the city's calendar from its loaded years. */
export function createCalendar(city: Pick<City, 'zone' | 'trainingDay'>, years: readonly CalendarYear[]): Calendar {
  const version = years.reduce((sum, y) => sum + y.version, 0);
  return city.trainingDay === undefined
    ? legalCalendar(city.zone, years, version)
    : trainingCalendar(city.trainingDay, version);
}

function legalCalendar(zone: string, years: readonly CalendarYear[], version: number): Calendar {
  const loaded = new Set(years.map((y) => String(y.year)));
  const daysOff = new Set(years.flatMap((y) => y.holidays.map((h) => h.date)));
  // Without any year every deadline is provisional and every wake lies in the past; filing still works.
  const lastYear = Math.max(1970, ...years.map((y) => y.year));

  const isWorkingDay = (day: Day): boolean => {
    if (!loaded.has(day.slice(0, 4))) throw new CalendarNotLoaded(Number(day.slice(0, 4)));
    const wd = weekday(day);
    return wd !== 0 && wd !== 6 && !daysOff.has(day);
  };

  return {
    version,
    training: false,
    lastLoadedDay: `${lastYear}-12-31`,
    dayOf: (instant) => localTime(zone, instant).date,
    startOf: (day) => instantOf(zone, day),
    nextDay: (day) => addDays(day, 1),
    nthWorkingDayAfter(day, n) {
      let found = day;
      for (let left = n; left > 0;) {
        found = addDays(found, 1);
        if (isWorkingDay(found)) left -= 1;
      }
      return found;
    },
    workingDaysIn(a, b) {
      let count = 0;
      for (let day = addDays(a, 1); day <= b; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
      return count;
    },
  };
}

/** Starts a new working day every `seconds`, at each multiple of it, without end: for training and demonstrations. */
function trainingCalendar(seconds: number, version: number): Calendar {
  const ms = seconds * 1000;
  const toDay = (at: number): Day => new Date(at).toISOString();
  const start = (day: Day) => Date.parse(day);
  return {
    version,
    training: true,
    lastLoadedDay: '9999-12-31T00:00:00.000Z',
    dayOf: (instant) => toDay(Math.floor(instant.getTime() / ms) * ms),
    startOf: (day) => new Date(start(day)),
    nextDay: (day) => toDay(start(day) + ms),
    nthWorkingDayAfter: (day, n) => toDay(start(day) + n * ms),
    workingDaysIn: (a, b) => Math.max(0, Math.round((start(b) - start(a)) / ms)),
  };
}

/** Returns the legal due instant: 00:00 local time after the n-th working day strictly later than the start's day. */
export function dueAt(calendar: Calendar, start: Date, n: number): Date {
  return endOf(calendar, calendar.nthWorkingDayAfter(calendar.dayOf(start), n));
}

/** Returns the first instant after a day, which is the legal meaning of "by that day". */
export function endOf(calendar: Calendar, day: Day): Date {
  return calendar.startOf(calendar.nextDay(day));
}
