/** Compares a caller's secret with the stored hash in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Returns true when `secret` hashes to `expected` (SHA-256, base64url). */
export function matchesHash(secret: string, expected: string): boolean {
  const given = createHash('sha256').update(secret).digest();
  const kept = Buffer.from(expected, 'base64url');
  return given.length === kept.length && timingSafeEqual(given, kept);
}
