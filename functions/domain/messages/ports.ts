/** Ports of messages: the queue, idempotency records, held messages, senders and officers' numbers. */
import type { ComplaintEvent } from '../complaint/complaint.ts';
import type { Office } from '../city/records.ts';
import type { Page } from '../kernel/ports.ts';
import type { UnknownWord } from '../kernel/stored.ts';
import type { DropReason, IdempotencyRecord } from './idempotency-record.ts';
import type { OutboundDigest, OutboundMessage, OutboundReply } from './outbound-messages.ts';

export type MessageQueue = {
  send(messages: readonly OutboundMessage[]): Promise<void>;
  sendReply(reply: OutboundReply): Promise<void>;
};

/** Gives the messages of a morning to the queue one by one, so that each is tried, and parked, alone. */
export type MorningQueue = {
  /** Gives back held messages. `run` names the run: within five minutes the queue takes no message of a run twice. */
  release(held: readonly HeldMessage[], run: string): Promise<void>;
  sendDigests(digests: readonly OutboundDigest[]): Promise<void>;
};

export type ClaimResult =
  /** The claim holds until the lease ends. With more than one attempt, an earlier one may have been published. */
  | { outcome: 'claimed'; attempts: number }
  /** Another run is sending the message at this moment. */
  | { outcome: 'leased' }
  | { outcome: 'finished' };

/** Stores the idempotency record of each message (docs/design.md#messages). */
export type IdempotencyRecords = {
  /** Reads a record, perhaps a second behind. That suffices: `claim` and `drop` decide, and a message comes back after minutes. */
  recordOf(message: OutboundMessage): Promise<IdempotencyRecord | undefined>;
  claim(message: OutboundMessage, now: Date, leaseUntil: Date): Promise<ClaimResult>;
  /** Releases a claim when nothing was published, so that the next attempt counts as the first. */
  release(message: OutboundMessage): Promise<void>;
  confirm(
    message: OutboundMessage,
    record: Extract<IdempotencyRecord, { status: 'sent' | 'unconfirmed' }>,
  ): Promise<void>;
  /** Ends a message without sending it. False when it was finished before, and then nothing changes. */
  drop(message: OutboundMessage, reason: DropReason, at: string): Promise<boolean>;
  /** True when a message of a newer event was sent to the same recipient. */
  newerSent(message: OutboundMessage): Promise<boolean>;
  /** Remembers which complaint an SMS belongs to, for SNS's failure log. */
  linkSms(messageId: string, complaintId: string): Promise<void>;
  /** Returns the complaint to which an SMS belongs; undefined when it belongs to none. */
  complaintOfSms(messageId: string): Promise<string | undefined>;
};

/** A message that waits for the morning. */
export type HeldMessage = { date: string; message: OutboundMessage };

/** Stores held messages by local date, one per complaint and recipient. */
export type HeldMessages = {
  heldFor(message: OutboundMessage, date: string): Promise<HeldMessage | undefined>;
  /** Holds a message. False when a newer one is held for that date. */
  hold(held: HeldMessage): Promise<boolean>;
  held(date: string, limit: number, from?: string): Promise<Page<HeldMessage>>;
  /** Removes a held message, unless a newer one has taken its place. */
  unhold(held: HeldMessage): Promise<void>;
};

export type MessageStore = IdempotencyRecords &
  HeldMessages & {
    /** True when a phone has sent STOP. Eventually consistent, at half the price: a STOP of the last second is rare. */
    optedOut(mac: string): Promise<boolean>;
    event(complaintId: string, version: number): Promise<ComplaintEvent | undefined>;
  };

/** Outcome of a publish. `refused`: it will never be taken; `not-sent`: nothing was sent. A publisher throws when that is unknown. */
export type PublishResult =
  | { outcome: 'accepted'; messageId: string }
  | { outcome: 'refused'; cause: string }
  | { outcome: 'not-sent'; cause: string };

/** Level of a notice, by which a subscription to the officer topic can filter besides agency and office. */
export type NoticeLevel = 'info' | 'yellow' | 'red' | 'digest';
/** A notice to an office. `agency` is '-' for an office of the whole city. */
export type Notice = {
  subject: string;
  body: string;
  agency: string;
  office: Office | UnknownWord;
  level: NoticeLevel;
};

/** The account's settings for SMS, which CloudFormation cannot set. */
export type SmsAccount = {
  /** True while SNS sends only to verified numbers. */
  inSandbox(): Promise<boolean>;
  /** Has SNS log each SMS that does not arrive; changes nothing when it does so already. */
  keepFailureLog(): Promise<void>;
};

export type SmsSender = { send(phone: string, text: string): Promise<PublishResult> };
export type OfficerNotices = { publish(notice: Notice): Promise<PublishResult> };

/** Reads the mobile number of an officer, in E.164; undefined when none was given. */
export type OfficerPhones = { phoneOf(subject: string): Promise<string | undefined> };

/** Decrypts the number of an officer. */
export type OfficerPhoneReader = { decrypt(subject: string, ciphertext: Uint8Array): Promise<string> };
