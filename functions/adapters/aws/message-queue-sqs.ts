/** Sends outbound messages to a FIFO queue grouped by complaint, so that "closed" never overtakes "answered". */
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MessageQueue, MorningQueue } from '../../domain/messages/ports.ts';
import { messageName } from '../../domain/messages/outbound-messages.ts';
import { fifoId } from './fifo-id.ts';

/** Most messages of one SendMessageBatch. */
const batchLimit = 10;
/** Batches sent at once. */
const atOnce = 10;

type Sqs = Pick<SQSClient, 'send'>;
type Entry = { body: object; group: string; deduplication: string };

export function createMessageQueue(url: string, sqs: Sqs = new SQSClient({})): MessageQueue {
  return {
    send: (messages) =>
      sendAll(
        url,
        sqs,
        messages.map((body) => ({ body, group: body.complaintId, deduplication: messageName(body) })),
      ),
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

/** The same queue, for what waited for the morning. */
export function createMorningQueue(url: string, sqs: Sqs = new SQSClient({})): MorningQueue {
  return {
    release: (held, run) =>
      sendAll(
        url,
        sqs,
        held.map(({ date, message }) => ({
          body: { ...message, heldOn: date },
          group: message.complaintId,
          // Other than the message's own: it may have been in the queue minutes ago, at night.
          deduplication: `held#${run}#${date}#${messageName(message)}`,
        })),
      ),
    sendDigests: (digests) =>
      sendAll(
        url,
        sqs,
        digests.map((body) => {
          const { day, ...to } = body.digest;
          const name = `digest#${day}#${'subject' in to ? to.subject : to.agencyId}`;
          return { body, group: name, deduplication: name };
        }),
      ),
  };
}

/** Sends in the given order within each group. Throws when the queue did not take all; the caller then sends all again. */
async function sendAll(url: string, sqs: Sqs, entries: readonly Entry[]): Promise<void> {
  const perRound = batchLimit * atOnce;
  for (let start = 0; start < entries.length; start += perRound) {
    const round = entries.slice(start, start + perRound);
    const batches = Array.from({ length: Math.ceil(round.length / batchLimit) }, (_, i) =>
      sendBatch(url, sqs, round.slice(i * batchLimit, (i + 1) * batchLimit)),
    );
    await Promise.all(batches);
  }
}

async function sendBatch(QueueUrl: string, sqs: Sqs, batch: readonly Entry[]): Promise<void> {
  const Entries = batch.map(({ body, group, deduplication }, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify(body),
    MessageGroupId: fifoId(group),
    MessageDeduplicationId: fifoId(deduplication),
  }));
  const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  // The deduplication id, and after five minutes the idempotency records, prevent a second delivery.
  if (Failed.length > 0) throw new Error(`${Failed.length} of ${batch.length} messages not queued: ${Failed[0]?.Code}`);
}
