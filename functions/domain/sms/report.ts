/** Reads an SMS as a report: takes the keyword and the wishes for privacy off its front. */
import type { ReportIntent } from './intent.ts';
import { lineFrom, type Line } from '../kernel/words.ts';
import { anonymousWords, confidentialWords, namesOfPlaces, reportWords } from './command-words.ts';
import { readWords, type CityWords } from './said.ts';

export function readReport(line: Line, city: CityWords): ReportIntent {
  let rest = line;
  const seen = { explicit: false, anonymous: false, confidential: false };
  for (;;) {
    const [first, second] = rest.words;
    if (!first || /[\p{L}\p{N}]/u.test(rest.text.slice(0, first.start))) break;
    if (anonymousWords.has(first.word)) seen.anonymous = true;
    else if (confidentialWords.has(first.word)) seen.confidential = true;
    else if (seen.explicit || !isKeyword(first.word, second?.word, city)) break;
    seen.explicit = true;
    rest = lineFrom(rest, first.end);
  }
  return { kind: 'report', ...readWords(rest, city), ...seen };
}

/** True for the city's name and for words such as "lapor". */
export function isKeyword(word: string, next: string | undefined, { keyword }: Pick<CityWords, 'keyword'>): boolean {
  return (word === keyword || reportWords.has(word)) && !(next !== undefined && namesOfPlaces.has(next));
}
