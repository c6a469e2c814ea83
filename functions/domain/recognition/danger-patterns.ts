/**
 * Compiles the city's danger words. A pattern is steps in order, with at most one other word between two of them: `mau lompat`. A step is
 * words of which any may stand there, separated by `|`; `gantung-diri` is two words side by side. `+` separates parts that stand near each
 * other in any order. `@name` is any of the group of that id, `~word` any word made of that stem, `#` a number. A pattern that ends with
 * `!` tells of a danger even beside words such as "kemarin": `anak + hilang!`
 */
import type { DangerWords } from '../city/danger-words.ts';
import { createDictionary, type Dictionary } from './danger-dictionary.ts';

/** The ways to fill a step: words side by side, each by the numbers of the words that may stand there. */
type Step = readonly (readonly ReadonlySet<number>[])[];
/** Parts near each other, each a sequence of steps. */
export type Pattern = { parts: readonly (readonly Step[])[]; firm: boolean };

export type Compiled = Pick<Dictionary, 'labels'> & { patterns: (texts: readonly string[]) => Pattern[] };

export function compile(records: readonly DangerWords[]): Compiled {
  const groups = new Map(records.filter((r) => r.use === 'group').map((r) => [r.id, r.words]));
  const wordsOf = (use: DangerWords['use']) => records.filter((r) => r.use === use).flatMap((r) => r.words);
  const { numberOf, labels } = createDictionary(wordsOf('misspelt'), new Set(wordsOf('ordinary')));

  const spelt = (word: string): readonly string[] =>
    word.startsWith('@') ? (groups.get(word.slice(1)) ?? []) : [word];
  const anyOf = (list: readonly string[]): ReadonlySet<number> => new Set(list.flatMap(spelt).map(numberOf));
  /** Single words of a step are one set, which is looked up faster than each of them. */
  function step(text: string): Step {
    const ways = text.split('|').flatMap((way) => (way.includes('-') ? [way] : spelt(way)));
    const joined = ways.filter((way) => way.includes('-'));
    return [
      [anyOf(ways.filter((way) => !way.includes('-')))],
      ...joined.map((way) => way.split('-').map((word) => anyOf([word]))),
    ];
  }
  const pattern = (text: string): Pattern => {
    const parts = text.replace(/!$/, '').split('+');
    return { parts: parts.map((part) => part.trim().split(/\s+/).map(step)), firm: text.endsWith('!') };
  };
  return { labels, patterns: (texts) => texts.map(pattern) };
}
