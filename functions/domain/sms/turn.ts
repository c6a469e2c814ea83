/** Makes one turn of the dialogue with a phone: from one SMS to the act, the state afterwards and the reply. */
import { isFresh, type Situation, type Turn } from './dialogue.ts';
import type { ReportIntent, Sms, SmsIntent } from './intent.ts';
import { doubtIn } from './commands.ts';
import { lineOf, wordsOf } from '../kernel/words.ts';
import { guardRepeats } from './repeats.ts';
import { applyChoice, stop } from './apply-choice.ts';
import { onCommand } from './turn-command.ts';
import { onOffer } from './turn-hint.ts';
import { readWords } from './said.ts';
import { rememberCut, rememberPart } from './parts.ts';
import { file, onReport } from './turn-report.ts';
import { ratable } from './choices.ts';

export function takeTurn(sms: Sms, situation: Situation): Turn {
  const decided = rememberCut(turnOf(sms, situation), situation);
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
function turnOf({ intent, said }: Sms, situation: Situation): Turn {
  if (intent.kind === 'number') return onNumber(intent.digits, situation);
  const { list, ...state } = situation.state;
  // TOLAK alone confirms the refusal that was offered.
  const refuses = intent.kind === 'command' && intent.command === 'object' && intent.text === '';
  const offered = onOffer(refuses ? { hints: new Set(['yes']) } : said, situation);
  if (offered === 'new') return file(asReport(list?.text ?? '', situation), { ...situation, state });
  if (offered) return offered;
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
      return state.thanked !== undefined && isFresh(state.thanked, now)
        ? { state }
        : { state: { ...state, thanked: now.toISOString() }, reply: { template: 'thanked' } };
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
  if (list?.by === 'code' && digits.length > 1 && isFresh(list.at, now)) {
    const { choice, text, rating } = list;
    if (choice === 'stop') return stop(digits, { ...situation, state });
    const complaint = own.find((c) => c.id === list.ids[0]);
    if (complaint && choice !== 'new')
      return applyChoice(choice, complaint, { text, rating, code: digits }, { ...situation, state });
  }
  if (list && list.by === undefined && list.choice !== 'stop' && list.choice !== 'new' && isFresh(list.at, now)) {
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

const asReport = (text: string, city: Pick<Situation, 'areas' | 'services'>): ReportIntent => ({
  kind: 'report',
  ...readWords(lineOf(text), city),
  explicit: true,
  anonymous: false,
  confidential: false,
});
