/** Derives the secret by which a reporter proves that a complaint is their own, and the keyed hash by which a phone is known; checks secrets. */
import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '../domain/kernel/canonical.ts';
import type { Mac } from '../domain/kernel/ports.ts';

/** Bytes of the secret: 128 bits, half of the MAC. */
const secretBytes = 16;

/** Derives the secret from the id by a key that only KMS holds, so that a replay can return it again. */
export async function reporterSecret(mac: Mac, id: string): Promise<string> {
  const whole = await mac.mac(`reporter-secret:${id}`);
  return Buffer.from(whole.subarray(0, secretBytes)).toString('base64url');
}

/** Returns the stored hash of a secret (SHA-256, base64url). */
export const hashOfSecret = (secret: string): string => sha256(secret);

/** Returns true when `secret` hashes to `expected`; compares in constant time. */
export function matchesHash(secret: string, expected: string): boolean {
  const [given, kept] = [hashOfSecret(secret), expected].map((hash) => Buffer.from(hash, 'base64url')) as [
    Buffer,
    Buffer,
  ];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** Returns the keyed hash of a phone number; without the key nobody can compute it or try all numbers. */
export async function phoneMac(mac: Mac, e164: string): Promise<string> {
  return Buffer.from(await mac.mac(`phone:${e164}`)).toString('base64url');
}
