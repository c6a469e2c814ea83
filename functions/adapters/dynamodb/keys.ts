/** Spells the keys of all tables; no other file does (docs/design.md#data, docs/access-patterns.md). */
import type { CandidateGroup } from '../../domain/recognition/candidates.ts';

const padded = (version: number): string => String(version).padStart(6, '0');

export const keys = {
  complaint: (id: string) => ({ pk: id, sk: 'complaint' }),
  event: (id: string, version: number) => ({ pk: id, sk: `event#${padded(version)}` }),
  text: (id: string, version: number) => ({ pk: id, sk: `text#${padded(version)}` }),
  /** A merged complaint, in its parent's partition. */
  child: (parentId: string, id: string) => ({ pk: parentId, sk: `child#${id}` }),
  /** A complaint to which an agency contributes, the longest involved first. */
  contribution: (agencyId: string, id: string) => ({ pk: `contributing#${agencyId}`, sk: id }),
  /** An access to an identity. `unique` separates two accesses in one millisecond. */
  access: (id: string, at: string, unique: string) => ({ pk: id, sk: `access#${at}#${unique}` }),
  /** Permanent idempotency record of a message: event, recipient, template. */
  message: (id: string, version: number, recipient: string, template: string) => ({
    pk: id,
    sk: `message#${padded(version)}#${recipient}#${template}`,
  }),
  /** Permanent record that an event has been counted in a row of the statistics. */
  counted: (id: string, version: number, row: { pk: string; sk: string }) => ({
    pk: id,
    sk: `counted#${padded(version)}#${row.pk.slice('stat#'.length)}#${row.sk}`,
  }),
  idempotency: (clientId: string, key: string) => ({ pk: `idempotency#${clientId}#${key}`, sk: 'idempotency' }),
  update: (clientId: string, updateId: string) => ({ pk: `update#${clientId}#${updateId}`, sk: 'update' }),
  /** A held message, one per complaint and recipient, by the local date on which it may go. */
  held: (date: string, id: string, recipient: string) => ({ pk: `held#${date}`, sk: `${id}#${recipient}` }),
  sms: (messageId: string) => ({ pk: `sms#${messageId}`, sk: 'sms' }),
  /** An SMS received, by the gateway's id of it. */
  inbound: (id: string) => ({ pk: `inbound#${id}`, sk: 'inbound' }),
  /** Counter of a phone's SMS of one local day. */
  phoneDay: (mac: string, day: string) => ({ pk: `phone#${mac}`, sk: `sent#${day}` }),
  /** Counter of the city's SMS of one local day. */
  spend: (day: string) => ({ pk: `spend#${day}`, sk: 'spend' }),
  /** State of a phone between two SMS. */
  phone: (mac: string) => ({ pk: `phone#${mac}`, sk: 'dialogue' }),
  /** Words of a phone that wait for an answer, in an item that expires sooner than the state. */
  phoneWords: (mac: string) => ({ pk: `phone#${mac}`, sk: 'words' }),
  statistics: (month: string, agencyId: string | undefined, serviceCode: string | undefined) => ({
    pk: `stat#${month}`,
    sk: `${agencyId ?? '-'}#${serviceCode ?? '-'}`,
  }),
  /** The public's copy of a row of the statistics. */
  shown: (month: string, agencyId: string | undefined, serviceCode: string | undefined) => ({
    pk: `shown#${month}`,
    sk: `${agencyId ?? '-'}#${serviceCode ?? '-'}`,
  }),
  /** The instant of those copies, with the open work then. */
  shownAsOf: { pk: 'shown', sk: 'shown' },
  /** Counter of an API client's posts of one local day. */
  quota: (clientId: string, day: string) => ({ pk: `quota#${clientId}#${day}`, sk: 'quota' }),
  /** Permanent record that a subscriber has taken an event. It lies beside the complaint's own partition, which its writer cannot touch. */
  delivered: (id: string, version: number, subscriptionId: string) => ({
    pk: `webhook#${id}`,
    sk: `delivered#${subscriptionId}#${padded(version)}`,
  }),
  /** A complaint's place in a system above the city. */
  relay: (id: string, subscriptionId: string) => ({ pk: `webhook#${id}`, sk: `relay#${subscriptionId}` }),
  /** Health of an endpoint under one version of its subscription. */
  endpoint: (subscriptionId: string, version: number) => ({ pk: `endpoint#${subscriptionId}`, sk: padded(version) }),
  /** In the table `identities`, which nothing else is kept in. */
  identity: (id: string) => ({ pk: id, sk: 'identity' }),
  directory: (kind: string, id: string) => ({ pk: kind, sk: id }),
  /** An officer's number as ciphertext, apart from the officer's record. */
  officerPhone: (subject: string) => ({ pk: 'officer-phone', sk: subject }),
  /** The record of an edit of a directory record. */
  edit: (kind: string, id: string, edit: number) => ({ pk: `edit#${kind}#${id}`, sk: padded(edit) }),
};

/** Returns the agency and service of a statistics row from its sort key. */
export function statisticsPart(sk: string): { agencyId?: string; serviceCode?: string } {
  const [agencyId = '-', serviceCode = '-'] = sk.split('#');
  return { ...(agencyId === '-' ? {} : { agencyId }), ...(serviceCode === '-' ? {} : { serviceCode }) };
}

/** Sort-key prefixes within a complaint's partition. */
export const prefixes = {
  event: 'event#',
  text: 'text#',
  access: 'access#',
  message: 'message#',
  child: 'child#',
} as const;

/** Keys of the sparse indexes. An item without an index's keys is not in that index. */
export const indexKeys = {
  queue: (queue: string, dueAt: string, id: string) => ({ queueKey: queue, queueSort: `${dueAt}#${id}` }),
  wake: (wakeAt: string, id: string) => ({ wakeKey: 'wake', wakeSort: `${wakeAt}#${id}` }),
  /** Partitioned by UTC month, so that a window of days reads only its own months. */
  public: (receivedAt: string, id: string) => ({
    publicKey: partitions.public(receivedAt),
    publicSort: `${receivedAt}#${id}`,
  }),
  /** With `clientId` for a complaint that only the client that filed it may see. */
  changed: (updatedAt: string, id: string, clientId?: string) => ({
    changedKey: partitions.changed(updatedAt, clientId),
    changedSort: `${updatedAt}#${id}`,
  }),
  /** The index's sort key is the complaint's `receivedAt`. */
  likely: (group: CandidateGroup) => ({ likelyKey: partitions.likely(group) }),
};

/** Partitions of the indexes. Those of the public lists are named by an instant or a month. */
export const partitions = {
  public: (at: string) => `public#${at.slice(0, 7)}`,
  changed: (at: string, clientId?: string) =>
    `changed#${clientId === undefined ? '' : `${clientId}#`}${at.slice(0, 7)}`,
  likely: ({ serviceCode, areaCode }: CandidateGroup): string => `${serviceCode ?? '-'}#${areaCode ?? '-'}`,
};

/** Returns the service and area of a partition of duplicate candidates. */
export function candidateGroupOf(likelyKey: string): CandidateGroup {
  const [serviceCode = '-', areaCode = '-'] = likelyKey.split('#');
  return { ...(serviceCode === '-' ? {} : { serviceCode }), ...(areaCode === '-' ? {} : { areaCode }) };
}

/** Returns the key values of the messages of a complaint's newer events. Versions are padded, so `~` sorts after them all. */
export const messagesAfter = ({ complaintId, version }: { complaintId: string; version: number }) => ({
  ':pk': complaintId,
  ':from': `${prefixes.message}${padded(version + 1)}`,
  ':to': `${prefixes.message}~`,
});
