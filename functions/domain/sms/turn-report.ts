/** Makes the turn of words that are no command: a new report, the answer to a question, or the next part of a long message. */
import { owningAgency } from '../city/owning-agency.ts';
import { may } from './choices.ts';
import { onAnswer } from './answer.ts';
import { isFresh, notYetFiled, type Question, type Situation, type SmsAct, type Turn } from './dialogue.ts';
import type { ReportIntent } from './intent.ts';
import { isOwnReport } from './own-report.ts';
import { onHint } from './turn-hint.ts';
import { secondMatter } from './second-matter.ts';
import { joinContinuation, joinLabelled, labelled } from './parts.ts';
import { hasSubstance } from './said.ts';

export function onReport(said: ReportIntent, situation: Situation): Turn {
  const { state, now, hash, part } = situation;
  const intent = withWish(said, situation);
  const again = part === undefined && state.lastText?.hash === hash && isFresh(state.lastText.at, now);
  const going = joinLabelled(intent, situation);
  if (going) return going;
  const continued = joinContinuation(intent, situation);
  const unhinted = intent.explicit || part !== undefined || continued || situation.danger === true;
  const hinted = unhinted ? undefined : onHint(intent, situation);
  if (hinted) return { ...hinted, state: { ...hinted.state, lastText: { hash, at: now.toISOString() } } };
  const answer = intent.explicit || (again && asksAbout(state.question)) ? undefined : answered(intent, situation);
  // Words that name the place asked for are the answer, even after an SMS that was full.
  if (answer?.reply?.template === 'located') return answer;
  const joined = continued ?? answer;
  if (joined) return joined;

  const next = { ...state, lastText: { hash, at: now.toISOString() } };
  // Once an officer's question is answered it is closed, so the same words to another question are no repetition.
  const reply = intent.explicit ? undefined : replied(intent, situation);
  if (reply) return { ...reply, state: next };
  if (again) return { state: next };
  if (part === undefined && intent.telling === 0) return saysNothing(said, { ...situation, state: next });
  return file(intent, { ...situation, state: next });
}

/** True for a question about what a report left out. The same words again cannot answer it, but they may be a reason or a reply. */
const asksAbout = (question: Question | undefined): boolean =>
  question?.about === 'what' || question?.about === 'where';

/** Applies a wish for privacy that was sent before: the words after it are a report. */
function withWish(intent: ReportIntent, { state: { wish }, now }: Situation): ReportIntent {
  if (!wish || !isFresh(wish.at, now)) return intent;
  return {
    ...intent,
    explicit: true,
    anonymous: intent.anonymous || wish.anonymous,
    confidential: intent.confidential || wish.confidential,
  };
}

/** Replies to words without content: a wish for privacy begins a report, anything else is told how to write one. */
function saysNothing({ anonymous, confidential }: ReportIntent, { state, now }: Situation): Turn {
  if (!anonymous && !confidential) return { state, reply: { template: 'help' } };
  return { state: { ...state, wish: { anonymous, confidential, at: now.toISOString() } }, reply: { template: 'what' } };
}

/** Answers our open question. A report of its own is no answer, and the question stays open. */
function answered(intent: ReportIntent, situation: Situation): Turn | undefined {
  const { state, own, now } = situation;
  const { question } = state;
  if (!question || !isFresh(question.askedAt, now)) return undefined;
  const complaint = own.find((c) => c.id === question.complaintId);
  const as = question.about === 'where' ? 'where' : 'question';
  const ageMs = now.getTime() - Date.parse(question.askedAt);
  if (complaint && isOwnReport(intent, { complaint, as, ageMs })) return undefined;
  return onAnswer(question, intent, complaint, situation);
}

/** Answers an officer's question, which people do without the keyword as long as the question stands: its clock runs for days. */
function replied(intent: ReportIntent, { own, now }: Situation): Omit<Turn, 'state'> | undefined {
  const [asked, ...more] = own.filter((c) => may('reply', c));
  if (!asked || more.length > 0) return undefined;
  const ageMs = now.getTime() - Date.parse(asked.updatedAt);
  if (isOwnReport(intent, { complaint: asked, as: 'question', ageMs })) return undefined;
  return {
    act: { kind: 'act', complaint: asked, action: 'reply', text: intent.text },
    reply: { template: 'noted', complaintId: asked.id },
  };
}

/** Files a report at once, whatever it says. Missing facts are asked for, unless more parts are to come. */
export function file(intent: ReportIntent, situation: Situation): Turn {
  const { text, place, service: found, hints } = intent;
  // A report that fears to be known is hidden before anybody reads it; its sender is told how to hide more.
  const feared = hints.has('named') || hints.has('bribe');
  const anonymous = intent.anonymous || feared;
  const confidential = intent.confidential || hints.has('confidential');
  const asks = hints.has('asks') && !hints.has('unsolved');
  const { now, areas, part, cut } = situation;
  const { wish: _, ...state } = situation.state;
  const at = now.toISOString();
  const area = areas.find((a) => a.code === place.areaCode);
  const clear = found?.certain === true && found.service.autoForward;
  // The first part may hold a wish for privacy that a later part does not show, so only the first is forwarded.
  const begun = part === undefined || part.number === 1;
  const act: SmsAct = {
    kind: 'file',
    text: labelled(text, part, 1),
    asks,
    anonymous,
    confidential,
    area,
    service: found?.service,
    autoForwardTo: clear && (place.named || asks) && begun ? owningAgency(found.service.route, area) : undefined,
    receivedAt: at,
  };
  // Labelled parts say themselves what follows.
  const lastReport = { complaintId: notYetFiled, at, cut: cut && part === undefined, parts: 1, length: text.length };
  const filed = { ...state, lastReport };
  const asking = (about: 'what' | 'where'): Question => ({
    about,
    complaintId: notYetFiled,
    askedAt: at,
    asked: 1,
    ...(clear ? { forward: true } : {}),
  });
  if (part !== undefined && part.total > 1) return { act, state: filed, reply: { template: 'received' } };
  if (feared && !confidential && !intent.anonymous && hasSubstance(intent))
    return { act, state: filed, reply: { template: 'received-hidden' } };
  if (asks) return { act, state: filed, reply: { template: 'received' } };
  if (!hasSubstance(intent))
    return { act, state: { ...filed, question: asking('what') }, reply: { template: 'received-what' } };
  if (!place.named)
    return { act, state: { ...filed, question: asking('where') }, reply: { template: 'received-where' } };
  const second = secondMatter(text, situation);
  if (second === undefined) return { act, state: filed, reply: { template: 'received' } };
  const list = { choice: 'new' as const, by: 'yes' as const, text: second, ids: [], at };
  return { act, state: { ...filed, list }, reply: { template: 'received-two' } };
}
