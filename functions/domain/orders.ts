/** Which event owes a message to whom: one typed table. Orders hold ids only; texts are made when they are sent (architecture.md 6). */
import * as z from 'zod';
import type { ComplaintEvent } from './complaint.ts';
import { office } from './directory.ts';
import type { Action } from './lifecycle.ts';
import type { MessageOrder } from './ports.ts';

/** SMS to the reporter. `closed` covers acceptance and silence; rungs are told at the first and the last of each ladder. */
export const smsTemplate = z.enum([
  'received',
  'received-forwarded',
  'forwarded',
  'answered',
  'closed',
  'first-rung',
  'last-rung',
]);
export type SmsTemplate = z.infer<typeof smsTemplate>;

/** Notices to an office by the officer topic. */
export const noticeTemplate = z.enum([
  'new',
  'assigned',
  'reminder',
  'escalation',
  'hand-over',
  'vacant',
  'objection',
  'comment',
]);
export type NoticeTemplate = z.infer<typeof noticeTemplate>;

/** An order as it stands in the queue. */
export const messageOrder = z.strictObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  template: z.string(),
  recipient: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('reporter') }),
    z.strictObject({ kind: z.literal('office'), office, agencyId: z.string().optional() }),
  ]),
});

type Recipient = MessageOrder['recipient'];

/** `owner` is the liaison of the accountable agency; while there is none, the coordinator is accountable. */
type Addressee = 'reporter' | 'coordinator' | 'owner' | 'rung';

type Rule = { when?: (event: ComplaintEvent) => boolean } & (
  | { to: 'reporter'; template: SmsTemplate }
  | { to: Exclude<Addressee, 'reporter'>; template: NoticeTemplate }
);

const waits = (e: ComplaintEvent): boolean => e.autoForwardTo === undefined;
const goesOn = (e: ComplaintEvent): boolean => e.autoForwardTo !== undefined;
const leavesReceived = (e: ComplaintEvent): boolean => e.from === 'RECEIVED';
const isLast = (e: ComplaintEvent): boolean => e.rung !== undefined && e.rung.step === e.rung.of;
/** The first of several, and any reminder that is meant for the reporter (one that tells no office). */
const isFirst = (e: ComplaintEvent): boolean =>
  e.rung !== undefined &&
  e.rung.step < e.rung.of &&
  (e.rung.step === 1 || (e.action === 'remind' && e.rung.office === undefined));
const hasOffice = (e: ComplaintEvent): boolean => e.rung?.office !== undefined;
const hasVacancy = (e: ComplaintEvent): boolean => (e.rung?.vacant ?? []).length > 0;

const rungs: readonly Rule[] = [
  { to: 'reporter', template: 'first-rung', when: isFirst },
  { to: 'reporter', template: 'last-rung', when: isLast },
  { to: 'coordinator', template: 'vacant', when: hasVacancy },
];

const table: Record<Action, readonly Rule[]> = {
  file: [
    { to: 'reporter', template: 'received', when: waits },
    { to: 'reporter', template: 'received-forwarded', when: goesOn },
    { to: 'coordinator', template: 'new', when: waits },
  ],
  // Outside RECEIVED, verify only makes public what is known already.
  verify: [
    { to: 'reporter', template: 'forwarded', when: leavesReceived },
    { to: 'owner', template: 'assigned', when: leavesReceived },
  ],
  forward: [
    { to: 'reporter', template: 'forwarded' },
    { to: 'owner', template: 'assigned' },
  ],
  // The coordinator who keeps a complaint needs no notice of it.
  keep: [{ to: 'reporter', template: 'forwarded' }],
  answer: [{ to: 'reporter', template: 'answered' }],
  accept: [{ to: 'reporter', template: 'closed' }],
  close: [{ to: 'reporter', template: 'closed' }],
  object: [{ to: 'owner', template: 'objection' }],
  comment: [{ to: 'owner', template: 'comment' }],
  remind: [{ to: 'rung', template: 'reminder', when: hasOffice }, ...rungs],
  escalate: [{ to: 'rung', template: 'escalation', when: hasOffice }, ...rungs],
  // The coordinator prepares the file for the Ombudsman; the reporter is told at the last rung, which this is.
  'hand-over': [{ to: 'coordinator', template: 'hand-over' }, ...rungs],
  respond: [],
  update: [],
  rate: [],
  note: [],
  restrict: [],
  privacy: [],
  complete: [],
  revive: [],
  // A photo comes with words that say it is there: the report, or a comment.
  attach: [],
};

/**
 * The messages an event owes. `announced` says that event 1 has told the reporter of this forwarding already (its `autoForwardTo`).
 */
export function ordersFor(event: ComplaintEvent, { announced = false } = {}): MessageOrder[] {
  return (
    table[event.action]
      .filter((rule) => rule.when?.(event) ?? true)
      // The reply to the SMS has told what it did.
      .filter((rule) => !(event.channel === 'sms' && event.actor.role === 'reporter' && rule.to === 'reporter'))
      .filter((rule) => !(announced && event.action === 'forward' && rule.to === 'reporter'))
      .map((rule) => ({
        complaintId: event.complaintId,
        version: event.version,
        template: rule.template,
        recipient: recipientOf(rule.to, event),
      }))
  );
}

function recipientOf(to: Addressee, event: ComplaintEvent): Recipient {
  const agencyId = event.agencyId;
  const coordinator: Recipient = { kind: 'office', office: 'coordinator' };
  if (to === 'reporter') return { kind: 'reporter' };
  if (to === 'coordinator') return coordinator;
  const wanted = to === 'owner' ? 'liaison' : (event.rung?.office ?? 'coordinator');
  if (wanted !== 'liaison' && wanted !== 'agency-head') return { kind: 'office', office: wanted };
  return agencyId === undefined ? coordinator : { kind: 'office', office: wanted, agencyId };
}

/** How keys and logs name a recipient. */
export function recipientName(recipient: Recipient): string {
  if (recipient.kind === 'reporter') return 'reporter';
  return recipient.agencyId === undefined ? recipient.office : `${recipient.office}@${recipient.agencyId}`;
}
