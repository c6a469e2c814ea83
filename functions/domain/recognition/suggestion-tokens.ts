/**
 * Turns a complaint's text into hashed features: words, pairs of neighbouring words, and letter groups inside words.
 * Letter groups of four read through the affixes (me-, -nya, -kan) and spellings (padam, padamm, pdm) of colloquial
 * Indonesian better than a stemmer and a list of abbreviations did; docs/routing-suggestion.md has the figures.
 */

/** Incremented whenever the same text would give other features; a model only loads with the tokenizer that made it. */
export const tokenizerVersion = 1;

/** UTF-16 units read of a text, to bound the work; the API's own limit is 4,000. */
const longestText = 8000;

/** Letters per group. */
const groupLength = 4;

/** Bits of a feature hash: three bytes each in the file, and a kept feature collides with 1 of 1,800 others. */
export const hashBits = 24;

/** Masks that a scrubber leaves in a history, such as [NAMA] or [TELP]; they carry no meaning and are dropped. */
const mask = /\[[a-z_]+\]/g;

/** Splits a text into lower-case words; a number becomes `0`, and a letter repeated three times or more (tolooong) becomes one. */
export function wordsOf(text: string): string[] {
  const plain = text.slice(0, longestText).normalize('NFKC').toLowerCase().replace(mask, ' ');
  const words = plain.replace(/(\p{L})\1{2,}/gu, '$1').match(/\p{L}+|\p{N}+/gu) ?? [];
  return words.map((word) => (/^\p{N}/u.test(word) ? '0' : word));
}

/** FNV-1a over the UTF-16 units of `text[from, to)`, then the finisher of MurmurHash3, cut to 24 bits. */
function hash(seed: number, text: string, from = 0, to = text.length): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = from; i < to; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) & ((1 << hashBits) - 1);
}

/** Returns the distinct feature hashes of a text; the seeds separate a word, a pair and a letter group with the same letters. */
export function featuresOf(text: string): number[] {
  const words = wordsOf(text);
  const features = new Set<number>();
  words.forEach((word, i) => {
    features.add(hash(1, word));
    const next = words[i + 1];
    if (next !== undefined) features.add(hash(2, `${word} ${next}`));
    if (word === '0') return;
    const bounded = `<${word}>`;
    for (let j = 0; j + groupLength <= bounded.length; j += 1) features.add(hash(3, bounded, j, j + groupLength));
  });
  return [...features];
}
