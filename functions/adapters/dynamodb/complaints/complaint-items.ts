/** Between the domain's complaint, event and text and the items of the complaints table. Parsed on every read. */
import {
  complaint,
  event,
  eventText,
  isPublic,
  type Complaint,
  type ComplaintEvent,
  type EventText,
} from '../../../domain/complaint/complaint.ts';
import { states } from '../../../domain/complaint/lifecycle.ts';
import type { Item } from '../dynamodb.ts';
import { indexKeys, keys, candidateGroupOf } from '../keys.ts';

/** Sorts a queue's complaints without a due (provisional ones) behind all that have one. */
export const noDue = '9999-12-31T23:59:59.999Z';

/** Whose queue an open complaint is in. A kept or forwarded one is its agency's, one without an agency the coordinator's. */
export function queueOf(c: Pick<Complaint, 'state' | 'agencyId'>): string | undefined {
  if (!states[c.state].open) return undefined;
  const coordinators = c.state === 'RECEIVED' || c.state === 'RETURNED' || c.agencyId === undefined;
  return coordinators ? 'coordinator' : `agency#${c.agencyId}`;
}

/** Where a complaint is listed: the public ones for all, and the others that came by Open311 for the client that filed them. */
function listKeys(c: Complaint): Item {
  if (isPublic(c)) return { ...indexKeys.public(c.receivedAt, c.id), ...indexKeys.changed(c.updatedAt, c.id) };
  // Open311's clients learn of every change by one list; a complaint of any other channel costs no index write before it is public.
  if (c.channel !== 'open311' || c.clientId === undefined) return {};
  return indexKeys.changed(c.updatedAt, c.id, c.clientId);
}

/**
 * What stands in an index's key is stored there alone, a day that passed only as the breach it became: twice would cost part of the
 * kilobyte that one write unit pays for.
 */
export function complaintItem(c: Complaint): Item {
  const { id, dueAt, nextWakeAt, serviceCode, areaCode, receivedAt, updatedAt, dueOn, expectedOn, ...rest } = c;
  const queue = queueOf(c);
  const lists = listKeys(c);
  // Only what is open can have a duplicate that is worth merging, and only what says what or where it is can be found by that.
  const said = (serviceCode ?? areaCode) !== undefined;
  const likely = said && states[c.state].open ? indexKeys.likely(c) : undefined;
  return {
    ...keys.complaint(id),
    ...rest,
    ...(dueOn === undefined || dueOn === rest.clock?.breachedOn ? {} : { dueOn }),
    ...(expectedOn === undefined || expectedOn === rest.totalBreachedOn ? {} : { expectedOn }),
    ...(queue === undefined ? {} : indexKeys.queue(queue, dueAt ?? noDue, id)),
    ...(nextWakeAt === undefined ? {} : indexKeys.wake(nextWakeAt, id)),
    ...lists,
    ...likely,
    // The public lists hold service and area by their own names.
    ...(likely && Object.keys(lists).length === 0 ? {} : { serviceCode, areaCode }),
    // Two indexes sort by it under its own name: a phone's complaints, and duplicate candidates.
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

/** The due in a queue's sort key; undefined for one without. */
export function dueIn(queueSort: unknown): string | undefined {
  const due = instantIn(queueSort);
  return due === noDue ? undefined : due;
}

const instantIn = (indexSort: unknown): string | undefined =>
  typeof indexSort === 'string' ? indexSort.slice(0, indexSort.indexOf('#')) : undefined;

const withoutKeys = ({ pk, sk, ...rest }: Item): Item => rest;

export const parseEvent = (item: Item): ComplaintEvent => event.parse(withoutKeys(item));
export const parseText = (item: Item): EventText => eventText.parse(withoutKeys(item));
