/** Stores a complaint's place in a system above the city: the attempts to file it there, and its id there. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { relayRecord } from '../../../domain/webhooks/relay-record.ts';
import type { RelayReader, RelayRecords } from '../../../domain/webhooks/ports.ts';
import type { OutboundEvent } from '../../../domain/webhooks/outbound-events.ts';
import { getItem, queryAll, updateItem, type Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader, readItems } from '../read-items.ts';

const readRecord = (item: Item) => relayRecord.parse(item);

export function createRelayRecords(client: DynamoDBDocumentClient, table: string): RelayRecords {
  const keyOf = ({ complaintId, subscriptionId }: OutboundEvent) => keys.relay(complaintId, subscriptionId);
  return {
    async relayed(outbound) {
      const item = await getItem(client, table, keyOf(outbound));
      return item && itemReader(table, readRecord)(item);
    },
    async beginAttempt(outbound, instant) {
      const { Attributes } = await updateItem(client, table, keyOf(outbound), {
        UpdateExpression: 'SET lastAttemptAt = :at ADD attempts :one',
        ExpressionAttributeValues: { ':at': instant, ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      });
      return Number(Attributes?.['attempts']);
    },
    async cancelAttempt(outbound) {
      await updateItem(client, table, keyOf(outbound), {
        UpdateExpression: 'ADD attempts :less',
        ExpressionAttributeValues: { ':less': -1 },
      });
    },
    async keepUpstreamId(outbound, { upstreamId, transactionId }) {
      await updateItem(client, table, keyOf(outbound), {
        UpdateExpression: `SET upstreamId = :id${transactionId === undefined ? '' : ', transactionId = :transaction'}`,
        ExpressionAttributeValues: {
          ':id': upstreamId,
          ...(transactionId === undefined ? {} : { ':transaction': transactionId }),
        },
      });
    },
  };
}

/** Access pattern 15 of docs/access-patterns.md. */
export function createRelayReader(client: DynamoDBDocumentClient, table: string): RelayReader {
  return {
    async upstreamIds(complaintId) {
      const { pk, sk: prefix } = keys.relay(complaintId, '');
      const items = await queryAll(client, {
        table,
        condition: 'pk = :pk AND begins_with(sk, :relay)',
        values: { ':pk': pk, ':relay': prefix },
      });
      const read = (item: Item) => ({ ...readRecord(item), subscriptionId: String(item['sk']).slice(prefix.length) });
      return readItems(table, items, read).flatMap(({ subscriptionId, upstreamId }) =>
        upstreamId === undefined ? [] : [{ subscriptionId, upstreamId }],
      );
    },
  };
}
