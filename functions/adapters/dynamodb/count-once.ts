/**
 * Adds to a row of counters exactly once per event, with one write instead of a transaction's four (docs/adr/012). The row names each
 * counted event in `recent` until it holds too many. Then the oldest are settled: each gets a permanent idempotency record in its
 * complaint's partition, and `settled` holds the instant up to which events are settled. An event is counted if and only if the row names
 * it or its record exists. An event later than `settled` can have no record yet; for any other the record is read.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { absent, written } from './conditions.ts';
import { getItem, putItem, updateItem, type Key } from './dynamodb.ts';
import { keys } from './keys.ts';
import { transact } from './transact.ts';

/** A counted event, named by its complaint, version and instant. */
export type CountedEvent = { complaintId: string; version: number; at: string };

/** Most names in a row. At 24 bytes each, they and the counters of a usual row stay well under 1 kB (one write unit). */
const mostRecent = 12;
/** Names left after settling, so that events of the last moments still find the row open. */
const leftOpen = 3;

/** Twenty tries with jitter outlast every crowd at one row that the few shards of a stream can make. */
const tries = 20;
const pauseMs = 10;

/** Writes milliseconds since 1970 in base 36: eight characters until the year 2059, so that they sort as text. */
const instantOf = (at: string): string => Date.parse(at).toString(36).padStart(8, '0');
const nameOf = ({ complaintId, version, at }: CountedEvent): string => `${instantOf(at)}#${complaintId}#${version}`;
const instantIn = (name: string): string => name.slice(0, name.indexOf('#'));

type Counters = Readonly<Record<string, number | undefined>>;
type Row = { client: DynamoDBDocumentClient; table: string; key: Key };

export async function countOnce(row: Row, event: CountedEvent, counters: Counters): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    if (await addAsRecent(row, event, counters)) return;
    const { recent, settled } = await bookOf(row);
    if (recent.includes(nameOf(event))) return;
    if (settled !== undefined && settled >= instantOf(event.at)) return addByRecord(row, event, counters);
    if (recent.length >= mostRecent) await settle(row, recent, settled);
    else await sleep(Math.random() * pauseMs * attempt);
  }
  throw new Error(`${event.complaintId} version ${event.version} could not be counted in ${tries} tries`);
}

/** Adds the event to the row. False when the row names the event, has settled its time, or is full. */
function addAsRecent({ client, table, key }: Row, event: CountedEvent, counters: Counters) {
  const { update, names, values } = additionOf(counters);
  return written(
    updateItem(client, table, key, {
      UpdateExpression: `${update}, recent :names`,
      ConditionExpression:
        '(attribute_not_exists(settled) OR settled < :at) AND (attribute_not_exists(recent) OR (NOT contains(recent, :name) AND size(recent) < :most))',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: {
        ...values,
        ':name': nameOf(event),
        ':names': new Set([nameOf(event)]),
        ':at': instantOf(event.at),
        ':most': mostRecent,
      },
    }),
  );
}

async function bookOf({ client, table, key }: Row): Promise<{ recent: string[]; settled: string | undefined }> {
  const item = await getItem(client, table, key);
  const { recent, settled } = item ?? {};
  return {
    recent: recent instanceof Set ? [...recent].map(String).toSorted() : [],
    settled: typeof settled === 'string' ? settled : undefined,
  };
}

/** Counts an event of a settled time, a replay or a late one, unless the row still names it. */
async function addByRecord({ client, table, key }: Row, event: CountedEvent, counters: Counters) {
  const { update, names, values } = additionOf(counters);
  // Refused when the record or the row says that the event is counted: then nothing is left to do.
  await transact(client, {
    record: { Put: { TableName: table, Item: recordOf(nameOf(event), key), ...absent } },
    row: {
      Update: {
        TableName: table,
        Key: key,
        UpdateExpression: update,
        ConditionExpression: 'attribute_not_exists(recent) OR NOT contains(recent, :name)',
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: { ...values, ':name': nameOf(event) },
      },
    },
  });
}

/**
 * Settles the oldest names: first their records, then the row, so that a crash in between leaves both true. `settled` never goes back, and
 * an event at or before it cannot be added as recent, so a removed name never returns.
 */
async function settle({ client, table, key }: Row, recent: readonly string[], settled: string | undefined) {
  const newest = instantIn(recent[recent.length - leftOpen - 1]!);
  const until = settled !== undefined && settled > newest ? settled : newest;
  const old = recent.filter((name) => instantIn(name) <= until);
  await Promise.all(old.map((name) => putItem(client, table, recordOf(name, key))));
  // Refused when another run has settled more, and then nothing is left to do.
  await written(
    updateItem(client, table, key, {
      UpdateExpression: 'SET settled = :until DELETE recent :old',
      ConditionExpression: 'attribute_not_exists(settled) OR settled <= :until',
      ExpressionAttributeValues: { ':until': until, ':old': new Set(old) },
    }),
  );
}

function recordOf(name: string, row: Key) {
  const [, complaintId = '', version = ''] = name.split('#');
  return keys.counted(complaintId, Number(version), row);
}

function additionOf(counters: Counters) {
  const entries = Object.entries(counters);
  return {
    update: `ADD ${entries.map((_, i) => `#c${i} :c${i}`).join(', ')}`,
    names: Object.fromEntries(entries.map(([name], i) => [`#c${i}`, name])),
    values: Object.fromEntries(entries.map(([, value], i) => [`:c${i}`, value])),
  };
}
