/** The turn of words that are no command: a new report, the answer to a question, or the next part of a long message. */
import { ownerOf } from './routes.ts';
import { isOpen, may, wordsFor } from './sms-choices.ts';
import { refuse } from './sms-refusal.ts';
import { isFresh, type Question, type Situation, type SmsAct, type Turn } from './sms-dialogue.ts';
import type { ReportIntent } from './sms-intent.ts';
import { findPlace, placeOfAnswer } from './sms-place.ts';
import { hasSubstance, serviceIn } from './sms-substance.ts';

/** At most two questions: then the coordinator takes over. */
const mostQuestions = 2;
/** Within this time, words that follow a message as long as a whole SMS are its next part: gateways need seconds. */
const nextPartMs = 3 * 60_000;
/** A part of a long SMS has 153 septets; blanks at its end may be lost. */
const fullPart = 140;

export function onReport(intent: ReportIntent, situation: Situation): Turn {
  const { state, now, hash } = situation;
  const at = now.toISOString();
  const waiting =
    situation.part !== undefined && situation.part.number > 1 ? waitForFirst(intent, situation) : undefined;
  if (waiting) return waiting;
  const going = nextPart(intent, situation);
  if (going) return going;
  const { question } = state;
  if (question && !intent.explicit && isFresh(question.askedAt, now)) return onAnswer(question, intent, situation);

  const { question: _, ...rest } = state;
  const next = { ...rest, lastText: { hash, at } };
  const again = state.lastText?.hash === hash && isFresh(state.lastText.at, now);
  if (again) return { state: next };
  // Asked by an officer, people answer without the keyword.
  const [asked, ...more] = situation.own.filter((c) => may('reply', c) && isFresh(c.updatedAt, now));
  if (asked && more.length === 0 && !intent.explicit)
    return {
      state: next,
      act: { kind: 'act', complaint: asked, action: 'reply', text: intent.text },
      reply: { template: 'noted', complaintId: asked.id },
    };
  const text = joinEarly(intent.text, situation);
  const { anonymous, confidential } = intent;
  if (!hasSubstance(text)) {
    const draft = { text, anonymous, confidential };
    return {
      state: { ...next, question: { about: 'what', draft, since: at, askedAt: at, asked: 1 } },
      reply: { template: 'what' },
    };
  }
  return file({ text, anonymous, confidential, since: at, asked: 0 }, { ...situation, state: next });
}

type Draft = { text: string; anonymous: boolean; confidential: boolean; since: string; asked: number };

/** Files a report. Where it says no place, that is asked, unless two questions were or more parts are to come. */
function file({ text, anonymous, confidential, since, asked }: Draft, situation: Situation): Turn {
  const { now, areas, services, part } = situation;
  const { question: _, early: __, ...state } = situation.state;
  const at = now.toISOString();
  const place = findPlace(text, areas);
  const area = areas.find((a) => a.code === place.areaCode);
  const found = serviceIn(text, services);
  const clear = found?.certain === true && found.service.autoForward;
  const act: SmsAct = {
    kind: 'file',
    text,
    anonymous,
    confidential,
    area,
    service: found?.service,
    autoForwardTo: clear && place.named ? ownerOf(found.service.route, area) : undefined,
    receivedAt: since,
  };
  const lastReport = { complaintId: '', at, length: text.length, ...(part ? { reference: part.reference } : {}) };
  if (place.named || asked >= mostQuestions || (part !== undefined && part.total > 1))
    return { act, state: { ...state, lastReport }, reply: { template: 'received' } };
  const question: Question = {
    about: 'where',
    since,
    askedAt: at,
    asked: asked + 1,
    ...(clear ? { forward: true } : {}),
  };
  return { act, state: { ...state, lastReport, question }, reply: { template: 'received-where' } };
}

function onAnswer(question: Question, { text }: ReportIntent, situation: Situation): Turn {
  const { state: before, own, now } = situation;
  const { question: _, ...state } = before;
  const again: Question = { ...question, asked: question.asked + 1, askedAt: now.toISOString() };
  const { draft } = question;
  if (draft) {
    const joined = { ...draft, text: `${draft.text} ${text}`.trim() };
    if (hasSubstance(joined.text) || question.asked >= mostQuestions)
      return file({ ...joined, since: question.since, asked: question.asked }, { ...situation, state });
    return { state: { ...state, question: { ...again, draft: joined } }, reply: { template: 'what-again' } };
  }
  const complaint = own.find((c) => c.id === question.complaintId);
  if (!complaint) return { state, reply: { template: 'not-found' } };
  const complaintId = complaint.id;
  switch (question.about) {
    case 'reason':
      return refuse(complaint, text, state) ?? { state, reply: { template: 'status', complaintId } };
    case 'where':
      return onPlace(question, text, complaint, { ...situation, state });
    case 'words':
    case 'what':
      return {
        state,
        act: { kind: 'act', complaint, action: wordsFor(complaint), text },
        reply: { template: 'noted', complaintId },
      };
  }
}

type Own = Situation['own'][number];

/** The answer is joined to the report, whether or not it says a place. */
function onPlace(question: Question, text: string, complaint: Own, situation: Situation): Turn {
  const { state, areas, services, now } = situation;
  const place = placeOfAnswer(text, areas);
  const area = areas.find((a) => a.code === (place.areaCode ?? complaint.areaCode));
  const service = services.find((s) => s.code === complaint.serviceCode);
  const owner = question.forward && place.named && service ? ownerOf(service.route, area) : undefined;
  const act = join(complaint, text, place.areaCode, owner);
  const complaintId = complaint.id;
  if (place.named) return { state, act, reply: { template: 'located', complaintId } };
  if (question.asked >= mostQuestions) return { state, act, reply: { template: 'taken-over', complaintId } };
  const again = { ...question, asked: question.asked + 1, askedAt: now.toISOString() };
  return { state: { ...state, question: again }, act, reply: { template: 'where-again', complaintId } };
}

/** Completes a report that nobody has looked at yet, with a comment afterwards. */
function join(complaint: Own, text: string, areaCode?: string, autoForwardTo?: string): SmsAct {
  if (!may('complete', complaint)) return { kind: 'act', complaint, action: 'comment', text };
  return {
    kind: 'act',
    complaint,
    action: 'complete',
    text,
    ...(areaCode === undefined || complaint.areaCode !== undefined ? {} : { areaCode }),
    ...(autoForwardTo === undefined ? {} : { autoForwardTo }),
  };
}

/** A later part that came before the first waits for it. */
function waitForFirst({ text }: ReportIntent, { state, part, now }: Situation): Turn | undefined {
  if (!part || state.lastReport?.reference === part.reference) return undefined;
  const texts = state.early?.reference === part.reference ? state.early.texts : {};
  const early = { reference: part.reference, texts: { ...texts, [part.number]: text }, at: now.toISOString() };
  return { state: { ...state, early } };
}

/** The first part with those that were early. */
function joinEarly(text: string, { state, part }: Situation): string {
  if (!part || state.early?.reference !== part.reference) return text;
  const later = Object.entries(state.early.texts).sort(([a], [b]) => Number(a) - Number(b));
  return [text, ...later.map(([, words]) => words)].join(' ');
}

/** A part of the report just filed is joined to it in silence. */
function nextPart({ text, explicit }: ReportIntent, { state, own, part, now, areas }: Situation): Turn | undefined {
  const last = state.lastReport;
  const complaint = own.find((c) => c.id === last?.complaintId);
  if (!last || !complaint || !isOpen(complaint) || explicit) return undefined;
  const labelled = part !== undefined && last.reference === part.reference;
  const follows = part === undefined && last.length >= fullPart && now.getTime() - Date.parse(last.at) <= nextPartMs;
  // What was asked is answered instead.
  if (!labelled && (!follows || state.question !== undefined)) return undefined;
  const lastReport = { ...last, at: now.toISOString(), length: text.length };
  return { state: { ...state, lastReport }, act: join(complaint, text, findPlace(text, areas).areaCode) };
}
