/** Ports of the dialogue by SMS: ciphers of reply addresses, the store of conversation, and counters of SMS. */
import type { Change, Complaint } from '../complaint/complaint.ts';
import type { PhoneState } from './dialogue.ts';
import type { InboundRecord, ReplyAddress } from './inbound-record.ts';
import type { SmsKind } from '../city/sms-limits.ts';

/** Encrypts with the context {purpose: 'reply', inboundId}; it cannot be decrypted under another SMS. */
export type ReplyCipher = { encrypt(inboundId: string, address: ReplyAddress): Promise<Uint8Array> };

/** Decrypts what ReplyCipher encrypted. */
export type ReplyReader = { decrypt(inboundId: string, ciphertext: Uint8Array): Promise<ReplyAddress> };

/** Reads a received SMS; undefined once it has expired. */
export type InboundReader = { inbound(id: string): Promise<InboundRecord | undefined> };

/** One turn of a phone's dialogue, written all or nothing. */
export type TurnWrite = {
  record: InboundRecord;
  /** The phone's state as read. Another turn since then refuses this one. */
  before: PhoneState;
  after: PhoneState;
  /** The turn's change of a complaint; version 1 is a new one. */
  change?: Change;
  identity?: Uint8Array | undefined;
};

/** Reads what a turn is decided from, and stores turns. */
export type ConversationStore = {
  /** True when this SMS was received before. Strongly consistent. */
  seen(inboundId: string, now: Date): Promise<boolean>;
  phone(mac: string): Promise<PhoneState | undefined>;
  /** Returns a phone's newest complaints, and its own among `ids`, newest first. */
  complaintsOf(mac: string, ids: readonly string[]): Promise<Complaint[]>;
  /** Returns a complaint as it is now, whoever filed it: for officers. */
  complaint(id: string): Promise<Complaint | undefined>;
  /** Throws ChangedMeanwhile when the phone or the complaint has changed since it was read, or an id was taken. */
  commit(write: TurnWrite): Promise<'stored' | 'duplicate'>;
};

/** Counts SMS before they are sent. */
export type SmsCounters = {
  /** Counts one for a phone. False when the phone has had its share of this hour or day; then nothing is counted. */
  countPhone(
    mac: string,
    when: { kind: SmsKind; day: string; hour: string },
    caps: { perHour: number; perDay: number },
  ): Promise<boolean>;
  /** Counts one for the city and returns its SMS of this local day; undefined when that would be more than `most`. */
  countCity(day: string, most: number | undefined): Promise<number | undefined>;
  /** Takes back the count of an SMS that was certainly not sent: of the phone (its MAC), of the city, or of both. */
  giveBack(
    counted: { phone: string | undefined; city: boolean },
    when: { kind: SmsKind; day: string; hour: string },
  ): Promise<void>;
};
