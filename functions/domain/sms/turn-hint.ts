/**
 * Makes the turn of words that hint at something besides a report: a question, an objection or a withdrawal in a citizen's own words. What
 * ends or judges is offered and waits for YA or a code; words for an earlier report are kept with it at once.
 */
import { isOpen, type Complaint } from '../complaint/complaint.ts';
import { applyChoice, choose, offerRefusal, stop } from './apply-choice.ts';
import { may, meant, reopenable } from './choices.ts';
import { isFresh, type Situation, type Turn } from './dialogue.ts';
import type { ReportIntent } from './intent.ts';
import { isOwnReport } from './own-report.ts';
import { join } from './parts.ts';

/** A text of more telling words is a report, whatever it hints at. */
const mostWords = { about: 4, judging: 9, more: 6 };

/** Returns undefined for a report. */
export function onHint(intent: ReportIntent, situation: Situation): Turn | undefined {
  const { hints, telling, place, service } = intent;
  const { state, own } = situation;
  if (hints.has('who') && place.areaCode === undefined && (!service || telling < mostWords.about))
    return { state, reply: { template: 'who' } };
  if (hints.has('stop') && telling < 3 && !service) return stop(undefined, situation);
  // A service and a place that no report of the sender has are a report of their own.
  if (service && place.named && !own.some((c) => c.serviceCode === service.service.code)) return undefined;
  if (hints.has('withdraw') && own.length === 0 && telling < mostWords.about)
    return { state, reply: { template: 'no-report' } };
  const withdrawable = own.filter((c) => may('withdraw', c));
  if (hints.has('withdraw') && !hints.has('unwithdraw') && withdrawable.length > 0)
    return choose('withdraw', withdrawable, wordsOf(intent), situation);
  const { question } = state;
  if (
    question &&
    isFresh(question.askedAt, situation.now) &&
    (question.about === 'reason' || question.about === 'words')
  )
    return undefined;
  return judging(intent, situation) ?? asking(intent, situation) ?? adding(intent, situation);
}

const wordsOf = ({ text }: ReportIntent) => ({ text, rating: undefined });

/** Words about an answer: offers to refuse it, to reopen after closing, or to accept. */
function judging(intent: ReportIntent, situation: Situation): Turn | undefined {
  const { hints, telling } = intent;
  const { own, state } = situation;
  const fits = (c: Complaint): boolean =>
    !isOwnReport(intent, { complaint: c, as: 'question', ageMs: 0 }) && isAbout(intent, c);
  const answered = own.filter((c) => may('object', c) && fits(c));
  if (telling > mostWords.judging) return undefined;
  if (answered.length > 0) {
    if (hints.has('unsolved')) return offerRefusal(answered, intent.text, situation);
    if (hints.has('accept') || hints.has('solved')) return choose('accept', answered, wordsOf(intent), situation);
    return undefined;
  }
  if (state.question !== undefined && !hints.has('refused')) return undefined;
  const closed = hints.has('unsolved') || hints.has('refused') ? reopenable(own).filter(fits) : [];
  return closed.length === 0 ? undefined : offerRefusal(closed, intent.text, situation);
}

/** True when the words name no other service and no other area than the complaint's. */
const isAbout = ({ service, place }: ReportIntent, c: Complaint): boolean =>
  (!service || c.serviceCode === undefined || c.serviceCode === service.service.code) &&
  (place.areaCode === undefined || c.areaCode === undefined || c.areaCode === place.areaCode);

/** A question where the report stands, or a wish for privacy. */
function asking(intent: ReportIntent, situation: Situation): Turn | undefined {
  const { hints, service, place, telling } = intent;
  const { own } = situation;
  const withdrawn = own.filter((c) => c.state === 'WITHDRAWN');
  const [last] = withdrawn;
  if (hints.has('unwithdraw') && last) {
    const act = { kind: 'act', complaint: last, action: 'restore' } as const;
    return { state: situation.state, act, reply: { template: 'status', complaintId: last.id } };
  }
  const about = meant('status', own);
  if (hints.has('status') && (telling < 3 || about.some((c) => isAbout(intent, c))))
    return choose('status', about, wordsOf(intent), situation);
  const wish = hints.has('hide') ? 'confidential' : hints.has('named') ? 'anonymous' : undefined;
  if (wish === undefined || service || place.named || telling > mostWords.about) return undefined;
  const open = meant(wish, own);
  return open.length === 0 ? undefined : choose(wish, open, { text: '', rating: undefined }, situation);
}

/** Words that add to the only open report: no question of ours is open, and they name nothing else. */
function adding(intent: ReportIntent, situation: Situation): Turn | undefined {
  const { hints, telling, place } = intent;
  const { own, state, now } = situation;
  const [complaint, ...others] = own.filter(isOpen);
  if (!complaint || others.length > 0 || telling > mostWords.more || may('reply', complaint)) return undefined;
  if (state.question !== undefined && isFresh(state.question.askedAt, now)) return undefined;
  const goesOn = hints.has('more') || ((hints.has('unsolved') || hints.has('solved')) && !place.named);
  if (!goesOn || !(hints.has('more') || isAbout(intent, complaint))) return undefined;
  return { state, act: join(complaint, intent.text, {}), reply: { template: 'noted', complaintId: complaint.id } };
}

/** Answers an offer that waits for YA. Undefined when the words are something else. */
export function onOffer(intent: Pick<ReportIntent, 'hints'>, situation: Situation): Turn | 'new' | undefined {
  const { list } = situation.state;
  if (list?.by !== 'yes' || !isFresh(list.at, situation.now)) return undefined;
  const { list: _, ...state } = situation.state;
  const { hints } = intent;
  if (hints.has('new') || (list.choice === 'new' && hints.has('yes'))) return 'new';
  const complaint = situation.own.find((c) => c.id === list.ids[0]);
  if (!hints.has('yes') && hints.has('no'))
    return { state, ...(complaint ? { reply: { template: 'status' as const, complaintId: complaint.id } } : {}) };
  if (!hints.has('yes') || !complaint || list.choice !== 'object') return undefined;
  return applyChoice('object', complaint, { text: list.text, rating: undefined }, { ...situation, state });
}
