/** Lists a queue's open complaints from the index alone, whose keys hold id and due, for admins who may know that work is open but not what it is. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { OpenItems } from '../../domain/administration/ports.ts';
import { noDue } from './complaints/complaint-items.ts';
import { queryAll } from './dynamodb.ts';

/** Access pattern 28 of docs/access-patterns.md. */
export function createOpenItems(client: DynamoDBDocumentClient, table: string): OpenItems {
  return {
    async openIn(queue, limit) {
      const found = await queryAll(client, {
        table,
        index: 'queue',
        condition: 'queueKey = :key',
        values: { ':key': queue },
      });
      const first = found.slice(0, limit).map((item) => {
        const dueAt = String(item['queueSort']).split('#')[0] ?? noDue;
        return { trackingId: String(item['pk']), ...(dueAt === noDue ? {} : { dueAt }) };
      });
      return { count: found.length, first };
    },
  };
}
