/** Keys of an API client: exchanged with an overlap, never more than two, never one that can be guessed or read back. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addKey, apiKeyHash, drawApiKey, endKey, keysInForce } from '../../../../functions/domain/city/client-keys.ts';
import type { ApiClient } from '../../../../functions/domain/city/records.ts';
import { Conflict, NotFound } from '../../../../functions/domain/kernel/errors.ts';
import { apiKeys } from '../../../support/fakes/directory.ts';

const client: ApiClient = { ...apiKeys['key-app'], keys: [] };
const at = (day: number) => new Date(Date.UTC(2026, 2, day));
const idsOn = (c: ApiClient, day: number) => keysInForce(c, at(day)).map((k) => k.keyId);

test('a key is long, its own, and found by its hash', () => {
  const { apiKey, hash, keyId } = drawApiKey(randomBytes);
  expect(apiKey).toMatch(/^tgp_[\w-]{32}$/);
  expect(hash).toBe(apiKeyHash(apiKey));
  expect(keyId).toBe(hash.slice(0, 8));
  expect(drawApiKey(randomBytes).apiKey).not.toBe(apiKey);
});

describe('keys in force', () => {
  test('are the new one at once and the older one for the overlap', () => {
    const rotated = addKey(addKey(client, 'k1', 7, at(1)), 'k2', 7, at(10));
    expect([10, 16, 17].map((day) => idsOn(rotated, day))).toEqual([['k1', 'k2'], ['k1', 'k2'], ['k2']]);
    expect(idsOn(addKey(addKey(client, 'k1', 7, at(1)), 'k2', 0, at(10)), 10)).toEqual(['k2']);
  });

  test('are at most two; those that have ended are forgotten', () => {
    const rotated = addKey(addKey(client, 'k1', 7, at(1)), 'k2', 7, at(10));
    expect(() => addKey(rotated, 'k3', 7, at(16))).toThrow(Conflict);
    expect(() => addKey(rotated, 'k3', 7, at(16))).toThrow(/k1, k2/);
    expect(addKey(rotated, 'k3', 7, at(17)).keys.map((k) => k.keyId)).toEqual(['k2', 'k3']);
  });

  test('that end sooner than the overlap end when they would have', () => {
    const ending = (day: number): ApiClient => ({
      ...client,
      keys: [{ keyId: 'k1', createdAt: at(1).toISOString(), endsAt: at(day).toISOString() }],
    });
    const endOf = (day: number) => addKey(ending(day), 'k2', 7, at(10)).keys[0]!.endsAt;
    expect([12, 17, 20].map(endOf)).toEqual([at(12), at(17), at(17)].map((day) => day.toISOString()));
  });

  test('end at once when revoked, and once only', () => {
    const rotated = addKey(addKey(client, 'k1', 7, at(1)), 'k2', 7, at(10));
    const revoked = endKey(rotated, 'k2', at(11));
    expect(idsOn(revoked, 11)).toEqual(['k1']);
    expect(() => endKey(revoked, 'k2', at(11))).toThrow(NotFound);
    expect(() => endKey(revoked, 'k9', at(11))).toThrow(new NotFound('client app has no key k9 in force'));
  });
});
