/** Reads commands at the front of an SMS: as spelt, glued to an id, or with one mistake in them. */
import { distance } from '../kernel/edit-distance.ts';
import type { CommandIntent } from './intent.ts';
import { findId, ratingIn, type FoundId } from './numbers.ts';
import { readReport } from './report.ts';
import { said as saidIn, wordsOf } from '../kernel/words.ts';
import {
  buts,
  commandWords,
  fillers,
  forbidding,
  negations,
  notDone,
  smsWords,
  type CommandRule,
  type SmsCommand,
} from './command-words.ts';

/** A rating without an id that is followed by more words than these is a report that speaks of values. */
const mostWordsOfPraise = 4;
/** A word that takes fillers only and is followed by more words than these is no command. */
const mostFillers = 4;
/** The same for STOP: "kirim sms lagi ke nomor saya". */
const mostFillersOfStop = 8;
/** An acceptance with a doubt ("setuju tapi lampunya masih gelap") of more words than these is a report. */
const mostWordsOfDoubt = 8;

export const command = (name: SmsCommand, rest: Omit<CommandIntent, 'kind' | 'command'>): CommandIntent => ({
  kind: 'command',
  command: name,
  ...rest,
});

export const withId = (name: SmsCommand, { id }: FoundId, text: string, rating?: number): CommandIntent =>
  command(name, {
    text,
    ...(id === undefined ? { unknownId: true } : { id }),
    ...(rating === undefined ? {} : { rating }),
  });

/** Returns the command that a text begins with. `given` is an id that stood before it. */
export function readCommand(text: string, idPrefix: string, given?: FoundId): CommandIntent | undefined {
  const [first, second, ...more] = wordsOf(text);
  if (!first) return undefined;
  const typing = { text, idPrefix, given };
  if (negations.has(first.word) && second && isAccept(second.word))
    return applyForm({ ...objection, exact: true }, text.slice(second.end), typing);
  const stop = commandWords.find((c) => c.command === 'stop');
  if (stop && second && forbidding.has(first.word) && [second, ...more].some((w) => smsWords.has(w.word)))
    return applyForm({ ...stop, exact: true }, text.slice(first.end), typing);
  const typed = typedCommand(first.word);
  return (
    typed && applyForm(typed, text.slice(typed.glued === undefined ? first.end : first.start + typed.glued), typing)
  );
}

const isAccept = (word: string): boolean => commandWords.some((c) => c.command === 'accept' && c.words.includes(word));
const objection: CommandRule = { command: 'object', form: 'text', words: [] };

/** Finds the doubt in words after "setuju": they refuse the answer, or leave unclear what is meant. */
export function doubtIn(text: string): 'not-done' | 'unclear' | undefined {
  const words = wordsOf(text).map((w) => w.word);
  if (words.some((w) => notDone.has(w))) return 'not-done';
  return words.some((w) => buts.has(w)) ? 'unclear' : undefined;
}

/** `glued`: letters of the command within a longer word. */
type Typed = CommandRule & { exact: boolean; glued?: number };

/** Returns the rule of a word: as spelt, with one mistake in it, or glued to an id. */
function typedCommand(word: string): Typed | undefined {
  for (const rule of commandWords) if (rule.words.includes(word)) return { ...rule, exact: true };
  for (const rule of commandWords) {
    const near = rule.words.find((w) => w.length >= 5 && w[0] === word[0] && distance(w, word, 1) === 1);
    if (near !== undefined) return { ...rule, exact: false };
  }
  for (const rule of commandWords) {
    const glued = rule.words.find((w) => w.length >= 4 && word.startsWith(w));
    if (glued !== undefined) return { ...rule, exact: false, glued: glued.length };
  }
  return undefined;
}

type Typing = { text: string; idPrefix: string; given: FoundId | undefined };

function applyForm(typed: Typed, behind: string, { text, idPrefix, given }: Typing): CommandIntent | undefined {
  const { command: name, form, exact } = typed;
  const own = given ?? findId(behind, idPrefix, 'anywhere');
  const said = saidIn(given ? behind : (own?.rest ?? behind));
  const words = wordsOf(said).map((w) => w.word);
  const strange = words.filter((w) => !fillers.has(w) && !typed.also?.has(w)).length;
  const bare = strange === 0;
  switch (form) {
    case 'nothing':
      // Words glued together prove nothing here: "bantuannya belum cair".
      if (own !== undefined && typed.also === undefined) return undefined;
      return bare && words.length <= (typed.also ? mostFillersOfStop : mostFillers)
        ? command(name, { text: '' })
        : undefined;
    case 'rating': {
      const found = ratingIn(said);
      if (own) return withId(name, own, found?.rest ?? said, found?.rating);
      // "NILAI 9" is meant as a rating and is none.
      if (!found) return exact && (bare || /^\d{1,3}\W*$/.test(said)) ? command(name, { text: '' }) : undefined;
      const praise = wordsOf(found.rest).length <= mostWordsOfPraise;
      return command(name, {
        text: found.rest,
        rating: found.rating,
        ...(praise ? {} : { orReport: readReport(text) }),
      });
    }
    case 'id':
      if (own) return withId(name, own, said);
      if (exact && typed.loose !== undefined && words.length <= mostWordsOfDoubt && doubtIn(said) !== undefined)
        return command(name, { text: said, orReport: readReport(text) });
      if (strange > (exact ? (typed.loose ?? 0) : 0)) return undefined;
      // One mistake is forgiven where nothing is lost by it; a withdrawal must be spelt exactly.
      return exact || name !== 'withdraw' ? command(name, { text: bare ? '' : said }) : undefined;
    case 'text':
      if (own) return withId(name, own, said);
      if (!exact && !bare) return undefined;
      if (bare) return command(name, { text: name === 'object' ? '' : said });
      return command(name, { text: said, orReport: readReport(name === 'reply' ? said : text) });
    case 'id-and-text':
      return own && withId(name, own, said);
    case 'privacy': {
      const first = given ?? findId(behind, idPrefix, 'start');
      if (own && (first || bare)) return withId(name, own, '');
      return own === undefined && bare ? command(name, { text: '', orReport: readReport(text) }) : undefined;
    }
  }
}
