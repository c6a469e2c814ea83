/** The identity partition and the record of who looked at it. */
import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { IdentityStore } from '../domain/ports.ts';
import { keys } from './keys.ts';

export function createIdentityStore(client: DynamoDBDocumentClient, table: string): IdentityStore {
  return {
    async recordAccess(record) {
      const Item = { ...keys.access(record.complaintId, record.at, randomUUID()), ...record };
      await client.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    },
    async ciphertext(complaintId) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: keys.identity(complaintId), ConsistentRead: true }),
      );
      const ciphertext: unknown = Item?.['ciphertext'];
      return ciphertext instanceof Uint8Array ? ciphertext : undefined;
    },
  };
}
