/** SMS received and the state of phones, as items of the complaints table. */
import * as z from 'zod';
import type { InboundRecord } from '../domain/sms-ports.ts';
import { phoneState, reply, type PhoneState } from '../domain/sms-dialogue.ts';
import type { Item } from './dynamodb.ts';
import { keys } from './keys.ts';

/** Thirty days: so long a gateway may send an SMS again (architecture.md 6). */
const inboundSeconds = 30 * 86_400;

export function inboundItem({ id, ...rest }: InboundRecord): Item {
  const expiresAt = Math.floor(Date.parse(rest.at) / 1000) + inboundSeconds;
  return { ...keys.inbound(id), ...rest, expiresAt };
}

const inbound = z.object({
  at: z.string(),
  mac: z.string(),
  complaintId: z.string().optional(),
  version: z.number().int().optional(),
  reply: reply.optional(),
  number: z.instanceof(Uint8Array).optional(),
});

export function parseInbound(id: string, item: Item): InboundRecord {
  const { complaintId, version, reply: owed, number, ...rest } = inbound.parse(item);
  return {
    id,
    ...rest,
    ...(complaintId === undefined ? {} : { complaintId }),
    ...(version === undefined ? {} : { version }),
    ...(owed === undefined ? {} : { reply: owed }),
    ...(number === undefined ? {} : { number }),
  };
}

export const phoneItem = (mac: string, state: PhoneState): Item => ({ ...keys.phone(mac), ...state });

export const parsePhoneItem = ({ pk, sk, ...rest }: Item): PhoneState => phoneState.parse(rest);
