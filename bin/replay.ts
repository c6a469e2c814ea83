/**
 * Gives a stream consumer its records again, read from the table: after a fault longer than the stream's 24 hours, or to prove that a second run
 * changes nothing. Routing reads events; notification reads events and the SMS received in the last 30 days, which may be owed a reply.
 * Replaying too much is safe: each consumer keeps idempotency records. It goes on past what fails or cannot be read, and lists that at the end.
 */
import { DynamoDBClient, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { keys, prefixes } from '../functions/adapters/dynamodb/keys.ts';
import { parseJson } from '../functions/domain/kernel/parse-json.ts';
import { command } from './support/command.ts';
import { giveRecords, type Answer } from './support/give-records.ts';
import { findTarget, targetOptions, type Target } from './support/target.ts';

/** Records in one call: the batch size of the stream mappings. */
const batchSize = 25;

const options = z.object({
  consumer: z.enum(['routing', 'notification']).describe('stream consumer that gets them'),
  since: z.iso.datetime().meta({ value: 'INSTANT', description: 'first instant, such as 2026-11-01T00:00:00Z' }),
  ...targetOptions,
});
type Item = Record<string, AttributeValue>;
type Consumer = z.infer<typeof options>['consumer'];

/** The items that each consumer's stream mapping lets through (lib/functions), as a scan's filter. */
const filterOf: Record<Consumer, { expression: string; values: Item }> = {
  routing: { expression: 'begins_with(sk, :event)', values: { ':event': { S: prefixes.event } } },
  notification: {
    expression: '(begins_with(sk, :event) OR sk = :inbound)',
    values: { ':event': { S: prefixes.event }, ':inbound': { S: keys.inbound('').sk } },
  },
};

export default command(import.meta, {
  script: 'replay',
  about: 'Gives a stream consumer its records again, read from the table. Reads the whole table.',
  options,
  run: async ({ consumer, since, ...place }) => replay(await findTarget(place), consumer, new Date(since)),
});

/** Returns 1 when something is left. Throws, and says where to go on, when the consumer cannot be reached. */
async function replay(target: Target, consumer: Consumer, since: Date): Promise<number> {
  const records = (await itemsSince(target, since, filterOf[consumer])).map((item) => ({
    key: `${item['pk']?.S} ${item['sk']?.S}`,
    at: item['at']?.S ?? '',
    item,
  }));
  const lambda = new LambdaClient(target.client);
  let reached = since.toISOString();
  const left = await giveRecords(
    records,
    batchSize,
    (batch) => invoke(lambda, `tanggap-${target.slug}-${consumer}`, batch),
    (last, count) => {
      reached = last.at;
      console.log(`${count} of ${records.length} events and SMS given to ${consumer}, up to ${reached}`);
    },
  ).catch((error: unknown) => {
    throw new Error(`stopped; go on with --since ${reached}`, { cause: error });
  });
  for (const key of left.unreadable) console.log(`cannot be read: ${key}`);
  for (const key of left.failed) console.log(`failed twice: ${key}`);
  const count = left.unreadable.length + left.failed.length;
  if (count > 0) console.log(`${count} left: read the log of ${consumer}, repair the cause, and replay again.`);
  else console.log(records.length === 0 ? `Nothing since ${reached}.` : 'Done.');
  return count === 0 ? 0 : 1;
}

/** Reads the whole table for the items since an instant; each complaint's are in order. */
async function itemsSince(
  { outputs, client }: Target,
  since: Date,
  { expression, values }: (typeof filterOf)[Consumer],
): Promise<Item[]> {
  const dynamodb = new DynamoDBClient(client);
  const found: Item[] = [];
  let start: Item | undefined;
  let read = 0;
  do {
    const page = await dynamodb.send(
      new ScanCommand({
        TableName: outputs.ComplaintsTable,
        FilterExpression: `${expression} AND #at >= :since`,
        ExpressionAttributeNames: { '#at': 'at' },
        ExpressionAttributeValues: { ...values, ':since': { S: since.toISOString() } },
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    found.push(...(page.Items ?? []));
    read += page.ScannedCount ?? 0;
    console.log(`${read} items read, ${found.length} found`);
    start = page.LastEvaluatedKey;
  } while (start);
  const text = (item: Item, name: string): string => item[name]?.S ?? '';
  return found.sort((a, b) => text(a, 'at').localeCompare(text(b, 'at')) || text(a, 'sk').localeCompare(text(b, 'sk')));
}

async function invoke(
  lambda: LambdaClient,
  FunctionName: string,
  batch: readonly { key: string; item: Item }[],
): Promise<Answer> {
  const Records = batch.map(({ item }, index) => ({
    eventID: String(index),
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: { pk: item['pk'], sk: item['sk'] },
      NewImage: item,
      SequenceNumber: String(index),
      StreamViewType: 'NEW_IMAGE',
    },
  }));
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ Records })) }),
  );
  const answer = answerSchema.safeParse(parseJson(Buffer.from(Payload ?? []).toString('utf8')));
  if (FunctionError !== undefined || !answer.success) return { unreadable: [], crashed: true };
  const { batchItemFailures, unreadable } = answer.data;
  const [first] = batchItemFailures;
  return { failedAt: first && Number(first.itemIdentifier), unreadable, crashed: false };
}

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })),
  unreadable: z.array(z.string()).default([]),
});
