/** Creates a complaint: its first state, with the legal clock started when we received it, and event 1. */
import type { Actor, Change, Complaint } from './complaint.ts';
import type { Danger } from '../city/emergency.ts';
import type { Track } from '../city/records.ts';
import type { DecisionRules } from './command.ts';
import { placeOf } from './public-point.ts';
import { appendEvent, reschedule } from './transition.ts';

/** A new complaint as intake has checked it against the directory. */
export type Filing = Pick<
  Complaint,
  'id' | 'class' | 'track' | 'channel' | 'anonymous' | 'confidential' | 'contact' | 'reporterSecretHash'
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
      /** The complaint that this one joins ("saya juga"): filed as a duplicate, its reporter is told that complaint's news. */
      | 'parentId'
  ]?: Complaint[K] | undefined;
} & {
  /** Public duplicate candidates, as told to the reporter. */
  possibleDuplicates?: string[];
  danger?: Danger | undefined;
  actor: Actor;
  /** Free text by field; `description` is present unless the channel allows it to be missing. */
  text: Record<string, string>;
};

/** Returns a class's track: short for a request for information, ordinary for all others; a service may override it. */
export function defaultTrack(complaintClass: Complaint['class']): Track {
  return complaintClass === 'permintaan-informasi' ? 'information' : 'ordinary';
}

/** Returns the new complaint with event 1. */
export function fileComplaint(
  { actor, text, danger, possibleDuplicates = [], ...filing }: Filing,
  rules: Omit<DecisionRules, 'coordinatorAgencyId'>,
): Change {
  const at = rules.now.toISOString();
  const { parentId } = filing;
  const known = Object.fromEntries(Object.entries(filing).filter(([, value]) => value !== undefined)) as typeof filing;
  const complaint = {
    ...known,
    ...placeOf(filing),
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
    danger,
    ...(filing.channel === 'sms' ? { channel: 'sms' as const } : {}),
  };
  const found = possibleDuplicates.length > 0 ? { possibleDuplicates } : {};
  return appendEvent(undefined, reschedule(complaint, rules), command, { text, salt: rules.salt }, found);
}

/** A joining complaint starts as DUPLICATE; if it is unmerged later, its clocks continue from then. */
function firstState(joins: boolean, at: string, today: string): Partial<Complaint> {
  const clock = { name: 'received' as const, stage: 1, from: today, rungs: 0 };
  return joins
    ? { state: 'DUPLICATE', closedAt: at, pausedOn: today, before: [{ state: 'RECEIVED', clock }] }
    : { state: 'RECEIVED', clock };
}
