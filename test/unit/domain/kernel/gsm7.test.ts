import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fillsSms,
  segmentSeptets,
  septets,
  toGsm7,
  truncateSeptets,
} from '../../../../functions/domain/kernel/gsm7.ts';

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
    ['‘’‚‛′`´ʼ', "''''''''"],
    ['“”„‟″«»', '"""""""'],
    ['‐‑‒–—―−•·●', '-'.repeat(10)],
    ['\u1680\u2000\u200a\u202f\u205f\u3000', ' '.repeat(6)],
    ['ª©®™¼¾ºıłŁđĐœŒ', 'a(c)(r)TM1/43/4oilLdDoeOE'],
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

describe('a text that fills its SMS', () => {
  const plain = (length: number) => 'a'.repeat(length);
  const script = (length: number) => 'ж'.repeat(length);
  test.each([
    [157, 'no'],
    [158, 'yes'],
    [160, 'yes'],
    [161, 'no'],
    [150, 'no'],
    [151, 'yes'],
    [153, 'yes'],
    [154, 'no'],
    [70, 'no'],
    [0, 'no'],
  ])('of %i septets: %s', (length, fills) => expect(fillsSms(plain(length)) ? 'yes' : 'no').toBe(fills));
  test.each([
    [67, 'yes'],
    [68, 'yes'],
    [70, 'yes'],
    [71, 'no'],
    [65, 'yes'],
    [64, 'no'],
    [153, 'no'],
    [160, 'no'],
  ])('of %i units of another script: %s', (length, fills) =>
    expect(fillsSms(script(length)) ? 'yes' : 'no').toBe(fills),
  );
  test('counts an extension character twice', () => {
    expect(fillsSms(plain(156) + '€')).toBe(true);
    expect(fillsSms(plain(155) + '€')).toBe(false);
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
