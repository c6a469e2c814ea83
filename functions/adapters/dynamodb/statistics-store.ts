/** Stores and reads monthly counters. Each event counts exactly once, however often the stream is replayed. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { storedObject } from '../../domain/kernel/stored.ts';
import { noneOpen, openByDueCounts } from '../../domain/statistics/open-by-due.ts';
import type { FigureBoard, StatisticsReader, StatisticsStore } from '../../domain/statistics/ports.ts';
import { knownPart } from '../../domain/kernel/unknown-members.ts';
import { storedCounters, type Addition } from '../../domain/statistics/statistics.ts';
import { countOnce } from './count-once.ts';
import { getItem, putItem, queryAll, type Item } from './dynamodb.ts';
import { keys, statisticsPart } from './keys.ts';
import { readItems } from './read-items.ts';

/** Access pattern 11 of docs/access-patterns.md. */
export function createStatisticsStore(client: DynamoDBDocumentClient, table: string): StatisticsStore {
  return {
    async count(event, additions) {
      for (const { month, agencyId, serviceCode, counters } of additions) {
        await countOnce({ client, table, key: keys.statistics(month, agencyId, serviceCode) }, event, counters);
      }
    },
  };
}

/** Access pattern 11a of docs/access-patterns.md. */
export function createStatisticsReader(client: DynamoDBDocumentClient, table: string): StatisticsReader {
  return { rows: rowReader(client, table, keys.statistics) };
}

const shownItem = storedObject({ asOf: z.string(), open: z.record(z.string(), z.record(z.string(), z.int())) });

/** Access pattern 11f of docs/access-patterns.md. */
export function createFigureBoard(client: DynamoDBDocumentClient, table: string): FigureBoard {
  return {
    rows: rowReader(client, table, keys.shown),
    async shown() {
      const item = await getItem(client, table, keys.shownAsOf);
      if (!item) return undefined;
      const { asOf, open } = shownItem.parse(item);
      // Another release may know other ages.
      const ages = (counts: Record<string, number>) => openByDueCounts.parse({ ...noneOpen, ...counts });
      return { asOf, open: Object.fromEntries(Object.entries(open).map(([queue, counts]) => [queue, ages(counts)])) };
    },
    async show({ month, agencyId, serviceCode, counters }) {
      await putItem(client, table, { ...keys.shown(month, agencyId, serviceCode), ...counters });
    },
    async finish(shown) {
      await putItem(client, table, { ...keys.shownAsOf, ...shown });
    },
  };
}

function rowReader(client: DynamoDBDocumentClient, table: string, keyOf: typeof keys.shown): StatisticsReader['rows'] {
  return async (month, agencyId) => {
    const { pk, sk } = keyOf(month, agencyId, undefined);
    const prefix = sk.slice(0, sk.indexOf('#') + 1);
    const items = await queryAll(client, {
      table,
      condition: agencyId === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :agency)',
      values: { ':pk': pk, ...(agencyId === undefined ? {} : { ':agency': prefix }) },
    });
    return readItems(table, items, (item) => rowOf(month, item));
  };
}

function rowOf(month: string, { pk: _pk, sk, recent: _recent, settled: _settled, ...counters }: Item): Addition {
  return { month, ...statisticsPart(String(sk)), counters: knownPart(storedCounters, storedCounters.parse(counters)) };
}
