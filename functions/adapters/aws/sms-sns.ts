/** Sends SMS by SNS, directly to a phone. */
import { SNSClient } from '@aws-sdk/client-sns';
import type { SmsSender } from '../../domain/messages/ports.ts';
import { publish, snsSettings, type Sns } from './sns-publish.ts';

/** `senderId` is registered with the operators; without one SNS sends as NOTICE. A message dearer than `maxPriceUsd` is not sent. */
export type SmsSettings = { senderId?: string | undefined; maxPriceUsd: number };

export function createSmsSender(
  { senderId, maxPriceUsd }: SmsSettings,
  sns: Sns = new SNSClient(snsSettings),
): SmsSender {
  const MessageAttributes = {
    // The default, Promotional, may be held back or dropped.
    'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
    'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: String(maxPriceUsd) },
    ...(senderId === undefined ? {} : { 'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: senderId } }),
  };
  return { send: (phone, text) => publish(sns, { PhoneNumber: phone, Message: text, MessageAttributes }) };
}
