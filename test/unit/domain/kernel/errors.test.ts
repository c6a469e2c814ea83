/** What errors say and carry: their names are what http/problem.ts and Step Functions know them by. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as errors from '../../../../functions/domain/kernel/errors.ts';

const { zodFields } = errors;

describe('an error has the name of its class', () => {
  const made: Record<string, Error> = {
    InvalidInput: new errors.InvalidInput([]),
    NotFound: new errors.NotFound('x'),
    Forbidden: new errors.Forbidden('x'),
    Unauthenticated: new errors.Unauthenticated('x'),
    Conflict: new errors.Conflict('x'),
    ChangedMeanwhile: new errors.ChangedMeanwhile('x'),
    RecordConflict: new errors.RecordConflict('x', undefined),
    RecordInUse: new errors.RecordInUse('x', []),
    IdempotencyMismatch: new errors.IdempotencyMismatch('x'),
    QuotaExceeded: new errors.QuotaExceeded('x', 1),
    AlreadyExists: new errors.AlreadyExists('x'),
    CalendarNotLoaded: new errors.CalendarNotLoaded(2030),
    Unreadable: new errors.Unreadable('complaints', { pk: 'AMB-1', sk: 'complaint' }, new z.ZodError([])),
  };
  const classes = Object.entries(errors).filter(([name]) => /^[A-Z]/.test(name));
  test.each(classes)('%s', (name, kind) => {
    expect(made[name]).toBeInstanceOf(kind);
    expect(made[name]?.name).toBe(name);
  });
});

test('errors carry what their answer needs', () => {
  const fields = [
    { field: 'a', message: 'is wrong' },
    { field: 'b', message: 'is missing' },
  ];
  expect(new errors.InvalidInput(fields)).toMatchObject({ message: 'a: is wrong; b: is missing', fields });
  const current = { status: 'CLOSED', version: 3 };
  expect(new errors.Conflict('x', current)).toMatchObject({ message: 'x', current });
  expect(new errors.RecordConflict('x', { version: 2 })).toMatchObject({ message: 'x', current: { version: 2 } });
  const blockers = [{ kind: 'service', id: 'lampu-jalan' }];
  expect(new errors.RecordInUse('x', blockers)).toMatchObject({ message: 'x', blockers });
  expect(new errors.QuotaExceeded('x', 7)).toMatchObject({ message: 'x', retryAfter: 7 });
  expect(new errors.CalendarNotLoaded(2030).message).toContain('2030');
});

describe('the invalid fields of a parse', () => {
  const schema = z.strictObject({
    location: z.strictObject({ lat: z.number('a number') }),
    list: z.array(z.string('a text')).optional(),
  });
  const fieldsOf = (value: unknown) => zodFields(schema.safeParse(value).error!);

  test('have their path in the input', () => {
    expect(fieldsOf({ location: { lat: 'x' }, list: ['a', 1] })).toEqual([
      { field: 'location.lat', message: 'a number' },
      { field: 'list.1', message: 'a text' },
    ]);
  });

  test('name each unknown field', () => {
    expect(fieldsOf({ location: { lat: 1, a: 1, b: 2 }, c: 3 })).toEqual([
      { field: 'location.a', message: 'unknown field' },
      { field: 'location.b', message: 'unknown field' },
      { field: 'c', message: 'unknown field' },
    ]);
  });

  test('are the body where it is no object', () => {
    expect(fieldsOf([])).toMatchObject([{ field: 'body' }]);
  });
});
