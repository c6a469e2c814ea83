/** The text of an SMS as the grammar reads it: one tidy line, and its words. */

/** UTF-16 units read: six parts of an SMS are 918 characters, and a gateway that sends more is cut as the API's own limit is. */
const longestText = 4000;
export type Word = { word: string; start: number; end: number };

/** Words and numbers: `nilai5` is two, `setujuuu` is `setuju`. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)].map((match) => ({
    word: plain(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Small letters without accents; a letter three times or more is once: setujuuu. */
const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(\p{L})\1{2,}/gu, '$1');

/** One line without control characters and half characters. */
export function tidy(raw: string): string {
  return raw
    .slice(0, longestText)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Z}\uFFFD]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** A text without the signs that stand between a keyword and what is said. */
export const said = (text: string): string => tidy(text).replace(/^[\s:;.,#=>/-]+/, '');
