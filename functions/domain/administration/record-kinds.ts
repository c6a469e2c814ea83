/** Defines the kinds of directory record as data: the name of each in a path and in the table, its schema, and the field that is its id. */
import type * as z from 'zod';
import { agency, apiClient, area, calendarYear, city, officer, service, template } from '../city/records.ts';
import { policy, policyId } from '../city/policy.ts';
import { strict } from '../kernel/strict.ts';
import { knownPart } from '../kernel/unknown-members.ts';
import { subscription } from '../webhooks/subscription.ts';

/** Text ids are stored as they are. */
const asIs = { read: (id: string): string | number => id, stored: (id: string): string => id };

/**
 * - `path`: name in `/v1/admin/<path>`
 * - `idField`: field that holds the record's id
 * - `counter`: field that an edit raises and `expectedVersion` is compared with
 * - `schema`: of a record as stored; `givenSchema` is the one of input
 * - `read`: an id of a path as the field holds it; `stored`: as the sort key spells it
 */
export const recordKinds = {
  agency: { path: 'agencies', schema: agency, idField: 'id', counter: 'version', ...asIs },
  service: { path: 'services', schema: service, idField: 'code', counter: 'version', ...asIs },
  area: { path: 'areas', schema: area, idField: 'code', counter: 'version', ...asIs },
  officer: { path: 'officers', schema: officer, idField: 'subject', counter: 'version', ...asIs },
  client: { path: 'clients', schema: apiClient, idField: 'clientId', counter: 'version', ...asIs },
  /** Sort keys of policies are padded, so that they order as numbers do. */
  policy: {
    path: 'policies',
    schema: policy,
    idField: 'version',
    counter: 'edit',
    read: Number,
    stored: policyId,
  },
  calendar: { path: 'holidays', schema: calendarYear, idField: 'year', counter: 'version', ...asIs, read: Number },
  subscription: { path: 'subscriptions', schema: subscription, idField: 'id', counter: 'version', ...asIs },
  template: { path: 'templates', schema: template, idField: 'id', counter: 'version', ...asIs },
  /** One record, whose id `profile` is in no field of it. */
  city: { path: 'city', schema: city, idField: undefined, counter: 'version', ...asIs },
} as const;

export type RecordKind = keyof typeof recordKinds;
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordKinds)[K]['schema']>;

/** Returns the schema of a record that an admin or a city's data file gives: unknown members and words are refused. */
export const givenSchema = <K extends RecordKind>(kind: K): (typeof recordKinds)[K]['schema'] =>
  strict(recordKinds[kind].schema);

/** Returns the record without members that this release does not know, which nobody could send back. */
export const shownRecord = <K extends RecordKind>(kind: K, record: RecordOf<K>): RecordOf<K> =>
  knownPart(recordKinds[kind].schema, record as never) as RecordOf<K>;

/** Any record, whatever its kind. */
export type AnyRecord = { [K in RecordKind]: RecordOf<K> }[RecordKind];

/** The id of the city's one profile. */
export const cityId = 'profile';

/** Returns the kind that a path names. */
export function kindOfPath(path: string): RecordKind | undefined {
  return (Object.keys(recordKinds) as RecordKind[]).find((kind) => recordKinds[kind].path === path);
}

/** Returns how often a record has been edited; 0 for an absent one. */
export function editsOf(kind: RecordKind, record: AnyRecord | undefined): number {
  return record === undefined ? 0 : ((record as Record<string, unknown>)[recordKinds[kind].counter] as number);
}

/** One edit of a record, kept forever, so that the city can show who changed which rule and when. */
export type EditRecord = {
  kind: RecordKind;
  id: string;
  /** The record's counter after the edit. */
  edit: number;
  at: string;
  /** Subject of the admin, or the command and its user. */
  by: string;
  /** Decree or other ground, where one was given. */
  reason?: string | undefined;
  /** SHA-256 of the record before, canonical JSON, base64url; null for a new one. */
  beforeHash: string | null;
  after: AnyRecord;
};
