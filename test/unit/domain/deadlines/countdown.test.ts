/** The working days that people are shown until a deadline, and after it. */
import { expect, test } from 'vitest';
import { dueAt, endOf } from '../../../../functions/domain/deadlines/calendar.ts';
import { workingDaysUntil } from '../../../../functions/domain/deadlines/countdown.ts';
import { createCalendar } from '../../../../functions/domain/deadlines/calendar.ts';
import { ambon, ambonCalendar, wit } from '../../../support/ambon.ts';

test.each([
  ['2026-03-09 23:59', '2026-03-13', 4],
  ['2026-03-13 00:00', '2026-03-13', 0],
  ['2026-03-13 23:59', '2026-03-13', 0],
  ['2026-03-14 00:00', '2026-03-13', -1],
  ['2026-03-15 12:00', '2026-03-13', -1],
  ['2026-03-16 12:00', '2026-03-13', -1],
  ['2026-03-17 12:00', '2026-03-13', -2],
  ['2026-03-17 12:00', '2026-03-25', 1],
  ['2026-03-14 12:00', '2026-03-15', 0],
])('at %s the day %s is %i working days away', (local, lastDay, days) =>
  expect(workingDaysUntil(ambonCalendar, wit(local), lastDay) ?? 'unknown').toBeCloseTo(days, 9),
);

test('nobody knows beyond the loaded calendar, in either direction', () => {
  const calendar = createCalendar(
    ambon.city,
    ambon.calendar.filter(({ year }) => year === 2026),
  );
  expect(workingDaysUntil(calendar, wit('2026-12-30 10:00'), '2027-01-04')).toBeUndefined();
  expect(workingDaysUntil(calendar, wit('2027-01-04 10:00'), '2026-12-30')).toBeUndefined();
});

test('an error of another kind is thrown', () => {
  const workingDaysIn = () => {
    throw new TypeError('broken');
  };
  expect(() => workingDaysUntil({ ...ambonCalendar, workingDaysIn }, wit('2026-03-13 10:00'), '2026-03-16')).toThrow(
    TypeError,
  );
});

test('a calendar says whether it is for training, and when its last day is', () => {
  expect(ambonCalendar).toMatchObject({ training: false, lastLoadedDay: '2027-12-31' });
  expect(createCalendar(ambon.city, [])).toMatchObject({ training: false, lastLoadedDay: '1970-12-31', version: 0 });
  const training = createCalendar({ ...ambon.city, trainingDay: 10 }, ambon.calendar);
  expect(training).toMatchObject({ training: true, lastLoadedDay: '9999-12-31T00:00:00.000Z', version: 4 });
});

test('a due is the first instant after its day', () => {
  expect(endOf(ambonCalendar, '2026-03-13')).toEqual(wit('2026-03-14 00:00'));
  expect(dueAt(ambonCalendar, wit('2026-03-13 23:59'), 1)).toEqual(wit('2026-03-17 00:00'));
});

test('an error of the calendar names the year that is missing', () => {
  const calendar = createCalendar(
    ambon.city,
    ambon.calendar.filter(({ year }) => year === 2026),
  );
  expect(() => calendar.nthWorkingDayAfter('2026-12-30', 5)).toThrow(/2027/);
});
