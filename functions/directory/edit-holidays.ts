/** Declares or withdraws one holiday by a decree, which the edit keeps. The directory's stream recalculates the deadlines. */
import * as z from 'zod';
import { holiday, isoDate, type CalendarYear } from '../domain/city/records.ts';
import { strict } from '../domain/kernel/strict.ts';
import { InvalidInput, NotFound, RecordConflict } from '../domain/kernel/errors.ts';
import { shownRecord } from '../domain/administration/record-kinds.ts';
import { adminOf } from '../access/offices.ts';
import { applyEdit, type Applied } from './apply-edit.ts';
import type { Deps } from './put-record.ts';
import { unstorable } from './storable.ts';
import { readInput } from '../domain/kernel/read-input.ts';

type Request = { subject: string | undefined; year: string; date: string };
type Holidays = CalendarYear['holidays'];

const version = z.number().int().min(1);
/** Body of a declaration. */
export const holidayBody = strict(holiday.omit({ date: true }).extend({ expectedVersion: version }));
/** Sent in the query, because the body of a DELETE may be dropped on the way. */
export const withdrawQuery = z.strictObject({
  expectedVersion: z.coerce.number().pipe(version),
  decree: holiday.shape.decree,
});

/** Declares a holiday, or replaces it. Throws NotFound when its year is not loaded. */
export function putHoliday(deps: Deps) {
  return async ({ body, ...day }: Request & { body: unknown }): Promise<Applied> => {
    const by = await adminOf(deps, day.subject);
    const faults = unstorable(body);
    if (faults.length > 0) throw new InvalidInput(faults);
    const { expectedVersion, ...rest } = readInput(holidayBody, body);
    return editDay(deps, { ...day, by, expectedVersion, reason: rest.decree }, (others, date) =>
      [...others, { date, ...rest }].sort((a, b) => a.date.localeCompare(b.date)),
    );
  };
}

/** Withdraws a holiday. Throws NotFound when there is none. */
export function withdrawHoliday(deps: Deps) {
  return async ({ query, ...day }: Request & { query: unknown }): Promise<Applied> => {
    const by = await adminOf(deps, day.subject);
    const { expectedVersion, decree } = readInput(withdrawQuery, query);
    return editDay(deps, { ...day, by, expectedVersion, reason: decree }, (others, date, all) => {
      if (others.length === all.length) throw new NotFound(`${date} is not a holiday of the calendar`);
      return others;
    });
  };
}

type DayEdit = Request & { by: string; expectedVersion: number; reason: string };

async function editDay(
  deps: Deps,
  { year, date, by, expectedVersion, reason }: DayEdit,
  change: (others: Holidays, date: string, all: Holidays) => Holidays,
): Promise<Applied> {
  if (!isoDate.safeParse(date).success)
    throw new InvalidInput([{ field: 'date', message: 'must be a day as YYYY-MM-DD' }]);
  const loaded = await deps.editor.record('calendar', year);
  if (!loaded) throw new NotFound(`the calendar of ${year} is not loaded: PUT /v1/admin/holidays/${year} first`);
  if (loaded.version !== expectedVersion)
    throw new RecordConflict(
      'the year has changed since you read it: read it again and repeat the edit',
      shownRecord('calendar', loaded),
    );
  const others = loaded.holidays.filter((h) => h.date !== date);
  const fields = { holidays: change(others, date, loaded.holidays) };
  return applyEdit(deps, { kind: 'calendar', id: year, expectedVersion, fields, by, reason, given: false });
}
