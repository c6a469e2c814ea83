/** A change of a complaint, new or not, as the parts of a transaction that others may join. */
import type { Change } from '../../../domain/complaint/complaint.ts';
import { priorStates } from '../../../domain/complaint/lifecycle-rows.ts';
import { complaintItem, eventPuts, linkWrites } from './complaint-items.ts';
import type { TransactItem } from '../dynamodb.ts';
import { keys } from '../keys.ts';

/** A new complaint's id must be free; an older one must be at the version decided on, in a state in which the action may happen. */
export function changePuts(table: string, change: Change, identity?: Uint8Array): TransactItem[] {
  const { complaint } = change;
  return [
    complaint.version === 1 ? newComplaintPut(table, change) : conditionalPut(table, change),
    ...eventPuts(table, change),
    ...linkWrites(table, change),
    ...(identity
      ? [{ Put: { TableName: table, Item: { ...keys.identity(complaint.id), ciphertext: identity } } }]
      : []),
  ];
}

function newComplaintPut(table: string, { complaint }: Change): TransactItem {
  return {
    Put: { TableName: table, Item: complaintItem(complaint), ConditionExpression: 'attribute_not_exists(pk)' },
  };
}

/** Only over the version it was decided on, and only from a state in which the lifecycle table has this action. */
export function conditionalPut(table: string, { complaint, event }: Change): TransactItem {
  const prior = priorStates(event.action);
  return {
    Put: {
      TableName: table,
      Item: complaintItem(complaint),
      ConditionExpression: `#version = :before AND #state IN (${prior.map((_, i) => `:s${i}`).join(', ')})`,
      ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
      ExpressionAttributeValues: {
        ':before': complaint.version - 1,
        ...Object.fromEntries(prior.map((s, i) => [`:s${i}`, s])),
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    },
  };
}
