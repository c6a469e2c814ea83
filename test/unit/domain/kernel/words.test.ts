/** How a text is made one line and split into words. */
import { describe, expect, test } from 'vitest';
import { said, tidy, wordsOf } from '../../../../functions/domain/kernel/words.ts';

const words = (text: string) => wordsOf(text).map(({ word }) => word);

describe('words', () => {
  test.each([
    ['Nilai5 ya', ['nilai', '5', 'ya']],
    ['setujuuuu dong', ['setuju', 'dong']],
    ['setujuu', ['setujuu']],
    ['ÉCOLE, naïve! 12,5', ['ecole', 'naive', '12', '5']],
    ['e\u0301a', ['ea']],
    ['x²', ['x', '2']],
    ['１２ ٣', ['12', '٣']],
    ['AaAaaa', ['a']],
    ['1111', ['1111']],
    ['ya-tidak', ['ya', 'tidak']],
    ['...', []],
    ['', []],
  ])('of %j are %j', (text, expected) => expect(words(text)).toEqual(expected));

  test('know where they stand, as they were written', () => {
    const text = '  Setujuuu, 5!';
    const found = wordsOf(text);
    expect(found).toEqual([
      { word: 'setuju', start: 2, end: 10 },
      { word: '5', start: 12, end: 13 },
    ]);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['Setujuuu', '5']);
  });
});

describe('a tidy text', () => {
  test.each([
    ['  a\r\n\tb  c ', 'a b c'],
    ['a\u0000\u0007b', 'a b'],
    ['a\u00a0\u2003\u2028b', 'a b'],
    ['a\uD800b', 'a b'],
    ['a\uFFFDb', 'a b'],
    ['e\u0301', '\u00e9'],
    ['😀', '😀'],
    [' \n ', ''],
  ])('of %j is %j', (raw, expected) => expect(tidy(raw)).toBe(expected));

  test('has at most 4,000 characters', () => {
    expect(tidy('x'.repeat(4000))).toHaveLength(4000);
    expect(tidy(`${'x'.repeat(4000)}y`)).toBe('x'.repeat(4000));
    expect(tidy(`${' '.repeat(3999)}xy`)).toBe('x');
  });
});

describe('what is said after a keyword', () => {
  test.each([
    [': lampu padam', 'lampu padam'],
    [' ;.,#=>/- : lampu, padam.', 'lampu, padam.'],
    ['lampu - padam', 'lampu - padam'],
    ['(lampu)', '(lampu)'],
    [' : ', ''],
  ])('of %j is %j', (text, expected) => expect(said(text)).toBe(expected));
});
