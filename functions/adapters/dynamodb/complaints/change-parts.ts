/** Turns a change of a complaint into the named parts of a transaction that other writes may join. */
import type { Change } from '../../../domain/complaint/complaint.ts';
import { priorStates } from '../../../domain/complaint/lifecycle-rows.ts';
import { states } from '../../../domain/complaint/lifecycle.ts';
import { absent } from '../conditions.ts';
import type { Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import type { TransactionParts, TransactItem } from '../transact.ts';
import { complaintItem } from './complaint-items.ts';

/** `complaint` is refused for a taken id or a newer version, `parent` for one that cannot be followed. */
type ChangePart = 'complaint' | 'event' | 'text' | 'link' | 'parent';

/** The tables that a filing writes in one transaction. */
export type ComplaintTables = { complaints: string; identities: string };

export function changeParts(table: string, change: Change): TransactionParts<ChangePart> {
  const { complaint, event: e, text } = change;
  const put = (Item: Item, condition = {}): TransactItem => ({ Put: { TableName: table, Item, ...condition } });
  return {
    complaint: complaint.version === 1 ? put(complaintItem(complaint), absent) : conditionalPut(table, change),
    event: put({ ...keys.event(e.complaintId, e.version), ...e }, absent),
    text: text && put({ ...keys.text(text.complaintId, text.version), ...text }),
    link: linkWrite(table, change),
    parent: followsParent(change) ? parentStands(table, e.parentId ?? '') : undefined,
  };
}

/** Puts the encrypted identity of a complaint's reporter, where there is one. */
export const identityPut = (table: string, complaintId: string, ciphertext?: Uint8Array): TransactItem | undefined =>
  ciphertext && { Put: { TableName: table, Item: { ...keys.identity(complaintId), ciphertext } } };

/** Writes only over the version decided on, and only from a state in which the lifecycle table has this action. */
function conditionalPut(table: string, { complaint, event }: Change): TransactItem {
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

const followsParent = ({ event }: Change): boolean =>
  event.action === 'merge' || (event.action === 'file' && event.parentId !== undefined);

/** Keeps a change findable from the other side: a merged complaint from its parent, a contribution from its agency. */
function linkWrite(table: string, change: Change): TransactItem | undefined {
  const { complaint: c, event: e } = change;
  const contribution = keys.contribution(e.contributingAgencyId ?? '', c.id);
  const child = keys.child(e.parentId ?? '', c.id);
  if (e.action === 'involve') return { Put: { TableName: table, Item: contribution } };
  // Left to TTL: a right to delete in this table cannot be limited within a transaction (docs/adr/023). Its reader drops it until then.
  if (e.action === 'release') return { Put: { TableName: table, Item: { ...contribution, expiresAt: expired(e.at) } } };
  if (followsParent(change)) return { Put: { TableName: table, Item: child } };
  // Marked, not deleted: nothing in a complaint's partition may be deleted by anybody.
  if (e.action === 'unmerge') return { Put: { TableName: table, Item: { ...child, ended: true } } };
  return undefined;
}

const expired = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** States of a complaint that others can follow. */
const parentStates = Object.keys(states).filter((s) => !['DUPLICATE', 'ARCHIVED', 'WITHDRAWN'].includes(s));

/** Requires that the parent is there and stands for itself, or reports would follow one that nobody handles. */
function parentStands(table: string, parentId: string): TransactItem {
  return {
    ConditionCheck: {
      TableName: table,
      Key: keys.complaint(parentId),
      ConditionExpression: `#state IN (${parentStates.map((_, i) => `:p${i}`).join(', ')})`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: Object.fromEntries(parentStates.map((s, i) => [`:p${i}`, s])),
    },
  };
}
