/** Ratings as people type them. */
import { describe, expect, test } from 'vitest';
import { lineOf } from '../../../../functions/domain/kernel/words.ts';
import { ratingIn } from '../../../../functions/domain/sms/numbers.ts';

describe('a rating', () => {
  test.each([
    ['5', { rating: 5, rest: '' }],
    ['Nilai LIMA terima kasih', { rating: 5, rest: 'terima kasih' }],
    ['beta kasih 4/5 saja', { rating: 4, rest: 'saja' }],
    ['7', undefined],
    ['tiga2', undefined],
  ])('in %j', (text, found) => {
    expect(ratingIn(lineOf(text))).toEqual(found);
  });

  // The pattern before took 4 s for 200 of them, and 30 times as long for twice as many.
  test.each(['é', 'é ', 'ж,'])('is not looked for without end among 4,000 letters of %j', (letter) => {
    expect(ratingIn(lineOf(letter.repeat(4000)))).toBeUndefined();
  });
});
