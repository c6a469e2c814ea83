/** Defines the state of a phone between two SMS, and the turn that one SMS makes. It holds no name and no number: a phone is known by its MAC. */
import * as z from 'zod';
import { replyTemplate } from './reply-templates.ts';
import { storedObject } from '../kernel/stored.ts';
import { emergencyContact } from '../city/emergency.ts';
import { instant, type Complaint } from '../complaint/complaint.ts';
import type { Danger } from '../city/emergency.ts';
import type { Area, Service } from '../city/records.ts';
import type { Action } from '../complaint/lifecycle.ts';

/** A reply owed to an SMS. Its text is made when it is sent, from the complaint as it is then. */
export const reply = storedObject({
  template: replyTemplate,
  complaintId: z.string().optional(),
  /** Complaints of a numbered list. */
  ids: z.array(z.string()).optional(),
  /** Of a danger: whom to call. */
  call: z.array(emergencyContact).optional(),
});
export type Reply = z.infer<typeof reply>;

/** Subject of a list or a question; a subset of the commands. */
const choice = z.enum(['status', 'read', 'reply', 'accept', 'object', 'rate', 'withdraw', 'anonymous', 'confidential']);
export type Choice = z.infer<typeof choice>;

/** Stands for the id of a report that a turn files, because the id is drawn when the report is stored. */
export const notYetFiled = '';

const question = storedObject({
  about: z.enum(['what', 'where', 'reason', 'words']),
  complaintId: z.string(),
  /** True when the report's service has a clear owner, to whom the report goes once its place is known. */
  forward: z.literal(true).optional(),
  askedAt: instant,
  asked: z.number().int().min(1),
});
export type Question = z.infer<typeof question>;

/** An officer's report that a complaint was answered, until six digits confirm it. */
const confirmation = storedObject({
  complaintId: z.string(),
  text: z.string().default(''),
  /** MAC of the digits. */
  hash: z.string(),
  at: instant,
  tries: z.number().int(),
  /** Number of parts that have come. More follow where the last one filled its SMS, or where they bear the gateway's label. */
  parts: z.number().int().optional(),
  cut: z.boolean().optional(),
  reference: z.string().optional(),
});
export type Confirmation = z.infer<typeof confirmation>;

/** The last report. Where no gateway labels parts, the next SMS may continue a report whose SMS was full. */
const lastReport = storedObject({
  complaintId: z.string(),
  at: instant,
  /** True when its last SMS was cut where an SMS ends. */
  cut: z.boolean(),
  parts: z.number().int(),
  /** Length of all its parts, in characters. */
  length: z.number().int(),
});

/** A long SMS that is arriving in parts that the gateway labels. */
const longSms = storedObject({
  reference: z.string(),
  total: z.number().int(),
  /** The parts that have come: number to hash of its words. */
  parts: z.record(z.string(), z.string()),
  /** The complaint to which its words go. */
  complaintId: z.string(),
  /** True when one of its parts names a place. */
  placed: z.boolean(),
  at: instant,
});
export type LongSms = z.infer<typeof longSms>;

/** State of a phone. What it remembers in another shape is dropped, because the dialogue goes on without it; the wish not to be texted never is. */
export const phoneState = storedObject({
  /** Raised by each SMS, so that two SMS at once cannot both be decided on one state. */
  version: z.number().int().nonnegative(),
  /** Instant of STOP, since when nothing is sent to the phone. Kept until MULAI. */
  optedOut: instant.optional(),
  question: question.optional().catch(undefined),
  /** RAHASIA or ANONIM sent alone: the wish holds for the next report. */
  wish: storedObject({ anonymous: z.boolean(), confidential: z.boolean(), at: instant }).optional().catch(undefined),
  /** The numbered list that waits for a digit. */
  list: storedObject({
    choice: z.enum([...choice.options, 'stop', 'new']),
    /** Answered by the number of a line, by the code of the act, or by YA. */
    by: z.enum(['code', 'yes']).optional(),
    /** The words that came with the command. */
    text: z.string().default(''),
    rating: z.number().int().optional(),
    ids: z.array(z.string()),
    at: instant,
  })
    .optional()
    .catch(undefined),
  /** Wrong codes in a row, and when the last one came. */
  wrongCodes: storedObject({ count: z.number().int(), at: instant }).optional().catch(undefined),
  /** When thanks were last answered. */
  thanked: instant.optional().catch(undefined),
  /** The last words that were no command: an automatic text is answered once. */
  lastText: storedObject({ hash: z.string(), at: instant }).optional(),
  /** The last words that were owed a reply, which reply, since when, and how often they have come in a row. */
  repeats: storedObject({ hash: z.string(), template: replyTemplate, since: instant, times: z.number().int().min(1) })
    .optional()
    .catch(undefined),
  lastReport: lastReport.optional().catch(undefined),
  /** When it was last told whom to call. */
  dangerToldAt: instant.optional().catch(undefined),
  confirmation: confirmation.optional(),
  /** The newest last. */
  long: z.array(longSms).optional(),
});
/** What waits for a number, a code or YA. */
export type Offer = NonNullable<z.infer<typeof phoneState>['list']>;
export type PhoneState = z.infer<typeof phoneState>;

export const freshPhone: PhoneState = { version: 0 };

/** The label of one part of a long message, from a gateway that does not join the parts itself. */
export type SmsPart = { reference: string; number: number; total: number };

/** The facts from which a turn is decided. */
export type Situation = {
  now: Date;
  state: PhoneState;
  /** The sender's complaints, newest first. */
  own: readonly Complaint[];
  /** The complaint whose id was typed, when it is the sender's own. */
  named: Complaint | undefined;
  areas: readonly Area[];
  services: readonly Service[];
  /** Hash of the words; it recognises an automatic text. */
  hash: string;
  /** The code by which this phone ends all SMS to it. */
  stopCode: string;
  /** True when the SMS ends where one must be cut: more may follow. */
  cut: boolean;
  part: SmsPart | undefined;
  /** True when the SMS tells of a danger: then its words are a report, whatever else they hint at. */
  danger?: boolean;
};

/** The act of an SMS upon a complaint. */
export type SmsAct =
  | {
      kind: 'file';
      text: string;
      /** True for a question, which is answered in the days of a request for information. */
      asks: boolean;
      anonymous: boolean;
      confidential: boolean;
      area: Area | undefined;
      service: Service | undefined;
      /** The owner to whom the system forwards at once. */
      autoForwardTo: string | undefined;
      receivedAt: string;
      danger?: Danger;
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
      danger?: Danger;
    };

/** One turn: the act, the state afterwards and the reply owed. A turn that files a report gets the report's id by {@link withId}. */
export type Turn = { act?: SmsAct; state: PhoneState; reply?: Reply };

/** Time for which a question or a list waits for its answer. */
const patienceMs = 24 * 3_600_000;
/** Time for which an officer's six digits count. */
export const codeMs = 10 * 60_000;

/** Returns until when the words that wait in a phone's state are wanted; undefined when it holds none. */
export function wordsUntil({ list, confirmation: waiting }: PhoneState): Date | undefined {
  const ends = [
    ...(list === undefined || list.text === '' ? [] : [Date.parse(list.at) + patienceMs]),
    ...(waiting === undefined || waiting.text === '' ? [] : [Date.parse(waiting.at) + codeMs]),
  ];
  return ends.length === 0 ? undefined : new Date(Math.max(...ends));
}

export const isFresh = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) <= patienceMs;

/** Puts a report's id wherever the turn that filed it speaks of the report. */
export function withId({ state, reply: owed, ...turn }: Turn, complaintId: string): Turn {
  const named = <T extends { complaintId: string }>(about: T): T =>
    about.complaintId === notYetFiled ? { ...about, complaintId } : about;
  const { question: asked, lastReport: last, long } = state;
  return {
    ...turn,
    state: {
      ...state,
      ...(asked ? { question: named(asked) } : {}),
      ...(last ? { lastReport: named(last) } : {}),
      ...(long ? { long: long.map(named) } : {}),
    },
    ...(owed ? { reply: { ...owed, complaintId } } : {}),
  };
}
