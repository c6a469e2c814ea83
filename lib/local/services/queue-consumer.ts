import type { MovedClock } from '../time/moved-clock.ts';
import { isObject, parseJson, type Json, type JsonObject } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import { failedItems, type Mapping } from '../lambda/mappings.ts';
import type { Message, Messages } from './messages.ts';
import { md5, systemAttributes } from './sqs.ts';
import type { Queue } from './queues.ts';

/** Hands a queue's messages to a function, in batches, as soon as they can be received. */
export type QueueConsumer = {
  wake: () => void;
  /** Stops taking new records. */
  finish: () => void;
  stop: () => Promise<void>;
};

/** The longest a timer can be. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/**
 * Starts consuming. A message whose function fails stays hidden for the queue's visibility timeout, on the real clock; one that the function
 * deferred (ChangeMessageVisibility) is due on the moved clock.
 */
export function consumeQueue(
  mapping: Mapping,
  queue: Queue,
  messages: Messages,
  functions: Functions,
  clock: MovedClock,
): QueueConsumer {
  let running = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const batches = new Set<Promise<void>>();

  const sleep = (): void => {
    clearTimeout(timer);
    const { delayed, hidden } = messages.next(queue);
    const waits = [
      delayed === undefined ? Infinity : delayed - clock.now(),
      hidden === undefined ? Infinity : hidden - Date.now(),
    ];
    const wait = Math.min(...waits);
    if (wait !== Infinity) timer = setTimeout(wake, Math.min(Math.max(wait, 1), LONGEST_SLEEP_MS));
  };

  const wake = (): void => {
    if (stopped) return;
    while (running < mapping.maximumConcurrency) {
      const batch = messages.receive(queue, mapping.batchSize, queue.visibilitySeconds * 1000);
      if (batch.length === 0) break;
      running += 1;
      const done = run(batch).finally(() => {
        running -= 1;
        batches.delete(done);
        wake();
      });
      batches.add(done);
    }
    sleep();
  };

  const run = async (batch: Message[]): Promise<void> => {
    const wanted = batch.filter((message) => isWanted(mapping, message));
    for (const message of batch) if (!wanted.includes(message)) messages.remove(message.receipt);
    if (wanted.length === 0) return;
    const event = { Records: wanted.map((message) => toRecord(message, queue)) };
    try {
      const outcome = await functions.invoke(mapping.fn, JSON.stringify(event));
      if (!outcome.ok) return;
      const failed = failedItems(
        mapping,
        outcome.payload,
        wanted.map((message) => message.messageId),
      );
      if (failed === undefined) return;
      for (const message of wanted) if (!failed.includes(message.messageId)) messages.remove(message.receipt);
    } catch (error) {
      // An answer that is no JSON: the messages come back after their visibility timeout.
      console.error(error);
    }
  };

  messages.onSend((name) => {
    if (name === queue.name) setImmediate(wake);
  });
  setImmediate(wake);
  return {
    wake,
    finish: () => {
      stopped = true;
      clearTimeout(timer);
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(batches);
    },
  };
}

function isWanted(mapping: Mapping, message: Message): boolean {
  if (mapping.patterns.length === 0) return true;
  const record: JsonObject = { body: asJson(message.body), messageAttributes: parseJson(message.attributes) };
  return mapping.patterns.some((matches) => matches(record));
}

function asJson(body: string): Json {
  try {
    return parseJson(body);
  } catch {
    return body;
  }
}

function toRecord(message: Message, queue: Queue): JsonObject {
  const attributes = Object.entries(JSON.parse(message.attributes) as JsonObject).map(([name, value]) => {
    const {
      StringValue: stringValue = null,
      BinaryValue: binaryValue = null,
      DataType: dataType = 'String',
    } = isObject(value) ? value : {};
    return [name, { stringValue, binaryValue, stringListValues: [], binaryListValues: [], dataType }] as [string, Json];
  });
  return {
    messageId: message.messageId,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: queue.arn.split(':')[3] ?? '',
  };
}
