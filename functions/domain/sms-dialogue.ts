/** What is remembered of a phone between two SMS, and what one SMS can come to. No name and no number: a phone is known by its MAC. */
import * as z from 'zod';
import { instant, type Complaint } from './complaint.ts';
import type { Area, Service } from './directory.ts';
import type { Action } from './lifecycle.ts';

/** Replies to an SMS; sms-replies.ts holds their texts. */
export const replyTemplate = z.enum([
  'received',
  'received-where',
  'located',
  'where-again',
  'what',
  'what-again',
  'taken-over',
  'status',
  'choose',
  'accepted',
  'objected',
  'reason',
  'reopened',
  'rated',
  'how-to-rate',
  'noted',
  'how-to-reply',
  'withdrawn',
  'made-anonymous',
  'made-confidential',
  'not-found',
  'no-report',
  'nothing-to-judge',
  'help',
  'stopped',
  'started',
  'code',
  'code-wrong',
  'responded',
  'responded-before',
]);
export type ReplyTemplate = z.infer<typeof replyTemplate>;

/** A reply owed. Its text is made when it is sent, from the complaint as it is then. */
export const reply = z.strictObject({
  template: replyTemplate,
  complaintId: z.string().optional(),
  /** Of a numbered list. */
  ids: z.array(z.string()).optional(),
});
export type Reply = z.infer<typeof reply>;

/** What a list or a question is about; a subset of the commands. */
const choice = z.enum(['status', 'reply', 'accept', 'object', 'rate', 'withdraw', 'anonymous', 'confidential']);
export type Choice = z.infer<typeof choice>;

const question = z.strictObject({
  about: z.enum(['what', 'where', 'reason', 'words']),
  complaintId: z.string().optional(),
  /** The words of a report that says too little to be filed; gone as soon as it is. */
  draft: z.strictObject({ text: z.string(), anonymous: z.boolean(), confidential: z.boolean() }).optional(),
  /** True when the report's service has a clear owner, to whom it goes once its place is known. */
  forward: z.literal(true).optional(),
  /** Receipt of the first SMS of this report: the legal clock starts there. */
  since: instant,
  askedAt: instant,
  asked: z.number().int().min(1),
});
export type Question = z.infer<typeof question>;

/** What an officer has reported as answered, until six digits confirm it. */
const confirmation = z.strictObject({
  complaintId: z.string(),
  text: z.string(),
  /** SHA-256 of the digits. */
  hash: z.string(),
  at: instant,
  tries: z.number().int(),
});
export type Confirmation = z.infer<typeof confirmation>;

export const phoneState = z.strictObject({
  /** Raised by each SMS: two at once cannot both be the next. */
  version: z.number().int().nonnegative(),
  /** Since when nothing is sent to it. Kept for ever, until MULAI. */
  optedOut: instant.optional(),
  question: question.optional(),
  /** The numbered list that waits for a digit. */
  list: z
    .strictObject({
      choice,
      text: z.string(),
      rating: z.number().int().optional(),
      ids: z.array(z.string()),
      at: instant,
    })
    .optional(),
  /** Of the last words that were no command: an automatic text is answered once. */
  lastText: z.strictObject({ hash: z.string(), at: instant }).optional(),
  /** The last words that were owed a reply, and which: since when and how often they have come in a row. */
  repeats: z
    .strictObject({ hash: z.string(), template: replyTemplate, since: instant, times: z.number().int().min(1) })
    .optional(),
  /** The last report filed: a long message goes on with its next part. */
  lastReport: z
    .strictObject({ complaintId: z.string(), at: instant, length: z.number().int(), reference: z.string().optional() })
    .optional(),
  confirmation: confirmation.optional(),
  /** Parts of a long message that came before its first. */
  early: z.strictObject({ reference: z.string(), texts: z.record(z.string(), z.string()), at: instant }).optional(),
});
export type PhoneState = z.infer<typeof phoneState>;

export const freshPhone: PhoneState = { version: 0 };

/** Part of a long message, as a gateway tells that does not join them itself. */
export type SmsPart = { reference: string; number: number; total: number };

/** All that a turn of the dialogue is decided from. */
export type Situation = {
  now: Date;
  state: PhoneState;
  /** The sender's complaints, newest first. */
  own: readonly Complaint[];
  /** The complaint whose id was typed, when it is the sender's own. */
  named: Complaint | undefined;
  areas: readonly Area[];
  services: readonly Service[];
  /** Of the words: tells an automatic text. */
  hash: string;
  part: SmsPart | undefined;
};

/** What an SMS does to a complaint. */
export type SmsAct =
  | {
      kind: 'file';
      text: string;
      anonymous: boolean;
      confidential: boolean;
      area: Area | undefined;
      service: Service | undefined;
      /** The owner to whom the system forwards at once. */
      autoForwardTo: string | undefined;
      receivedAt: string;
    }
  | {
      kind: 'act';
      complaint: Complaint;
      action: Action;
      text?: string;
      rating?: number;
      areaCode?: string;
      autoForwardTo?: string;
      anonymous?: true;
      confidential?: true;
    };

/** One turn: what is done, what is remembered, what is owed. `received` replies name their complaint once it has an id. */
export type Turn = { act?: SmsAct; state: PhoneState; reply?: Reply };

/** Hours that a question or a list waits for its answer. */
const patienceMs = 24 * 3_600_000;

export const isFresh = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) <= patienceMs;
