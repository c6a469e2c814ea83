/** Stores the health of endpoints: one item while an endpoint fails, none while it works. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { endpointHealth } from '../../../domain/webhooks/endpoint-health.ts';
import type { Endpoint, EndpointHealthStore } from '../../../domain/webhooks/ports.ts';
import { deleteItem, getLaggingItem, updateItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader } from '../read-items.ts';

/** Days after the last failure at which an item expires, also that of an earlier version of a subscription. */
const keptDays = 30;

/** Access pattern 16 of docs/access-patterns.md. */
export function createEndpointHealth(client: DynamoDBDocumentClient, table: string): EndpointHealthStore {
  const readHealth = itemReader(table, (item) => endpointHealth.parse(item));
  const keyOf = ({ id, version }: Endpoint) => keys.endpoint(id, version);
  return {
    async health(endpoint) {
      const item = await getLaggingItem(client, table, keyOf(endpoint));
      return item && readHealth(item);
    },
    async failed(endpoint, when, restsUntil) {
      const { Attributes } = await updateItem(client, table, keyOf(endpoint), {
        UpdateExpression: `SET failingSince = if_not_exists(failingSince, :at), expiresAt = :expiresAt${
          restsUntil ? ', restsUntil = :until' : ''
        }`,
        ExpressionAttributeValues: {
          ':at': when.toISOString(),
          ':expiresAt': Math.floor(when.getTime() / 1000) + keptDays * 86_400,
          ...(restsUntil ? { ':until': restsUntil.toISOString() } : {}),
        },
        ReturnValues: 'ALL_NEW',
      });
      return readHealth(Attributes ?? {});
    },
    async recovered(endpoint) {
      await deleteItem(client, table, keyOf(endpoint));
    },
  };
}
