/** The one place that spells the keys of both tables (docs/design.md#data, docs/access-patterns.md). */
import type { CandidateGroup } from '../../domain/recognition/candidates.ts';

const padded = (version: number): string => String(version).padStart(6, '0');

export const keys = {
  complaint: (id: string) => ({ pk: id, sk: 'complaint' }),
  event: (id: string, version: number) => ({ pk: id, sk: `event#${padded(version)}` }),
  text: (id: string, version: number) => ({ pk: id, sk: `text#${padded(version)}` }),
  /** In the parent's partition: a complaint that was merged into it. */
  child: (parentId: string, id: string) => ({ pk: parentId, sk: `child#${id}` }),
  /** A complaint to which an agency contributes, the longest involved first. */
  contribution: (agencyId: string, id: string) => ({ pk: `contributing#${agencyId}`, sk: id }),
  /** `unique` keeps two looks in one millisecond apart. */
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
  identity: (id: string) => ({ pk: `identity#${id}`, sk: 'identity' }),
  idempotency: (clientId: string, key: string) => ({ pk: `idempotency#${clientId}#${key}`, sk: 'idempotency' }),
  update: (clientId: string, updateId: string) => ({ pk: `update#${clientId}#${updateId}`, sk: 'update' }),
  /** One waiting message per complaint and recipient, by the local date on which it may go. */
  held: (date: string, id: string, recipient: string) => ({ pk: `held#${date}`, sk: `${id}#${recipient}` }),
  sms: (messageId: string) => ({ pk: `sms#${messageId}`, sk: 'sms' }),
  /** An SMS received, by the gateway's id of it. */
  inbound: (id: string) => ({ pk: `inbound#${id}`, sk: 'inbound' }),
  /** How many SMS a phone has had in one local day. */
  phoneDay: (mac: string, day: string) => ({ pk: `phone#${mac}`, sk: `sent#${day}` }),
  /** How many SMS the city has sent in one local day. */
  spend: (day: string) => ({ pk: `spend#${day}`, sk: 'spend' }),
  /** What is remembered of a phone between two SMS. */
  phone: (mac: string) => ({ pk: `phone#${mac}`, sk: 'dialogue' }),
  /** Words that wait for an answer of that phone, apart from what is remembered for longer. */
  phoneWords: (mac: string) => ({ pk: `phone#${mac}`, sk: 'words' }),
  statistics: (month: string, agencyId: string | undefined, serviceCode: string | undefined) => ({
    pk: `stat#${month}`,
    sk: `${agencyId ?? '-'}#${serviceCode ?? '-'}`,
  }),
  /** Posts of an API client in one local day. */
  quota: (clientId: string, day: string) => ({ pk: `quota#${clientId}#${day}`, sk: 'quota' }),
  /** Permanent record that a subscriber has taken an event. It lies beside the complaint's own partition, which its writer cannot touch. */
  delivered: (id: string, version: number, subscriptionId: string) => ({
    pk: `webhook#${id}`,
    sk: `delivered#${subscriptionId}#${padded(version)}`,
  }),
  /** A complaint's place in a system above the city. */
  relay: (id: string, subscriptionId: string) => ({ pk: `webhook#${id}`, sk: `relay#${subscriptionId}` }),
  /** How an endpoint fares, under one version of its subscription. */
  endpoint: (subscriptionId: string, version: number) => ({ pk: `endpoint#${subscriptionId}`, sk: padded(version) }),
  directory: (kind: string, id: string) => ({ pk: kind, sk: id }),
  /** An officer's number as ciphertext, beside the record. */
  officerPhone: (subject: string) => ({ pk: 'officer-phone', sk: subject }),
  /** What an edit of a directory record did. */
  edit: (kind: string, id: string, edit: number) => ({ pk: `edit#${kind}#${id}`, sk: padded(edit) }),
};

/** The agency and service of a statistics row, by its sort key. */
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

/** Keys of the sparse indexes; an item without them is in neither. */
export const indexKeys = {
  queue: (queue: string, dueAt: string, id: string) => ({ queueKey: queue, queueSort: `${dueAt}#${id}` }),
  wake: (wakeAt: string, id: string) => ({ wakeKey: 'wake', wakeSort: `${wakeAt}#${id}` }),
  /** Partitions by UTC month, so that a window of days reads only its own months. */
  public: (receivedAt: string, id: string) => ({
    publicKey: partitions.public(receivedAt),
    publicSort: `${receivedAt}#${id}`,
  }),
  /** `clientId` for what only the client that filed it may see. */
  changed: (updatedAt: string, id: string, clientId?: string) => ({
    changedKey: partitions.changed(updatedAt, clientId),
    changedSort: `${updatedAt}#${id}`,
  }),
  /** Its sort key is the complaint's own `receivedAt`. */
  likely: (group: CandidateGroup) => ({ likelyKey: partitions.likely(group) }),
};

/** Partitions of the indexes that a reader names; an instant or a month names those of the public lists. */
export const partitions = {
  public: (at: string) => `public#${at.slice(0, 7)}`,
  changed: (at: string, clientId?: string) =>
    `changed#${clientId === undefined ? '' : `${clientId}#`}${at.slice(0, 7)}`,
  likely: ({ serviceCode, areaCode }: CandidateGroup): string => `${serviceCode ?? '-'}#${areaCode ?? '-'}`,
};

/** The service and area of a partition of duplicate candidates. */
export function candidateGroupOf(likelyKey: string): CandidateGroup {
  const [serviceCode = '-', areaCode = '-'] = likelyKey.split('#');
  return { ...(serviceCode === '-' ? {} : { serviceCode }), ...(areaCode === '-' ? {} : { areaCode }) };
}

/** Key values of the messages of a complaint's newer events: versions are padded, so `~` ends them all. */
export const messagesAfter = ({ complaintId, version }: { complaintId: string; version: number }) => ({
  ':pk': complaintId,
  ':from': `${prefixes.message}${padded(version + 1)}`,
  ':to': `${prefixes.message}~`,
});
