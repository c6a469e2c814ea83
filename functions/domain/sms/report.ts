/** Reads an SMS as a report: takes the keyword and the wishes for privacy off its front. */
import type { ReportIntent } from './intent.ts';
import { said, wordsOf } from '../kernel/words.ts';
import { anonymousWords, confidentialWords, placesOfAmbon, reportWords } from './command-words.ts';

export function readReport(text: string): ReportIntent {
  let rest = text;
  const seen = { explicit: false, anonymous: false, confidential: false };
  for (;;) {
    const [first, second] = wordsOf(rest);
    if (!first || /[\p{L}\p{N}]/u.test(rest.slice(0, first.start))) break;
    if (anonymousWords.has(first.word)) seen.anonymous = true;
    else if (confidentialWords.has(first.word)) seen.confidential = true;
    else if (!isKeyword(first.word, second?.word, seen.explicit)) break;
    seen.explicit = true;
    rest = said(rest.slice(first.end));
  }
  return { kind: 'report', text: rest, ...seen };
}

function isKeyword(word: string, next: string | undefined, again: boolean): boolean {
  return !again && reportWords.has(word) && !(next !== undefined && placesOfAmbon.has(next));
}
