/** Finds values that JSON can express and no table can store, in any field: broken surrogates, control characters, extreme numbers. */
import type { FieldError } from '../domain/kernel/errors.ts';
import { controls } from '../http/views/text-schema.ts';

/** DynamoDB stores magnitudes from 1e-130 to 1e125; no field of a record comes near them. */
const largest = 1e15;
const smallest = 1e-9;

/** Returns a fault for each value or member name that cannot be stored. */
export function unstorable(value: unknown, path: readonly string[] = []): FieldError[] {
  const fault = (message: string): FieldError[] => [{ field: path.join('.') || 'body', message }];
  if (typeof value === 'string') {
    if (!value.isWellFormed()) return fault('contains half a character: send valid Unicode');
    return controls.test(value) ? fault('contains control characters') : [];
  }
  if (typeof value === 'number') {
    const size = Math.abs(value);
    return size === 0 || (size >= smallest && size <= largest) ? [] : fault('is too large or too small to be stored');
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => [
    ...unstorable(name, path),
    ...unstorable(member, [...path, name]),
  ]);
}
