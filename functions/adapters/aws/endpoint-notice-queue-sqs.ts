/** Puts notices of disabled endpoints on the queue of messages, from which delivery publishes them. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { EndpointNoticeQueue } from '../../domain/webhooks/ports.ts';
import { fifoId } from './fifo-id.ts';

export function createEndpointNoticeQueue(
  url: string,
  sqs: Pick<SQSClient, 'send'> = new SQSClient({}),
): EndpointNoticeQueue {
  return {
    async owe(message) {
      const group = `endpoint#${message.subscriptionId}`;
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: JSON.stringify(message),
          MessageGroupId: fifoId(group),
          MessageDeduplicationId: fifoId(`${group}#${message.reason}#${message.since}`),
        }),
      );
    },
  };
}
