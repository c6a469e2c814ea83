import type { Table } from './dynamodb/tables.ts';
import type { Ground, Services } from './services.ts';
import { consumeQueue, type QueueConsumer } from './services/queue-consumer.ts';
import { openCheckpoints } from './streams/checkpoints.ts';
import { consumeStream, type StreamConsumer } from './streams/consumer.ts';
import { lastPart } from './template/template.ts';

/** Consumers of streams and queues, which hand records to functions. */
export type Consumers = {
  /** A table was written to. */
  wakeStreams: () => void;
  /** Stops taking new records. */
  finish: () => void;
  stop: () => Promise<void>;
};

/** Starts a consumer for each event source mapping of the template. Throws for a source that is neither table nor queue. */
export function startConsumers(ground: Ground, services: Services, tables: Table[]): Consumers {
  const { state, clock, activity, timeline, terminal, engine } = ground;
  const { functions, queues, messages, mappings } = services;
  const checkpoints = openCheckpoints(state);
  const streams: StreamConsumer[] = [];
  const readers: QueueConsumer[] = [];
  for (const mapping of mappings) {
    const table = tables.find((one) => one.streamArn === mapping.sourceArn);
    const queue = queues.get(lastPart(mapping.sourceArn));
    if (table !== undefined) {
      const parts = {
        call: engine.call,
        functions,
        checkpoints,
        clock,
        sendToQueue: services.sendToQueue,
        onRecord: terminal.record,
      };
      const consumer = consumeStream(mapping, table, parts);
      activity.ask(consumer.leftToDo);
      streams.push(consumer);
    } else if (queue !== undefined) {
      const reader = consumeQueue(mapping, queue, messages, functions, clock);
      readers.push(reader);
      activity.ask(() => (messages.hasReady(queue) ? `messages in ${queue.name}` : undefined));
      timeline.add({ nextDue: () => messages.next(queue).delayed, runDue: reader.wake });
    } else {
      throw new Error(`${mapping.id} reads ${mapping.sourceArn}, which is no stream and no queue of the template.`);
    }
  }
  return {
    wakeStreams: () => {
      for (const consumer of streams) consumer.wake();
    },
    finish: () => {
      for (const reader of readers) reader.finish();
    },
    stop: async () => {
      await Promise.all([...streams, ...readers].map((one) => one.stop()));
    },
  };
}
