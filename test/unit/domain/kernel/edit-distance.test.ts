/** Typing errors, against a slow definition of them. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { distance } from '../../../../functions/domain/kernel/edit-distance.ts';

/** The same count by its definition: drop, add, change a letter, or swap two neighbours (each pair at most once). */
function slow(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const rest = (i: number, j: number) => slow(a.slice(i), b.slice(j));
  const swapped = a[0] === b[1] && a[1] === b[0] && a.length > 1 && b.length > 1;
  return Math.min(
    rest(1, 0) + 1,
    rest(0, 1) + 1,
    rest(1, 1) + (a[0] === b[0] ? 0 : 1),
    swapped ? rest(2, 2) + 1 : Infinity,
  );
}

test.each([
  ['lampu', 'lampu', 0],
  ['lampu', 'lamp', 1],
  ['lampu', 'lampau', 1],
  ['lampu', 'lambu', 1],
  ['lampu', 'lapmu', 1],
  ['ab', 'ba', 1],
  ['abc', 'bca', 2],
  ['ca', 'abc', 3],
  ['jalan', 'hujan', 3],
  ['', 'abc', 3],
  ['abc', '', 3],
  ['', '', 0],
])('%s and %s differ by %i', (a, b, errors) => expect(distance(a, b, 9)).toBe(errors));

test('stops where the lengths alone differ by more than it asks for', () => {
  expect(distance('a', 'abc', 1)).toBe(2);
  expect(distance('abcd', 'a', 2)).toBe(3);
  expect(distance('a', 'abc', 2)).toBe(2);
  expect(distance('abc', 'a', 2)).toBe(2);
  expect(distance('xyzxyz', 'a', 1)).toBe(2);
});

test('is the number of errors, in either direction', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a, b, 9)).toBe(slow(a, b));
      expect(distance(b, a, 9)).toBe(slow(a, b));
    }),
    { numRuns: 500 },
  );
});
