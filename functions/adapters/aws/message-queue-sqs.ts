/** Sends outbound messages to a FIFO queue grouped by complaint, so that "closed" never overtakes "answered". */
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MessageQueue } from '../../domain/messages/ports.ts';
import { messageName, type OutboundMessage } from '../../domain/messages/outbound-messages.ts';
import { fifoId } from './fifo-id.ts';

/** Most messages of one SendMessageBatch. */
const batchLimit = 10;

export function createMessageQueue(url: string, sqs: Pick<SQSClient, 'send'> = new SQSClient({})): MessageQueue {
  return {
    async send(messages) {
      for (let start = 0; start < messages.length; start += batchLimit) {
        const batch = messages.slice(start, start + batchLimit);
        const { Failed = [] } = await sqs.send(
          new SendMessageBatchCommand({ QueueUrl: url, Entries: batch.map(entryOf) }),
        );
        // The caller sends all again. The deduplication id, and after five minutes the idempotency records, prevent a second delivery.
        if (Failed.length > 0)
          throw new Error(`${Failed.length} of ${batch.length} messages not queued: ${Failed[0]?.Code}`);
      }
    },
    async sendReply(reply) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: JSON.stringify(reply),
          MessageGroupId: fifoId(`phone#${reply.mac}`),
          MessageDeduplicationId: fifoId(`inbound#${reply.inboundId}`),
        }),
      );
    },
  };
}

function entryOf(message: OutboundMessage, index: number) {
  return {
    Id: String(index),
    MessageBody: JSON.stringify(message),
    MessageGroupId: fifoId(message.complaintId),
    MessageDeduplicationId: fifoId(messageName(message)),
  };
}
