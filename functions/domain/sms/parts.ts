/**
 * Joins long messages that arrive in parts: parts that a gateway labels, in any order, and parts that follow a full SMS. No part waits for
 * another.
 */
import { isOpen, type Complaint } from '../complaint/complaint.ts';
import { may } from './choices.ts';
import { notYetFiled, type LongSms, type Situation, type SmsAct, type SmsPart, type Turn } from './dialogue.ts';
import type { ReportIntent, Sms } from './intent.ts';
import { isOwnReport } from './own-report.ts';

/** Longest time between two parts. Gateways bring them within seconds; a phone uses a reference again after 255 other long messages. */
const partsMs = 3_600_000;
/** Long messages of one phone that may be arriving at once, at some 150 bytes each. */
const mostAtOnce = 12;
/** Phones write ten parts at most. Each part of a longer message is a report of its own. */
const mostLabelled = 20;
/** Within this time, words that follow a full SMS may be its next part. */
const nextPartMs = 3 * 60_000;
/** Six parts of 153 characters. More is another message, or a machine's. */
const mostParts = 6;
const longestJoined = 918;

/** Joins a labelled part to the message of which another part has come before. It replies only when all have come and none names a place. */
export function joinLabelled(intent: ReportIntent, situation: Situation): Turn | undefined {
  const { state, own, now } = situation;
  const { place } = intent;
  const long = begunBefore(situation);
  const complaint = own.find((c) => c.id === long?.complaintId);
  if (!long || !complaint) return undefined;
  if (situation.part && long.parts[situation.part.number] !== undefined) return { state };
  const count = Object.keys(long.parts).length + 1;
  const act = join(complaint, labelled(intent.text, situation.part, count), {
    areaCode: place.areaCode,
    anonymous: intent.anonymous,
    confidential: intent.confidential,
  });
  if (count < long.total || long.placed || place.named || !may('complete', complaint)) return { state, act };
  const askedAt = now.toISOString();
  return {
    state: { ...state, question: { about: 'where', complaintId: complaint.id, askedAt, asked: 1 } },
    act,
    reply: { template: 'where-again', complaintId: complaint.id },
  };
}

/** Finds the message that a part belongs to. A message that has another part of the same number is a different one. */
function begunBefore({ state, part, now, hash }: Situation): LongSms | undefined {
  return state.long?.find(
    (one) =>
      one.reference === part?.reference &&
      one.total === part.total &&
      (one.parts[part.number] ?? hash) === hash &&
      isArriving(one, now),
  );
}

/** Remembers the complaint of a labelled part, so that the other parts go there too. */
export function rememberPart(turn: Turn, { said }: Sms, situation: Situation): Turn {
  const { part, now, hash } = situation;
  if (!part || part.total > mostLabelled || !turn.act) return turn;
  const before = begunBefore(situation);
  const complaintId = turn.act.kind === 'file' ? notYetFiled : turn.act.complaint.id;
  const joined = before?.complaintId === complaintId ? before : undefined;
  const { reference, total, number } = part;
  const long: LongSms = {
    reference,
    total,
    complaintId,
    parts: { ...joined?.parts, [number]: hash },
    placed: joined?.placed === true || said.place.named,
    at: now.toISOString(),
  };
  const others = (turn.state.long ?? []).filter((one) => one.reference !== reference && isArriving(one, now));
  // Messages that have come as a whole are the first to be forgotten.
  const [whole = [], open = []] = [true, false].map((all) => others.filter((one) => isWhole(one) === all));
  return { ...turn, state: { ...turn.state, long: [...whole, ...open, long].slice(-mostAtOnce) } };
}

const isArriving = (one: LongSms, now: Date): boolean => now.getTime() - Date.parse(one.at) <= partsMs;
const isWhole = (one: LongSms): boolean => Object.keys(one.parts).length >= one.total;

/** Labels a part that came out of order, for people who read it. `expected` is the number that it would have in order. */
export function labelled(text: string, part: SmsPart | undefined, expected: number): string {
  return part === undefined || part.number === expected ? text : `(${part.number}/${part.total}) ${text}`;
}

/** Remembers words for an earlier report (an objection, an answer) that fill their SMS, so that the next SMS continues them. */
export function rememberCut(turn: Turn, { state, cut, part, now }: Situation): Turn {
  const { act } = turn;
  if (!cut || part !== undefined || act?.kind !== 'act' || act.text === undefined) return turn;
  // This is the next part of a message that is remembered already.
  if (turn.state.lastReport !== state.lastReport) return turn;
  const lastReport = { complaintId: act.complaint.id, at: now.toISOString(), cut, parts: 1, length: act.text.length };
  return { ...turn, state: { ...turn.state, lastReport } };
}

/** Joins unlabelled words that continue a full SMS to its report, without a reply. */
export function joinContinuation(intent: ReportIntent, situation: Situation): Turn | undefined {
  const { text, explicit } = intent;
  const { state, own, part, now, cut } = situation;
  const last = state.lastReport;
  const complaint = own.find((c) => c.id === last?.complaintId);
  if (!last || !complaint || !isOpen(complaint) || explicit || part !== undefined) return undefined;
  const ageMs = now.getTime() - Date.parse(last.at);
  const length = last.length + text.length;
  if (!last.cut || ageMs > nextPartMs || last.parts >= mostParts || length > longestJoined) return undefined;
  if (isOwnReport(intent, { complaint, as: 'continuation', ageMs })) return undefined;
  const lastReport = { ...last, at: now.toISOString(), cut, parts: last.parts + 1, length };
  return {
    state: { ...state, lastReport },
    act: join(complaint, text, { areaCode: intent.place.areaCode }),
  };
}

type Brought = {
  areaCode?: string | undefined;
  owner?: string | undefined;
  anonymous?: boolean;
  confidential?: boolean;
};

/** Completes a report that nobody has looked at yet. Afterwards the words are a comment that holds the wish for privacy as words. */
export function join(complaint: Complaint, text: string, brought: Brought): SmsAct {
  const { areaCode, owner, anonymous = false, confidential = false } = brought;
  const act = { kind: 'act', complaint } as const;
  if (!may('complete', complaint)) {
    const wishes = [...(anonymous ? ['ANONIM'] : []), ...(confidential ? ['RAHASIA'] : [])];
    return { ...act, action: 'comment', text: [...wishes, text].join(' ') };
  }
  return {
    ...act,
    action: 'complete',
    text,
    ...(areaCode === undefined || complaint.areaCode !== undefined ? {} : { areaCode }),
    ...(owner === undefined ? {} : { autoForwardTo: owner }),
    ...(anonymous ? { anonymous } : {}),
    ...(confidential ? { confidential } : {}),
  };
}
