/**
 * Guards the dialogue against loops: a machine that answers our SMS with the same words is answered once, and a person who asks again still
 * gets a reply. Words that are no command are guarded for a day (turn-report.ts); texts that take turns are limited by the caps.
 */
import type { Situation, Turn } from './dialogue.ts';
import type { ReplyTemplate } from './reply-templates.ts';

/** The same words within this time, with nothing else between and with the same reply, are a repetition. */
const repeatMs = 3_600_000;

/** Number of repetitions that are answered where the answer may have changed, or where something was done. */
const mostAnswers = 3;

/** Replies whose text is the same each time, so that they are sent once. */
const said: ReadonlySet<ReplyTemplate> = new Set([
  'help',
  'stopped',
  'confirm-stop',
  'started',
  'not-found',
  'no-report',
  'nothing-to-judge',
  'how-to-rate',
  'how-to-reply',
]);

/** Removes the reply when these words have had their answers. The act of the SMS is done all the same. */
export function guardRepeats<T extends Turn>(turn: T, { state: before, now, hash }: Situation): T {
  const { reply } = turn;
  if (reply === undefined) return turn;
  const last = before.repeats;
  const again =
    last?.hash === hash && last.template === reply.template && now.getTime() - Date.parse(last.since) < repeatMs
      ? last
      : undefined;
  const times = (again?.times ?? 0) + 1;
  const state = {
    ...turn.state,
    repeats: { hash, template: reply.template, since: again?.since ?? now.toISOString(), times },
  };
  if (times <= (said.has(reply.template) ? 1 : mostAnswers)) return { ...turn, state };
  const { reply: _, ...silent } = { ...turn, state };
  return silent as T;
}
