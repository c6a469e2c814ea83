/**
 * The loop guard of the dialogue: a machine that answers our SMS with the same words again and again is answered once, a person who asks
 * again is not left alone. Words that are no command are guarded longer, for a day (sms-turn-report.ts); texts that take turns, by the caps.
 */
import type { ReplyTemplate, Situation, Turn } from './dialogue.ts';

/** Words that come again within this time, nothing else between, and come to the same reply, are a repetition. */
const repeatMs = 3_600_000;

/** Repetitions within that time that are answered where the answer may have changed, or something was done. */
const mostAnswers = 3;

/** Texts that say the same each time: whoever has had one knows it. */
const said: ReadonlySet<ReplyTemplate> = new Set([
  'help',
  'stopped',
  'started',
  'not-found',
  'no-report',
  'nothing-to-judge',
  'how-to-rate',
  'how-to-reply',
]);

/** The turn without its reply when these words have had their answers. What an SMS does, it does all the same. */
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
