/** Prepares the text of an SMS for the grammar: one tidy line, split into words. */

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
