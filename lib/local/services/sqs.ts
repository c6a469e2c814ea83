import { AwsError } from '../aws-error.ts';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { textOf, type JsonObject } from '../json.ts';
import { limits } from '../limits.ts';
import { lastPart } from '../template/template.ts';
import { type JsonService, type Operation } from './endpoint.ts';
import type { Message, Messages } from './messages.ts';
import type { Queue } from './queues.ts';

/** SQS's form of the ids of a FIFO message. */
const FifoId = z
  .string()
  .max(limits.messageId.most)
  .regex(/^[!-~]+$/, 'must be ASCII letters, digits and punctuation marks');

const Entry = z.object({
  Id: z.string().default(''),
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().optional(),
  MessageAttributes: z.record(z.string(), z.unknown()).optional(),
  MessageGroupId: FifoId.optional(),
  MessageDeduplicationId: FifoId.optional(),
});
const Send = Entry.extend({ QueueUrl: z.string() });
const SendBatch = z.object({ QueueUrl: z.string(), Entries: z.array(Entry).min(1).max(10) });
const Receive = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.number().default(1),
  VisibilityTimeout: z.number().optional(),
  WaitTimeSeconds: z.number().default(0),
});
const ByReceipt = z.object({
  QueueUrl: z.string(),
  ReceiptHandle: z.string(),
  VisibilityTimeout: z.number().default(0),
});
const ReceiptBatch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ Id: z.string(), ReceiptHandle: z.string() })),
});
const OfQueue = z.object({ QueueUrl: z.string() });
const MoveTask = z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() });

const LOOK_EVERY_MS = 50;

/** SQS with the template's queues. */
export function createSqs(queues: Map<string, Queue>, messages: Messages): JsonService {
  const find = (url: string): Queue => {
    const queue = queues.get(lastPart(url));
    if (queue === undefined) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  };
  const operation = <T extends { QueueUrl: string }>(
    action: string,
    schema: z.ZodType<T>,
    run: (queue: Queue, input: T) => JsonObject | Promise<JsonObject>,
  ): Operation => ({
    asks: (body) => [{ action: `sqs:${action}`, resource: find(OfQueue.parse(body).QueueUrl).arn, context: new Map() }],
    run: (body) => {
      const input = schema.safeParse(body);
      if (!input.success) throw new AwsError('InvalidParameterValueException', z.prettifyError(input.error));
      return run(find(input.data.QueueUrl), input.data);
    },
  });
  const send = (queue: Queue, entry: z.infer<typeof Entry>): JsonObject => {
    const sent = messages.send(queue, outgoing(queue, entry));
    const { messageId: MessageId, seq } = sent;
    return {
      MessageId,
      MD5OfMessageBody: md5(entry.MessageBody),
      ...(queue.fifo && { SequenceNumber: sequence(seq) }),
    };
  };

  return {
    service: 'sqs',
    operations: {
      SendMessage: operation('SendMessage', Send, send),
      SendMessageBatch: operation('SendMessage', SendBatch, (queue, { Entries }) => ({
        Successful: Entries.map((entry) => ({ Id: entry.Id, ...send(queue, entry) })),
        Failed: [],
      })),
      ReceiveMessage: operation('ReceiveMessage', Receive, async (queue, input) => {
        const hideMs = (input.VisibilityTimeout ?? queue.visibilitySeconds) * 1000;
        const limit = performance.now() + input.WaitTimeSeconds * 1000;
        for (;;) {
          const found = messages.receive(queue, input.MaxNumberOfMessages, hideMs);
          if (found.length > 0 || performance.now() >= limit) return { Messages: found.map((one) => toWire(one)) };
          await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        }
      }),
      DeleteMessage: operation('DeleteMessage', ByReceipt, (_queue, { ReceiptHandle }) => {
        messages.remove(ReceiptHandle);
        return {};
      }),
      DeleteMessageBatch: operation('DeleteMessage', ReceiptBatch, (_queue, { Entries }) => {
        for (const entry of Entries) messages.remove(entry.ReceiptHandle);
        return { Successful: Entries.map(({ Id }) => ({ Id })), Failed: [] };
      }),
      ChangeMessageVisibility: operation('ChangeMessageVisibility', ByReceipt, (_queue, input) => {
        messages.defer(input.ReceiptHandle, input.VisibilityTimeout * 1000);
        return {};
      }),
      GetQueueUrl: {
        asks: () => [],
        run: (body) => ({ QueueUrl: find(textOf(body['QueueName'])).url }),
      },
      GetQueueAttributes: operation('GetQueueAttributes', OfQueue, (queue) => {
        const { visible, hidden, delayed } = messages.counts(queue);
        return {
          Attributes: {
            QueueArn: queue.arn,
            ApproximateNumberOfMessages: String(visible),
            ApproximateNumberOfMessagesNotVisible: String(hidden),
            ApproximateNumberOfMessagesDelayed: String(delayed),
          },
        };
      }),
      StartMessageMoveTask: {
        asks: (body) => [
          { action: 'sqs:StartMessageMoveTask', resource: MoveTask.parse(body).SourceArn, context: new Map() },
        ],
        run: (body) => {
          const { SourceArn, DestinationArn } = MoveTask.parse(body);
          const source = find(SourceArn);
          const sender = [...queues.values()].find((queue) => queue.redrive?.queue === source.name);
          const target = DestinationArn === undefined ? sender : find(DestinationArn);
          if (target === undefined)
            throw new AwsError('InvalidParameterValueException', 'No queue redrives to this one.');
          for (const { receipt, body: text, attributes, groupId } of messages.receive(
            source,
            Number.MAX_SAFE_INTEGER,
            60_000,
          )) {
            messages.send(target, { body: text, attributes, groupId: groupId ?? undefined });
            messages.remove(receipt);
          }
          return { TaskHandle: 'local' };
        },
      },
    },
  };
}

function outgoing(queue: Queue, entry: z.infer<typeof Entry>) {
  const { MessageBody: body, MessageGroupId: groupId, DelaySeconds: delaySeconds } = entry;
  if (body.length > limits.message.most)
    throw new AwsError('InvalidParameterValueException', 'Message must be shorter than 1048576 bytes.');
  if (queue.fifo && groupId === undefined)
    throw new AwsError('MissingParameterException', 'The request must contain the parameter MessageGroupId.');
  const byContent = queue.contentBasedDeduplication ? createHash('sha256').update(body).digest('hex') : undefined;
  const deduplicationId = queue.fifo ? (entry.MessageDeduplicationId ?? byContent) : undefined;
  if (queue.fifo && deduplicationId === undefined) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  return { body, groupId, deduplicationId, delaySeconds, attributes: JSON.stringify(entry.MessageAttributes ?? {}) };
}

function toWire(message: Message): JsonObject {
  const attributes = JSON.parse(message.attributes) as JsonObject;
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: systemAttributes(message),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}

/** System attributes of a message; instants in ms, as text. */
export function systemAttributes(message: Message): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receives),
    SentTimestamp: String(message.sentAt),
    SenderId: 'LOCAL',
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.groupId !== null && { MessageGroupId: message.groupId, SequenceNumber: sequence(message.seq) }),
    ...(message.deduplicationId !== null && { MessageDeduplicationId: message.deduplicationId }),
  };
}

/** SQS's checksum of a body; the SDKs compare it. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

const sequence = (seq: number): string => String(seq).padStart(20, '0');
