import * as z from 'zod';
import { makeKeyBody } from '../../../functions/directory/client-keys.ts';
import { holidayBody, withdrawQuery } from '../../../functions/directory/edit-holidays.ts';
import { editFields } from '../../../functions/directory/put-record.ts';
import { listQuery } from '../../../functions/directory/read-records.ts';
import {
  editView,
  handoverView,
  newKeyView,
  newSecretView,
  revokedKeyView,
  secretsView,
  warning,
} from '../../../functions/http/views/administration-schemas.ts';
import { unreadable } from '../../../functions/http/views/view-schemas.ts';
import { relayTokenBody } from '../../../functions/directory/subscription-secrets.ts';
import { givenSchema, recordKinds, type RecordKind } from '../../../functions/domain/administration/record-kinds.ts';
import type { Operation } from '../operation.ts';

/** Name of one record of each kind, and of a list of them. */
const nouns: Readonly<Record<RecordKind, readonly [one: string, many: string]>> = {
  agency: ['Agency', 'Agencies'],
  service: ['Service', 'Services'],
  area: ['Area', 'Areas'],
  officer: ['Officer', 'Officers'],
  client: ['ApiClient', 'ApiClients'],
  policy: ['Policy', 'Policies'],
  calendar: ['CalendarYear', 'CalendarYears'],
  subscription: ['Subscription', 'Subscriptions'],
  template: ['Template', 'Templates'],
  city: ['CityProfile', 'CityProfiles'],
};

const admin = { tag: 'Administration', by: ['officer'] } as const;

const recordSchemas = new Map<string, z.ZodType>(
  Object.entries(nouns).map(([kind, [one]]) => [
    kind,
    recordKinds[kind as RecordKind].schema.meta({ id: `${one}Record` }),
  ]),
);
/** The schema of a kind's records, named. */
const recordSchema = (kind: RecordKind): z.ZodType => recordSchemas.get(kind)!;
const applied = (kind: RecordKind) =>
  z.object({
    record: recordSchema(kind),
    warnings: z
      .array(warning)
      .meta({ description: 'What this edit leaves undone, such as an office without anybody.' }),
  });

const officerPhone = z
  .string()
  .nullable()
  .optional()
  .meta({
    description: 'Mobile number: kept as `phoneMac` and never answered. Absent, the number stays; null ends it.',
    examples: ['+6281234567890'],
  });

/** The record without its counter; the id, which the path gives, is optional. */
function putBody(kind: RecordKind): z.ZodObject {
  const { idField, counter } = recordKinds[kind];
  const { [counter]: _counter, keys: _keys, ...fields }: Record<string, z.ZodType> = { ...givenSchema(kind).shape };
  const id = idField === undefined ? undefined : fields[idField];
  return z.strictObject({
    ...fields,
    ...(kind === 'officer' ? { phone: officerPhone } : {}),
    ...(idField === undefined || !id ? {} : { [idField]: id.optional() }),
    ...editFields,
  });
}

/** Each kind has the same four operations; the template has one route for all. */
function operationsOf(kind: RecordKind): Operation[] {
  const { path } = recordKinds[kind];
  const [one, many] = nouns[kind];
  return [
    {
      ...admin,
      route: 'GET /v1/admin/{kind}',
      path: `/v1/admin/${path}`,
      id: `list${many}ForAdmin`,
      summary: `Records: ${path}, retired ones too`,
      query: listQuery,
      answers: { 200: z.object({ records: z.array(recordSchema(kind)), unreadable, next: z.string().nullable() }) },
    },
    {
      ...admin,
      route: 'GET /v1/admin/{kind}/{id}',
      path: `/v1/admin/${path}/{id}`,
      id: `get${one}`,
      summary: `One record: ${path}`,
      answers: { 200: recordSchema(kind) },
      problems: [400],
    },
    {
      ...admin,
      route: 'PUT /v1/admin/{kind}/{id}',
      path: `/v1/admin/${path}/{id}`,
      id: `put${one}`,
      summary: `Make, edit or retire a record: ${path}`,
      description:
        'The whole record, with the version that you saw; without it a new record is made. `validTo` retires it. A conflict shows the record as it is (`current`), or what still needs it (`blockers`).',
      body: putBody(kind),
      answers: { 200: applied(kind), 201: applied(kind) },
      problems: [409],
    },
    {
      ...admin,
      route: 'GET /v1/admin/{kind}/{id}/edits',
      path: `/v1/admin/${path}/{id}/edits`,
      id: `list${one}Edits`,
      summary: `Who changed a record, when and why: ${path}`,
      answers: { 200: z.object({ edits: z.array(editView) }) },
      problems: [400],
    },
  ];
}

/** Operations for admins on the directory. */
export const administration: readonly Operation[] = [
  ...(Object.keys(recordKinds) as RecordKind[]).flatMap((kind) => operationsOf(kind)),
  {
    ...admin,
    route: 'PUT /v1/admin/holidays/{year}/{date}',
    id: 'declareHoliday',
    summary: 'Declare a day off, or change what it is called',
    body: holidayBody,
    answers: { 200: applied('calendar') },
    problems: [409],
  },
  {
    ...admin,
    route: 'DELETE /v1/admin/holidays/{year}/{date}',
    id: 'withdrawHoliday',
    summary: 'Withdraw a day off',
    query: withdrawQuery,
    answers: { 200: applied('calendar') },
    problems: [409],
  },
  {
    ...admin,
    route: 'GET /v1/admin/officers/{subject}/handover',
    id: 'handOver',
    summary: 'What is open in the posts of an officer, and who acts there without him',
    answers: { 200: handoverView },
  },
  {
    ...admin,
    route: 'POST /v1/admin/clients/{clientId}/keys',
    id: 'makeApiKey',
    summary: 'A new key for an API client; an older one ends after the overlap',
    body: makeKeyBody,
    answers: { 201: newKeyView },
    problems: [409],
  },
  {
    ...admin,
    route: 'DELETE /v1/admin/clients/{clientId}/keys/{keyId}',
    id: 'revokeApiKey',
    summary: 'End a key at once',
    answers: { 200: revokedKeyView },
    problems: [409],
  },
  {
    ...admin,
    route: 'GET /v1/admin/subscriptions/{id}/secrets',
    id: 'listSubscriptionSecrets',
    summary: 'Which secrets a subscription has, without the secrets',
    answers: { 200: secretsView },
    problems: [400],
  },
  {
    ...admin,
    route: 'POST /v1/admin/subscriptions/{id}/secrets',
    id: 'makeSubscriptionSecret',
    summary: 'A new signing secret; an older one stays in force until it is ended',
    answers: { 201: newSecretView },
    problems: [409],
  },
  {
    ...admin,
    route: 'DELETE /v1/admin/subscriptions/{id}/secrets/{secretId}',
    id: 'endSubscriptionSecret',
    summary: 'End a signing secret at once',
    answers: { 200: secretsView },
    problems: [409],
  },
  {
    ...admin,
    route: 'PUT /v1/admin/subscriptions/{id}/relay-token',
    id: 'putRelayToken',
    summary: 'The token that a system above the city has given it',
    body: relayTokenBody,
    answers: { 200: secretsView },
    problems: [409],
  },
];
