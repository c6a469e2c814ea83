/** What every DynamoDB adapter shares: the document client, retries of transaction conflicts, and reading in batches. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type QueryCommandInput,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

export type Item = Record<string, unknown>;
export type Key = { pk: string; sk: string };
export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Absent members stay absent: undefined is never stored as null. */
export function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
}

/** Six tries with full jitter, 25 ms doubling: at most about 1.5 s, well inside an HTTP function's 10 s. */
const conflictTries = 6;
const conflictBaseMs = 25;

/** Why each item of a cancelled transaction failed, in the order sent. */
export type CancelReason = { code: string; item: Item | undefined };

/** A transaction refused by a condition. Anything else that DynamoDB throws is passed on. */
export class TransactionRefused extends Error {
  override readonly name = 'TransactionRefused';
  readonly reasons: readonly CancelReason[];
  constructor(reasons: readonly CancelReason[]) {
    super(`transaction refused: ${reasons.map((r) => r.code).join(', ')}`);
    this.reasons = reasons;
  }
}

/** Writes all items or none. Retries conflicts with other transactions; throws TransactionRefused when a condition failed. */
export async function transact(client: DynamoDBDocumentClient, items: TransactItem[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = (error.CancellationReasons ?? []).map((r) => ({
        code: r.Code ?? 'None',
        item: r.Item === undefined ? undefined : plainItem(r.Item),
      }));
      if (reasons.some((r) => r.code === 'ConditionalCheckFailed')) throw new TransactionRefused(reasons);
      const passing = reasons.every((r) => ['None', 'TransactionConflict', 'ThrottlingError'].includes(r.code));
      if (!passing || attempt === conflictTries) throw error;
      await sleep(Math.random() * conflictBaseMs * 2 ** attempt);
    }
  }
}

/** Items of refused conditions come through the document client unmarshalled or not, by engine and version: take both. */
export function plainItem(item: Item): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      if (value !== null && typeof value === 'object' && 'S' in value) return [name, value.S];
      if (value !== null && typeof value === 'object' && 'N' in value) return [name, Number(value.N)];
      return [name, value];
    }),
  );
}

/** One item as it is now. */
export async function getItem(client: DynamoDBDocumentClient, table: string, key: Key): Promise<Item | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
  return Item;
}

/**
 * One item that need only be fresh enough, at half the price: an eventually consistent read, and one as it is now when that does not
 * satisfy. An item that is written once satisfies as soon as it is seen, which is the default.
 */
export async function getRecentItem(
  client: DynamoDBDocumentClient,
  table: string,
  key: Key,
  satisfies: (item: Item) => boolean = () => true,
): Promise<Item | undefined> {
  const { Item } = await client.send(new GetCommand({ TableName: table, Key: key }));
  return Item && satisfies(Item) ? Item : getItem(client, table, key);
}

/** All items of a query, page after page. */
export async function queryAll(client: DynamoDBDocumentClient, query: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...query, ...(start ? { ExclusiveStartKey: start } : {}) }));
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/** Reads up to 100 items by key, in the order asked; an absent one is left out. */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  wanted: readonly Key[],
  { consistent = false } = {},
): Promise<Item[]> {
  const found = new Map<string, Item>();
  let left: Key[] = [...wanted];
  while (left.length > 0) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: left, ConsistentRead: consistent } } }),
    );
    for (const item of Responses?.[table] ?? []) found.set(`${item['pk']}|${item['sk']}`, item);
    left = (UnprocessedKeys?.[table]?.Keys ?? []) as Key[];
    if (left.length > 0) await sleep(Math.random() * conflictBaseMs);
  }
  return wanted.map((key) => found.get(`${key.pk}|${key.sk}`)).filter((item) => item !== undefined);
}
