/**
 * What is kept of a complaint, in three kinds of item (docs/design.md#data): its present state without identity or free text, one
 * immutable event per change, and the free text that an event brought. Erasing a text leaves the chain of events whole.
 */
import * as z from 'zod';
import { attachment, attachmentId } from './attachments.ts';
import { complaintClass, office, track } from '../city/records.ts';
import { action, state, type State } from './lifecycle.ts';
import { reasonCode } from './archive-reasons.ts';
import { clockName } from '../city/policy.ts';

/** An instant in UTC, whole milliseconds, such as 2026-03-13T14:50:00.000Z. */
export const instant = z.iso.datetime({ precision: 3 });

/** One run of a stage clock. `rungs` counts those fired; `shift` starts the ladder so many offices higher. */
const clockRun = z.strictObject({
  name: clockName,
  /** The stage in which it started: step keys use it, so a resumed clock fires no step twice. */
  stage: z.number().int(),
  from: z.string(),
  rungs: z.number().int(),
  shift: z.number().int().optional(),
  /** The last day of its due once that has passed: no later decree moves it. */
  breachedOn: z.string().optional(),
});
export type ClockRun = z.infer<typeof clockRun>;

export const channel = z.enum(['api', 'open311', 'sms', 'staff']);
export type Channel = z.infer<typeof channel>;

/** What is known of how the reporter can be told, without knowing who it is; `email`: by e-mail alone. */
export const contact = z.enum(['mobile', 'landline', 'email', 'none']);

export const complaint = z.strictObject({
  id: z.string(),
  state,
  /** Rises with every event; what `expectedVersion` compares. */
  version: z.number().int().positive(),
  /** Rises only when state, accountable agency or a pause changes: timers are per stage. */
  stage: z.number().int().positive(),
  /** Raised when this stage needs another timer execution, whose name `<id>-<stage>-<n>` must be new. */
  n: z.number().int().nonnegative(),
  class: complaintClass,
  track,
  serviceCode: z.string().optional(),
  areaCode: z.string().optional(),
  lat: z.number().optional(),
  long: z.number().optional(),
  agencyId: z.string().optional(),
  /** Agency that the reporter named: a hint for the coordinator, never a route. */
  hintAgencyId: z.string().optional(),
  /** Owner to which the system forwards at once. */
  autoForwardTo: z.string().optional(),
  channel,
  clientId: z.string().optional(),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  contact,
  phoneMac: z.string().optional(),
  /** When an SMS to the reporter was first found not to arrive; gone once an SMS has come from that phone. */
  unreachableAt: instant.optional(),
  reporterSecretHash: z.string(),
  receivedAt: instant,
  verifiedAt: instant.optional(),
  answeredAt: instant.optional(),
  closedAt: instant.optional(),
  updatedAt: instant,
  policyVersion: z.number().int().positive(),
  calendarVersion: z.number().int().nonnegative(),
  clock: clockRun.optional(),
  totalRungs: z.number().int().nonnegative(),
  /** Finished pauses of the total clock, [first local day, last local day]; deadlines move by the working days in (a, b]. */
  pauses: z.array(z.tuple([z.string(), z.string()])),
  /** Local day since which the total clock has stood still. */
  pausedOn: z.string().optional(),
  /** Last day of the stage, shown to people, and the instant it ends: the legal due. Absent while provisional or closed. */
  dueOn: z.string().optional(),
  dueAt: instant.optional(),
  /** The same of the total: when the reporter may expect the answer. */
  expectedOn: z.string().optional(),
  expectedAt: instant.optional(),
  nextWakeAt: instant.optional(),
  reopened: z.number().int().nonnegative(),
  rating: z.number().int().min(1).max(5).optional(),
  /** Ids of its photos; what each is, its event says. */
  attachments: z.array(attachmentId).optional(),
  /** States set aside by ask, archive and merge with the clock that ran in each, the newest last. */
  before: z.array(z.strictObject({ state, clock: clockRun.optional() })).optional(),
  /** How often the coordinator has sent a returned complaint on; after two an arbiter must decide. */
  hops: z.number().int().positive().optional(),
  /** An arbiter has decided: the agency may not return it. */
  settled: z.literal(true).optional(),
  /** Agencies that help the accountable one: their liaisons may read, note and update. */
  contributing: z.array(z.string()).optional(),
  /** Of a DUPLICATE: the complaint whose news its reporter hears. */
  parentId: z.string().optional(),
  reasonCode: reasonCode.optional(),
  /** The last day of the total once that has passed while it ran: no later decree or pause moves it. */
  totalBreachedOn: z.string().optional(),
  /** Hash of the newest event: the chain's head. */
  head: z.string(),
});
export type Complaint = z.infer<typeof complaint>;

/** True once a person has verified the complaint and while it is not confidential (docs/design.md#privacy-and-authorization). */
export const isPublic = (c: Pick<Complaint, 'verifiedAt' | 'confidential'>): boolean =>
  c.verifiedAt !== undefined && !c.confidential;

/** Who acted: what the public sees is the role, what staff see is the officer's subject or the client's id. */
export const actor = z.strictObject({
  role: z.enum(['reporter', 'coordinator', 'liaison', 'supervisor', 'system']),
  id: z.string().optional(),
});
export type Actor = z.infer<typeof actor>;

const clockOrTotal = z.union([clockName, z.literal('total')]);

/** A step of the ladder that fired: which clock, which step of how many, whom it told, and whose office stood vacant. */
export const firedStep = z.strictObject({
  clock: clockOrTotal,
  clockStage: z.number().int(),
  step: z.number().int().positive(),
  of: z.number().int().positive(),
  office: office.optional(),
  vacant: z.array(office).optional(),
  /** True when this step is the legal due itself: the moment a complaint becomes late. */
  breach: z.literal(true).optional(),
});
export type FiredStep = z.infer<typeof firedStep>;

/** What routing must do about the stage's deadline execution: start `name` (unless there is no wake) and stop `previous`. */
const timerChange = z.strictObject({
  stage: z.number().int(),
  n: z.number().int(),
  wakeAt: instant.optional(),
  previous: z.string().optional(),
});

export const event = z.strictObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  action,
  actor,
  /** An SMS: the reply to it has told the reporter what came of it. */
  channel: z.literal('sms').optional(),
  at: instant,
  from: state.optional(),
  to: state,
  stage: z.number().int(),
  class: complaintClass,
  track,
  serviceCode: z.string().optional(),
  agencyId: z.string().optional(),
  policyVersion: z.number().int(),
  calendarVersion: z.number().int(),
  dueOn: z.string().optional(),
  expectedOn: z.string().optional(),
  expectedAt: instant.optional(),
  autoForwardTo: z.string().optional(),
  rung: firedStep.optional(),
  rating: z.number().int().optional(),
  attachment: attachment.optional(),
  /** The rating that this one replaces. */
  previousRating: z.number().int().optional(),
  /** How often the complaint had been reopened (object or reopen), when at all. */
  reopened: z.number().int().positive().optional(),
  /** Clocks found late: the first event after a clock's due names it, whether that is the step or what came before it. */
  late: z.array(clockOrTotal).min(1).optional(),
  anonymous: z.boolean().optional(),
  confidential: z.boolean().optional(),
  reasonCode: reasonCode.optional(),
  /** Of event 1: public complaints that it may repeat, as its reporter was told. */
  possibleDuplicates: z.array(z.string()).optional(),
  /** Of merge, unmerge and a filing that joins: the complaint followed, or no longer. */
  parentId: z.string().optional(),
  /** Of involve and release. */
  contributingAgencyId: z.string().optional(),
  /** Of return: which agency the liaison thinks it belongs to. */
  suggestedAgencyId: z.string().optional(),
  /** Of return: how often it had been sent on before. */
  hops: z.number().int().optional(),
  /** Of answer: working days from receipt, without those on which the total stood still. */
  workingDays: z.number().int().optional(),
  timer: timerChange.optional(),
  /** SHA-256 of the text with its salt; the text itself may be erased without breaking the chain. */
  textHash: z.string().optional(),
  previousHash: z.string(),
  hash: z.string(),
});
export type ComplaintEvent = z.infer<typeof event>;

/** Free text that came with an event, by field. */
export const eventText = z.strictObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  salt: z.string(),
  text: z.record(z.string(), z.string()),
});
export type EventText = z.infer<typeof eventText>;

/** One fact: the new state, the event that made it, the text that came with it. Written as one transaction or not at all. */
export type Change = { complaint: Complaint; event: ComplaintEvent; text?: EventText };

/** The agency that answers for it now. One that returned it has let go: until somebody assigns it, the coordinator holds it. */
export function holderOf({ state: s, agencyId }: { state?: State; agencyId?: string | undefined }): string | undefined {
  return s === 'RETURNED' ? undefined : agencyId;
}

/** Name of a stage's timer execution. */
export function executionName(c: Pick<Complaint, 'id' | 'stage' | 'n'>): string {
  return `${c.id}-${c.stage}-${c.n}`;
}
