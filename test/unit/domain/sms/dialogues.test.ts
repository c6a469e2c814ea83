/** The written dialogues, of which nearly all must come out as their citizen wanted, and none may do harm. */
import { expect, test } from 'vitest';
import { measure } from '../../../../bin/lab/measure-dialogue.ts';

test('at least 80 dialogues are right to 95 %, and none loses words or acts without consent', () => {
  const { total, right, harmful } = measure();
  expect(total).toBeGreaterThanOrEqual(80);
  expect(right / total).toBeGreaterThanOrEqual(0.95);
  expect(harmful).toBe(0);
});
