/** Writes canonical JSON and hashes it: equal values always give equal bytes. */
import { createHash } from 'node:crypto';

/** Returns the SHA-256 of a text or bytes, base64url. */
export const sha256 = (input: string | Uint8Array): string => createHash('sha256').update(input).digest('base64url');

/** Returns JSON with sorted keys and without undefined members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, v]) => v !== undefined);
    const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Returns the SHA-256 of the canonical JSON, base64url. */
export const hashCanonical = (value: unknown): string => sha256(canonical(value));
