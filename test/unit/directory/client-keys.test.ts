/** Keys of an API client: shown once, stored as a hash beside the client, two at most. */
import { expect, test } from 'vitest';
import { makeKey, revokeKey } from '../../../functions/directory/client-keys.ts';
import { apiKeyHash } from '../../../functions/domain/city/client-keys.ts';
import { directoryOffice } from '../../support/directory-office.ts';
import { officers } from '../../support/staff.ts';

const { subject } = officers.admin;
const clientId = 'app';

function office() {
  const made = directoryOffice();
  return {
    ...made,
    make: (body?: unknown, by = subject) => makeKey(made.deps)({ subject: by, clientId, body }),
    revoke: (keyId: string, by = subject) => revokeKey(made.deps)({ subject: by, clientId, keyId }),
    client: () => made.memory.records.get(`client/${clientId}`),
  };
}

test('a key is answered once; the table has its hash and its id', async () => {
  const { make, client, besides, memory } = office();
  const { apiKey, keyId, keys } = await make();
  expect(apiKey).toMatch(/^tgp_[\w-]{32}$/);
  expect(besides).toEqual([{ apiKey: { hash: apiKeyHash(apiKey), keyId } }]);
  expect(keys).toEqual([
    { keyId: 'key-app', createdAt: '2026-01-01T00:00:00.000Z', endsAt: '2026-03-20T01:00:00.000Z' },
    { keyId, createdAt: '2026-03-13T01:00:00.000Z' },
  ]);
  expect(client()).toMatchObject({ version: 2, keys, name: 'app' });
  expect(memory.edits).toMatchObject([{ kind: 'client', id: clientId, by: subject }]);
  expect(JSON.stringify([client(), memory.edits])).not.toContain(apiKey);
});

test.each([
  [{ overlapDays: 0 }, '2026-03-13T01:00:00.000Z'],
  [{ overlapDays: 90 }, '2026-06-11T01:00:00.000Z'],
])('the older key ends after %j', async (body, endsAt) => {
  expect((await office().make(body)).keys[0]).toMatchObject({ endsAt });
});

test.each([{ overlapDays: -1 }, { overlapDays: 91 }, { overlapDays: 1.5 }, { days: 1 }])(
  '%j is refused',
  async (body) => {
    const { make, memory } = office();
    await expect(make(body)).rejects.toMatchObject({ name: 'InvalidInput' });
    expect(memory.edits).toEqual([]);
  },
);

test('a third key is refused until one is revoked', async () => {
  const { make, revoke } = office();
  await make();
  await expect(make()).rejects.toMatchObject({ name: 'Conflict' });
  expect(await revoke('key-app')).toMatchObject({
    clientId,
    keyId: 'key-app',
    takesEffect: 'within 60 seconds',
    keys: [{ keyId: 'key-app', endsAt: '2026-03-13T01:00:00.000Z' }, {}],
  });
  await expect(revoke('key-app')).rejects.toMatchObject({ name: 'NotFound' });
  expect((await make()).keys).toHaveLength(2);
});

test('of an unknown client there is none, and none is made by others', async () => {
  const { deps, make, revoke } = office();
  await expect(makeKey(deps)({ subject, clientId: 'tidak-ada', body: {} })).rejects.toMatchObject({
    name: 'NotFound',
    message: 'there is no client tidak-ada',
  });
  for (const who of ['auditor', 'coordinator'] as const) {
    await expect(make({}, officers[who].subject)).rejects.toMatchObject({ name: 'Forbidden' });
    await expect(revoke('key-app', officers[who].subject)).rejects.toMatchObject({ name: 'Forbidden' });
  }
});
