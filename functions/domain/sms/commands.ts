/** Reads commands at the front of an SMS: as spelt, glued to an id, or with one mistake in them. */
import { distance } from '../kernel/edit-distance.ts';
import type { CommandIntent, Doubt } from './intent.ts';
import { findId, ratingIn, type FoundId } from './numbers.ts';
import { readReport } from './report.ts';
import { lineFrom, lineWithout, type Line, type Word } from '../kernel/words.ts';
import type { CityWords } from './said.ts';
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

/** Returns the command that a line begins with. `given` is an id that stood before it. */
export function readCommand(line: Line, city: CityWords, given?: FoundId): CommandIntent | undefined {
  const [first, second, ...more] = line.words;
  if (!first) return undefined;
  const typing = { line, city, given };
  if (negations.has(first.word) && second && isAccept(second.word))
    return applyForm({ ...objection, exact: true }, lineFrom(line, second.end), typing);
  const stop = commandWords.find((c) => c.command === 'stop');
  if (stop && second && forbidding.has(first.word) && [second, ...more].some((w) => smsWords.has(w.word)))
    return applyForm({ ...stop, exact: true }, lineFrom(line, first.end), typing);
  const typed = typedCommand(first.word);
  return (
    typed && applyForm(typed, lineFrom(line, typed.glued === undefined ? first.end : first.start + typed.glued), typing)
  );
}

const isAccept = (word: string): boolean => commandWords.some((c) => c.command === 'accept' && c.words.includes(word));
const objection: CommandRule = { command: 'object', form: 'text', words: [] };

/** Finds the doubt in words after "setuju". */
export function doubtIn(words: readonly Pick<Word, 'word'>[]): Doubt | undefined {
  if (words.some(({ word }) => notDone.has(word))) return 'not-done';
  return words.some(({ word }) => buts.has(word)) ? 'unclear' : undefined;
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

/** Acts that need the code of an SMS of ours, and how many digits count as one: a rating has one of its own. */
const codes: { [C in SmsCommand]?: RegExp } = {
  accept: /^\p{N}{2,6}$/u,
  withdraw: /^\p{N}{2,6}$/u,
  stop: /^\p{N}{3}$/u,
  rate: /^\p{N}{3}$/u,
};

/** Takes the code out of the words behind a command. */
function codeIn(line: Line, name: SmsCommand): { rest: Line; code?: string } {
  const typed = line.words.find(({ word }) => codes[name]?.test(word));
  if (!typed) return { rest: line };
  return { rest: lineWithout(line, typed.start, typed.end), code: typed.word };
}

type Typing = { line: Line; city: CityWords; given: FoundId | undefined };

function applyForm(typed: Typed, behind: Line, { line, city, given }: Typing): CommandIntent | undefined {
  const { command: name, form, exact } = typed;
  const own = given ?? findId(behind, city.idPrefix, 'anywhere');
  const { rest, code } = codeIn(given ? behind : (own?.rest ?? behind), name);
  const { text: said, words } = rest;
  const strange = words.filter(
    ({ word }) => !fillers.has(word) && word !== city.keyword && !typed.also?.has(word),
  ).length;
  const bare = strange === 0;
  const found = doubtIn(words);
  const doubt = {
    ...(name === 'accept' && found !== undefined ? { doubt: found } : {}),
    ...(code === undefined ? {} : { code }),
  };
  const orReport = (of: Line) => ({ orReport: readReport(of, city) });
  switch (form) {
    case 'nothing':
      // Words glued together prove nothing here: "bantuannya belum cair".
      if (own !== undefined && typed.also === undefined) return undefined;
      return bare && words.length <= (typed.also ? mostFillersOfStop : mostFillers)
        ? command(name, { text: '', ...doubt })
        : undefined;
    case 'rating': {
      const rated = ratingIn(rest);
      if (own) return { ...withId(name, own, rated?.rest ?? said, rated?.rating), ...doubt };
      // "NILAI 9" is meant as a rating and is none.
      if (!rated)
        return exact && (bare || /^\d{1,3}\W*$/.test(said)) ? command(name, { text: '', ...doubt }) : undefined;
      const praise = lineFrom(rest, said.length - rated.rest.length).words.length <= mostWordsOfPraise;
      return command(name, { text: rated.rest, rating: rated.rating, ...doubt, ...(praise ? {} : orReport(line)) });
    }
    case 'id':
      if (own) return { ...withId(name, own, said), ...doubt };
      if (exact && typed.loose !== undefined && words.length <= mostWordsOfDoubt && found !== undefined)
        return command(name, { text: said, ...doubt, ...orReport(line) });
      if (strange > (exact ? (typed.loose ?? 0) : 0)) return undefined;
      // One mistake is forgiven where nothing is lost by it; a withdrawal must be spelt exactly.
      return exact || name !== 'withdraw' ? command(name, { text: bare ? '' : said, ...doubt }) : undefined;
    case 'text':
      if (own) return withId(name, own, said);
      if (!exact && !bare) return undefined;
      if (bare) return command(name, { text: name === 'object' ? '' : said });
      return command(name, { text: said, ...orReport(name === 'reply' ? rest : line) });
    case 'id-and-text':
      return own && withId(name, own, said);
    case 'privacy': {
      const first = given ?? findId(behind, city.idPrefix, 'start');
      if (own && (first || bare)) return withId(name, own, '');
      return own === undefined && bare ? command(name, { text: '', ...orReport(line) }) : undefined;
    }
  }
}
