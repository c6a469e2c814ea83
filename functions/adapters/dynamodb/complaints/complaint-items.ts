/** Maps complaints, events and texts to items of the complaints table and back. Every read is parsed. */
import {
  complaint,
  event,
  eventText,
  isOpen,
  isPublic,
  type Complaint,
  type ComplaintEvent,
  type EventText,
} from '../../../domain/complaint/complaint.ts';
import { cellOf } from '../../../domain/complaint/public-point.ts';
import type { Item } from '../dynamodb.ts';
import { indexKeys, keys, candidateGroupOf } from '../keys.ts';

/** Sorts a queue's complaints without a due behind all that have one. */
export const noDue = '9999-12-31T23:59:59.999Z';

/** Returns the queue of an open complaint: its agency's once it is kept or forwarded, the coordinator's before that. */
export function queueOf(c: Pick<Complaint, 'state' | 'agencyId' | 'closedAt'>): string | undefined {
  if (!isOpen(c)) return undefined;
  const coordinators = c.state === 'RECEIVED' || c.state === 'RETURNED' || c.agencyId === undefined;
  return coordinators ? 'coordinator' : `agency#${c.agencyId}`;
}

/** Returns the list keys of a complaint: public ones are listed for all, others of Open311 for the client that filed them. */
function listKeys(c: Complaint): Item {
  if (isPublic(c)) return { ...indexKeys.public(c.receivedAt, c.id), ...indexKeys.changed(c.updatedAt, c.id) };
  // Clients of Open311 learn of every change by one list. Before it is public, a complaint of another channel needs no index write.
  if (c.channel !== 'open311' || c.clientId === undefined) return {};
  return indexKeys.changed(c.updatedAt, c.id, c.clientId);
}

/**
 * Makes the item of a complaint. Attributes already in an index key are not stored again, and a passed due date is kept only as
 * `breachedOn`, so that the item stays under 1 kB (one write unit).
 */
export function complaintItem(c: Complaint): Item {
  const { id, dueAt, nextWakeAt, serviceCode, areaCode, receivedAt, updatedAt, dueOn, expectedOn, ...rest } = c;
  const queue = queueOf(c);
  const lists = listKeys(c);
  // Only an open complaint can have a duplicate worth merging, and only one with a service or an area can be found by it.
  const said = (serviceCode ?? areaCode) !== undefined;
  const likely = said && isOpen(c) ? indexKeys.likely(c) : undefined;
  return {
    ...keys.complaint(id),
    ...rest,
    ...cellOf(c),
    ...(dueOn === undefined || dueOn === rest.clock?.breachedOn ? {} : { dueOn }),
    ...(expectedOn === undefined || expectedOn === rest.totalBreachedOn ? {} : { expectedOn }),
    ...(queue === undefined ? {} : indexKeys.queue(queue, dueAt ?? noDue, id)),
    ...(nextWakeAt === undefined ? {} : indexKeys.wake(nextWakeAt, id)),
    ...lists,
    ...likely,
    // The public lists need service and area under their own names.
    ...(likely && Object.keys(lists).length === 0 ? {} : { serviceCode, areaCode }),
    // Two indexes sort by `receivedAt`: a phone's complaints, and duplicate candidates.
    ...(c.phoneMac === undefined && !likely && 'publicSort' in lists ? {} : { receivedAt }),
    ...('changedSort' in lists ? {} : { updatedAt }),
  };
}

export function parseComplaint(item: Item): Complaint {
  const { pk, sk, queueKey, queueSort, wakeKey, wakeSort, ...others } = item;
  const { publicKey, publicSort, changedKey, changedSort, likelyKey, ...rest } = others;
  const dueAt = dueIn(queueSort);
  const nextWakeAt = instantIn(wakeSort);
  const stored = rest as Pick<Complaint, 'clock' | 'totalBreachedOn'>;
  return complaint.parse({
    ...(typeof likelyKey === 'string' ? candidateGroupOf(likelyKey) : {}),
    receivedAt: instantIn(publicSort),
    updatedAt: instantIn(changedSort),
    ...(stored.clock?.breachedOn === undefined ? {} : { dueOn: stored.clock.breachedOn }),
    ...(stored.totalBreachedOn === undefined ? {} : { expectedOn: stored.totalBreachedOn }),
    ...rest,
    id: pk,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(nextWakeAt === undefined ? {} : { nextWakeAt }),
  });
}

/** Returns the due in a queue's sort key; undefined for a complaint without one. */
export function dueIn(queueSort: unknown): string | undefined {
  const due = instantIn(queueSort);
  return due === noDue ? undefined : due;
}

const instantIn = (indexSort: unknown): string | undefined =>
  typeof indexSort === 'string' ? indexSort.slice(0, indexSort.indexOf('#')) : undefined;

const withoutKeys = ({ pk, sk, ...rest }: Item): Item => rest;

export const parseEvent = (item: Item): ComplaintEvent => event.parse(withoutKeys(item));
export const parseText = (item: Item): EventText => eventText.parse(withoutKeys(item));
