import { expect, test } from 'vitest';
import { parseDuration } from '../../lib/local/endpoints/duration.ts';
import { readExpression } from '../../lib/local/scheduler/recurrence.ts';

const next = (expression: string, after: string, zone = 'Asia/Jayapura'): string | undefined => {
  const at = readExpression(expression, zone, Date.parse('2026-01-01T00:00:00Z'))(Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString();
};

test.each([
  // 02:00 in Jayapura (UTC+9) is 17:00 UTC of the day before.
  ['cron(0 2 * * ? *)', '2026-03-10T16:59:59Z', '2026-03-10T17:00:00.000Z'],
  ['cron(0 2 * * ? *)', '2026-03-10T17:00:00Z', '2026-03-11T17:00:00.000Z'],
  // Hourly 07-20: after 20:00 local the next is 07:00, 22:00 UTC.
  ['cron(0 7-20 * * ? *)', '2026-03-10T10:30:00Z', '2026-03-10T11:00:00.000Z'],
  ['cron(0 7-20 * * ? *)', '2026-03-10T11:00:00Z', '2026-03-10T22:00:00.000Z'],
  ['cron(0/15 * * * ? *)', '2026-03-10T11:01:00Z', '2026-03-10T11:15:00.000Z'],
  // Friday 13 March; the next working day is Monday.
  ['cron(30 8 ? * MON-FRI *)', '2026-03-13T01:00:00Z', '2026-03-15T23:30:00.000Z'],
  ['cron(0 0 1 JAN ? *)', '2026-02-01T00:00:00Z', '2026-12-31T15:00:00.000Z'],
  ['cron(0 0 L * ? *)', '2026-01-30T16:00:00Z', '2026-02-27T15:00:00.000Z'],
  ['rate(2 hours)', '2026-01-01T01:00:00Z', '2026-01-01T02:00:00.000Z'],
  ['cron(0 0 1 1 ? 2020)', '2026-01-01T00:00:00Z', undefined],
])('%s after %s is due at %s', (expression, after, expected) => {
  expect(next(expression, after)).toBe(expected);
});

test('an hour that a change of clocks skips is not lost: it is due where the gap ends', () => {
  expect(next('cron(30 2 * * ? *)', '2026-03-28T12:00:00Z', 'Europe/Amsterdam')).toBe('2026-03-29T01:00:00.000Z');
});

test('a schedule that is not known is named', () => {
  expect(() => next('cron(0 0 XY * ? *)', '2026-01-01T00:00:00Z')).toThrow(/XY/);
  expect(() => next('every day', '2026-01-01T00:00:00Z')).toThrow(/every day/);
});

test.each([
  ['P30D', 30 * 86_400_000],
  ['P1DT2H3M4S', 93_784_000],
  ['PT0.5S', 500],
  ['P1M', undefined],
  ['P', undefined],
  ['3 days', undefined],
])('the duration %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
