/** A recorded state: the items of the three tables, the clock, what waits in the queues, and the inputs of sleeping timers; one JSON line each. */
import { BatchWriteCommand, ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { TestEngine } from '../../bin/support/engine.ts';
import type { Release, World } from './release.ts';

export type Item = Record<string, unknown>;
export type TableName = keyof World['tables'];
export type State = {
  at: string;
  items: { table: TableName; item: Item }[];
  queued: Release['queued'];
  timers: object[];
};

const kinds = ['complaints', 'identities', 'directory'] as const;

/** Items are written in DynamoDB's own JSON, bytes as base64. */
export const linesOf = ({ at, items, queued, timers }: State): string =>
  [
    { at },
    ...items.map(({ table, item }) => ({ table, item: marshall(item, { removeUndefinedValues: true }) })),
    ...timers.map((timer) => ({ timer })),
    { queued },
  ]
    .map((line) => JSON.stringify(line, (name, value: unknown) => (name === 'B' ? base64Of(value as Bytes) : value)))
    .join('\n') + '\n';

/** A replacer gets buffers as what their toJSON made of them. */
type Bytes = Uint8Array | { data: number[] };
const base64Of = (bytes: Bytes): string => Buffer.from('data' in bytes ? bytes.data : bytes).toString('base64');

type Line = {
  at?: string;
  timer?: object;
  queued?: State['queued'];
  table?: string;
  item?: Record<string, AttributeValue>;
};

/** Reads lines. The names of tables need only begin like ours, or hold them as a deployment's do. */
export function stateOf(lines: string): State {
  const read = lines
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line, (name, value) =>
          name === 'B' ? new Uint8Array(Buffer.from(value, 'base64')) : value,
        ) as Line,
    );
  const items = read.flatMap(({ table, item }) => {
    const kind = kinds.find((one) => table?.toLowerCase().includes(one));
    return kind && item ? [{ table: kind, item: unmarshall(item) }] : [];
  });
  return {
    at: read.find(({ at }) => at !== undefined)?.at ?? '',
    items,
    queued: read.find(({ queued }) => queued)?.queued ?? { messages: [], webhooks: [] },
    timers: read.flatMap(({ timer }) => timer ?? []),
  };
}

export async function itemsOf(client: DynamoDBDocumentClient, table: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}

/** Everything that a release has written, in a stable order. */
export async function recordedState({ client, tables, clock }: World, { queued, timers }: Release): Promise<State> {
  const all = await Promise.all(
    kinds.map(async (table) => (await itemsOf(client, tables[table])).map((item) => ({ table, item }))),
  );
  const name = ({ table, item }: State['items'][number]) => `${table} ${String(item['pk'])} ${String(item['sk'])}`;
  const items = all.flat().sort((a, b) => (name(a) < name(b) ? -1 : 1));
  return { at: clock.now().toISOString(), items, queued, timers: [...timers.running.values()] };
}

/** Puts a state's items into tables. Pass the tables that exist already. */
export async function loadState(
  engine: TestEngine,
  state: State,
  known: Partial<World['tables']> = {},
): Promise<World['tables']> {
  const made = await Promise.all(
    kinds.map(async (kind) => [kind, known[kind] ?? (await engine.newTable(kind))] as const),
  );
  const tables = Object.fromEntries(made) as World['tables'];
  for (const kind of kinds) {
    if (known[kind]) continue;
    const items = state.items.filter(({ table }) => table === kind).map(({ item }) => item);
    for (let i = 0; i < items.length; i += 25)
      await engine.client.send(
        new BatchWriteCommand({
          RequestItems: { [tables[kind]]: items.slice(i, i + 25).map((Item) => ({ PutRequest: { Item } })) },
        }),
      );
  }
  return tables;
}

/** What the stream brings of a state, in the order of time. */
export function streamOf(items: State['items']) {
  const streamed = items.flatMap(({ table, item }) =>
    table === 'complaints' && /^(event#|inbound$)/.test(String(item['sk'])) ? [item] : [],
  );
  const name = (item: Item) => `${String(item['at'])} ${String(item['sk'])}`;
  return streamed
    .sort((a, b) => (name(a) < name(b) ? -1 : 1))
    .map((item) => marshall(item, { removeUndefinedValues: true }));
}
