/** A complaint arrives: its first state, with the legal clock started at our receipt, and event 1. */
import type { Actor, Change, Complaint } from './complaint.ts';
import type { ComplaintClass, Track } from './directory.ts';
import { reschedule, seal, type Rules } from './transition.ts';

/** What intake has found out about a new complaint; everything here has been validated against the directory. */
export type Filing = Pick<
  Complaint,
  'id' | 'class' | 'channel' | 'anonymous' | 'confidential' | 'contact' | 'reporterSecretHash'
> & {
  [K in 'serviceCode' | 'areaCode' | 'lat' | 'long' | 'hintAgencyId' | 'autoForwardTo' | 'clientId' | 'phoneMac']?:
    | Complaint[K]
    | undefined;
} & {
  track: Track;
  actor: Actor;
  /** Free text by field; `description` is there unless the channel allows it to be missing. */
  text: Record<string, string>;
};

/** A request for information has the short track, all else the ordinary one; a service may say otherwise. */
export function defaultTrack(complaintClass: ComplaintClass): Track {
  return complaintClass === 'permintaan-informasi' ? 'information' : 'ordinary';
}

export function fileComplaint({ actor, text, ...filing }: Filing, rules: Omit<Rules, 'coordinatorAgencyId'>): Change {
  const at = rules.now.toISOString();
  const known = Object.fromEntries(Object.entries(filing).filter(([, value]) => value !== undefined)) as typeof filing;
  const complaint = {
    ...known,
    state: 'RECEIVED',
    version: 1,
    stage: 1,
    n: 0,
    receivedAt: at,
    updatedAt: at,
    policyVersion: rules.policy.version,
    calendarVersion: rules.calendar.version,
    clock: { name: 'received', stage: 1, from: rules.calendar.dayOf(rules.now), rungs: 0 },
    totalRungs: 0,
    pauses: [],
    reopened: 0,
    head: '',
  } as Complaint;
  return seal(
    undefined,
    reschedule(complaint, rules),
    { action: 'file', actor, parties: [], ...(filing.channel === 'sms' ? { channel: 'sms' } : {}) },
    text,
  );
}
