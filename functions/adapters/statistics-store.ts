/** Monthly counters. A permanent marker per event makes each count exactly once, however often the stream is replayed. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { StatisticsReader, StatisticsStore } from '../domain/ports.ts';
import { storedCounters, type Addition } from '../domain/statistics.ts';
import { queryAll, transact, TransactionRefused, type Item, type TransactItem } from './dynamodb.ts';
import { keys, statisticsPart } from './keys.ts';

export function createStatisticsStore(client: DynamoDBDocumentClient, table: string): StatisticsStore {
  return {
    async count({ complaintId, version }, additions) {
      const marker = { ...keys.counted(complaintId, version) };
      try {
        await transact(client, [
          { Put: { TableName: table, Item: marker, ConditionExpression: 'attribute_not_exists(pk)' } },
          ...additions.map((addition) => addTo(table, addition)),
        ]);
      } catch (error) {
        if (!(error instanceof TransactionRefused)) throw error;
      }
    },
  };
}

function addTo(table: string, { month, agencyId, serviceCode, counters }: Addition): TransactItem {
  const entries = Object.entries(counters);
  return {
    Update: {
      TableName: table,
      Key: keys.statistics(month, agencyId, serviceCode),
      UpdateExpression: `ADD ${entries.map((_, i) => `#c${i} :c${i}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#c${i}`, name])),
      ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:c${i}`, value])),
    },
  };
}

export function createStatisticsReader(client: DynamoDBDocumentClient, table: string): StatisticsReader {
  return {
    async rows(month, agencyId) {
      const { pk, sk } = keys.statistics(month, agencyId, undefined);
      const prefix = sk.slice(0, sk.indexOf('#') + 1);
      const items = await queryAll(client, {
        TableName: table,
        KeyConditionExpression: agencyId === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :agency)',
        ExpressionAttributeValues: { ':pk': pk, ...(agencyId === undefined ? {} : { ':agency': prefix }) },
      });
      return items.map((item) => rowOf(month, item));
    },
  };
}

function rowOf(month: string, { pk: _pk, sk, ...counters }: Item): Addition {
  return { month, ...statisticsPart(String(sk)), counters: storedCounters.parse(counters) };
}
