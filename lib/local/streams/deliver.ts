import { objectAt, type JsonObject } from '../json.ts';
import { failedItems, type Mapping } from '../lambda/mappings.ts';
import { sequenceOf } from './shards.ts';

/** Dependencies of delivering a batch. */
export type DeliveryParts = {
  mapping: Mapping;
  /** Runs the function on these records; its answer as JSON text, or undefined when it failed. */
  invoke: (records: JsonObject[]) => Promise<string | undefined>;
  /** Everything up to this record is settled: delivered or given up. */
  settled: (record: JsonObject) => void;
  /** These records are given up for `condition`. */
  giveUp: (records: JsonObject[], condition: string, invocations: number) => void;
  /** Waits before a retry, on the real clock. Rejects when the local cloud stops. */
  pause: (ms: number) => Promise<void>;
};

const FIRST_PAUSE_MS = 100;
/** Shorter than Lambda's pauses, because somebody waits for it. */
const LONGEST_PAUSE_MS = 250;

/**
 * Delivers a batch as Lambda's stream poller does: in order, retrying what failed until it succeeds, grows too old or was tried too often; from
 * the first record that a partial response names; in halves when the mapping bisects. Resolves when every record is settled.
 */
export async function deliver(parts: DeliveryParts, batch: JsonObject[]): Promise<void> {
  const { mapping } = parts;
  let records = batch;
  for (let failures = 0; records.length > 0;) {
    records = dropTooOld(parts, records, failures);
    if (records.length === 0) return;
    const firstFailed = await attempt(parts, records);
    if (firstFailed > 0) {
      const lastDone = records[firstFailed - 1];
      if (lastDone !== undefined) parts.settled(lastDone);
      records = records.slice(firstFailed);
      failures = 0;
      if (records.length === 0) return;
    }
    failures += 1;
    if (mapping.bisect && records.length > 1) {
      await parts.pause(FIRST_PAUSE_MS);
      const middle = Math.ceil(records.length / 2);
      await deliver(parts, records.slice(0, middle));
      await deliver(parts, records.slice(middle));
      return;
    }
    if (mapping.maximumRetries >= 0 && failures > mapping.maximumRetries) {
      parts.giveUp(records, 'RetryAttemptsExhausted', failures);
      settleLast(parts, records);
      return;
    }
    await parts.pause(Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS));
  }
}

/** Number of records at the start of the batch that are done after one invocation. */
async function attempt(parts: DeliveryParts, records: JsonObject[]): Promise<number> {
  const payload = await parts.invoke(records);
  if (payload === undefined) return 0;
  const sequences = records.map((record) => sequenceOf(record));
  const failed = failedItems(parts.mapping, payload, sequences);
  if (failed === undefined) return 0;
  const first = sequences.findIndex((sequence) => failed.includes(sequence));
  return first === -1 ? records.length : first;
}

/** Gives up what is older than the mapping allows. Ages are on the real clock: a moved one would make all of it old at once. */
function dropTooOld(parts: DeliveryParts, records: JsonObject[], invocations: number): JsonObject[] {
  const limit = parts.mapping.maximumAgeSeconds;
  if (limit < 0) return records;
  const oldest = Date.now() / 1000 - limit;
  const old = records.filter((record) => Number(objectAt(record, 'dynamodb')['ApproximateCreationDateTime']) < oldest);
  if (old.length === 0) return records;
  parts.giveUp(old, 'RecordAgeExceeded', invocations);
  settleLast(parts, old);
  return records.slice(old.length);
}

function settleLast(parts: DeliveryParts, records: JsonObject[]): void {
  const last = records.at(-1);
  if (last !== undefined) parts.settled(last);
}
