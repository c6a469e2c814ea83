/** A complaint arrives: its first state, with the legal clock started at our receipt, and event 1. */
import type { Actor, Change, Complaint } from './complaint.ts';
import type { ComplaintClass, Track } from '../city/records.ts';
import type { DecisionRules } from './command.ts';
import { appendEvent, reschedule } from './transition.ts';

/** What intake has found out about a new complaint; everything here has been validated against the directory. */
export type Filing = Pick<
  Complaint,
  'id' | 'class' | 'channel' | 'anonymous' | 'confidential' | 'contact' | 'reporterSecretHash'
> & {
  [
    K in
      | 'serviceCode'
      | 'areaCode'
      | 'lat'
      | 'long'
      | 'hintAgencyId'
      | 'autoForwardTo'
      | 'clientId'
      | 'phoneMac'
      /** The complaint that this one joins ("saya juga"): it is filed as a duplicate, and its reporter hears that one's news. */
      | 'parentId'
  ]?: Complaint[K] | undefined;
} & {
  /** Public complaints that this one may repeat, as its reporter is told. */
  possibleDuplicates?: string[];
  track: Track;
  actor: Actor;
  /** Free text by field; `description` is there unless the channel allows it to be missing. */
  text: Record<string, string>;
};

/** A request for information has the short track, all else the ordinary one; a service may say otherwise. */
export function defaultTrack(complaintClass: ComplaintClass): Track {
  return complaintClass === 'permintaan-informasi' ? 'information' : 'ordinary';
}

export function fileComplaint(
  { actor, text, possibleDuplicates = [], ...filing }: Filing,
  rules: Omit<DecisionRules, 'coordinatorAgencyId'>,
): Change {
  const at = rules.now.toISOString();
  const { parentId } = filing;
  const known = Object.fromEntries(Object.entries(filing).filter(([, value]) => value !== undefined)) as typeof filing;
  const complaint = {
    ...known,
    ...firstState(parentId !== undefined, at, rules.calendar.dayOf(rules.now)),
    version: 1,
    stage: 1,
    n: 0,
    receivedAt: at,
    updatedAt: at,
    policyVersion: rules.policy.version,
    calendarVersion: rules.calendar.version,
    totalRungs: 0,
    pauses: [],
    reopened: 0,
    head: '',
  } as Complaint;
  const command = {
    action: 'file' as const,
    actor,
    parties: [],
    parentId,
    ...(filing.channel === 'sms' ? { channel: 'sms' as const } : {}),
  };
  const found = possibleDuplicates.length > 0 ? { possibleDuplicates } : {};
  return appendEvent(undefined, reschedule(complaint, rules), command, { text, salt: rules.salt }, found);
}

/** One that joins another waits as its duplicate; should it ever stand by itself again, its clocks go on from then. */
function firstState(joins: boolean, at: string, today: string): Partial<Complaint> {
  const clock = { name: 'received' as const, stage: 1, from: today, rungs: 0 };
  return joins
    ? { state: 'DUPLICATE', closedAt: at, pausedOn: today, before: [{ state: 'RECEIVED', clock }] }
    : { state: 'RECEIVED', clock };
}
