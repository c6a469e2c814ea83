/** What an admin does in a year: agencies, services, officers, holidays, API clients; each edit seen by the functions that need it. */
import { expect, test } from 'vitest';
import type { Answer, Json } from '../../bin/support/local-client.ts';
import { coordinator, lightLiaison, streetLight, useOwnCity } from '../support/city.ts';

const city = useOwnCity();
const admin = { role: 'admin' } as const;

const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
  city.client.asOfficer(admin, method, `/v1/admin/${path}`, body);
const read = async (path: string): Promise<Json> => (await ask('GET', path)).body;
/** The body of a PUT that edits what was read. */
const edited = ({ version, ...fields }: Json, change: object): Json => ({
  ...fields,
  expectedVersion: version,
  ...change,
});
/** What other functions have cached is older than 60 s after this. */
const forget = () => city.client.advance('PT61S');

test('an agency is made, named by a service, gets its complaints, and ends only when nothing needs it', async () => {
  const pasar = { name: 'Dinas Pasar', smsName: 'Dinas Pasar', kind: 'dinas', nameVerified: true };
  const made = await ask('PUT', 'agencies/dinas-pasar', { ...pasar, reason: 'Perwali 7/2026' });
  expect(made.status).toBe(201);
  expect(made.body).toEqual({ record: { ...pasar, id: 'dinas-pasar', version: 1 }, warnings: [] });
  expect((await ask('PUT', 'agencies/dinas-pasar', pasar)).body).toMatchObject({
    status: 409,
    code: 'conflict',
    current: { id: 'dinas-pasar', version: 1 },
  });

  const light = await read('services/lampu-jalan');
  expect(
    (await ask('PUT', 'services/lampu-jalan', edited(light, { route: { agencyId: 'dinas-lama' } }))).body,
  ).toMatchObject({
    status: 400,
    errors: [{ field: 'route.agencyId' }],
  });
  const moved = await ask('PUT', 'services/lampu-jalan', edited(light, { route: { agencyId: 'dinas-pasar' } }));
  expect(moved.status).toBe(200);

  await forget();
  const { body: filed } = await city.client.file(streetLight());
  await city.client.idle();
  const ending = edited(made.body.record, { validTo: '2020-01-01' });
  const refused = await ask('PUT', 'agencies/dinas-pasar', ending);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    code: 'in-use',
    blockers: [
      { kind: 'service', id: 'lampu-jalan' },
      { kind: 'complaint', id: filed.trackingId },
    ],
  });

  await ask('PUT', 'services/lampu-jalan', edited(moved.body.record, { route: light.route }));
  expect((await ask('PUT', 'agencies/dinas-pasar', ending)).body.blockers).toEqual([
    { kind: 'complaint', id: filed.trackingId },
  ]);

  const { edits } = await read('services/lampu-jalan/edits');
  expect(edits.map((e: Json) => [e.edit, e.by, e.after.route.agencyId])).toEqual([
    [3, 'local-admin', 'dinas-perhubungan'],
    [2, 'local-admin', 'dinas-pasar'],
  ]);
  expect(edits[0].beforeHash).toMatch(/^[\w-]{43}$/);
  expect((await read('agencies/dinas-pasar/edits')).edits[0]).toMatchObject({
    reason: 'Perwali 7/2026',
    beforeHash: null,
  });
});

test('a year is loaded, a day declared and withdrawn, each by its decree', async () => {
  const { records } = await read('holidays');
  const next = Math.max(...records.map((y: Json) => y.year)) + 1;
  expect((await ask('PUT', `holidays/${next + 1}`, { holidays: [] })).body.errors[0]).toMatchObject({ field: 'year' });
  const newYear = { date: `${next}-01-01`, name: 'Tahun Baru', kind: 'NATIONAL', decree: 'SKB contoh' };
  expect((await ask('PUT', `holidays/${next}`, { holidays: [newYear], reason: newYear.decree })).status).toBe(201);

  const day = { name: 'Cuti bersama', kind: 'CUTI_BERSAMA', decree: 'Keppres contoh' };
  const declared = await ask('PUT', `holidays/${next}/${next}-01-02`, { ...day, expectedVersion: 1 });
  expect(declared.body.record).toEqual({
    year: next,
    version: 2,
    holidays: [newYear, { date: `${next}-01-02`, ...day }],
  });
  expect((await ask('PUT', `holidays/${next}/2020-01-02`, { ...day, expectedVersion: 2 })).body.errors[0].field).toBe(
    'holidays',
  );
  expect((await ask('DELETE', `holidays/${next}/${next}-01-02?expectedVersion=1&decree=Keppres`)).status).toBe(409);
  const withdrawn = await ask('DELETE', `holidays/${next}/${next}-01-02?expectedVersion=2&decree=Keppres%20pencabutan`);
  expect(withdrawn.body.record).toMatchObject({ version: 3, holidays: [newYear] });
  expect((await ask('DELETE', `holidays/${next}/${next}-01-02?expectedVersion=3&decree=Keppres`)).status).toBe(404);
  expect((await read(`holidays/${next}/edits`)).edits.map((e: Json) => e.reason)).toEqual([
    'Keppres pencabutan',
    'Keppres contoh',
    'SKB contoh',
  ]);
});

test('an officer who leaves hands over what is open, and a vacant office is named', async () => {
  await forget();
  const { body: filed } = await city.client.file(streetLight());
  await city.client.idle();
  const subject = `local-liaison-${lightLiaison.agency}`;
  const handover = await read(`officers/${subject}/handover`);
  expect(handover.posts).toEqual([
    { office: 'liaison', agencyId: lightLiaison.agency, open: expect.anything(), successors: [] },
  ]);
  expect(handover.posts[0].open.complaints.map((c: Json) => c.trackingId)).toContain(filed.trackingId);

  const leaving = await read(`officers/${subject}`);
  const gone = await ask('PUT', `officers/${subject}`, edited(leaving, { validTo: '2020-01-01' }));
  expect(gone.status).toBe(200);
  expect(gone.body.warnings).toMatchObject([
    { code: 'vacant-office', office: 'liaison', agencyId: lightLiaison.agency },
  ]);
  const successor = { name: 'Penerus', role: 'liaison', office: 'liaison', agencies: [lightLiaison.agency] };
  const came = await ask('PUT', 'officers/sub-penerus', successor);
  expect([came.status, came.body.warnings]).toEqual([201, []]);
  expect((await read(`officers/${subject}/handover`)).posts[0].successors).toEqual([
    { subject: 'sub-penerus', name: 'Penerus', deputyFor: null },
  ]);

  await forget();
  const token = await city.client.token(lightLiaison);
  expect(token).toBeTruthy();
  const asGone = await city.client.asOfficer(lightLiaison, 'GET', '/v1/staff/complaints?queue=agency');
  expect(asGone.status).toBe(403);
  const back = await ask('PUT', `officers/${subject}`, edited(gone.body.record, { validTo: undefined }));
  expect(back.body.record.version).toBe(3);
});

test('an API client gets a key, exchanges it without a gap, and is stopped by its quota', async () => {
  const client = {
    name: 'Aplikasi Warga',
    contact: 'it@aplikasi.example',
    scopes: ['complaints:write', 'complaints:read'],
    quota: { perMinute: 2, perDay: 100 },
    status: 'active',
  };
  expect((await ask('PUT', 'clients/aplikasi-warga', client)).status).toBe(201);
  const first = (await ask('POST', 'clients/aplikasi-warga/keys')).body;
  expect(first.apiKey).toMatch(/^tgp_[\w-]{32}$/);
  expect(JSON.stringify(await read('clients/aplikasi-warga'))).not.toContain(first.apiKey);

  const post = (apiKey: string) => city.client.file(streetLight(), { 'x-api-key': apiKey });
  expect((await post(first.apiKey)).status).toBe(201);
  const second = (await ask('POST', 'clients/aplikasi-warga/keys', { overlapDays: 1 })).body;
  await forget();
  expect((await post(first.apiKey)).status).toBe(201);
  expect((await post(second.apiKey)).status).toBe(201);
  const tooMany = await post(second.apiKey);
  expect([tooMany.status, tooMany.body.code]).toEqual([429, 'quota-exceeded']);
  expect(Number(tooMany.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect((await ask('POST', 'clients/aplikasi-warga/keys')).body.detail).toMatch(/two keys are in force/);

  await city.client.advance('P1D');
  expect((await post(first.apiKey)).status).toBe(401);
  expect((await post(second.apiKey)).status).toBe(201);
  expect((await ask('DELETE', `clients/aplikasi-warga/keys/${second.keyId}`)).status).toBe(200);
  await forget();
  expect((await post(second.apiKey)).status).toBe(401);
});

test('only an admin edits, an auditor may look, everybody else is refused', async () => {
  const as = (who: Parameters<typeof city.client.asOfficer>[0], method: string, path: string, body?: unknown) =>
    city.client.asOfficer(who, method, `/v1/admin/${path}`, body).then((a) => a.status);
  expect(await as({ role: 'auditor' }, 'GET', 'agencies')).toBe(200);
  expect(await as({ role: 'auditor' }, 'PUT', 'agencies/bpbd', {})).toBe(403);
  for (const who of [coordinator, lightLiaison, { role: 'supervisor' } as const]) {
    expect(await as(who, 'GET', 'agencies')).toBe(403);
    expect(await as(who, 'PUT', 'agencies/bpbd', {})).toBe(403);
    expect(await as(who, 'POST', 'clients/local-dev/keys', {})).toBe(403);
  }
  expect((await city.client.call('GET', '/v1/admin/agencies')).status).toBe(401);
});

test('lists are paged in the order of ids', async () => {
  const first = await read('areas?limit=30');
  const second = await read(`areas?limit=30&cursor=${first.next}`);
  expect([first.records.length, second.records.length, second.next]).toEqual([30, 20, null]);
  const codes: string[] = [...first.records, ...second.records].map((a: Json) => a.code);
  expect(codes).toEqual(codes.toSorted((a, b) => a.localeCompare(b)));
});

test.each([
  ['GET', 'nonsense', undefined, 404],
  ['GET', 'agencies/tidak-ada', undefined, 404],
  ['GET', `agencies/${'x'.repeat(3000)}`, undefined, 404],
  ['GET', 'officers/%00', undefined, 404],
  ['GET', 'officers/%F0%28', undefined, 404],
  ['GET', 'agencies/..%2F..%2Fcity', undefined, 404],
  ['GET', 'officers/%F0%9F%92%A1/edits', undefined, 200],
  ['GET', 'agencies?limit=0', undefined, 400],
  ['GET', 'agencies?cursor=%00', undefined, 400],
  ['GET', 'agencies?colour=red', undefined, 400],
  ['PUT', 'agencies/Besar', { name: 'Besar' }, 400],
  ['PUT', 'agencies/bpbd', undefined, 400],
  ['PUT', 'agencies/bpbd', '{"expectedVersion":', 400],
  ['PUT', 'agencies/bpbd', String.raw`{"expectedVersion":1,"name":"setengah \ud83d"}`, 400],
  ['PUT', 'agencies/bpbd', { expectedVersion: 1, name: 'baris\u0000baru' }, 400],
  ['PUT', 'agencies/bpbd', { expectedVersion: 1, name: 'a'.repeat(70_000) }, 413],
  ['PUT', 'areas/81.71.02.1019', '{"expectedVersion":1,"lat":1e-300,"long":1e300}', 400],
  ['PUT', 'officers/%F0%9F%92%A1', { name: 'Lampu', role: 'auditor', agencies: [] }, 400],
  ['PUT', 'agencies/bpbd', null, 400],
  ['PUT', 'agencies/bpbd', [], 400],
  ['PUT', 'agencies/bpbd', { version: 1 }, 409],
  ['PUT', 'agencies/bpbd', { expectedVersion: 1, version: 2 }, 400],
  ['PUT', 'agencies/bpbd', { expectedVersion: 1, id: 'lain' }, 400],
  ['PUT', 'agencies/bpbd', { expectedVersion: -1 }, 400],
  ['PUT', 'holidays/02026', { holidays: [] }, 400],
  ['PUT', 'holidays/abc', { holidays: [] }, 400],
  ['PUT', 'holidays/1900/1900-01-01', { name: 'Abc', kind: 'LOCAL', decree: 'Abc', expectedVersion: 1 }, 404],
  ['PUT', 'city/lain', {}, 400],
  ['PUT', 'clients/a%23b', {}, 400],
  ['PUT', 'clients/local-dev', { expectedVersion: 1, keys: [] }, 400],
  ['POST', 'clients/tidak-ada/keys', {}, 404],
  ['POST', 'clients/local-dev/keys', { overlapDays: 1.5 }, 400],
  ['DELETE', 'clients/local-dev/keys/none', undefined, 404],
  ['GET', 'officers/tidak-ada/handover', undefined, 404],
] as const)('bad request %$: %s is refused by status', async (method, path, body, status) => {
  expect((await ask(method, path, body)).status).toBe(status);
});
