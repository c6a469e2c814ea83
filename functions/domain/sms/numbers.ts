/** Finds ids and ratings as people type them in an SMS. */
import { parseTrackingId } from '../kernel/ids.ts';
import { lineWithout, type Line } from '../kernel/words.ts';
import { ratingWords } from './command-words.ts';

/** An id in a text, and the text without it. `id` is undefined when the prefix stands there but what follows is no id of ours. */
export type FoundId = { id: string | undefined; rest: Line };

/** Seven characters of the id alphabet, with hyphens and spaces between them as thumbs put them. */
const body = '((?:[2-9A-HJKMNP-Z][ .\\-/]{0,2}){6}[2-9A-HJKMNP-Z])(?![A-Z0-9])';

/** Finds an id at the start of a text, or anywhere in it. One without the city's prefix counts only with a digit in it, and only at the start. */
export function findId(line: Line, prefix: string, where: 'start' | 'anywhere'): FoundId | undefined {
  const { text } = line;
  const behind = '[\\s:;,#.\\-/_=]{0,4}';
  const lead = where === 'start' ? '^\\W*' : '(?:^|(?<![A-Za-z0-9]))';
  const prefixed = new RegExp(`${lead}${prefix}${behind}${body}`, 'i').exec(text);
  if (prefixed) return found(line, prefixed, parseTrackingId(`${prefix}${prefixed[1] ?? ''}`));
  const alone = new RegExp(`^\\W*${body}`, 'i').exec(text);
  const id = alone && /\d/.test(alone[1] ?? '') ? parseTrackingId(`${prefix}${alone[1] ?? ''}`) : undefined;
  if (alone && id !== undefined) return found(line, alone, id);
  // AMB-7K3Q9 and AMB-O1IL000 are meant as ids and are none of ours.
  const wrong = new RegExp(`${lead}${prefix}\\s?-\\s?[A-Z0-9]{3,10}(?![A-Z0-9])`, 'i').exec(text);
  return wrong ? found(line, wrong, undefined) : undefined;
}

const found = (line: Line, match: RegExpExecArray, id: string | undefined): FoundId => ({
  id,
  rest: lineWithout(line, match.index, match.index + match[0].length),
});

/** Up to two words, and the rating. No two neighbours can match the same letter: with `\W` beside `\p{L}`, 200 letters with accents took 4 s. */
const rated =
  /^[^\p{L}\p{N}]*(?:\p{L}+[^\p{L}\p{N}]+){0,2}?(\d+|satu|dua|tiga|empat|ampa|lima)(?:\s?\/\s?5)?(?![\p{L}\p{N}])/u;

/** Finds a rating from 1 to 5 among the first words, in digits or spelt; `4/5` is 4. Undefined when the first number is another. */
export function ratingIn({ text }: Line): { rating: number; rest: string } | undefined {
  // As long as the text, from which `rest` is cut.
  const plain = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const match = rated.exec(plain);
  const typed = match?.[1];
  if (!match || typed === undefined) return undefined;
  const rating = ratingWords[typed] ?? Number(typed);
  return rating >= 1 && rating <= 5 ? { rating, rest: text.slice(match[0].length).trim() } : undefined;
}
