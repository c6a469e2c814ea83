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

  test.each<[string, string | undefined, Scope, unknown]>([
    ['no key', undefined, 'complaints:read', Unauthenticated],
    ['an empty key', '', 'complaints:read', Unauthenticated],
    ['an unknown key', '__proto__', 'complaints:read', Unauthenticated],
    ['the key of a retired client', 'key-retired', 'complaints:read', Unauthenticated],
    ['a key that has ended', 'key-ended', 'complaints:read', Unauthenticated],
    ['the key of a suspended client', 'key-suspended', 'complaints:read', Forbidden],
    ['a key without the scope', 'key-reader', 'complaints:write', Forbidden],
  ])('is refused with %s', async (_, key, scope, error) => {
    await expect(authenticateClient(office(), key, scope)).rejects.toBeInstanceOf(error);
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
