/** Each expected error has one answer; everything else is unknown (RFC 9457). */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  CalendarNotLoaded,
  Conflict,
  Forbidden,
  IdempotencyMismatch,
  InvalidInput,
  NotFound,
  Unauthenticated,
} from '../../../functions/domain/kernel/errors.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { readInput } from '../../../functions/domain/kernel/read-input.ts';

const schema = z.strictObject({ a: z.string(), b: z.array(z.number()) });
const wrong = { a: 1, b: ['x'], c: 0 };
const thrown = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};
const invalid = thrown(() => readInput(schema, wrong));

describe('an expected error', () => {
  test.each([
    [new NotFound('x'), 404, 'not-found'],
    [new Unauthenticated('x'), 401, 'unauthenticated'],
    [new Forbidden('x'), 403, 'forbidden'],
    [new IdempotencyMismatch('x'), 409, 'idempotency-key-reused'],
    [new Conflict('x'), 409, 'conflict'],
    [new InvalidInput([]), 400, 'invalid-input'],
    [invalid, 400, 'invalid-input'],
  ])('%s is %i %s', (error, status, code) => {
    expect(problemOf(error)).toMatchObject({ status, code });
  });

  test('names every field at fault', () => {
    expect(problemOf(invalid)?.errors?.map((e) => e.field)).toEqual(['a', 'b.0', 'c']);
    const fields = [{ field: 'text', message: 'required' }];
    expect(problemOf(new InvalidInput(fields))).toMatchObject({ errors: fields, detail: 'text: required' });
  });

  test('of a conflict tells where the complaint now stands', () => {
    const current = { status: 'ANSWERED', version: 7 };
    expect(problemOf(new Conflict('x', current))).toMatchObject({ current });
    expect(problemOf(new Conflict('x'))).not.toHaveProperty('current');
  });
});

// A ZodError comes from what is stored: input is read by readInput, which throws InvalidInput.
test.each([
  schema.safeParse(wrong).error,
  new Error('boom'),
  new TypeError('boom'),
  new CalendarNotLoaded(2030),
  'boom',
  undefined,
])('%s is unknown, and its message goes nowhere', (error) => expect(problemOf(error)).toBeUndefined());
