/** Scores the similarity of two texts by their content words, tolerant of abbreviations, clitics and typing errors. */
import { emptyWords, longForms } from './similarity-words.ts';

/** UTF-16 units compared of a text, to bound the work; the beginning says what it is about. */
const longestText = 1000;

/** Masks that a scrubber leaves, such as [NAMA]. */
const mask = /\[[a-z_]+\]/gi;

/** Returns the content words of a text: lower-case, in long form, without -nya and similar clitics. Numbers stay, because they are places. */
export function tellingWords(text: string): string[] {
  const plain = text.slice(0, longestText).normalize('NFKC').toLowerCase().replace(mask, ' ');
  const words = plain.replace(/(\p{L})\1{2,}/gu, '$1').match(/\p{L}+|\p{N}+/gu) ?? [];
  return words
    .map((word) => longForms.get(word) ?? word.replace(/(?<=\p{L}{4})(nya|lah|kah|pun)$/u, ''))
    .map((word) => longForms.get(word) ?? word.replace(/^0+(?=\d)/, ''))
    .filter((word) => !emptyWords.has(word));
}

function trigramsOf(words: readonly string[]): Set<string> {
  const joined = ` ${words.join(' ')} `;
  const trigrams = new Set<string>();
  for (let i = 0; i + 3 <= joined.length; i += 1) trigrams.add(joined.slice(i, i + 3));
  return trigrams;
}

function shared<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let count = 0;
  for (const one of a) if (b.has(one)) count += 1;
  return count;
}

/**
 * Returns 0 to 1: the mean of the share of common words (Jaccard) and of common trigrams (Dice), which tolerates misspellings. 0 when
 * either text has no content words.
 */
export function textSimilarity(a: string, b: string): number {
  const [wordsA, wordsB] = [tellingWords(a), tellingWords(b)];
  if (wordsA.length === 0 || wordsB.length === 0) return 0;
  const [setA, setB] = [new Set(wordsA), new Set(wordsB)];
  const common = shared(setA, setB);
  const [gramsA, gramsB] = [trigramsOf(wordsA), trigramsOf(wordsB)];
  const jaccard = common / (setA.size + setB.size - common);
  const dice = (2 * shared(gramsA, gramsB)) / (gramsA.size + gramsB.size);
  return (jaccard + dice) / 2;
}
