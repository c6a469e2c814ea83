/** The complaints table for intake: a complaint, its first event and text, its identity and its idempotency key, all or nothing. */
import { type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FilingStore, IdempotencyClaim } from '../../../domain/complaint/ports.ts';
import { complaintItem, eventPuts, linkWrites, parseEvent } from './complaint-items.ts';
import { getRecentItem, transact, TransactionRefused, type TransactItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';

/** Seven days (docs/design.md#data). */
const idempotencySeconds = 7 * 86_400;

/** Access patterns 5, 6 of docs/access-patterns.md. */
export function createFilingStore(client: DynamoDBDocumentClient, table: string): FilingStore {
  return {
    async file(change, identity, claim) {
      const id = change.complaint.id;
      const items: TransactItem[] = [
        {
          Put: {
            TableName: table,
            Item: complaintItem(change.complaint),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
        ...(claim ? [claimPut(table, id, claim)] : []),
        ...eventPuts(table, change),
        ...(identity ? [{ Put: { TableName: table, Item: { ...keys.identity(id), ciphertext: identity } } }] : []),
        // Last: the condition on the parent is told from the others by its place.
        ...linkWrites(table, change),
      ];
      try {
        await transact(client, items);
        return { outcome: 'stored' };
      } catch (error) {
        if (!(error instanceof TransactionRefused)) throw error;
        const used = claim && error.reasons[1]?.code === 'ConditionalCheckFailed' ? error.reasons[1].item : undefined;
        if (claim && used)
          return {
            outcome: 'key-used',
            complaintId: String(used['complaintId']),
            sameBody: used['bodyHash'] === claim.bodyHash,
          };
        const parent = change.event.parentId !== undefined && error.reasons.at(-1)?.code === 'ConditionalCheckFailed';
        return { outcome: parent ? 'parent-gone' : 'id-taken' };
      }
    },
    async firstEvent(complaintId) {
      const item = await getRecentItem(client, table, keys.event(complaintId, 1));
      return item && parseEvent(item);
    },
  };
}

/** Expiry stands in the condition: TTL may delete days late, and only sweeps. */
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
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt < :now',
      ExpressionAttributeValues: { ':now': seconds },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}
