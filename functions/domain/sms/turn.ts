/** Makes one turn of the dialogue with a phone: from one SMS to the act, the state afterwards and the reply. */
import { isFresh, type Situation, type Turn } from './dialogue.ts';
import type { Sms, SmsIntent } from './intent.ts';
import { doubtIn } from './commands.ts';
import { wordsOf } from '../kernel/words.ts';
import { guardRepeats } from './repeats.ts';
import { applyChoice, onCommand } from './turn-command.ts';
import { rememberCut, rememberPart } from './parts.ts';
import { onReport } from './turn-report.ts';
import { ratable } from './choices.ts';

export function takeTurn(sms: Sms, situation: Situation): Turn {
  const decided = rememberCut(turnOf(sms.intent, situation), situation);
  const turn = guardRepeats(rememberPart(decided, sms, situation), situation);
  const { optedOut } = turn.state;
  // A phone that has opted out gets nothing but the confirmation of it.
  if (optedOut === undefined || turn.reply?.template === 'stopped') return turn;
  const { reply: _, ...silent } = turn;
  // A list that was not sent cannot be answered by a digit.
  const { list: __, ...state } = silent.state;
  return { ...silent, state };
}

/** Makes the turn of an intent. A list waits for the next SMS only; after any other SMS a digit answers something newer. */
function turnOf(intent: SmsIntent, situation: Situation): Turn {
  if (intent.kind === 'number') return onNumber(intent.digits, situation);
  const { list: _, ...state } = situation.state;
  return turnOfWords(intent, { ...situation, state });
}

function turnOfWords(intent: Exclude<SmsIntent, { kind: 'number' }>, situation: Situation): Turn {
  const { state, now, hash } = situation;
  switch (intent.kind) {
    case 'report':
      return onReport(intent, situation);
    case 'command':
      return onCommand(intent, situation);
    case 'thanks':
      return { state };
    case 'empty': {
      const again = state.lastText?.hash === hash && isFresh(state.lastText.at, now);
      const next = { ...state, lastText: { hash, at: now.toISOString() } };
      return again ? { state: next } : { state: next, reply: { template: 'help' } };
    }
  }
}

/** Makes the turn of a digit: it answers the list that was the last reply, or rates the one report that waits for a rating. */
function onNumber(digits: string, situation: Situation): Turn {
  const { own, now } = situation;
  const { list, ...state } = situation.state;
  if (list && isFresh(list.at, now)) {
    const chosen = own.find((c) => c.id === list.ids[Number(digits) - 1]);
    if (!chosen) return { state: situation.state, reply: { template: 'choose', ids: list.ids } };
    const { text, rating } = list;
    return applyChoice(list.choice, chosen, { text, rating, doubt: doubtIn(wordsOf(text)) }, { ...situation, state });
  }
  const [only, ...others] = own.filter(ratable);
  const rating = Number(digits);
  if (only && others.length === 0 && rating >= 1 && rating <= 5)
    return applyChoice('rate', only, { text: '', rating }, { ...situation, state });
  return { state, reply: { template: 'help' } };
}
