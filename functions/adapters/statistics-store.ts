/** Monthly counters. A permanent marker per event makes each count exactly once, however often the stream is replayed. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { StatisticsStore } from '../domain/ports.ts';
import { transact, TransactionRefused } from './dynamodb.ts';
import { keys } from './keys.ts';

export function createStatisticsStore(client: DynamoDBDocumentClient, table: string): StatisticsStore {
  return {
    async count(event, month, counters) {
      const names = Object.keys(counters);
      try {
        await transact(client, [
          {
            Put: {
              TableName: table,
              Item: keys.counted(event.complaintId, event.version),
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
          {
            Update: {
              TableName: table,
              Key: keys.statistics(month, event.agencyId, event.serviceCode),
              UpdateExpression: `ADD ${names.map((_, i) => `#c${i} :c${i}`).join(', ')}`,
              ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#c${i}`, name])),
              ExpressionAttributeValues: Object.fromEntries(
                Object.values(counters).map((value, i) => [`:c${i}`, value]),
              ),
            },
          },
        ]);
      } catch (error) {
        if (!(error instanceof TransactionRefused)) throw error;
      }
    },
  };
}
