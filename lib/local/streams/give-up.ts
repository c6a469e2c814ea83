import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import type { Mapping } from '../lambda/mappings.ts';
import { sequenceOf } from './shards.ts';

/** Builds Lambda's message to an on-failure destination: the position of the abandoned stream records, not their contents. */
export function giveUpNotice(
  mapping: Mapping,
  shardId: string,
  batch: JsonObject[],
  why: { condition: string; invocations: number; now: number },
): string {
  const sequences = batch.map((record) => sequenceOf(record));
  const time = new Date(why.now).toISOString();
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: mapping.fn.arn,
      condition: why.condition,
      approximateInvokeCount: why.invocations,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: time,
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: sequences[0],
      endSequenceNumber: sequences.at(-1),
      approximateArrivalOfFirstRecord: time,
      approximateArrivalOfLastRecord: time,
      batchSize: batch.length,
      streamArn: mapping.sourceArn,
    },
  });
}
