import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MovedClock } from '../time/moved-clock.ts';
import type { CallEngine } from '../dynamodb/call.ts';
import type { Table } from '../dynamodb/tables.ts';
import { objectAt, type JsonObject } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Mapping } from '../lambda/mappings.ts';
import type { Checkpoints } from './checkpoints.ts';
import { deliver, type DeliveryParts } from './deliver.ts';
import { giveUpNotice } from './give-up.ts';
import { describeStream, readShard, sequenceOf, type ShardReader } from './shards.ts';

/** Dependencies of a stream's consumer. */
export type StreamParts = {
  call: CallEngine;
  functions: Functions;
  checkpoints: Checkpoints;
  clock: MovedClock;
  /** Sends a message to the queue with this ARN. */
  sendToQueue: (arn: string, body: string) => void;
  /** Sees every record that is read, before filters. */
  onRecord: (record: JsonObject) => void;
};

/** Reads a table's stream for one mapping. */
export type StreamConsumer = {
  /** Reads at once, because something was written. */
  wake: () => void;
  /** Work that is left, or undefined when every record written before the call has been handled. */
  leftToDo: () => string | undefined;
  stop: () => Promise<void>;
};

/** Interval of reading without a wake. Writes through the proxy wake the reader; others may write to an outside engine. */
const LOOK_EVERY_MS = 500;
/** An engine that fails is asked again after this. */
const AFTER_ERROR_MS = 200;
const STREAM_LIMIT = 1000;
/** An engine may end a page at 1 MB. One with fewer records than this has not come to that: nothing follows that was written before it was asked for. */
const SHORT_PAGE = 40;

/** Starts reading a table's stream from where this mapping left off. */
export function consumeStream(mapping: Mapping, table: Table, parts: StreamParts): StreamConsumer {
  const tableName = table.name;
  const partitionKey = table.partitionKeys[''] ?? '';
  const stopping = new AbortController();
  let writes = 1;
  let handled = 0;
  let name = mapping.id;
  let trouble: string | undefined;
  let alarm = Promise.withResolvers<void>();
  const readers = new Map<string, ShardReader>();

  const refresh = async (): Promise<void> => {
    const { arn, shards } = await describeStream(parts.call, tableName);
    // The engine's ARN changes when the table is made anew, and the old positions mean nothing then.
    name = `${mapping.id} ${arn}`;
    for (const shard of shards) {
      if (readers.has(shard)) continue;
      const checkpoint = parts.checkpoints.read(name, shard) ?? (await startingPoint(arn, shard));
      readers.set(shard, readShard(parts.call, arn, shard, checkpoint));
    }
  };
  /** LATEST, at the first start: after the last record there is, kept at once so that a crash loses nothing later. */
  const startingPoint = async (arn: string, shard: string): Promise<string | undefined> => {
    if (mapping.startingPosition !== 'LATEST') return undefined;
    const probe = readShard(parts.call, arn, shard, undefined);
    let end: string | undefined;
    for (;;) {
      const { last } = await probe.next(STREAM_LIMIT);
      if (last === undefined) break;
      end = last;
    }
    parts.checkpoints.save(name, shard, end ?? '0');
    return end ?? '0';
  };

  /** Hands over what was read, in lanes by partition key, and waits for all: a lane that fails holds back only itself, until here. */
  const handle = async (shard: string, records: JsonObject[], last: string): Promise<void> => {
    for (const record of records) parts.onRecord(record);
    const wanted = records.map((record) => asEvent(record)).filter((record) => matches(record));
    const save = (sequence: string): void => parts.checkpoints.save(name, shard, sequence);
    await Promise.all(
      lanesOf(wanted, mapping.lanes, partitionKey).map(async (lane, _index, lanes) => {
        for (let start = 0; start < lane.length; start += mapping.batchSize) {
          const batch = lane.slice(start, start + mapping.batchSize);
          // Several lanes have no common position until all are done.
          await deliver(deliveryOf(shard, lanes.length > 1 ? () => undefined : save), batch);
        }
      }),
    );
    save(last);
  };

  const deliveryOf = (shard: string, save: (sequence: string) => void): DeliveryParts => ({
    mapping,
    invoke: async (batch) => {
      const outcome = await parts.functions.invoke(mapping.fn, JSON.stringify({ Records: batch }));
      trouble = outcome.ok ? undefined : outcome.error.errorMessage;
      return outcome.ok ? outcome.payload : undefined;
    },
    settled: (record) => save(sequenceOf(record)),
    giveUp: (batch, condition, invocations) => {
      const why = { condition, invocations, now: parts.clock.now() };
      if (mapping.onFailure !== undefined)
        parts.sendToQueue(mapping.onFailure, giveUpNotice(mapping, shard, batch, why));
    },
    pause: (ms) => sleep(ms, undefined, { signal: stopping.signal }),
  });

  const matches = (record: JsonObject): boolean =>
    mapping.patterns.length === 0 || mapping.patterns.some((pattern) => pattern(record));

  /** A record as Lambda hands it over: our ARN and region, and its time on the moved clock. */
  const asEvent = (record: JsonObject): JsonObject => {
    const inner = objectAt(record, 'dynamodb');
    const moved = Math.round((parts.clock.now() - Date.now()) / 1000);
    return {
      ...record,
      awsRegion: mapping.sourceArn.split(':')[3] ?? '',
      eventSourceARN: mapping.sourceArn,
      dynamodb: { ...inner, ApproximateCreationDateTime: Number(inner['ApproximateCreationDateTime']) + moved },
    };
  };

  /** Reads every shard once; true when more may follow. */
  const pass = async (): Promise<boolean> => {
    if (readers.size === 0 || [...readers.values()].some((reader) => reader.finished())) await refresh();
    let more = false;
    for (const [shard, reader] of readers) {
      const { records, last, count } = await reader.next(STREAM_LIMIT);
      if (last === undefined) continue;
      more ||= count >= SHORT_PAGE || reader.finished();
      await handle(shard, records, last);
    }
    return more;
  };

  const untilAlarm = async (): Promise<void> => {
    alarm = Promise.withResolvers();
    const timer = setTimeout(alarm.resolve, LOOK_EVERY_MS);
    await alarm.promise;
    clearTimeout(timer);
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const before = writes;
      try {
        if (await pass()) continue;
        handled = before;
        if (writes === before) await untilAlarm();
      } catch (error) {
        if (stopping.signal.aborted) return;
        console.error(`The stream of ${tableName}:`, error);
        readers.clear();
        await sleep(AFTER_ERROR_MS);
      }
    }
  };
  const ended = loop().catch(() => undefined);

  return {
    wake: () => {
      writes += 1;
      alarm.resolve();
    },
    leftToDo: () => {
      if (handled >= writes) return undefined;
      return `${mapping.fn.logicalId} reads the stream${trouble === undefined ? '' : `, and failed: ${trouble}`}`;
    },
    stop: async () => {
      stopping.abort();
      alarm.resolve();
      await ended;
    },
  };
}

/** Parts records among lanes by their partition key, keeping their order; empty lanes are left out. */
function lanesOf(records: JsonObject[], count: number, partitionKey: string): JsonObject[][] {
  const lanes: JsonObject[][] = Array.from({ length: count }, () => []);
  for (const record of records) {
    const partition = objectAt(objectAt(record, 'dynamodb'), 'Keys')[partitionKey] ?? null;
    const hash = createHash('sha1').update(JSON.stringify(partition)).digest().readUInt32BE();
    lanes[hash % count]?.push(record);
  }
  return lanes.filter((lane) => lane.length > 0);
}
