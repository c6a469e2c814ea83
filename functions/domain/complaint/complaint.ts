/**
 * Schemas of the three kinds of item stored for a complaint (docs/design.md#data): its present state without identity or free text, one
 * immutable event per change, and the free text of an event. Erasing a text leaves the chain of events valid.
 */
import * as z from 'zod';
import { lookUp, openEnum, storedObject } from '../kernel/stored.ts';
import { attachment, attachmentId } from './attachments.ts';
import { hasReadableAnswers } from '../city/attributes.ts';
import { complaintClass, office, track } from '../city/records.ts';
import { action, state, states, type StoredState } from './lifecycle.ts';
import { reasonCode } from './archive-reasons.ts';
import { danger } from '../city/emergency.ts';
import { clockName } from '../city/policy.ts';
import { classifiedFrom, proposal } from './classification.ts';
import { cannotCode, outcome } from './outcomes.ts';

/** An instant in UTC, whole milliseconds, such as 2026-03-13T14:50:00.000Z. */
export const instant = z.iso.datetime({ precision: 3 });

/** One run of a stage clock. `rungs` counts the escalation steps fired; `shift` starts the ladder that many offices higher. */
const clockRun = storedObject({
  name: openEnum(clockName),
  /** The stage in which the run started; fired steps name it, so that a resumed clock fires no step twice. */
  stage: z.number().int(),
  from: z.string(),
  rungs: z.number().int(),
  shift: z.number().int().optional(),
  /** Last day of its due once that has passed; no later decree moves it. */
  breachedOn: z.string().optional(),
});
export type ClockRun = z.infer<typeof clockRun>;

/** Channel by which a complaint was filed. */
export const channel = z.enum(['api', 'open311', 'sms', 'staff']);
export type Channel = z.infer<typeof channel>;

/** How the reporter can be reached, without their identity; `email` means by e-mail only. */
export const contact = z.enum(['mobile', 'landline', 'email', 'none']);

/** Present state of a complaint. */
export const complaint = storedObject({
  id: z.string(),
  state: openEnum(state),
  /** Incremented by every event; compared with `expectedVersion`. */
  version: z.number().int().positive(),
  /** Incremented only when state, accountable agency or a pause changes; each stage has its own timer. */
  stage: z.number().int().positive(),
  /** Incremented when this stage needs another timer execution, because the name `<id>-<stage>-<n>` must be new. */
  n: z.number().int().nonnegative(),
  class: openEnum(complaintClass),
  track: openEnum(track),
  serviceCode: z.string().optional(),
  areaCode: z.string().optional(),
  lat: z.number().optional(),
  long: z.number().optional(),
  /** Its public point, [lat, long], rounded once at filing: the only place that the public is told, or may ask by. */
  cell: z.tuple([z.number(), z.number()]).optional(),
  agencyId: z.string().optional(),
  /** Agency that the reporter named: a hint for the coordinator that never routes. */
  hintAgencyId: z.string().optional(),
  /** Owner to which the system forwards at once. */
  autoForwardTo: z.string().optional(),
  channel: openEnum(channel),
  clientId: z.string().optional(),
  anonymous: z.boolean(),
  confidential: z.boolean(),
  contact: openEnum(contact),
  phoneMac: z.string().optional(),
  /** When an SMS to the reporter was first undeliverable; cleared by an SMS from that phone. */
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
  /** The highest office told of a delay since the last answer. */
  told: openEnum(office).optional(),
  /** Finished pauses of the total clock, [first local day, last local day]; deadlines move by the working days in (a, b]. */
  pauses: z.array(z.tuple([z.string(), z.string()])),
  /** Local day since which the total clock is paused. */
  pausedOn: z.string().optional(),
  /** Last day of the stage, as shown to people, and the instant it ends: the legal due. Absent while provisional or closed. */
  dueOn: z.string().optional(),
  dueAt: instant.optional(),
  /** The same for the total: when the reporter may expect the answer. */
  expectedOn: z.string().optional(),
  expectedAt: instant.optional(),
  nextWakeAt: instant.optional(),
  reopened: z.number().int().nonnegative(),
  rating: z.number().int().min(1).max(5).optional(),
  /** Ids of its photos; their events describe them. */
  attachments: z.array(attachmentId).optional(),
  /** States set aside by ask, archive and merge, each with its clock, the newest last. */
  before: z.array(storedObject({ state: openEnum(state), clock: clockRun.optional() })).optional(),
  /** How often the coordinator has rerouted it after a return; after two an arbiter must decide. */
  hops: z.number().int().positive().optional(),
  /** Set when an arbiter has assigned it: the agency may not return it. */
  settled: z.literal(true).optional(),
  /** Agencies that help the accountable one; their liaisons may read, note and update. */
  contributing: z.array(z.string()).optional(),
  /** Of a DUPLICATE: the complaint whose news its reporter gets. */
  parentId: z.string().optional(),
  reasonCode: openEnum(reasonCode).optional(),
  /** Kind of the danger that its reporter last told of (lib/city/<name>/danger.json). */
  danger: z.string().optional(),
  /** Of the answer that stands; absent for answers of earlier releases (ADR 027). A promise stays after its day. */
  outcome: openEnum(outcome).optional(),
  cannotCode: openEnum(cannotCode).optional(),
  /** Last day of the work that the accountable agency promised last, and how often it has postponed it. */
  scheduledOn: z.string().optional(),
  postponed: z.number().int().positive().optional(),
  /** Last day of the total once that has passed while it ran; no later decree or pause moves it. */
  totalBreachedOn: z.string().optional(),
  /** Hash of the newest event: the head of the chain. */
  head: z.string(),
});
export type Complaint = z.infer<typeof complaint>;

/** Returns true for an open complaint. One in a state of a newer release is open until it has a closing time. */
export const isOpen = ({ state: stored, closedAt }: Pick<Complaint, 'state' | 'closedAt'>): boolean =>
  lookUp(states, stored)?.open ?? closedAt === undefined;

/** Returns true once a person has verified the complaint and while it is not confidential (docs/design.md#privacy-and-authorization). */
export const isPublic = (c: Pick<Complaint, 'verifiedAt' | 'confidential'>): boolean =>
  c.verifiedAt !== undefined && !c.confidential;

/** Who acted. The public sees the role; staff also see the officer's subject or the client's id. */
export const actor = storedObject({
  role: openEnum(z.enum(['reporter', 'coordinator', 'liaison', 'supervisor', 'system'])),
  id: z.string().optional(),
});
export type Actor = z.infer<typeof actor>;

const clockOrTotal = openEnum(z.enum([...clockName.options, 'total']));

/** A fired escalation step: its clock, its number among how many, the office told (`lower` than one before), the offices found vacant. */
export const firedStep = storedObject({
  clock: clockOrTotal,
  clockStage: z.number().int(),
  step: z.number().int().positive(),
  of: z.number().int().positive(),
  office: openEnum(office).optional(),
  vacant: z.array(openEnum(office)).optional(),
  lower: z.literal(true).optional(),
  /** True when this step falls on the legal due, at which a complaint becomes late. */
  breach: z.literal(true).optional(),
});
export type FiredStep = z.infer<typeof firedStep>;

/** Change of the stage's deadline execution for routing: start a new one (unless there is no wake) and stop `previous`. */
const timerChange = storedObject({
  stage: z.number().int(),
  n: z.number().int(),
  wakeAt: instant.optional(),
  previous: z.string().optional(),
});

/** One immutable event of a complaint. */
export const event = storedObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  action: openEnum(action),
  actor,
  /** Set for an SMS: the reply to it has informed the reporter. */
  channel: openEnum(z.enum(['sms'])).optional(),
  at: instant,
  from: openEnum(state).optional(),
  to: openEnum(state),
  stage: z.number().int(),
  class: openEnum(complaintClass),
  track: openEnum(track),
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
  /** How often the complaint had been reopened (object or reopen), if at all. */
  reopened: z.number().int().positive().optional(),
  /** Clocks found late; the first event after a clock's due names it, whether or not that is the escalation step. */
  late: z.array(clockOrTotal).min(1).optional(),
  anonymous: z.boolean().optional(),
  confidential: z.boolean().optional(),
  /** Set while the complaint is confidential: the event counts in the city's figures of the year only. */
  hidden: z.literal(true).optional(),
  reasonCode: openEnum(reasonCode).optional(),
  danger: danger.optional(),
  /** Of answer, and of what ends an answer: accept, close, object … `again`: not the first answer. */
  outcome: openEnum(outcome).optional(),
  cannotCode: openEnum(cannotCode).optional(),
  scheduledOn: z.string().optional(),
  again: z.literal(true).optional(),
  /** Of classify: what it corrected; of propose: what the agency would correct. */
  classifiedFrom: classifiedFrom.optional(),
  proposal: proposal.optional(),
  areaCode: z.string().optional(),
  /** Of event 1: public duplicate candidates, as told to the reporter. */
  possibleDuplicates: z.array(z.string()).optional(),
  /** Of merge, unmerge and a joining filing: the complaint followed, or no longer followed. */
  parentId: z.string().optional(),
  /** Of involve and release. */
  contributingAgencyId: z.string().optional(),
  /** Of return: the agency that the liaison suggests. */
  suggestedAgencyId: z.string().optional(),
  /** Of return: how often it had been rerouted before. */
  hops: z.number().int().optional(),
  /** Of answer: working days since it was received, without pauses of the total. */
  workingDays: z.number().int().optional(),
  timer: timerChange.optional(),
  /** SHA-256 of the text with its salt; the text may be erased without breaking the chain. */
  textHash: z.string().optional(),
  previousHash: z.string(),
  hash: z.string(),
});
export type ComplaintEvent = z.infer<typeof event>;

/** Free text of an event, by field. */
export const eventText = storedObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  salt: z.string(),
  text: z.record(z.string(), z.string()).refine(hasReadableAnswers, { path: ['attributes'] }),
});
export type EventText = z.infer<typeof eventText>;

/** One change: the new state, its event, and the event's text. Stored as one transaction. */
export type Change = { complaint: Complaint; event: ComplaintEvent; text?: EventText };

/** Returns the accountable agency. A RETURNED complaint has none: the coordinator holds it until it is assigned. */
export const holderOf = (c: { state?: StoredState; agencyId?: string | undefined }): string | undefined =>
  c.state === 'RETURNED' ? undefined : c.agencyId;

/** Returns the name of a stage's timer execution. */
export const executionName = (c: Pick<Complaint, 'id' | 'stage' | 'n'>): string => `${c.id}-${c.stage}-${c.n}`;
