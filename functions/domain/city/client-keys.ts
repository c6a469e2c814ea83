/**
 * Draws, adds and ends an API client's keys. A key is shown once and stored as a hash; two may be in force, so that an app can change keys
 * without a gap.
 */
import type { Random } from '../kernel/ports.ts';
import { createHash } from 'node:crypto';
import type { ApiClient } from './records.ts';
import { Conflict, NotFound } from '../kernel/errors.ts';

/** Random bytes of a key: 192 bits. */
const keyBytes = 24;
/** Maximum keys of a client in force at once. */
const maxKeys = 2;

/** Returns the SHA-256 of an API key, by which it is found; the key itself is not stored. */
export const apiKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Draws a key. Its prefix lets secret scanners find one that was published by mistake. */
export function drawApiKey(random: Random): { apiKey: string; hash: string; keyId: string } {
  const apiKey = `tgp_${Buffer.from(random(keyBytes)).toString('base64url')}`;
  const hash = apiKeyHash(apiKey);
  return { apiKey, hash, keyId: hash.slice(0, 8) };
}

/** Returns the keys in force at an instant. */
export function keysInForce({ keys }: Pick<ApiClient, 'keys'>, now: Date): ApiClient['keys'] {
  return keys.filter((k) => k.endsAt === undefined || k.endsAt > now.toISOString());
}

/** Adds a key; an older one in force ends after `overlapDays`. Throws Conflict while two are in force. */
export function addKey(client: ApiClient, keyId: string, overlapDays: number, now: Date): ApiClient {
  const inForce = keysInForce(client, now);
  if (inForce.length >= maxKeys)
    throw new Conflict(
      `two keys are in force (${inForce.map((k) => k.keyId).join(', ')}): revoke the one that is no longer used`,
    );
  const endsAt = new Date(now.getTime() + overlapDays * 86_400_000).toISOString();
  const older = inForce.map((k) => ({ ...k, endsAt: k.endsAt !== undefined && k.endsAt < endsAt ? k.endsAt : endsAt }));
  return { ...client, keys: [...older, { keyId, createdAt: now.toISOString() }] };
}

/** Ends a key at once. Throws NotFound when the client has no such key in force. */
export function endKey(client: ApiClient, keyId: string, now: Date): ApiClient {
  if (!keysInForce(client, now).some((k) => k.keyId === keyId))
    throw new NotFound(`client ${client.clientId} has no key ${keyId} in force`);
  const keys = client.keys.map((k) => (k.keyId === keyId ? { ...k, endsAt: now.toISOString() } : k));
  return { ...client, keys };
}
