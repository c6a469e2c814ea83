/**
 * Defines the idempotency record of a message, which lets the message out once. Records are never deleted, so that the whole stream can be
 * replayed at any time.
 */
import * as z from 'zod';
import { openEnum, orElse } from '../kernel/stored.ts';

/** Reasons for which a message is never sent. */
export const dropReason = z.enum([
  /** A newer message of the same complaint has replaced it. */
  'coalesced',
  /** It was held back for more than a week: it is no news any more. */
  'stale',
  /** The complaint has moved on: the message would no longer be true. */
  'superseded',
  /** The complaint has left this office's agency. */
  'no-longer-visible',
  /** The reporter has a landline or no number, and no e-mail address. */
  'not-textable',
  /** The reporter can be told by e-mail alone, and the city has no relay for it. */
  'no-email-relay',
  /** SNS will never take this number or text. */
  'refused',
  /** The phone has sent STOP. */
  'opted-out',
  /** The phone has had as many replies as a day allows: perhaps it is a machine. */
  'capped',
  /** The day's budget is used up. */
  'spend',
]);
export type DropReason = z.infer<typeof dropReason>;

const statuses: ReadonlySet<string> = new Set(['claimed', 'sent', 'unconfirmed', 'dropped']);

/**
 * The status of a message. Only a claim can pass into another status. `attempts` counts the publishes that may have gone out. Members beyond
 * those of a status, such as the attempts of a dropped message, stay in the table for people to read and are skipped here.
 */
export const idempotencyRecord = orElse(
  z.discriminatedUnion('status', [
    z.object({ status: z.literal('claimed'), leaseUntil: z.string(), attempts: z.number().int() }),
    z.object({ status: z.enum(['sent', 'unconfirmed']), messageId: z.string(), at: z.string() }),
    z.object({ status: z.literal('dropped'), reason: openEnum(dropReason), at: z.string() }),
  ]),
  // A newer release has dealt with the message: it is finished.
  z
    .object({ status: z.string().refine((word) => !statuses.has(word)) })
    .transform(() => ({ status: 'other' as const })),
);
export type IdempotencyRecord = z.infer<typeof idempotencyRecord>;
