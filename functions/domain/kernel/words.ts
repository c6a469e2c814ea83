/** Prepares the text of an SMS for the grammar: one tidy line, split into words once. */

/** UTF-16 units read of a text: six parts of an SMS are 918 characters, and the API's own limit is 4,000. */
const longestText = 4000;
/** A normalised word and its position in the text. */
export type Word = { word: string; start: number; end: number };

/** Splits a text into words and numbers: `nilai5` gives two, `setujuuu` gives `setuju`. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)].map((match) => ({
    word: plain(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Lower-cases, removes accents, and reduces a letter repeated three times or more to one. */
const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(\p{L})\1{2,}/gu, '$1');

/** Returns a text as one line without control characters and broken surrogates. */
export function tidy(raw: string): string {
  return raw
    .slice(0, longestText)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Z}\uFFFD]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Removes the punctuation between a keyword and the words after it. */
export const said = (text: string): string => tidy(text).replace(/^[\s:;.,#=>/-]+/, '');

/** One tidy line and its words. */
export type Line = { text: string; words: readonly Word[] };

export const lineOf = (text: string): Line => ({ text, words: wordsOf(text) });

/** Returns the line from a position on, without the punctuation at its front. A word that the position cuts is split anew. */
export function lineFrom({ text, words }: Line, start: number): Line {
  const rest = said(text.slice(start));
  const from = text.length - rest.length;
  if (words.some((w) => w.start < from && w.end > from)) return lineOf(rest);
  return { text: rest, words: moved(words, (w) => w.start >= from, from) };
}

/** Returns the line without the characters from `start` to `end`. */
export function lineWithout(line: Line, start: number, end: number): Line {
  const before = line.text.slice(0, start).trimEnd();
  const behind = lineFrom(line, end);
  const rest = before === '' ? '' : `${before} `;
  const words = line.words.filter((w) => w.end <= before.length);
  return lineFrom(
    { text: `${rest}${behind.text}`.trimEnd(), words: [...words, ...moved(behind.words, () => true, -rest.length)] },
    0,
  );
}

const moved = (words: readonly Word[], kept: (word: Word) => boolean, by: number): Word[] =>
  words.filter(kept).map(({ word, start, end }) => ({ word, start: start - by, end: end - by }));
