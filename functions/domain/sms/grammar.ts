/**
 * Reads an SMS as an intent, forgiving of case, punctuation, missing spaces and local spellings (docs/service.md#sms-in-indonesia). It
 * never throws: words that are no command are a report. choices.ts finds the complaint that a command without an id means.
 */
import { command, readCommand, withId } from './commands.ts';
import type { SmsPart } from './dialogue.ts';
import type { CommandIntent, Sms, SmsIntent } from './intent.ts';
import { findId } from './numbers.ts';
import { isKeyword, readReport } from './report.ts';
import { lineFrom, lineOf, tidy, type Line, type Word } from '../kernel/words.ts';
import { readWords, type CityWords } from './said.ts';
import { besideThanks, buts, greetings, thanks } from './command-words.ts';

export function readSms(raw: string, city: CityWords, part?: SmsPart): Sms {
  const line = lineOf(tidy(raw));
  const said = readWords(line, city);
  // The first words of a later part stand in the middle of a message.
  const later = part !== undefined && part.number > 1 && line.text !== '';
  const report = { kind: 'report', ...said, anonymous: false, confidential: false, explicit: false } as const;
  return { said, intent: later ? report : intentOf(line, city) };
}

function intentOf(line: Line, city: CityWords): SmsIntent {
  const { text, words } = line;
  if (words.length === 0) return text.includes('?') ? command('help', { text: '' }) : { kind: 'empty' };
  const number = /^\W*(?:(?:no|nomor|pilih|pilihan)\W*)?(\d{1,6})\W*$/i.exec(text)?.[1];
  if (number !== undefined) return { kind: 'number', digits: number };
  if (isThanks(words)) return { kind: 'thanks' };

  // "AMB-7K3Q9CX SETUJU": the id may come first.
  const leading = findId(line, city.idPrefix, 'start');
  if (leading) {
    const behind = readCommand(leading.rest, city, leading);
    return behind ?? withId(leading.rest.text === '' ? 'status' : 'reply', leading, leading.rest.text);
  }
  for (const at of commandStarts(words, city)) {
    const found = readCommand(lineFrom(line, words[at]?.start ?? 0), city);
    // "LAPOR ANONIM" begins a report.
    if (found && isPrivacy(found) && words.slice(0, at).some((w) => isKeyword(w.word, undefined, city))) continue;
    if (found) return found.orReport ? { ...found, orReport: readReport(line, city) } : found;
  }
  if (words.every((w) => greetings.has(w.word))) return { kind: 'empty' };
  return readReport(line, city);
}

const isPrivacy = ({ command: name, id }: CommandIntent): boolean =>
  id === undefined && (name === 'anonymous' || name === 'confidential');

/** Returns the positions where a command may stand: the first word, and the one after words of politeness or a report's keyword. */
function commandStarts(words: readonly Word[], city: CityWords): number[] {
  const next = words.findIndex((w) => !greetings.has(w.word) && !isKeyword(w.word, undefined, city));
  return next > 0 && next <= 4 ? [0, next] : [0];
}

/** True for words of thanks: "terima kasih banyak pak wali" thanks, but "terima" alone accepts an answer. */
function isThanks(words: readonly Word[]): boolean {
  const [first, second] = words;
  const takes = /^t[ea]rima$/.test(first?.word ?? '');
  if (takes && second === undefined) return false;
  if (words.every((w) => thanks.has(w.word) || besideThanks.has(w.word))) return words.some((w) => thanks.has(w.word));
  if (words.some((w) => buts.has(w.word))) return false;
  return words.length <= 6 && takes && /^kas(ih?|e)/.test(second?.word ?? '');
}
