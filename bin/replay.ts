/**
 * Gives a stream consumer its records again, read from the table: after a fault longer than the stream's 24 hours, or to prove that a second run
 * changes nothing. Routing reads events; notification reads events and the SMS received in the last 30 days, which may be owed a reply.
 * Replaying too much is safe: each consumer keeps idempotency records.
 */
import { DynamoDBClient, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { keys, prefixes } from '../functions/adapters/dynamodb/keys.ts';
import { command } from './support/command.ts';
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

async function replay(target: Target, consumer: Consumer, since: Date): Promise<void> {
  const events = await itemsSince(target, since, filterOf[consumer]);
  const lambda = new LambdaClient(target.client);
  for (let i = 0; i < events.length; i += batchSize) {
    await invoke(lambda, `${target.prefix}-${consumer}`, events.slice(i, i + batchSize));
    console.log(`${Math.min(i + batchSize, events.length)} of ${events.length} events and SMS given to ${consumer}`);
  }
  console.log(events.length === 0 ? `Nothing since ${since.toISOString()}.` : 'Done.');
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

async function invoke(lambda: LambdaClient, FunctionName: string, items: Item[]): Promise<void> {
  const Records = items.map((item, index) => ({
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
  const answer = z
    .object({ batchItemFailures: z.array(z.unknown()).default([]) })
    .safeParse(JSON.parse(Buffer.from(Payload ?? []).toString('utf8') || '{}'));
  if (FunctionError !== undefined || !answer.success || answer.data.batchItemFailures.length > 0) {
    throw new Error(`${FunctionName} failed on this batch: read its log, repair the cause, and replay again`);
  }
}
