/** Who an API key belongs to, what it may do, and how often. */
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../../functions/domain/city/records.ts';
import { Forbidden, QuotaExceeded, Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { apiKeyOf, authenticateClient, countPost } from '../../../functions/access/api-client.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { apiKeys, fakeDirectory } from '../../support/fakes/directory.ts';
import { fakeQuotaCounter } from '../../support/fakes/quotas.ts';

const office = (local = '2026-03-13 10:00') => ({
  directory: fakeDirectory(),
  quotas: fakeQuotaCounter(),
  clock: manualClock(local),
});

describe('the key', () => {
  test('is the header, else the form field, else the query, as Open311 clients send it', () => {
    const query = { api_key: 'q' };
    expect(apiKeyOf({ headers: { 'x-api-key': 'h' }, query }, { api_key: 'f' })).toBe('h');
    expect(apiKeyOf({ headers: {}, query }, { api_key: 'f' })).toBe('f');
    expect(apiKeyOf({ headers: {}, query }, { api_key: ['f', 'g'] })).toBe('q');
    expect(apiKeyOf({ headers: {}, query: {} })).toBeUndefined();
  });
});

describe('the client', () => {
  test('is known by its key and holds the scope', async () => {
    expect(await authenticateClient(office(), 'key-app', 'complaints:write')).toEqual(apiKeys['key-app']);
  });

  test.each<[string, string | undefined, Scope, [new (text: string) => Error, RegExp]]>([
    ['no key', undefined, 'complaints:read', [Unauthenticated, /x-api-key/]],
    ['an empty key', '', 'complaints:read', [Unauthenticated, /x-api-key/]],
    ['an unknown key', '__proto__', 'complaints:read', [Unauthenticated, /x-api-key/]],
    ['the key of a retired client', 'key-retired', 'complaints:read', [Unauthenticated, /x-api-key/]],
    ['a key that has ended', 'key-ended', 'complaints:read', [Unauthenticated, /x-api-key/]],
    ['the key of a suspended client', 'key-suspended', 'complaints:read', [Forbidden, /suspended/]],
    ['a key without the scope', 'key-reader', 'complaints:write', [Forbidden, /complaints:write/]],
  ])('is refused with %s', async (_, key, scope, [error, words]) => {
    const refused = authenticateClient(office(), key, scope);
    await expect(refused).rejects.toBeInstanceOf(error);
    await expect(refused).rejects.toThrow(words);
  });

  test('is judged by the key that was sent, not by its others', async () => {
    const createdAt = '2026-01-01T00:00:00.000Z';
    const keys = [
      { keyId: 'key-old', createdAt, endsAt: '2026-03-01T00:00:00.000Z' },
      { keyId: 'key-new', createdAt },
    ];
    const client = { ...apiKeys['key-app'], keys };
    const records = { apiKeys: { 'key-old': client, 'key-new': client, 'key-gone': client } };
    const deps = { ...office(), directory: fakeDirectory(records) };
    expect(await authenticateClient(deps, 'key-new', 'complaints:read')).toEqual(client);
    for (const key of ['key-old', 'key-gone'])
      await expect(authenticateClient(deps, key, 'complaints:read')).rejects.toThrow(/x-api-key/);
  });

  test('may use a key until the instant it ends', async () => {
    const before = office('2026-03-01 08:59:59');
    expect((await authenticateClient(before, 'key-ended', 'complaints:read')).clientId).toBe('rotated');
    // 2026-03-01T00:00:00Z is 09:00 in Ambon.
    before.clock.set('2026-03-01 09:00');
    await expect(authenticateClient(before, 'key-ended', 'complaints:read')).rejects.toBeInstanceOf(Unauthenticated);
  });
});

describe('a quota that is used up', () => {
  const used = async (quota: { perMinute: number; perDay: number }, local: string) => {
    const deps = office(local);
    const client = { ...apiKeys['key-app'], quota };
    await countPost(deps, client);
    return countPost(deps, client).catch((error: unknown) => error);
  };

  test.each([
    ['the minute', { perMinute: 1, perDay: 9 }, '2026-03-13 10:00:13', 47, /1 posts a minute/],
    ['the local day', { perMinute: 9, perDay: 1 }, '2026-03-13 23:00:00', 3600, /1 posts a day/],
  ])('says when %s ends', async (_, quota, local, seconds, words) => {
    const error = await used(quota, local);
    expect(error).toBeInstanceOf(QuotaExceeded);
    expect(problemOf(error)).toMatchObject({
      status: 429,
      code: 'quota-exceeded',
      retryAfter: seconds,
      detail: expect.stringMatching(words),
    });
  });
});
