/** Makes the document client that every DynamoDB adapter uses, and reads and writes items by it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DeleteCommandInput,
  type PutCommandInput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';

export type Item = Record<string, unknown>;
export type Key = { pk: string; sk: string };

/** Makes the document client. It leaves out undefined members instead of storing null. */
export function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
}

/** The item of a refused condition as plain values. The document client hands it on unmarshalled or not, by engine and version. */
export function plainItem(item: Item): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      if (value !== null && typeof value === 'object' && 'S' in value) return [name, value.S];
      if (value !== null && typeof value === 'object' && 'N' in value) return [name, Number(value.N)];
      return [name, value];
    }),
  );
}

type Client = DynamoDBDocumentClient;

/** Reads one item as it is now. */
export const getItem = (client: Client, table: string, key: Key): Promise<Item | undefined> =>
  get(client, table, key, true);

/** Reads one item that may be as it was a second ago, at half the price. */
export const getLaggingItem = (client: Client, table: string, key: Key): Promise<Item | undefined> =>
  get(client, table, key, false);

async function get(client: Client, TableName: string, Key: Key, ConsistentRead: boolean) {
  return (await client.send(new GetCommand({ TableName, Key, ConsistentRead }))).Item;
}

/** Writes one item over what was there. */
export const putItem = (client: Client, TableName: string, Item: Item, condition: Partial<PutCommandInput> = {}) =>
  client.send(new PutCommand({ ...condition, TableName, Item }));

/** Changes attributes of one item, which need not exist. */
export const updateItem = (client: Client, TableName: string, Key: Key, update: Partial<UpdateCommandInput>) =>
  client.send(new UpdateCommand({ ...update, TableName, Key }));

/** Deletes one item. */
export const deleteItem = (client: Client, TableName: string, Key: Key, condition: Partial<DeleteCommandInput> = {}) =>
  client.send(new DeleteCommand({ ...condition, TableName, Key }));

/**
 * Reads one item that need only be fresh enough, at half the price: eventually consistent, and consistently when that read does not
 * satisfy. By default any item satisfies, which is right for an item that is written once.
 */
export async function getRecentItem(
  client: Client,
  table: string,
  key: Key,
  satisfies: (item: Item) => boolean = () => true,
): Promise<Item | undefined> {
  const item = await getLaggingItem(client, table, key);
  return item && satisfies(item) ? item : getItem(client, table, key);
}

/** One query of a table or of its index; undefined members do not count. */
export type Query = {
  table: string;
  index?: string;
  /** Condition on the keys, with its values and those of the filter. */
  condition: string;
  values: Item;
  filter?: string | undefined;
  names?: Record<string, string> | undefined;
  limit?: number | undefined;
  /** Key after which a page starts. */
  start?: Item | undefined;
  newestFirst?: boolean;
  consistent?: boolean;
};

/** Reads one page of a query. `last` is the key after which the next page starts, undefined at the end. */
export async function queryPage(client: Client, query: Query) {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: query.table,
      IndexName: query.index,
      KeyConditionExpression: query.condition,
      FilterExpression: query.filter,
      ExpressionAttributeNames: query.names,
      ExpressionAttributeValues: query.values,
      Limit: query.limit,
      ExclusiveStartKey: query.start,
      ScanIndexForward: query.newestFirst ? false : undefined,
      ConsistentRead: query.consistent,
    }),
  );
  return { items: Items as Item[], last: LastEvaluatedKey as Item | undefined };
}

/** Reads all items of a query, page after page. */
export async function queryAll(client: Client, query: Query): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await queryPage(client, { ...query, start });
    items.push(...page.items);
    start = page.last;
  } while (start);
  return items;
}

/** Longest pause before keys that DynamoDB left out are asked for again. */
const batchPauseMs = 25;

/** Reads up to 100 items by key, in the order asked; an absent one is left out. */
export async function batchGet(
  client: Client,
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
    if (left.length > 0) await sleep(Math.random() * batchPauseMs);
  }
  return wanted.map((key) => found.get(`${key.pk}|${key.sk}`)).filter((item) => item !== undefined);
}
