/** The record of an SMS that was received: what it did and which reply is owed. Kept 30 days, in which the gateway may send the SMS again. */
import * as z from 'zod';
import { reply } from './dialogue.ts';

export const inboundRecord = z.object({
  /** The gateway's own id of the SMS. */
  id: z.string(),
  at: z.string(),
  /** MAC of the sender's number. */
  mac: z.string(),
  complaintId: z.string().optional(),
  version: z.number().int().optional(),
  reply: reply.optional(),
  /** The sender's number as ciphertext, while a reply is owed. */
  number: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
});
export type InboundRecord = z.infer<typeof inboundRecord>;

/** The address of a reply, stored only as ciphertext. The reply to an officer has its six digits too. */
export const replyAddress = z.object({ phone: z.string(), code: z.string().optional() });
export type ReplyAddress = z.infer<typeof replyAddress>;
