/** The complaints table for those who read and change complaints. Access patterns 1 to 5 of docs/access-patterns.md. */
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Change, Complaint } from '../domain/complaint.ts';
import { AlreadyExists, Conflict } from '../domain/errors.ts';
import { priorStates } from '../domain/lifecycle.ts';
import type {
  AccessReader,
  ComplaintReader,
  ComplaintStore,
  History,
  OpenReader,
  Page,
  QueueReader,
  UpdateClaim,
  UpdateReader,
  WakeReader,
} from '../domain/ports.ts';
import { complaintItem, dueIn, queueOf, eventPuts, parseComplaint, parseEvent, parseText } from './complaint-items.ts';
import {
  batchGet,
  getItem,
  getRecentItem,
  queryAll,
  transact,
  TransactionRefused,
  type Item,
  type TransactItem,
} from './dynamodb.ts';
import { keys, prefixes } from './keys.ts';

export function createComplaintReader(client: DynamoDBDocumentClient, table: string): ComplaintReader & AccessReader {
  const partition = (id: string, prefix: string) =>
    queryAll(client, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': id, ':from': prefix, ':to': `${prefix}~` },
      ConsistentRead: true,
    });
  return {
    async get(id, atLeast) {
      const key = keys.complaint(id);
      const recent = (item: Item) => Number(item['version']) >= Number(atLeast);
      const item = await (atLeast === undefined
        ? getItem(client, table, key)
        : getRecentItem(client, table, key, recent));
      return item && parseComplaint(item);
    },
    async history(id) {
      const [events, texts] = await Promise.all([partition(id, prefixes.event), partition(id, prefixes.text)]);
      return { events: events.map(parseEvent), texts: texts.map(parseText) } satisfies History;
    },
    async accesses(id) {
      const items = await partition(id, prefixes.access);
      return items.map(({ complaintId, at, officer, role, reason }) => ({
        complaintId: String(complaintId),
        at: String(at),
        officer: String(officer),
        role: String(role),
        reason: String(reason),
      }));
    },
  };
}

export function createComplaintStore(
  client: DynamoDBDocumentClient,
  table: string,
): ComplaintStore & AccessReader & UpdateReader {
  return {
    ...createComplaintReader(client, table),
    async save(change, once) {
      const claim = once ? [claimPut(table, change, once)] : [];
      try {
        await transact(client, [conditionalPut(table, change), ...claim, ...eventPuts(table, change)]);
      } catch (error) {
        if (!(error instanceof TransactionRefused)) throw error;
        throw once && error.reasons[1]?.code === 'ConditionalCheckFailed'
          ? new AlreadyExists('update_id: already exists')
          : conflictOf(change, error);
      }
    },
    async updateExists(clientId, key, now) {
      const item = await getItem(client, table, keys.update(clientId, key));
      return item !== undefined && Number(item['expiresAt']) >= Math.floor(now.getTime() / 1000);
    },
  };
}

/** Only over the version it was decided on, and only from a state in which the lifecycle table has this action. */
function conditionalPut(table: string, { complaint, event }: Change) {
  const prior = priorStates(event.action);
  return {
    Put: {
      TableName: table,
      Item: complaintItem(complaint),
      ConditionExpression: `#version = :before AND #state IN (${prior.map((_, i) => `:s${i}`).join(', ')})`,
      ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
      ExpressionAttributeValues: {
        ':before': complaint.version - 1,
        ...Object.fromEntries(prior.map((s, i) => [`:s${i}`, s])),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}

/** Clients send an update again for days, not for months. */
const updateSeconds = 90 * 86_400;

/** Expiry stands in the condition: TTL may delete days late, and only sweeps. */
function claimPut(table: string, { complaint }: Change, { clientId, key, now }: UpdateClaim): TransactItem {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    Put: {
      TableName: table,
      Item: { ...keys.update(clientId, key), complaintId: complaint.id, expiresAt: seconds + updateSeconds },
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
      ExpressionAttributeValues: { ':now': seconds },
    },
  };
}

function conflictOf({ complaint }: Change, refused: TransactionRefused): Conflict {
  const now = refused.reasons[0]?.item;
  const current = now ? { status: String(now['state']), version: Number(now['version']) } : undefined;
  return new Conflict(`${complaint.id} was changed by somebody else: read it again`, current);
}

/** A page of complaints by one index: keys from the index, then the complaints themselves, so that the index stays small. */
async function indexPage(
  client: DynamoDBDocumentClient,
  table: string,
  query: { index: string; condition: string; values: Item; limit: number; start?: Item | undefined },
): Promise<{ items: Complaint[]; last: Item | undefined }> {
  const page = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: query.index,
      KeyConditionExpression: query.condition,
      ExpressionAttributeValues: query.values,
      Limit: query.limit,
      ...(query.start ? { ExclusiveStartKey: query.start } : {}),
    }),
  );
  const wanted = (page.Items ?? []).map((item) => keys.complaint(String(item['pk'])));
  return { items: (await batchGet(client, table, wanted)).map(parseComplaint), last: page.LastEvaluatedKey };
}

export function createQueueReader(client: DynamoDBDocumentClient, table: string): QueueReader {
  return {
    async queue(key, limit, from): Promise<Page<Complaint>> {
      const start = from === undefined ? undefined : startKey(from, { queueKey: key, sort: 'queueSort' });
      const { items, last } = await indexPage(client, table, {
        index: 'queue',
        condition: 'queueKey = :key',
        values: { ':key': key },
        limit,
        start,
      });
      // The index lags behind the table: what has left this queue meanwhile may be another agency's by now.
      const still = items.filter((c) => queueOf(c) === key);
      return { items: still, ...(last ? { next: String(last['queueSort']) } : {}) };
    },
  };
}

export function createOpenReader(client: DynamoDBDocumentClient, table: string): OpenReader {
  return {
    async openDues(key, limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'queue',
          KeyConditionExpression: 'queueKey = :key',
          ExpressionAttributeValues: { ':key': key },
          // One more than asked for: a full page alone does not tell whether another complaint follows.
          Limit: limit + 1,
        }),
      );
      const dues = Items.slice(0, limit).map((item) => dueIn(item['queueSort']));
      return { dues, more: Items.length > limit };
    },
  };
}

export function createWakeReader(client: DynamoDBDocumentClient, table: string): WakeReader {
  return {
    async overdueWakes(before, limit, from): Promise<Page<Complaint>> {
      const start = from === undefined ? undefined : startKey(from, { wakeKey: 'wake', sort: 'wakeSort' });
      const { items, last } = await indexPage(client, table, {
        index: 'wake',
        condition: 'wakeKey = :key AND wakeSort < :before',
        values: { ':key': 'wake', ':before': before.toISOString() },
        limit,
        start,
      });
      return { items, ...(last ? { next: String(last['wakeSort']) } : {}) };
    },
  };
}

/** An index position is its sort key, which ends in the complaint's id. */
function startKey(position: string, { sort, ...partition }: { sort: string } & Record<string, string>): Item {
  return { ...keys.complaint(position.slice(position.lastIndexOf('#') + 1)), ...partition, [sort]: position };
}
