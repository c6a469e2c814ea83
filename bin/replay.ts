/**
 * Gives a stream consumer what it reads again, from the table: after a fault longer than the stream remembers, or to prove that nothing
 * changes. Routing reads events; notification reads the SMS that were received, too, of which each may be owed a reply (kept 30 days).
 * Every consumer is exactly-once by its own idempotency records, so replaying too much is safe.
 *
 *   npm run replay -- --consumer routing|notification --since 2026-11-01T00:00:00Z [--stage production] [--local URL]
 */
import { parseArgs } from 'node:util';
import { DynamoDBClient, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { keys, prefixes } from '../functions/adapters/dynamodb/keys.ts';
import { findTarget, type Target } from './support/target.ts';

const usage =
  'npm run replay -- --consumer routing|notification --since INSTANT [--stage dev|production] [--local URL]';
/** Records in one call: as many as the stream itself gives at once. */
const batchSize = 25;

const options = z.object({
  consumer: z.enum(['routing', 'notification']),
  since: z.iso.datetime(),
  stage: z.string(),
  local: z.url().optional(),
});
type Item = Record<string, AttributeValue>;
type Consumer = z.infer<typeof options>['consumer'];

/** Which items each consumer's mapping lets through (lib/constructs/functions), for a scan. */
const filterOf: Record<Consumer, { expression: string; values: Item }> = {
  routing: { expression: 'begins_with(sk, :event)', values: { ':event': { S: prefixes.event } } },
  notification: {
    expression: '(begins_with(sk, :event) OR sk = :inbound)',
    values: { ':event': { S: prefixes.event }, ':inbound': { S: keys.inbound('').sk } },
  },
};

try {
  const { values } = parseArgs({
    options: {
      consumer: { type: 'string' },
      since: { type: 'string' },
      stage: { type: 'string', default: 'dev' },
      local: { type: 'string' },
    },
  });
  const { consumer, since, stage, local } = options.parse(values);
  await replay(await findTarget(stage, local), consumer, new Date(since));
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
}

async function replay(target: Target, consumer: Consumer, since: Date): Promise<void> {
  const events = await itemsSince(target, since, filterOf[consumer]);
  const lambda = new LambdaClient(target.client);
  for (let i = 0; i < events.length; i += batchSize) {
    await invoke(lambda, `tanggap-${target.stage}-${consumer}`, events.slice(i, i + batchSize));
    console.log(`${Math.min(i + batchSize, events.length)} of ${events.length} events and SMS given to ${consumer}`);
  }
  console.log(events.length === 0 ? `Nothing since ${since.toISOString()}.` : 'Done.');
}

/** All of these items since an instant, each complaint's in order. Reads the whole table: a repair, not a habit. */
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
    throw new Error(`${FunctionName} failed on this batch: see its log, mend the cause, and replay again`);
  }
}
