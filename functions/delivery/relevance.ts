/** Decides whether a message is still true when it is about to be sent, and whether its recipient may still read it. */
import { holderOf, type Complaint, type ComplaintEvent } from '../domain/complaint/complaint.ts';
import { propertiesOf } from '../domain/complaint/lifecycle.ts';
import { type OutboundMessage } from '../domain/messages/outbound-messages.ts';
import { noticeTemplate, smsTemplate, type NoticeTemplate, type SmsTemplate } from '../domain/messages/templates.ts';
import type { DropReason } from '../domain/messages/idempotency-record.ts';

type Facts = { event: ComplaintEvent; complaint: Complaint; follower?: Complaint | undefined };

/** A message whose template is known. */
export type TypedMessage =
  /** `followerId` names the complaint whose reporter is told, when it was merged into the one with news. */
  | { kind: 'sms'; template: SmsTemplate; followerId?: string | undefined }
  | { kind: 'notice'; template: NoticeTemplate; to: Extract<OutboundMessage['recipient'], { kind: 'office' }> };

/** Throws on a template of another version of this code. */
export function typedMessage({ recipient, template }: OutboundMessage): TypedMessage {
  return recipient.kind === 'reporter'
    ? { kind: 'sms', template: smsTemplate.parse(template), followerId: recipient.complaintId }
    : { kind: 'notice', template: noticeTemplate.parse(template), to: recipient };
}

/** Returns the reason to drop a message; undefined when it may go. */
export function reasonToDrop(message: TypedMessage, facts: Facts): DropReason | undefined {
  if (message.kind === 'notice') {
    const { agencyId } = message.to;
    // Whoever must help is told of a danger, though another holds the report.
    if (agencyId !== undefined && message.template !== 'danger' && !handles(agencyId, facts.complaint))
      return 'no-longer-visible';
    return noticeHolds[message.template](facts) ? undefined : 'superseded';
  }
  const { complaint, follower } = facts;
  if (message.followerId !== undefined && follower?.parentId !== complaint.id) return 'no-longer-visible';
  // News from before the merger is none to its reporter, even if a replay of the stream brings it again.
  if (follower && facts.event.at < (follower.closedAt ?? follower.receivedAt)) return 'superseded';
  if ((follower ?? complaint).contact === 'none') return 'not-textable';
  return smsHolds[message.template](facts) ? undefined : 'superseded';
}

const handles = (agencyId: string, c: Complaint): boolean =>
  holderOf(c) === agencyId || (c.contributing?.includes(agencyId) ?? false);

const always = (): boolean => true;
const withAgency = ({ event, complaint }: Facts): boolean =>
  (complaint.state === 'FORWARDED' || complaint.state === 'IN_PROGRESS') && complaint.agencyId === event.agencyId;

/** True while the clock whose step fired still runs, because nobody has done what it asks for. */
function clockRuns({ event: { rung }, complaint }: Facts): boolean {
  if (rung === undefined) return false;
  if (rung.clock === 'total') return propertiesOf(complaint.state).totalRuns;
  return complaint.clock?.name === rung.clock && complaint.clock.stage === rung.clockStage;
}

/** True while the complaint is in the stage of the event. */
const sameStage = ({ event, complaint }: Facts): boolean => complaint.stage === event.stage;

const smsHolds: Record<SmsTemplate, (facts: Facts) => boolean> = {
  // A receipt is always owed; its text says where the report is now.
  received: always,
  'received-forwarded': always,
  forwarded: withAgency,
  asked: sameStage,
  archived: sameStage,
  restored: sameStage,
  merged: sameStage,
  unmerged: sameStage,
  withdrawn: always,
  answered: ({ event, complaint }) =>
    (complaint.state === 'ANSWERED' || complaint.state === 'SCHEDULED') && complaint.answeredAt === event.at,
  closed: ({ event, complaint }) => complaint.state === 'CLOSED' && complaint.closedAt === event.at,
  'first-rung': clockRuns,
  'last-rung': clockRuns,
  'promise-passed': sameStage,
  redated: ({ event, complaint }) => complaint.expectedOn === event.expectedOn,
};

const noticeHolds: Record<NoticeTemplate, (facts: Facts) => boolean> = {
  new: ({ complaint }) => complaint.state === 'RECEIVED',
  assigned: withAgency,
  resumed: sameStage,
  replied: sameStage,
  returned: sameStage,
  arbitrate: sameStage,
  involved: always,
  merged: sameStage,
  withdrawn: always,
  reopened: sameStage,
  reminder: clockRuns,
  escalation: clockRuns,
  'hand-over': clockRuns,
  vacant: always,
  objection: always,
  comment: always,
  unreachable: always,
  danger: always,
  'promise-due': sameStage,
  classified: always,
  proposed: always,
};
