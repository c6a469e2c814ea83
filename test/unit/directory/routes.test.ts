/** Each route of the admin API hands its request to its use case: officer, path, query and body. */
import { describe, expect, test } from 'vitest';
import { directoryRoutes } from '../../../functions/directory/routes.ts';
import type { ApiRequest } from '../../../functions/http/api-handler.ts';
import { directoryOffice } from '../../support/directory-office.ts';
import { filed, steps } from '../../support/complaints.ts';
import { ask } from '../../support/request.ts';
import { officers } from '../../support/staff.ts';

const { subject } = officers.admin;

function admin() {
  const office = directoryOffice();
  const routes = directoryRoutes(office.deps);
  return { ...office, ask: (name: string, over: Partial<ApiRequest> = {}) => ask(routes, name, { subject, ...over }) };
}
const bpbd = { path: { kind: 'agencies', id: 'bpbd' } };

describe('a record', () => {
  test('is listed, read, edited over its version, and its edits are told', async () => {
    const office = admin();
    const listed = await office.ask('GET /v1/admin/{kind}', { path: { kind: 'agencies' }, query: { limit: '1' } });
    expect(listed).toMatchObject({ status: 200, body: { records: [{ version: 1 }], unreadable: 0 } });
    const read = await office.ask('GET /v1/admin/{kind}/{id}', bpbd);
    expect(read).toMatchObject({ status: 200, body: { id: 'bpbd', version: 1 } });
    const { id: _, version: __, ...fields } = read.body as Record<string, unknown>;
    const body = { ...fields, name: 'Badan Baru', expectedVersion: 1, reason: 'SK 7/2026' };
    const put = await office.ask('PUT /v1/admin/{kind}/{id}', { ...bpbd, body });
    expect(put).toEqual({
      status: 200,
      body: { record: { ...fields, id: 'bpbd', name: 'Badan Baru', version: 2 }, warnings: [] },
    });
    const edits = await office.ask('GET /v1/admin/{kind}/{id}/edits', bpbd);
    expect(edits).toMatchObject({
      status: 200,
      body: {
        edits: [
          {
            kind: 'agency',
            id: 'bpbd',
            edit: 2,
            by: subject,
            reason: 'SK 7/2026',
            at: '2026-03-13T01:00:00.000Z',
            after: { name: 'Badan Baru' },
            beforeHash: expect.stringMatching(/^[\w-]{43}$/) as string,
          },
        ],
      },
    });
  });

  test('that is new answers 201, and its first edit has nothing before it', async () => {
    const office = admin();
    const {
      id: _,
      version: __,
      ...fields
    } = (await office.ask('GET /v1/admin/{kind}/{id}', bpbd)).body as Record<string, unknown>;
    const path = { kind: 'agencies', id: 'dinas-baru' };
    expect(await office.ask('PUT /v1/admin/{kind}/{id}', { path, body: fields })).toMatchObject({ status: 201 });
    expect(office.memory.edits).toMatchObject([{ edit: 1, beforeHash: null }]);
  });

  test.each([
    'GET /v1/admin/{kind}',
    'GET /v1/admin/{kind}/{id}',
    'GET /v1/admin/{kind}/{id}/edits',
    'PUT /v1/admin/{kind}/{id}',
  ])('%s knows no other kind, and no record without an id', async (name) => {
    const office = admin();
    const path = { kind: 'naga', id: 'x' };
    await expect(office.ask(name, { path, body: {} })).rejects.toMatchObject({
      name: 'NotFound',
      message: 'no such resource: /v1/admin/naga',
    });
    await expect(office.ask(name, { body: {} })).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('that does not exist is not found', async () => {
    const path = { kind: 'agencies', id: 'tidak-ada' };
    await expect(admin().ask('GET /v1/admin/{kind}/{id}', { path })).rejects.toMatchObject({
      name: 'NotFound',
      message: 'there is no record tidak-ada in agencies',
    });
  });
});

test('records are listed page by page', async () => {
  const office = admin();
  const path = { kind: 'agencies' };
  const page = async (query: Record<string, string>) =>
    (await office.ask('GET /v1/admin/{kind}', { path, query })).body as {
      records: { id: string }[];
      next: string | null;
    };
  const all = (await page({})).records.map(({ id }) => id);
  const first = await page({ limit: '10' });
  const second = await page({ limit: '200', cursor: first.next! });
  expect([...first.records, ...second.records].map(({ id }) => id)).toEqual(all);
  expect([first.records.length, second.next]).toEqual([10, null]);
  await page({ cursor: Buffer.from('x'.repeat(1024)).toString('base64url') });
  for (const query of [
    { limit: '0' },
    { limit: '201' },
    { cursor: '' },
    { cursor: Buffer.from('x'.repeat(1025)).toString('base64url') },
  ])
    await expect(page(query as Record<string, string>)).rejects.toMatchObject({ name: 'InvalidInput' });
});

describe('a holiday', () => {
  const day = { path: { year: '2026', date: '2026-05-05' } };
  const declared = { name: 'Libur daerah', kind: 'LOCAL', decree: 'SE 7/2026' };
  const put = 'PUT /v1/admin/holidays/{year}/{date}';
  const withdraw = 'DELETE /v1/admin/holidays/{year}/{date}';

  test('is declared and withdrawn by its decree', async () => {
    const office = admin();
    const made = await office.ask(put, { ...day, body: { ...declared, expectedVersion: 1 } });
    expect(made).toMatchObject({
      status: 200,
      body: {
        record: {
          year: 2026,
          version: 2,
          holidays: expect.arrayContaining([{ date: '2026-05-05', ...declared }]) as unknown,
        },
      },
    });
    const query = { expectedVersion: '2', decree: 'SE 8/2026' };
    const gone = await office.ask(withdraw, { ...day, query });
    expect(gone).toMatchObject({ status: 200, body: { record: { version: 3 } } });
    expect(JSON.stringify(gone.body)).not.toContain('2026-05-05');
    expect(office.memory.edits.map(({ reason }) => reason)).toEqual(['SE 7/2026', 'SE 8/2026']);
  });

  test('without a year or a day is refused', async () => {
    const office = admin();
    const body = { ...declared, expectedVersion: 1 };
    await expect(office.ask(put, { path: { year: '2026' }, body })).rejects.toMatchObject({
      fields: [{ field: 'date', message: 'must be a day as YYYY-MM-DD' }],
    });
    await expect(office.ask(put, { path: { date: '2026-05-05' }, body })).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('a hand-over', () => {
  test('is of the officer in the path', async () => {
    const office = admin();
    await office.hall.keep(filed('2026-03-13 08:00'), steps.forwarded('2026-03-13 08:30'));
    const path = { subject: officers.liaison.subject };
    expect(await office.ask('GET /v1/admin/officers/{subject}/handover', { path })).toMatchObject({
      status: 200,
      body: {
        officer: { subject: 'sub-liaison', name: 'Nama sub-liaison', role: 'liaison' },
        posts: [{ open: { count: 1 } }],
      },
    });
    await expect(office.ask('GET /v1/admin/officers/{subject}/handover')).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('a key', () => {
  const clientId = 'app';

  test('is made for the client in the path, and revoked by its id', async () => {
    const office = admin();
    const made = await office.ask('POST /v1/admin/clients/{clientId}/keys', {
      path: { clientId },
      body: { overlapDays: 0 },
    });
    const { keyId, apiKey, keys } = made.body as { keyId: string; apiKey: string; keys: { keyId: string }[] };
    expect([made.status, apiKey.startsWith('tgp_'), keys.length]).toEqual([201, true, 2]);
    const path = { clientId, keyId };
    expect(await office.ask('DELETE /v1/admin/clients/{clientId}/keys/{keyId}', { path })).toMatchObject({
      status: 200,
      body: { clientId, keyId, takesEffect: 'within 60 seconds' },
    });
    await expect(
      office.ask('DELETE /v1/admin/clients/{clientId}/keys/{keyId}', { path: { clientId } }),
    ).rejects.toMatchObject({ name: 'NotFound' });
    await expect(office.ask('POST /v1/admin/clients/{clientId}/keys')).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('the secrets of a subscription', () => {
  const id = 'news';
  const secrets = 'v1/admin/subscriptions/{id}/secrets';

  test('are made, listed and ended', async () => {
    const office = admin();
    const first = await office.ask(`POST /${secrets}`, { path: { id } });
    expect(first).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) as string } });
    await office.ask(`POST /${secrets}`, { path: { id } });
    const { secretId } = first.body as { secretId: string };
    expect(await office.ask(`GET /${secrets}`, { path: { id } })).toMatchObject({
      status: 200,
      body: { signing: [{}, { secretId }], relayToken: null },
    });
    expect(await office.ask(`DELETE /${secrets}/{secretId}`, { path: { id, secretId } })).toMatchObject({
      status: 200,
      body: { signing: [{}] },
    });
    await expect(office.ask(`DELETE /${secrets}/{secretId}`, { path: { id } })).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  test('hold the token of upstream', async () => {
    const office = admin();
    const body = { token: 'token-kota' };
    const answer = await office.ask('PUT /v1/admin/subscriptions/{id}/relay-token', { path: { id }, body });
    expect(answer).toMatchObject({ status: 200, body: { relayToken: { by: subject } } });
    expect(office.kept.get(id)).toMatchObject({ version: 1, signing: [] });
  });

  test.each([`GET /${secrets}`, `POST /${secrets}`, 'PUT /v1/admin/subscriptions/{id}/relay-token'])(
    '%s knows no subscription without an id',
    async (name) => {
      await expect(admin().ask(name, { body: { token: 'x' } })).rejects.toMatchObject({
        name: 'NotFound',
        message: 'there is no subscription ',
      });
    },
  );
});
