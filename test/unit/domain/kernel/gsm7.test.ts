import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentSeptets, septets, toGsm7, truncateSeptets } from '../../../../functions/domain/kernel/gsm7.ts';

describe('septets', () => {
  test.each([
    ['', 0],
    ['Laporan AMB-7K3Q9CX', 19],
    ['é à ñ', 5],
    ['^{}\\[~]|€', 18],
    ['a€b', 4],
  ])('%j takes %i', (text, count) => expect(septets(text)).toBe(count));

  test.each(['ê', '’', '😀', 'ab–', '`'])('%j is outside the alphabet', (text) =>
    expect(septets(text)).toBeUndefined(),
  );
});

describe('transliteration', () => {
  test.each([
    ['’‘“”–—…', '\'\'""--...'],
    ['a\u00a0b\tc', 'a b c'],
    ['é dan ê dan ō', 'é dan e dan o'],
    ['e\u0301', 'é'],
    ['jalan 😀👍🏽 rusak', 'jalan  rusak'],
    ['ꦲꦤ 漢字 ok', '  ok'],
    ['½ × 3°', '1/2 x 3o'],
    ['ﬁ ①', 'fi 1'],
  ])('%j becomes %j', (from, to) => expect(toGsm7(from)).toBe(to));

  test('whatever comes in can be sent, and what could be sent already is not touched', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const once = toGsm7(text);
        expect(septets(once)).toBeDefined();
        expect(toGsm7(once)).toBe(once);
      }),
    );
  });
});

describe('truncation', () => {
  test('never splits an extension character', () => {
    expect(truncateSeptets('ab€', 3)).toBe('ab');
    expect(truncateSeptets('ab€', 4)).toBe('ab€');
  });

  test('cuts to the limit and no earlier', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 400 }), (text) => {
        const whole = toGsm7(text);
        const cut = truncateSeptets(whole);
        expect(septets(cut)).toBeLessThanOrEqual(segmentSeptets);
        expect(whole.startsWith(cut)).toBe(true);
        const [next = '€'.repeat(81)] = whole.slice(cut.length);
        expect(septets(cut + next)).toBeGreaterThan(segmentSeptets);
      }),
    );
  });
});
