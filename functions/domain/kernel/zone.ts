/** Converts between instants and local days of a time zone, by the platform's zone data. A day is `YYYY-MM-DD`. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** Returns the local date and time of an instant. */
export function localTime(zone: string, instant: Date): { date: string; time: string } {
  const parts = new Map(
    formatter(zone)
      .formatToParts(instant)
      .map((p) => [p.type, p.value]),
  );
  const get = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${get('year')}-${get('month')}-${get('day')}`,
    time: `${get('hour')}:${get('minute')}:${get('second')}`,
  };
}

/** Returns how far local time is ahead of UTC at an instant, in ms. */
function offsetMs(zone: string, instant: Date): number {
  const { date, time } = localTime(zone, instant);
  return Date.parse(`${date}T${time}Z`) - Math.floor(instant.getTime() / 1000) * 1000;
}

/** Returns the instant of a local date and time `HH:MM` (default 00:00). Computed in two steps, because the offset may change near it. */
export function instantOf(zone: string, date: string, time = '00:00'): Date {
  const naive = Date.parse(`${date}T${time}:00Z`);
  const guess = naive - offsetMs(zone, new Date(naive));
  return new Date(naive - offsetMs(zone, new Date(guess)));
}

/** Returns the day `count` days after a day; before it when negative. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** Returns the weekday: 0 = Sunday … 6 = Saturday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
