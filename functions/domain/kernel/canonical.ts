/** Canonical JSON and its hash: the same fact always gives the same bytes. */
import { createHash } from 'node:crypto';

/** SHA-256, base64url. */
export const sha256 = (input: string | Uint8Array): string => createHash('sha256').update(input).digest('base64url');

/** JSON with sorted keys and without undefined members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, v]) => v !== undefined);
    const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${sorted.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** SHA-256 of the canonical JSON, base64url. */
export const hashCanonical = (value: unknown): string => sha256(canonical(value));
