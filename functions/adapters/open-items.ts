/** Queues of open complaints by the index alone, whose keys hold id and due: for who may know that work is open, but not what it is. */
import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OpenItems } from '../domain/ports.ts';
import { noDue } from './complaint-items.ts';
import type { Item } from './dynamodb.ts';

export function createOpenItems(client: DynamoDBDocumentClient, table: string): OpenItems {
  return {
    async openIn(queue, limit) {
      const found: Item[] = [];
      let from: Item | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: 'queue',
            KeyConditionExpression: 'queueKey = :queue',
            ExpressionAttributeValues: { ':queue': queue },
            ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          }),
        );
        found.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey;
      } while (from);
      const first = found.slice(0, limit).map((item) => {
        const dueAt = String(item['queueSort']).split('#')[0] ?? noDue;
        return { trackingId: String(item['pk']), ...(dueAt === noDue ? {} : { dueAt }) };
      });
      return { count: found.length, first };
    },
  };
}
