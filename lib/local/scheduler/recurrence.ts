import { Cron } from 'croner';

/** Returns the next due instant after `after`, in ms; undefined when there is none. */
export type Recurrence = (after: number) => number | undefined;

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads a schedule expression of EventBridge: `cron(minutes hours day-of-month month day-of-week year)` in `zone`, or
 * `rate(n unit)` counted from `created`. Throws for any other.
 */
export function readExpression(expression: string, zone: string, created: number): Recurrence {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate !== null) {
    const every = Number(rate[1]) * (UNIT_MS[rate[2] ?? ''] ?? Number.NaN);
    return (after) => created + (Math.floor((after - created) / every) + 1) * every;
  }
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Error(`The local cloud does not know the schedule ${expression}.`);
  // croner wants seconds first. AWS counts week days from 1 for Sunday, and takes `0/10` for a start with a step.
  const options = { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, timezone: zone } as const;
  const cron = new Cron(`0 ${fields.join(' ')}`, options);
  return (after) => cron.nextRun(new Date(after))?.getTime();
}
