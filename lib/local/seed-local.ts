import { createHash } from 'node:crypto';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { AwsError } from './aws-error.ts';
import { type CallEngine } from './dynamodb/call.ts';
import { objectsAt, type Json, type JsonObject } from './json.ts';

/** The API key that a local run knows. */
export const LOCAL_API_KEY = 'local-dev-key';

/** The API key of the local city's own web form. */
export const LOCAL_WEB_KEY = 'local-web-key';

const localClients = [
  {
    id: 'local-dev',
    name: 'Local development',
    key: LOCAL_API_KEY,
    scopes: ['complaints:write', 'complaints:read', 'updates:write', 'webhooks'],
  },
  { id: 'web', name: 'Halaman web', key: LOCAL_WEB_KEY, scopes: ['complaints:write'] },
];

const LocalOfficer = z.object({
  subject: z.string(),
  name: z.string(),
  role: z.string(),
  office: z.string().optional(),
  agencies: z.array(z.string()).default([]),
});

/** An officer's record, as the directory keeps it. */
export type LocalOfficer = z.infer<typeof LocalOfficer>;

/** One officer for each office, for every agency in the directory, plus an auditor and an admin. A deployment seeds none. */
function officersFor(agencies: string[]): LocalOfficer[] {
  const officer = (subject: string, name: string, role: string, office?: string, ...own: string[]): LocalOfficer => ({
    subject: `local-${subject}`,
    name,
    role,
    office,
    agencies: own,
  });
  return [
    officer('coordinator', 'Koordinator', 'coordinator', 'coordinator'),
    ...agencies.flatMap((id) => [
      officer(`liaison-${id}`, `Petugas ${id}`, 'liaison', 'liaison', id),
      officer(`agency-head-${id}`, `Kepala ${id}`, 'supervisor', 'agency-head', id),
    ]),
    ...['diskominfo-head', 'city-secretary', 'mayor'].map((office) => officer(office, office, 'supervisor', office)),
    officer('auditor', 'Auditor', 'auditor'),
    officer('admin', 'Admin', 'admin'),
  ];
}

/** Every item of a partition of the directory. */
async function itemsOf(call: CallEngine, directory: string, pk: string): Promise<Record<string, unknown>[]> {
  const found: Parameters<typeof unmarshall>[0][] = [];
  let start: Json | undefined;
  do {
    const page = await call('Query', {
      TableName: directory,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: pk } },
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    found.push(...(objectsAt(page, 'Items') as unknown as typeof found));
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
  return found.map((item) => unmarshall(item));
}

/** Every officer of the directory, those who have left too. */
export async function allOfficers(call: CallEngine, directory: string): Promise<LocalOfficer[]> {
  return z.array(LocalOfficer).parse(await itemsOf(call, directory, 'officer'));
}

/** Puts local officers and the local API clients where they are absent. */
export async function seedLocal(call: CallEngine, directory: string): Promise<void> {
  const agencies = await itemsOf(call, directory, 'agency');
  const officers = officersFor(agencies.map(({ sk }) => String(sk))).map((officer) => ({
    pk: 'officer',
    sk: officer.subject,
    ...officer,
    version: 1,
  }));
  const clients = localClients.flatMap(({ id, name, key, scopes }) => [
    {
      pk: 'client',
      sk: id,
      clientId: id,
      name,
      scopes,
      // High enough for a replay of thousands of complaints; it is counted as deployed.
      quota: { perMinute: 100_000, perDay: 1_000_000 },
      status: 'active',
      keys: [{ keyId: 'local', createdAt: '2026-01-01T00:00:00.000Z' }],
      version: 1,
    },
    { pk: 'key', sk: createHash('sha256').update(key).digest('hex'), clientId: id, keyId: 'local' },
  ]);
  await Promise.all([...officers, ...clients].map((item) => putIfAbsent(call, directory, item)));
}

/** Sets the city's training calendar, or removes it. `seconds`: how long a working day lasts. */
export async function setTrainingDay(call: CallEngine, directory: string, seconds: number | undefined): Promise<void> {
  const expression =
    seconds === undefined
      ? { UpdateExpression: 'REMOVE trainingDay' }
      : { UpdateExpression: 'SET trainingDay = :day', ExpressionAttributeValues: { ':day': { N: String(seconds) } } };
  const Key = { pk: { S: 'city' }, sk: { S: 'profile' } };
  const ConditionExpression = seconds === undefined ? 'attribute_exists(trainingDay)' : 'attribute_exists(pk)';
  try {
    await call('UpdateItem', { TableName: directory, Key, ConditionExpression, ...expression });
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'ConditionalCheckFailedException')) throw error;
    if (seconds !== undefined)
      throw new Error('--day needs a city profile in the directory, and there is none.', { cause: error });
  }
}

/** Puts an item of the directory, unless there is one under its key. */
export async function putIfAbsent(call: CallEngine, directory: string, item: Record<string, unknown>): Promise<void> {
  const Item = marshall(item, { removeUndefinedValues: true }) as unknown as JsonObject;
  try {
    await call('PutItem', { TableName: directory, Item, ConditionExpression: 'attribute_not_exists(pk)' });
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}
