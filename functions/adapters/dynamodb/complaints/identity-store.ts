/** Reads encrypted identities and records each access to one. */
import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { IdentityStore } from '../../../domain/complaint/ports.ts';
import { absent } from '../conditions.ts';
import { getRecentItem, putItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import type { ComplaintTables } from './change-parts.ts';

/** Access pattern 9 of docs/access-patterns.md. */
export function createIdentityStore(client: DynamoDBDocumentClient, tables: ComplaintTables): IdentityStore {
  return {
    async recordAccess(record) {
      const Item = { ...keys.access(record.complaintId, record.at, randomUUID()), ...record };
      await putItem(client, tables.complaints, Item, absent);
    },
    async ciphertext(complaintId) {
      const item = await getRecentItem(client, tables.identities, keys.identity(complaintId));
      const ciphertext: unknown = item?.['ciphertext'];
      return ciphertext instanceof Uint8Array ? ciphertext : undefined;
    },
  };
}
