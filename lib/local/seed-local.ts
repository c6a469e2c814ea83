import { AwsError } from './aws-error.ts';
import { createHash } from 'node:crypto';
import { type CallEngine } from './dynamodb/call.ts';
import { attributeText, objectsAt, type JsonObject } from './json.ts';

/** The API key that a local run knows. */
export const LOCAL_API_KEY = 'local-dev-key';

/** The API key of the local city's own web form, which the template's parameter gets. */
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

/** An officer's record, as the directory keeps it. */
export type LocalOfficer = { subject: string; name: string; role: string; office?: string; agencies: string[] };

const text = (value: string): JsonObject => ({ S: value });

/** One officer for each office, for every agency in the directory, plus an auditor and an admin. A deployment seeds none. */
function officersFor(agencies: string[]): LocalOfficer[] {
  const ofAgency = agencies.flatMap((id) => [
    { subject: `local-liaison-${id}`, name: `Petugas ${id}`, role: 'liaison', office: 'liaison', agencies: [id] },
    {
      subject: `local-agency-head-${id}`,
      name: `Kepala ${id}`,
      role: 'supervisor',
      office: 'agency-head',
      agencies: [id],
    },
  ]);
  const ofCity = ['diskominfo-head', 'city-secretary', 'mayor'].map((office) => ({
    subject: `local-${office}`,
    name: office,
    role: 'supervisor',
    office,
    agencies: [],
  }));
  return [
    { subject: 'local-coordinator', name: 'Koordinator', role: 'coordinator', office: 'coordinator', agencies: [] },
    ...ofAgency,
    ...ofCity,
    { subject: 'local-auditor', name: 'Auditor', role: 'auditor', agencies: [] },
    { subject: 'local-admin', name: 'Admin', role: 'admin', agencies: [] },
  ];
}

/** Puts local officers and the local API clients where they are absent. */
export async function seedLocal(call: CallEngine, directory: string): Promise<void> {
  const agencies = await call('Query', {
    TableName: directory,
    KeyConditionExpression: 'pk = :agency',
    ExpressionAttributeValues: { ':agency': text('agency') },
  });
  const ids = objectsAt(agencies, 'Items').map((item) => attributeText(item['sk']));
  const officers = officersFor(ids).map(({ subject, name, role, office, agencies: own }) => ({
    pk: text('officer'),
    sk: text(subject),
    subject: text(subject),
    name: text(name),
    role: text(role),
    ...(office !== undefined && { office: text(office) }),
    agencies: { L: own.map((id) => text(id)) },
    version: { N: '1' },
  }));
  const clients = localClients.flatMap(({ id, name, key, scopes }) => [
    {
      pk: text('client'),
      sk: text(id),
      clientId: text(id),
      name: text(name),
      scopes: { L: scopes.map((scope) => text(scope)) },
      // High enough for a replay of thousands of complaints; it is counted as deployed.
      quota: { M: { perMinute: { N: '100000' }, perDay: { N: '1000000' } } },
      status: text('active'),
      keys: { L: [{ M: { keyId: text('local'), createdAt: text('2026-01-01T00:00:00.000Z') } }] },
      version: { N: '1' },
    },
    {
      pk: text('key'),
      sk: text(createHash('sha256').update(key).digest('hex')),
      clientId: text(id),
      keyId: text('local'),
    },
  ]);
  await Promise.all([...officers, ...clients].map((item) => putIfAbsent(call, directory, item)));
}

/** Sets the city's training calendar, or removes it. `seconds`: how long a working day lasts. */
export async function setTrainingDay(call: CallEngine, directory: string, seconds: number | undefined): Promise<void> {
  const expression =
    seconds === undefined
      ? { UpdateExpression: 'REMOVE trainingDay' }
      : { UpdateExpression: 'SET trainingDay = :day', ExpressionAttributeValues: { ':day': { N: String(seconds) } } };
  const Key = { pk: text('city'), sk: text('profile') };
  const ConditionExpression = seconds === undefined ? 'attribute_exists(trainingDay)' : 'attribute_exists(pk)';
  try {
    await call('UpdateItem', { TableName: directory, Key, ConditionExpression, ...expression });
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'ConditionalCheckFailedException')) throw error;
    if (seconds !== undefined)
      throw new Error('--day needs a city profile in the directory, and there is none.', { cause: error });
  }
}

async function putIfAbsent(call: CallEngine, table: string, item: JsonObject): Promise<void> {
  try {
    await call('PutItem', { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' });
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'ConditionalCheckFailedException')) throw error;
  }
}
