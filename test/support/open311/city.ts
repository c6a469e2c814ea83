/** What Open311's tests need of a city besides its seed: services with attributes of every kind, clients with keys of their own. */
import type { Answer, Json, LocalClient } from '../../../bin/support/local-client.ts';

const admin = { role: 'admin' } as const;

export const asAdmin = (client: LocalClient, method: string, path: string, body?: unknown): Promise<Answer> =>
  client.asOfficer(admin, method, `/v1/admin/${path}`, body);

/** Throws unless the record was taken. */
export async function putRecord(client: LocalClient, path: string, record: object): Promise<Json> {
  const { status, body } = await asAdmin(client, 'PUT', path, record);
  if (status > 201) throw new Error(`PUT ${path} answered ${status}: ${JSON.stringify(body)}`);
  return body.record;
}

/** Edits a record in force: reads it, changes it, puts it over the version that was seen. */
export async function editRecord(client: LocalClient, path: string, change: object): Promise<Json> {
  const { version, ...fields } = (await asAdmin(client, 'GET', path)).body;
  return putRecord(client, path, { ...fields, ...change, expectedVersion: version });
}

/** A new API client's key. */
export async function newClient(client: LocalClient, clientId: string, perMinute = 10_000): Promise<string> {
  await putRecord(client, `clients/${clientId}`, {
    name: clientId,
    contact: 'uji@example.org',
    scopes: ['complaints:write', 'complaints:read', 'updates:write'],
    status: 'active',
    quota: { perMinute, perDay: 100_000 },
  });
  const { status, body } = await asAdmin(client, 'POST', `clients/${clientId}/keys`, {});
  if (status !== 201) throw new Error(`no key for ${clientId}: ${status} ${JSON.stringify(body)}`);
  return body.apiKey;
}

const service = (name: string, over: object) => ({
  name,
  description: `${name}: layanan untuk uji`,
  group: 'Uji',
  keywords: ['uji', 'coba'],
  class: 'pengaduan',
  route: { agencyId: 'dinas-perhubungan' },
  autoForward: false,
  ...over,
});

const values = [
  { key: 'satu', name: 'Satu' },
  { key: 'dua', name: 'Dua' },
  { key: 'tiga', name: 'Tiga' },
];

/** One attribute of every datatype, given out of order; the last is shown only. */
export const everyAttribute = [
  { code: 'BANYAK', datatype: 'multivaluelist', order: 6, description: 'Yang mana saja?', values },
  {
    code: 'KATA',
    datatype: 'string',
    order: 1,
    description: 'Apa?',
    required: true,
    datatypeDescription: 'Satu baris',
  },
  { code: 'ANGKA', datatype: 'number', order: 2, description: 'Berapa?' },
  { code: 'KAPAN', datatype: 'datetime', order: 3, description: 'Kapan?' },
  { code: 'CERITA', datatype: 'text', order: 4, description: 'Bagaimana?' },
  { code: 'SATU', datatype: 'singlevaluelist', order: 5, description: 'Yang mana?', values },
  {
    code: 'CATATAN',
    datatype: 'text',
    order: 7,
    description: 'Hubungi 112 bila darurat.',
    variable: false,
    required: true,
  },
].map((attribute) => ({ required: false, ...attribute }));

export async function addTestServices(client: LocalClient): Promise<void> {
  await putRecord(client, 'services/uji-atribut', service('Uji atribut', { attributes: everyAttribute }));
  await putRecord(client, 'services/uji-antrean', service('Uji antrean', { type: 'batch' }));
  await putRecord(client, 'services/UJI_2', service('Uji tanpa rute', { route: {} }));
}
