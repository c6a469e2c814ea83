/** Publishes to SNS once and tells the outcome, for SMS and the officer topic alike. */
import { PublishCommand, SNSServiceException, type PublishCommandInput, type SNSClient } from '@aws-sdk/client-sns';
import type { PublishResult } from '../../domain/messages/ports.ts';

export type Sns = Pick<SNSClient, 'send'>;

/**
 * Settings of the client. It tries once, because the SDK's retry after a lost answer would send a second SMS without an idempotency record.
 * SNS answers within half a second; after 10 s the answer counts as lost, so that one hanging call cannot use up a batch's 30 s.
 */
export const snsSettings = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};

/** Errors of a message that SNS will never take. */
const permanent = new Set([
  'InvalidParameterException',
  'InvalidParameterValueException',
  'InvalidParameter',
  'InvalidParameterValue',
  'OptedOutException',
  'OptedOut',
]);

/** Errors of a connection that was never made, so that nothing was sent. */
const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Publishes once. Throws when the answer was lost, because the message may have been sent. */
export async function publish(sns: Sns, input: PublishCommandInput): Promise<PublishResult> {
  try {
    const { MessageId } = await sns.send(new PublishCommand(input));
    if (MessageId === undefined) throw new Error('SNS answered no message id');
    return { outcome: 'accepted', messageId: MessageId };
  } catch (error) {
    // An error as SNS's answer means that it did not take the message.
    if (error instanceof SNSServiceException)
      return { outcome: permanent.has(error.name) ? 'refused' : 'not-sent', cause: error.name };
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (unreachable.has(code)) return { outcome: 'not-sent', cause: code };
    throw error;
  }
}
