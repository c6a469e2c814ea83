/** Maps received SMS and the state of phones to items of the complaints table and back. */
import * as z from 'zod';
import { inboundRecord, type InboundRecord } from '../../../domain/sms/inbound-record.ts';
import { phoneState, wordsUntil, type PhoneState } from '../../../domain/sms/dialogue.ts';
import type { Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';

/** Thirty days, in which a gateway may send an SMS again (docs/design.md#messages). */
const inboundSeconds = 30 * 86_400;

export function inboundItem({ id, ...rest }: InboundRecord): Item {
  const expiresAt = Math.floor(Date.parse(rest.at) / 1000) + inboundSeconds;
  return { ...keys.inbound(id), ...rest, expiresAt };
}

export const parseInbound = (id: string, item: Item): InboundRecord => inboundRecord.parse({ ...item, id });

/** Makes the item of a phone's state. It is kept forever, so it holds no word of what was written. */
export function phoneItem(mac: string, { list, confirmation, ...rest }: PhoneState): Item {
  const wordless = <T extends { text: string }>({ text: _, ...others }: T) => others;
  return {
    ...keys.phone(mac),
    ...rest,
    ...(list ? { list: wordless(list) } : {}),
    ...(confirmation ? { confirmation: wordless(confirmation) } : {}),
  };
}

/** Makes the item of words that wait for a digit or a code, until their time is over. Without such words the item expires at once. */
export function phoneWordsItem(mac: string, state: PhoneState, now: Date): Item {
  const { list, confirmation } = state;
  const until = wordsUntil(state);
  return {
    ...keys.phoneWords(mac),
    expiresAt: Math.floor((until ?? now).getTime() / 1000),
    ...(until && list ? { list: list.text } : {}),
    ...(until && confirmation ? { confirmation: confirmation.text } : {}),
  };
}

const words = z.object({ list: z.string().default(''), confirmation: z.string().default('') });

export function parsePhoneItem({ pk: _pk, sk: _sk, ...rest }: Item, waiting: Item = {}): PhoneState {
  const state = phoneState.parse(rest);
  const { list, confirmation } = words.parse(waiting);
  return {
    ...state,
    ...(state.list ? { list: { ...state.list, text: list } } : {}),
    ...(state.confirmation ? { confirmation: { ...state.confirmation, text: confirmation } } : {}),
  };
}
