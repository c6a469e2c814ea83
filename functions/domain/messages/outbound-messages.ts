/**
 * Decides which event owes a message to whom, by one typed table. A message holds ids only; its text is made when it is sent
 * (docs/design.md#messages).
 */
import * as z from 'zod';
import { lookUp, openEnum, storedObject } from '../kernel/stored.ts';
import type { ComplaintEvent } from '../complaint/complaint.ts';
import { office } from '../city/records.ts';
import { hopLimit } from '../complaint/guards.ts';
import type { Action } from '../complaint/lifecycle.ts';
import type { NoticeTemplate, SmsTemplate } from './templates.ts';

/** A message owed to a person or an office, as it stands in the queue. It holds ids only; its text is made when it is sent. */
export const outboundMessage = storedObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  template: z.string(),
  recipient: z.discriminatedUnion('kind', [
    /** `complaintId` names a complaint that was merged into this one, whose reporter hears its news. */
    storedObject({ kind: z.literal('reporter'), complaintId: z.string().optional() }),
    storedObject({ kind: z.literal('office'), office: openEnum(office), agencyId: z.string().optional() }),
  ]),
});
export type OutboundMessage = z.infer<typeof outboundMessage>;

/** A message as it stands in the queue. `heldOn` is the date under which it waited for the morning; its row goes once it is sent or dropped. */
export const queuedMessage = outboundMessage.extend({ heldOn: z.string().optional() });
export type QueuedMessage = z.infer<typeof queuedMessage>;

/** The digest of a day owed to an agency, or by SMS to an officer, as it stands in the queue. */
export const outboundDigest = storedObject({
  digest: z.union([
    storedObject({ day: z.string(), agencyId: z.string() }),
    storedObject({ day: z.string(), subject: z.string() }),
  ]),
});
export type OutboundDigest = z.infer<typeof outboundDigest>;

/** A reply owed to an SMS, as it stands in the queue: the gateway's id of the SMS, and whose phone. Replies to one phone keep their order. */
export const outboundReply = storedObject({ inboundId: z.string(), mac: z.string() });
export type OutboundReply = z.infer<typeof outboundReply>;

/** Returns the message under which a reply's idempotency record is kept, in the partition of the SMS. */
export const replyMessage = (inboundId: string): OutboundMessage => ({
  complaintId: `inbound#${inboundId}`,
  version: 1,
  template: 'reply',
  recipient: { kind: 'reporter' },
});

type Recipient = OutboundMessage['recipient'];

/** Addressees of a rule. `owner` is the liaison of the accountable agency, or the coordinator while there is none; `duty` that of a danger. */
type Addressee = 'reporter' | 'duty' | 'coordinator' | 'owner' | 'contributor' | 'arbiter' | 'escalated';

/** One rule of the table. With `followers`, the reporters of merged complaints are told too. */
type Rule = { when?: (event: ComplaintEvent) => boolean } & (
  | { to: 'reporter'; template: SmsTemplate; followers?: (event: ComplaintEvent) => boolean }
  | { to: Exclude<Addressee, 'reporter'>; template: NoticeTemplate }
);

const always = (): boolean => true;
const joins = (e: ComplaintEvent): boolean => e.parentId !== undefined;
const waits = (e: ComplaintEvent): boolean => e.autoForwardTo === undefined && !joins(e);
const goesOn = (e: ComplaintEvent): boolean => e.autoForwardTo !== undefined;
const leavesReceived = (e: ComplaintEvent): boolean => e.from === 'RECEIVED';
const isLast = (e: ComplaintEvent): boolean => e.rung !== undefined && !e.rung.lower && e.rung.step === e.rung.of;
/** The first step of several, and any reminder to the reporter alone (one that tells no office). */
const isFirst = (e: ComplaintEvent): boolean =>
  e.rung !== undefined &&
  !e.rung.lower &&
  e.rung.step < e.rung.of &&
  (e.rung.step === 1 || (e.action === 'remind' && e.rung.office === undefined));
const hasOffice = (e: ComplaintEvent): boolean => e.rung?.office !== undefined;
const hasVacancy = (e: ComplaintEvent): boolean => (e.rung?.vacant ?? []).length > 0;

const hopsLeft = (e: ComplaintEvent): boolean => (e.hops ?? 0) < hopLimit;
const hopsUsed = (e: ComplaintEvent): boolean => !hopsLeft(e);
const movesDate = (e: ComplaintEvent): boolean => e.classifiedFrom?.expectedOn !== e.expectedOn;
const hasAgency = (e: ComplaintEvent): boolean => e.agencyId !== undefined;
/** True for clocks of the city and its agencies; the other clocks wait for this one reporter. */
const cityIsSlow = (e: ComplaintEvent): boolean =>
  !['needs-info', 'answered', 'reopened'].includes(e.rung?.clock ?? '');

const escalated: readonly Rule[] = [
  { to: 'reporter', template: 'first-rung', when: isFirst, followers: cityIsSlow },
  { to: 'reporter', template: 'last-rung', when: isLast, followers: cityIsSlow },
  { to: 'coordinator', template: 'vacant', when: hasVacancy },
];

const handedOn: readonly Rule[] = [
  { to: 'reporter', template: 'forwarded', followers: always },
  { to: 'owner', template: 'assigned' },
];

/** Of every event that tells of a danger, before its other messages. */
const endangered: readonly Rule[] = [
  { to: 'coordinator', template: 'danger' },
  { to: 'duty', template: 'danger', when: (e) => e.danger?.agencyId !== undefined },
];

const table: Record<Action, readonly Rule[]> = {
  file: [
    { to: 'reporter', template: 'received', when: waits },
    { to: 'reporter', template: 'received-forwarded', when: goesOn },
    { to: 'coordinator', template: 'new', when: waits },
    { to: 'reporter', template: 'merged', when: joins },
  ],
  // Outside RECEIVED, verify only makes the complaint public.
  verify: [
    { to: 'reporter', template: 'forwarded', when: leavesReceived, followers: always },
    { to: 'owner', template: 'assigned', when: leavesReceived },
  ],
  // Only the system forwards, to the agency that an earlier event named (`autoForwardTo`); that event has told the reporter.
  forward: [{ to: 'owner', template: 'assigned' }],
  reroute: handedOn,
  assign: handedOn,
  // The coordinator who keeps a complaint needs no notice of it.
  keep: [{ to: 'reporter', template: 'forwarded', followers: always }],
  ask: [{ to: 'reporter', template: 'asked' }],
  reply: [{ to: 'owner', template: 'replied' }],
  return: [
    { to: 'coordinator', template: 'returned', when: hopsLeft },
    { to: 'arbiter', template: 'arbitrate', when: hopsUsed },
  ],
  involve: [{ to: 'contributor', template: 'involved' }],
  merge: [
    { to: 'reporter', template: 'merged' },
    { to: 'owner', template: 'merged', when: hasAgency },
  ],
  unmerge: [
    { to: 'reporter', template: 'unmerged' },
    { to: 'owner', template: 'resumed' },
  ],
  archive: [{ to: 'reporter', template: 'archived', followers: always }],
  restore: [
    { to: 'reporter', template: 'restored', followers: always },
    { to: 'owner', template: 'resumed' },
  ],
  withdraw: [
    { to: 'reporter', template: 'withdrawn' },
    { to: 'owner', template: 'withdrawn', when: hasAgency },
  ],
  answer: [{ to: 'reporter', template: 'answered', followers: always }],
  accept: [{ to: 'reporter', template: 'closed', followers: always }],
  close: [{ to: 'reporter', template: 'closed', followers: always }],
  finish: [{ to: 'reporter', template: 'closed', followers: always }],
  object: [{ to: 'owner', template: 'objection' }],
  resume: [
    { to: 'reporter', template: 'promise-passed', followers: always },
    { to: 'owner', template: 'promise-due' },
  ],
  reopen: [{ to: 'owner', template: 'reopened' }],
  comment: [{ to: 'owner', template: 'comment' }],
  remind: [{ to: 'escalated', template: 'reminder', when: hasOffice }, ...escalated],
  escalate: [{ to: 'escalated', template: 'escalation', when: hasOffice }, ...escalated],
  // The coordinator prepares the file for the Ombudsman; the reporter is told at the last step, which this is.
  'hand-over': [{ to: 'coordinator', template: 'hand-over' }, ...escalated],
  respond: [],
  update: [],
  rate: [],
  note: [],
  classify: [
    { to: 'reporter', template: 'redated', when: movesDate, followers: always },
    { to: 'owner', template: 'classified', when: hasAgency },
  ],
  propose: [{ to: 'coordinator', template: 'proposed' }],
  restrict: [],
  privacy: [],
  complete: [],
  release: [],
  recalculate: [],
  revive: [],
  unreachable: [{ to: 'owner', template: 'unreachable' }],
  reachable: [],
  // A photo comes with words that announce it: the report, or a comment.
  attach: [],
};

/** Returns an action's message rules in words, for the docs; `when` is the name of the condition. */
export const messageRules = (
  action: Action,
): { to: string; template: string; when: string | undefined; followers: boolean }[] =>
  table[action].map((rule) => ({
    to: rule.to,
    template: rule.template,
    when: rule.when?.name,
    followers: 'followers' in rule && rule.followers !== undefined,
  }));

/** Returns the rules that an event meets. An action of a newer release owes nothing here: a replay by that release makes up for it. */
const rulesOf = (event: ComplaintEvent): Rule[] =>
  [...(event.danger ? endangered : []), ...(lookUp(table, event.action) ?? [])].filter(
    (rule) => rule.when?.(event) ?? true,
  );

const tellsFollowers = (rule: Rule, event: ComplaintEvent): boolean =>
  'followers' in rule && rule.followers !== undefined && rule.followers(event);

/** True when the reporters of merged complaints must be looked up for this event. */
export const mayTellFollowers = (event: ComplaintEvent): boolean =>
  rulesOf(event).some((rule) => tellsFollowers(rule, event));

/** Returns the messages that an event owes; `followers` are the complaints merged into this one. */
export function outboundMessagesFor(
  event: ComplaintEvent,
  { followers = [] }: { followers?: readonly string[] } = {},
): OutboundMessage[] {
  const rules = rulesOf(event);
  // The reply to the SMS has told what it did.
  const told = event.channel === 'sms' && event.actor.role === 'reporter';
  const owed = rules.filter((rule) => !(told && rule.to === 'reporter'));

  const message = ({ template }: Rule, recipient: Recipient): OutboundMessage => ({
    complaintId: event.complaintId,
    version: event.version,
    template,
    recipient,
  });
  return [
    ...owed.map((rule) => message(rule, recipientOf(rule.to, event))),
    ...rules
      .filter((rule) => tellsFollowers(rule, event))
      .flatMap((rule) => followers.map((complaintId) => message(rule, { kind: 'reporter', complaintId }))),
  ];
}

function recipientOf(to: Addressee, event: ComplaintEvent): Recipient {
  const agencyId = to === 'contributor' ? event.contributingAgencyId : event.agencyId;
  const coordinator: Recipient = { kind: 'office', office: 'coordinator' };
  if (to === 'reporter') return { kind: 'reporter' };
  if (to === 'coordinator') return coordinator;
  if (to === 'duty') return { kind: 'office', office: 'liaison', agencyId: event.danger?.agencyId };
  if (to === 'arbiter') return { kind: 'office', office: 'city-secretary' };
  const wanted = to === 'escalated' ? (event.rung?.office ?? 'coordinator') : 'liaison';
  if (wanted !== 'liaison' && wanted !== 'agency-head') return { kind: 'office', office: wanted };
  return agencyId === undefined ? coordinator : { kind: 'office', office: wanted, agencyId };
}

/** Returns the name of a recipient in keys and logs. */
export function recipientName(recipient: Recipient): string {
  if (recipient.kind === 'reporter')
    return recipient.complaintId === undefined ? 'reporter' : `reporter@${recipient.complaintId}`;
  return recipient.agencyId === undefined ? recipient.office : `${recipient.office}@${recipient.agencyId}`;
}

/** Returns the name of a message for the queue's deduplication, from the same four parts as its idempotency record's key. */
export const messageName = ({ complaintId, version, recipient, template }: OutboundMessage): string =>
  [complaintId, version, recipientName(recipient), template].join('#');
