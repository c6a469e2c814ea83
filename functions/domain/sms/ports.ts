/** What the dialogue by SMS needs of the outside world; ports.ts has the rest. */
import type { Change, Complaint } from '../complaint/complaint.ts';
import type { PhoneState } from './dialogue.ts';
import type { InboundRecord, ReplyAddress } from './inbound-record.ts';
import type { SmsKind } from '../city/sms-limits.ts';

/** Encrypts with the context {purpose: 'reply', inboundId}: a ciphertext is useless under another SMS. */
export type ReplyCipher = { encrypt(inboundId: string, address: ReplyAddress): Promise<Uint8Array> };

export type ReplyReader = { decrypt(inboundId: string, ciphertext: Uint8Array): Promise<ReplyAddress> };

/** Reads a received SMS; undefined once it has expired. */
export type InboundReader = { inbound(id: string): Promise<InboundRecord | undefined> };

/** One turn of a phone's dialogue, written all or nothing. */
export type TurnWrite = {
  record: InboundRecord;
  /** The phone's state as read; another turn since then refuses this one. */
  before: PhoneState;
  after: PhoneState;
  /** What the turn does to a complaint; version 1 is a new one. */
  change?: Change;
  identity?: Uint8Array | undefined;
};

/** For conversation. */
export type ConversationStore = {
  /** Strongly consistent. */
  seen(inboundId: string, now: Date): Promise<boolean>;
  phone(mac: string): Promise<PhoneState | undefined>;
  /** A phone's newest complaints, and those of its own among `ids`, newest first. */
  complaintsOf(mac: string, ids: readonly string[]): Promise<Complaint[]>;
  /** A complaint as it is now, whosever it is: for officers. */
  complaint(id: string): Promise<Complaint | undefined>;
  /** Throws ChangedMeanwhile when the phone or the complaint has changed since it was read, or an id was taken. */
  commit(write: TurnWrite): Promise<'stored' | 'duplicate'>;
};

/** Counts SMS before they go. */
export type SmsCounters = {
  /** False when the phone has had its share of this hour or day; then nothing is counted. */
  countPhone(
    mac: string,
    when: { kind: SmsKind; day: string; hour: string },
    caps: { perHour: number; perDay: number },
  ): Promise<boolean>;
  /** All SMS of the city's local day, this one included; undefined when it would be more than `most`. */
  countCity(day: string, most: number | undefined): Promise<number | undefined>;
  /** Takes back what was counted for an SMS that certainly did not go: of the phone (its MAC), of the city, or of both. */
  giveBack(
    counted: { phone: string | undefined; city: boolean },
    when: { kind: SmsKind; day: string; hour: string },
  ): Promise<void>;
};
