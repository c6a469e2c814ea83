/** Reads pages of complaints from an index of the complaints table, or from a partition that lists them. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Complaint } from '../../../domain/complaint/complaint.ts';
import type { ContributionReader, QueueReader, WakeReader } from '../../../domain/complaint/ports.ts';
import type { OpenReader } from '../../../domain/statistics/ports.ts';
import type { Page } from '../../../domain/kernel/ports.ts';
import { dueIn, parseComplaint, queueOf } from './complaint-items.ts';
import { batchGet, queryPage, type Item, type Query } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader, readable } from '../read-items.ts';

/** Reads a page of complaints: keys from the index, then the complaints from the table, so that the index stays small. */
async function indexPage(
  client: DynamoDBDocumentClient,
  query: Query,
): Promise<Omit<Page<Complaint>, 'next'> & { last: Item | undefined }> {
  const { items, last } = await queryPage(client, query);
  const wanted = items.map((item) => keys.complaint(String(item['pk'])));
  const found = await batchGet(client, query.table, wanted);
  return { ...readable(found, itemReader(query.table, parseComplaint)), last };
}

/** Access patterns 7, 7a of docs/access-patterns.md. */
export function createQueueReader(client: DynamoDBDocumentClient, table: string): QueueReader {
  return {
    async queue(key, limit, from): Promise<Page<Complaint>> {
      const start = from === undefined ? undefined : startKey(from, { queueKey: key, sort: 'queueSort' });
      const { items, last, ...page } = await indexPage(client, {
        table,
        index: 'queue',
        condition: 'queueKey = :key',
        values: { ':key': key },
        limit,
        start,
      });
      // The index lags behind the table: a complaint that has left this queue may be another agency's by now.
      const still = items.filter((c) => queueOf(c) === key);
      return { items: still, ...page, ...(last ? { next: String(last['queueSort']) } : {}) };
    },
    async overdue(queues, by, limit, from) {
      // `~` sorts behind the `#` that ends the instant.
      const last = `${by.toISOString()}~`;
      if (from !== undefined && from > last) return { items: [] };
      const due = async (queue: string): Promise<string[]> => {
        const { items } = await queryPage(client, {
          table,
          index: 'queue',
          condition: 'queueKey = :key AND queueSort BETWEEN :from AND :last',
          values: { ':key': queue, ':from': from ?? '0', ':last': last },
          // Two more: the position it starts from, which was shown already, and one that tells whether more follow.
          limit: limit + 2,
        });
        return items.map((item) => String(item['queueSort']));
      };
      const all = (await Promise.all(queues.map(due))).flat().filter((position) => position !== from);
      const page = all.toSorted().slice(0, limit);
      const found = await batchGet(
        client,
        table,
        page.map((position) => keys.complaint(idIn(position))),
      );
      const wanted = new Set(queues);
      const { items, ...rest } = readable(found, itemReader(table, parseComplaint));
      return {
        items: items.filter((c) => wanted.has(queueOf(c) ?? '')),
        ...rest,
        ...(all.length > limit ? { next: String(page.at(-1)) } : {}),
      };
    },
  };
}

/** Access pattern 11b of docs/access-patterns.md. */
export function createOpenReader(client: DynamoDBDocumentClient, table: string): OpenReader {
  return {
    async openDues(key, limit) {
      const values = { ':key': key };
      // One more than asked for, because a full page does not tell whether another complaint follows.
      const query = { table, index: 'queue', condition: 'queueKey = :key', values, limit: limit + 1 };
      const { items } = await queryPage(client, query);
      const dues = items.slice(0, limit).map((item) => dueIn(item['queueSort']));
      return { dues, more: items.length > limit };
    },
  };
}

/** Access pattern 4b of docs/access-patterns.md. */
export function createContributionReader(client: DynamoDBDocumentClient, table: string): ContributionReader {
  return {
    async contributions(agencyId, limit, from): Promise<Page<Complaint>> {
      const page = await queryPage(client, {
        table,
        condition: 'pk = :pk',
        values: { ':pk': keys.contribution(agencyId, '').pk },
        limit,
        start: from === undefined ? undefined : keys.contribution(agencyId, from),
      });
      const wanted = page.items.map((item) => keys.complaint(String(item['sk'])));
      const found = await batchGet(client, table, wanted);
      const { items, ...rest } = readable(found, itemReader(table, parseComplaint));
      const still = items.filter((c) => c.contributing?.includes(agencyId));
      return { items: still, ...rest, ...(page.last ? { next: String(page.last['sk']) } : {}) };
    },
  };
}

/** Access patterns 4c, 8 of docs/access-patterns.md. */
export function createWakeReader(client: DynamoDBDocumentClient, table: string): WakeReader {
  return {
    async overdueWakes(before, limit, from): Promise<Page<Complaint>> {
      const start = from === undefined ? undefined : startKey(from, { wakeKey: 'wake', sort: 'wakeSort' });
      const { last, ...page } = await indexPage(client, {
        table,
        index: 'wake',
        condition: 'wakeKey = :key AND wakeSort < :before',
        values: { ':key': 'wake', ':before': before.toISOString() },
        limit,
        start,
      });
      return { ...page, ...(last ? { next: String(last['wakeSort']) } : {}) };
    },
  };
}

/** Returns the start key of a position, which is the index's sort key and ends in the complaint's id. */
function startKey(position: string, { sort, ...partition }: { sort: string } & Record<string, string>): Item {
  return { ...keys.complaint(idIn(position)), ...partition, [sort]: position };
}

const idIn = (position: string): string => position.slice(position.lastIndexOf('#') + 1);
