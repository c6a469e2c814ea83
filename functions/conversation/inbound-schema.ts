/**
 * Reads an SMS as a gateway posts it, in JSON or as a form. The first name of each field is our own contract (docs/sms.md); the others are
 * the names that Indonesian aggregators, Twilio, Vonage and AWS's two-way SMS use.
 */
import * as z from 'zod';
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { SmsPart } from '../domain/sms/dialogue.ts';

/** A received SMS, whichever gateway brought it. */
export type InboundSms = { messageId: string; from: string; body: string; part: SmsPart | undefined };

const names = {
  messageId: ['messageId', 'message_id', 'messageid', 'msgid', 'MessageSid', 'SmsSid', 'inboundMessageId', 'id'],
  from: ['from', 'From', 'msisdn', 'sender', 'source', 'originationNumber'],
  body: ['body', 'Body', 'text', 'message', 'msg', 'content', 'messageBody'],
  reference: ['concat-ref', 'concatRef', 'udh_ref'],
  number: ['concat-part', 'concatPart', 'udh_part'],
  total: ['concat-total', 'concatTotal', 'udh_total'],
} as const;

/** False for a whole number above 2^53, which has lost its last digits in JSON: two ids would become one, and one SMS be lost. */
const isExact = (value: unknown): boolean => !Number.isInteger(value) || Number.isSafeInteger(value);
const field = z.union([z.string(), z.number().refine(isExact).transform(String)]);
const payload = z.record(z.string(), z.unknown());
const ownPart = z.object({
  reference: field,
  number: z.coerce.number().int().min(1).max(255),
  total: z.coerce.number().int().min(1).max(255),
});

/** Visible ASCII, because it becomes a key. Gateways' ids are far shorter. */
const messageId = z.string().regex(/^[\x21-\x7E]{1,128}$/, '1 to 128 visible ASCII characters');
const from = z.string().min(1).max(40);
/** Ten times what the grammar reads; more is no SMS. */
const body = z.string().max(40_000);

/** The contract that docs/sms.md offers to gateways. */
export const inboundContract = z.object({
  messageId: messageId.meta({ description: "The gateway's own id of the SMS, the same each time it is handed over." }),
  from: from.meta({ description: "The sender's number.", examples: ['+628114706999'] }),
  body: body.meta({ description: 'What was sent.', examples: ['AMBON lampu jalan mati di Batu Merah'] }),
  part: ownPart.optional().meta({ description: 'Of a long SMS, where the gateway does not join its parts itself.' }),
});

/** Answer to the gateway. `ignored`: the sender is no mobile number and is never answered. */
export const received = z.enum(['accepted', 'duplicate', 'ignored']);

/** Reads an SMS from what was posted. Throws InvalidInput that names each field that is missing or wrong. */
export function readInbound(given: unknown): InboundSms {
  const fields = payload.safeParse(given);
  if (!fields.success) throw new InvalidInput([{ field: 'body', message: 'an object or a form with the SMS' }]);
  const take = (name: keyof typeof names): string | undefined => {
    const key = names[name].find((one) => fields.data[one] !== undefined);
    if (key !== undefined && !isExact(fields.data[key]))
      throw new InvalidInput([{ field: name, message: 'send it as a string: JSON numbers above 2^53 lose digits' }]);
    const value = key === undefined ? undefined : field.safeParse(fields.data[key]);
    return value?.success ? value.data : undefined;
  };
  const read = z
    .object({ messageId, from, body })
    .safeParse({ messageId: take('messageId'), from: take('from'), body: take('body') });
  if (!read.success)
    throw new InvalidInput(
      read.error.issues.map((issue) => ({ field: issue.path.join('.'), message: `required: ${issue.message}` })),
    );
  const part = ownPart.safeParse(
    fields.data['part'] ?? { reference: take('reference'), number: take('number'), total: take('total') },
  );
  return { ...read.data, part: part.success && part.data.total > 1 ? part.data : undefined };
}

/** Parses a form or JSON, as the content type says. */
export function parseBody(raw: Buffer, contentType: string): unknown {
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    const decoded = text.decode(raw);
    if (contentType.includes('x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(decoded));
    return JSON.parse(decoded);
  } catch {
    throw new InvalidInput([{ field: 'body', message: 'neither JSON nor a form in UTF-8' }]);
  }
}
