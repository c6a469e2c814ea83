/** A complaint is its reporter's by the secret, and the filing client's by its key; a wrong secret is helped by no key. */
import { describe, expect, test } from 'vitest';
import { complaintOfReporter, isOfClient, isOwn } from '../../../functions/access/own-complaint.ts';
import { hashOfSecret, matchesHash, phoneMac, reporterSecret } from '../../../functions/access/secrets.ts';
import { Forbidden, NotFound, Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { filed, reporterSecret as secret } from '../../support/complaints.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { fakeMac } from '../../support/fakes/keys.ts';

const { complaint } = filed('2026-03-13 10:00', { clientId: 'app' });
const deps = { directory: fakeDirectory(), clock: manualClock('2026-03-13 10:00') };
const own = (proof: { reporterSecret?: string; apiKey?: string }, of: typeof complaint | undefined = complaint) =>
  isOwn(deps, { reporterSecret: undefined, apiKey: undefined, ...proof }, of, 'complaints:read');

describe('a complaint is the caller’s own', () => {
  test.each([
    ['by its secret', { reporterSecret: secret }, true],
    ['not by another secret', { reporterSecret: 'wrong' }, false],
    ['not by a wrong secret beside the right key', { reporterSecret: 'wrong', apiKey: 'key-app' }, false],
    ['by the key of the client that filed it', { apiKey: 'key-app' }, true],
    ['not by another client’s key', { apiKey: 'key-reader' }, false],
    ['not by nothing', {}, false],
  ])('%s', async (_, proof, expected) => {
    expect(await own(proof)).toBe(expected);
  });

  test('never where there is none', async () => {
    const none = (proof: Parameters<typeof own>[0]) =>
      isOwn(deps, { reporterSecret: undefined, apiKey: undefined, ...proof }, undefined, 'complaints:read');
    expect(await none({ reporterSecret: secret })).toBe(false);
    expect(await none({ apiKey: 'key-app' })).toBe(false);
  });

  test('and a key that is no good is an error, not a no', async () => {
    await expect(own({ apiKey: 'key-ended' })).rejects.toBeInstanceOf(Unauthenticated);
    await expect(own({ apiKey: 'key-suspended' })).rejects.toBeInstanceOf(Forbidden);
  });

  test('of a client only when the client is known', () => {
    expect(isOfClient(complaint, 'app')).toBe(true);
    expect(isOfClient(complaint, 'other')).toBe(false);
    const { clientId, ...bySms } = complaint;
    expect(isOfClient(bySms, undefined)).toBe(false);
    expect(isOfClient(undefined, 'app')).toBe(false);
  });
});

test('a reporter finds the complaint by id and secret together', async () => {
  const reader = { get: async (id: string) => (id === complaint.id ? complaint : undefined) };
  expect(await complaintOfReporter(reader, complaint.id.toLowerCase(), secret)).toEqual(complaint);
  for (const [id, given] of [
    [complaint.id, 'wrong'],
    ['AMB-7K3Q9CN', secret],
    ['x', secret],
  ] as const)
    await expect(complaintOfReporter(reader, id, given)).rejects.toThrow(
      new NotFound('no complaint with this tracking id and secret'),
    );
});

describe('a secret', () => {
  test('is 128 bits that follow from the id by the key, and another for each id', async () => {
    const first = await reporterSecret(fakeMac, 'AMB-7K3Q9C5');
    expect(Buffer.from(first, 'base64url')).toEqual(
      Buffer.from(await fakeMac.mac('reporter-secret:AMB-7K3Q9C5')).subarray(0, 16),
    );
    expect(await reporterSecret(fakeMac, 'AMB-7K3Q9CN')).not.toBe(first);
  });

  test('matches its own hash and nothing else, of whatever length', () => {
    expect(matchesHash('a', hashOfSecret('a'))).toBe(true);
    for (const expected of [hashOfSecret('b'), '', hashOfSecret('a').slice(0, 20), 'not base64 !'])
      expect(matchesHash('a', expected)).toBe(false);
  });
});

test('a phone is known by a keyed hash of its number', async () => {
  const whole = Buffer.from(await fakeMac.mac('phone:+6281147069990')).toString('base64url');
  expect(await phoneMac(fakeMac, '+6281147069990')).toBe(whole);
});
