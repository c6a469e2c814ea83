/** Sends outbound events to a FIFO queue grouped by complaint and subscription, so that each subscriber gets them in order. */
import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { WaitingQueue, WebhookQueue } from '../../domain/webhooks/ports.ts';
import type { OutboundEvent } from '../../domain/webhooks/outbound-events.ts';
import { fifoId } from './fifo-id.ts';

/** Most messages of one SendMessageBatch. */
const batchLimit = 10;

type Sqs = Pick<SQSClient, 'send'>;

export function createWebhookQueue(url: string, sqs: Sqs = new SQSClient({})): WebhookQueue {
  return {
    async send(events) {
      for (let start = 0; start < events.length; start += batchLimit) {
        const Entries = events.slice(start, start + batchLimit).map(entryOf);
        const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
        // The caller sends all again. The deduplication id, and after five minutes the delivery records, prevent a second delivery.
        if (Failed.length > 0)
          throw new Error(`${Failed.length} of ${Entries.length} events not queued: ${Failed[0]?.Code}`);
      }
    },
  };
}

export function createWaitingQueue(url: string, sqs: Sqs = new SQSClient({})): WaitingQueue {
  return {
    async giveAgain(receiptHandle, seconds) {
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
  };
}

function entryOf(outbound: OutboundEvent, index: number) {
  const group = `${outbound.complaintId}#${outbound.subscriptionId}`;
  return {
    Id: String(index),
    MessageBody: JSON.stringify(outbound),
    MessageGroupId: fifoId(group),
    MessageDeduplicationId: fifoId(`${group}#${outbound.version}`),
  };
}
