/** Returns the next due instant after `after`, in ms; undefined when there is none. */
export type Recurrence = (after: number) => number | undefined;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A cron expression that matches nothing within this is taken to match never. */
const HORIZON_DAYS = 366 * 5;

/**
 * Reads a schedule expression of EventBridge: `cron(minutes hours day-of-month month day-of-week year)` in `zone`, or `rate(n unit)` counted
 * from `created`. Throws for any other.
 */
export function readExpression(expression: string, zone: string, created: number): Recurrence {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const every = Number(rate[1]) * (UNIT_MS[rate[2] ?? ''] ?? Number.NaN);
    return (after) => created + (Math.floor((after - created) / every) + 1) * every;
  }
  const cron = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (cron?.length !== 6) throw new Error(`The local cloud does not know the schedule ${expression}.`);
  return cronRecurrence(cron, zone);
}

function cronRecurrence(fields: string[], zone: string): Recurrence {
  const [minutes = '*', hours = '*', days = '*', months = '*', weekdays = '*', years = '*'] = fields;
  const minuteSet = numbers(minutes, 0, 59);
  const hourSet = numbers(hours, 0, 23);
  const daySet = numbers(days, 1, 31);
  const monthSet = numbers(withNames(months, MONTHS, 1), 1, 12);
  const weekdaySet = numbers(withNames(weekdays, WEEKDAYS, 1), 1, 7);
  const yearSet = numbers(years, 1970, 2199);
  const dayFits = (date: Date): boolean =>
    yearSet.has(date.getUTCFullYear()) &&
    monthSet.has(date.getUTCMonth() + 1) &&
    daySet.has(date.getUTCDate()) &&
    weekdaySet.has(date.getUTCDay() + 1);

  return (after) => {
    const local = after + zoneOffset(after, zone);
    const firstDay = Math.floor(local / DAY_MS) * DAY_MS;
    for (let day = 0; day < HORIZON_DAYS; day += 1) {
      const midnight = firstDay + day * DAY_MS;
      if (!dayFits(new Date(midnight))) continue;
      for (const hour of hourSet) {
        for (const minute of minuteSet) {
          const wall = midnight + (hour * 60 + minute) * MINUTE_MS;
          const instant = toInstant(wall, zone);
          if (instant > after) return instant;
        }
      }
    }
    return undefined;
  };
}

/** `MON-FRI` → `2-6`: AWS counts months and week days from 1, weeks from Sunday. */
function withNames(field: string, names: string[], first: number): string {
  return field.replaceAll(/[A-Z]{3}/gi, (name) => {
    const index = names.indexOf(name.toUpperCase());
    if (index === -1) throw new Error(`The local cloud does not know ${name} in a schedule.`);
    return String(index + first);
  });
}

/** The numbers a field stands for, in order: `*`, `?`, `7`, `1,15`, `7-20`, `0/10`, `7-20/2`. */
function numbers(field: string, low: number, high: number): Set<number> {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(?:[*?]|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (match === null) throw new Error(`The local cloud does not know ${part} in a schedule.`);
    const from = match[1] === undefined ? low : Number(match[1]);
    const open = match[1] === undefined || match[3] !== undefined;
    const to = match[2] === undefined ? (open ? high : from) : Number(match[2]);
    for (let value = from; value <= to; value += Number(match[3] ?? 1)) found.add(value);
  }
  return new Set([...found].sort((a, b) => a - b));
}

/** Made once for each zone: making one takes longer than everything else here. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, formatter);
  return formatter;
}

/** Offset of the zone from UTC at an instant, in ms. */
function zoneOffset(instant: number, zone: string): number {
  const parts = formatterOf(zone).formatToParts(instant);
  const at = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return wall - Math.floor(instant / 1000) * 1000;
}

/** The instant at which the zone's clocks show `wall`; one that a change of clocks skips is moved by that change. */
function toInstant(wall: number, zone: string): number {
  const guess = wall - zoneOffset(wall, zone);
  return wall - zoneOffset(guess, zone);
}
