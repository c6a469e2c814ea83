/** The FIFO queue of messages owed: grouped by complaint, so that "closed" never overtakes "answered". */
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MessageOrder, MessageQueue } from '../../domain/messages/ports.ts';
import { messageKey } from '../dynamodb/messages/idempotency-records.ts';

/** SQS takes no more at once. */
const batchLimit = 10;

export function createMessageQueue(url: string, sqs: Pick<SQSClient, 'send'> = new SQSClient({})): MessageQueue {
  return {
    async send(orders) {
      for (let start = 0; start < orders.length; start += batchLimit) {
        const batch = orders.slice(start, start + batchLimit);
        const { Failed = [] } = await sqs.send(
          new SendMessageBatchCommand({ QueueUrl: url, Entries: batch.map(entryOf) }),
        );
        // The caller tries all again: the deduplication id, and after five minutes the idempotency records, keep the rest from going twice.
        if (Failed.length > 0)
          throw new Error(`${Failed.length} of ${batch.length} messages not queued: ${Failed[0]?.Code}`);
      }
    },
    async sendReply(order) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: JSON.stringify(order),
          MessageGroupId: `phone#${order.mac}`,
          MessageDeduplicationId: `inbound#${order.inboundId}`,
        }),
      );
    },
  };
}

function entryOf(order: MessageOrder, index: number) {
  const { pk, sk } = messageKey(order);
  return {
    Id: String(index),
    MessageBody: JSON.stringify(order),
    MessageGroupId: order.complaintId,
    MessageDeduplicationId: `${pk}#${sk}`,
  };
}
