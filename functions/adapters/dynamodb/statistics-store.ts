/** Stores and reads monthly counters. Each event counts exactly once, however often the stream is replayed. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { StatisticsReader, StatisticsStore } from '../../domain/statistics/ports.ts';
import { knownPart } from '../../domain/kernel/unknown-members.ts';
import { storedCounters, type Addition } from '../../domain/statistics/statistics.ts';
import { countOnce } from './count-once.ts';
import { queryAll, type Item } from './dynamodb.ts';
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
  return {
    async rows(month, agencyId) {
      const { pk, sk } = keys.statistics(month, agencyId, undefined);
      const prefix = sk.slice(0, sk.indexOf('#') + 1);
      const items = await queryAll(client, {
        table,
        condition: agencyId === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :agency)',
        values: { ':pk': pk, ...(agencyId === undefined ? {} : { ':agency': prefix }) },
      });
      return readItems(table, items, (item) => rowOf(month, item));
    },
  };
}

function rowOf(month: string, { pk: _pk, sk, recent: _recent, settled: _settled, ...counters }: Item): Addition {
  return { month, ...statisticsPart(String(sk)), counters: knownPart(storedCounters, storedCounters.parse(counters)) };
}
