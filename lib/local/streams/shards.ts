import { AwsError } from '../aws-error.ts';
import { isDeepStrictEqual } from 'node:util';
import { type CallEngine } from '../dynamodb/call.ts';
import { objectAt, objectsAt, stringAt, type JsonObject } from '../json.ts';

/** One shard's records after a position, page by page. */
export type ShardReader = {
  id: string;
  /** The next records, oldest first, without those that changed nothing; the position after them, or undefined at the end; how many were read. */
  next: (limit: number) => Promise<{ records: JsonObject[]; last: string | undefined; count: number }>;
  /** True once a closed shard has been read to its end. */
  finished: () => boolean;
};

/** The stream's ARN in the engine, and its shards. */
export async function describeStream(call: CallEngine, tableName: string): Promise<{ arn: string; shards: string[] }> {
  const { LatestStreamArn: arn } = objectAt(await call('DescribeTable', { TableName: tableName }), 'Table');
  if (typeof arn !== 'string') throw new Error(`The table ${tableName} has no stream.`);
  const description = objectAt(await call('DescribeStream', { StreamArn: arn }), 'StreamDescription');
  return { arn, shards: objectsAt(description, 'Shards').map((shard) => stringAt(shard, 'ShardId') ?? '') };
}

/**
 * Reads a shard from after `checkpoint`, or from its start.
 *
 * Two faults of dynoxide are made good here: a sequence number it does not know replays from the start, so what is not later than the position
 * is dropped; and an update that changes nothing writes a record, which AWS does not (it can only be told where the stream carries both images).
 */
export function readShard(
  call: CallEngine,
  streamArn: string,
  id: string,
  checkpoint: string | undefined,
): ShardReader {
  let position = checkpoint;
  let iterator: string | undefined;
  let finished = false;

  const start = async (): Promise<string> => {
    const from =
      position === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position };
    const answer = await call('GetShardIterator', { StreamArn: streamArn, ShardId: id, ...from });
    return stringAt(answer, 'ShardIterator') ?? '';
  };
  const page = async (limit: number): Promise<JsonObject> => {
    iterator ??= await start();
    try {
      return await call('GetRecords', { ShardIterator: iterator, Limit: limit });
    } catch (error) {
      // An iterator lives for 15 minutes on some engines; the position outlives it.
      iterator = undefined;
      if (error instanceof AwsError && error.name === 'ExpiredIteratorException')
        return { Records: [], NextShardIterator: await start() };
      throw error;
    }
  };

  return {
    id,
    finished: () => finished,
    next: async (limit) => {
      if (finished) return { records: [], last: undefined, count: 0 };
      const answer = await page(limit);
      iterator = stringAt(answer, 'NextShardIterator');
      finished = iterator === undefined;
      const seen = position;
      const read = objectsAt(answer, 'Records').filter(
        (record) => seen === undefined || BigInt(sequenceOf(record)) > BigInt(seen),
      );
      const last = read.at(-1);
      if (last !== undefined) position = sequenceOf(last);
      return { records: read.filter((record) => !isNoOp(record)), last: last && sequenceOf(last), count: read.length };
    },
  };
}

/** A record's place in its shard. */
export function sequenceOf(record: JsonObject): string {
  return stringAt(objectAt(record, 'dynamodb'), 'SequenceNumber') ?? '0';
}

function isNoOp(record: JsonObject): boolean {
  const { OldImage: before, NewImage: after } = objectAt(record, 'dynamodb');
  return record['eventName'] === 'MODIFY' && before !== undefined && isDeepStrictEqual(before, after);
}
