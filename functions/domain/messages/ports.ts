/** What sending messages needs of the outside world. */
import type { ComplaintEvent } from '../complaint/complaint.ts';
import type { Office } from '../city/records.ts';
import type { Page } from '../kernel/ports.ts';
import type { DropReason, IdempotencyRecord } from './idempotency-record.ts';
import type { OutboundMessage, OutboundReply } from './outbound-messages.ts';

export type MessageQueue = {
  send(messages: readonly OutboundMessage[]): Promise<void>;
  sendReply(reply: OutboundReply): Promise<void>;
};

export type ClaimResult =
  /** Ours until the lease ends. More than one attempt: an earlier one may have been published. */
  | { outcome: 'claimed'; attempts: number }
  /** Somebody is sending it at this moment. */
  | { outcome: 'leased' }
  | { outcome: 'finished' };

/** Idempotency records by message (docs/design.md, Messages). */
export type IdempotencyRecords = {
  /** May be a second behind: `claim` and `drop` decide, and a message comes back minutes later at the earliest. */
  recordOf(message: OutboundMessage): Promise<IdempotencyRecord | undefined>;
  claim(message: OutboundMessage, now: Date, leaseUntil: Date): Promise<ClaimResult>;
  /** Releases a claim when nothing was published, so that the next attempt counts as the first. */
  release(message: OutboundMessage): Promise<void>;
  confirm(
    message: OutboundMessage,
    record: Extract<IdempotencyRecord, { status: 'sent' | 'unconfirmed' }>,
  ): Promise<void>;
  /** False when the message is finished already; that stands. */
  drop(message: OutboundMessage, reason: DropReason, at: string): Promise<boolean>;
  /** Whether a message of a newer event has gone to the same recipient. */
  newerSent(message: OutboundMessage): Promise<boolean>;
  /** Remembers which complaint an SMS belongs to, for SNS's failure log. */
  linkSms(messageId: string, complaintId: string): Promise<void>;
  /** The complaint to which an SMS belongs; undefined when it belongs to none. */
  complaintOfSms(messageId: string): Promise<string | undefined>;
};

/** A message that waits for the morning. */
export type HeldMessage = { date: string; message: OutboundMessage };

/** Waiting messages by local date, one per complaint and recipient. */
export type HeldMessages = {
  heldFor(message: OutboundMessage, date: string): Promise<HeldMessage | undefined>;
  /** False when a newer message waits on that date. */
  hold(held: HeldMessage): Promise<boolean>;
  held(date: string, limit: number, from?: string): Promise<Page<HeldMessage>>;
  /** Removes it, unless a newer one has taken its place. */
  unhold(held: HeldMessage): Promise<void>;
};

export type MessageStore = IdempotencyRecords &
  HeldMessages & {
    /** Whether a phone wants no SMS. Eventually consistent: half the price for every SMS, and a STOP a second ago is the exception. */
    optedOut(mac: string): Promise<boolean>;
    event(complaintId: string, version: number): Promise<ComplaintEvent | undefined>;
  };

/** `refused`: never. `not-sent`: certainly not this time. Throws when nobody knows. */
export type PublishResult =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'refused'; cause: string }
  | { outcome: 'not-sent'; cause: string };

/** What a subscription to the officer topic can filter by, besides agency and office. */
export type NoticeLevel = 'info' | 'yellow' | 'red' | 'digest';
/** `agency` is '-' for an office of the whole city. */
export type Notice = { subject: string; body: string; agency: string; office: Office; level: NoticeLevel };

export type SmsSender = { send(phone: string, text: string): Promise<PublishResult> };
export type OfficerNotices = { publish(notice: Notice): Promise<PublishResult> };

/** The mobile number of an officer who has given one, in E.164. */
export type OfficerPhones = { phoneOf(subject: string): Promise<string | undefined> };

/** Opens the number that was sealed for an officer. */
export type OfficerPhoneReader = { decrypt(subject: string, ciphertext: Uint8Array): Promise<string> };
