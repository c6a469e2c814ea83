/** Between the domain's complaint, event and text and the items of the complaints table. Parsed on every read. */
import {
  complaint,
  event,
  eventText,
  type Change,
  type Complaint,
  type ComplaintEvent,
  type EventText,
} from '../domain/complaint.ts';
import { states } from '../domain/lifecycle.ts';
import type { Item, TransactItem } from './dynamodb.ts';
import { indexKeys, keys } from './keys.ts';

/** Sorts a queue's complaints without a due (provisional ones) behind all that have one. */
const noDue = '9999-12-31T23:59:59.999Z';

/** Whose queue an open complaint is in. A kept or forwarded one is its agency's, one without an agency the coordinator's. */
export function queueOf(c: Pick<Complaint, 'state' | 'agencyId'>): string | undefined {
  if (!states[c.state].open) return undefined;
  const coordinators = c.state === 'RECEIVED' || c.state === 'RETURNED' || c.agencyId === undefined;
  return coordinators ? 'coordinator' : `agency#${c.agencyId}`;
}

export function complaintItem(c: Complaint): Item {
  const queue = queueOf(c);
  return {
    ...keys.complaint(c.id),
    ...c,
    ...(queue === undefined ? {} : indexKeys.queue(queue, c.dueAt ?? noDue, c.id)),
    ...(c.nextWakeAt === undefined ? {} : indexKeys.wake(c.nextWakeAt, c.id)),
  };
}

function withoutKeys(item: Item): Item {
  const { pk, sk, queueKey, queueSort, wakeKey, wakeSort, ...rest } = item;
  return rest;
}

export const parseComplaint = (item: Item): Complaint => complaint.parse(withoutKeys(item));
export const parseEvent = (item: Item): ComplaintEvent => event.parse(withoutKeys(item));
export const parseText = (item: Item): EventText => eventText.parse(withoutKeys(item));

/** The part of a change's transaction that never depends on what was there before. */
export function eventPuts(table: string, { event: e, text }: Change): TransactItem[] {
  const absent = 'attribute_not_exists(pk)';
  return [
    { Put: { TableName: table, Item: { ...keys.event(e.complaintId, e.version), ...e }, ConditionExpression: absent } },
    ...(text ? [{ Put: { TableName: table, Item: { ...keys.text(text.complaintId, text.version), ...text } } }] : []),
  ];
}
