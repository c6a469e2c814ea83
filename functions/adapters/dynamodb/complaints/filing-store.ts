/** Stores a filed complaint: the complaint, its first event and text, its identity and its idempotency key, all or nothing. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FilingStore, IdempotencyClaim } from '../../../domain/complaint/ports.ts';
import { absentOrExpired } from '../conditions.ts';
import { getRecentItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader } from '../read-items.ts';
import { transact, type TransactItem } from '../transact.ts';
import { changeParts, identityPut, type ComplaintTables } from './change-parts.ts';
import { parseEvent } from './complaint-items.ts';

/** Lifetime of an idempotency key: seven days (docs/design.md#data). */
const idempotencySeconds = 7 * 86_400;

/** Access patterns 5, 6 of docs/access-patterns.md. */
export function createFilingStore(client: DynamoDBDocumentClient, tables: ComplaintTables): FilingStore {
  return {
    async file(change, identity, claim) {
      const refused = await transact(client, {
        ...changeParts(tables.complaints, change),
        identity: identityPut(tables.identities, change.complaint.id, identity),
        idempotency: claim && claimPut(tables.complaints, change.complaint.id, claim),
      });
      if (refused.size === 0) return { outcome: 'stored' };
      const used = refused.get('idempotency');
      if (claim && used)
        return {
          outcome: 'key-used',
          complaintId: String(used['complaintId']),
          sameBody: used['bodyHash'] === claim.bodyHash,
        };
      return { outcome: refused.has('parent') ? 'parent-gone' : 'id-taken' };
    },
    async firstEvent(complaintId) {
      const item = await getRecentItem(client, tables.complaints, keys.event(complaintId, 1));
      return item && itemReader(tables.complaints, parseEvent)(item);
    },
  };
}

/** Claims an idempotency key once. */
function claimPut(
  table: string,
  complaintId: string,
  { clientId, key, bodyHash, now }: IdempotencyClaim,
): TransactItem {
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    Put: {
      TableName: table,
      Item: { ...keys.idempotency(clientId, key), complaintId, bodyHash, expiresAt: seconds + idempotencySeconds },
      ...absentOrExpired(seconds),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}
