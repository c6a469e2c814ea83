/** Instants and local days, in zones with and without summer time. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, instantOf, localTime, weekday } from '../../../../functions/domain/kernel/zone.ts';

const at = (iso: string) => new Date(iso);

describe('the local time of an instant', () => {
  test.each([
    ['Asia/Jayapura', '2026-03-13T14:59:59.999Z', '2026-03-13', '23:59:59'],
    ['Asia/Jayapura', '2026-03-13T15:00:00.000Z', '2026-03-14', '00:00:00'],
    ['Asia/Jakarta', '2026-12-31T17:05:09.000Z', '2027-01-01', '00:05:09'],
    ['UTC', '2026-01-02T03:04:05.678Z', '2026-01-02', '03:04:05'],
    ['America/New_York', '2026-03-08T06:59:59.000Z', '2026-03-08', '01:59:59'],
    ['America/New_York', '2026-03-08T07:00:00.000Z', '2026-03-08', '03:00:00'],
  ])('%s %s is %s %s', (zone, instant, date, time) => expect(localTime(zone, at(instant))).toEqual({ date, time }));

  test('of one zone is not that of another asked before', () => {
    const now = at('2026-03-13T15:30:00.000Z');
    expect(localTime('Asia/Jayapura', now).date).toBe('2026-03-14');
    expect(localTime('Asia/Jakarta', now).date).toBe('2026-03-13');
    expect(localTime('Asia/Jayapura', now).date).toBe('2026-03-14');
  });
});

describe('the instant of a local time', () => {
  test.each([
    ['Asia/Jayapura', '2026-03-14', undefined, '2026-03-13T15:00:00.000Z'],
    ['Asia/Jayapura', '2026-03-14', '07:30', '2026-03-13T22:30:00.000Z'],
    ['Asia/Makassar', '2026-03-14', '00:00', '2026-03-13T16:00:00.000Z'],
    ['America/New_York', '2026-03-08', '00:00', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-08', '04:00', '2026-03-08T08:00:00.000Z'],
    ['America/New_York', '2026-11-01', '12:00', '2026-11-01T17:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '12:00', '2026-10-04T01:00:00.000Z'],
    ['America/New_York', '2026-03-09', '00:00', '2026-03-09T04:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '00:30', '2026-03-28T23:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
  ] as const)('%s %s %s is %s', (zone, date, time, instant) =>
    expect((time === undefined ? instantOf(zone, date) : instantOf(zone, date, time)).toISOString()).toBe(instant),
  );

  test('comes back from any minute of Indonesia', () => {
    const zone = fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura');
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 4_000_000 }), (name, minutes) => {
        const instant = new Date(Date.UTC(2020, 0, 1) + minutes * 60_000);
        const { date, time } = localTime(name, instant);
        expect(instantOf(name, date, time.slice(0, 5))).toEqual(instant);
      }),
    );
  });
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-03-01', 0, '2026-03-01'],
  ['2026-03-01', 366, '2027-03-02'],
])('%s and %i days is %s', (day, count, expected) => expect(addDays(day, count)).toBe(expected));

test.each([
  ['2026-03-15', 0],
  ['2026-03-16', 1],
  ['2026-03-21', 6],
])('%s is weekday %i', (day, expected) => expect(weekday(day)).toBe(expected));
