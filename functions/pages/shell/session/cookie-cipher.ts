/** Encrypts what a browser keeps for us (AES-256-GCM): it can neither read nor change it, and no other purpose or key decrypts it. */
import type { Random } from '../../../domain/kernel/ports.ts';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Keys of 32 bytes: one encrypts cookies, one authenticates forms. */
type KeyPair = { cookie: Buffer; form: Buffer };

/** The keys in force: the first encrypts, all decrypt, so that a session outlives a change of key. */
export type SessionKeys = readonly [KeyPair, ...KeyPair[]];

const ivBytes = 12;
const tagBytes = 16;
/** Limit against a decompression bomb, far above the 4 kB of a cookie. */
const mostUnpacked = 64_000;

/** Derives the keys for cookies and for forms from the city's session keys, so that neither tells the other. */
export function sessionKeys(current: string, ...previous: readonly string[]): SessionKeys {
  return [pairOf(current), ...previous.map(pairOf)];
}

function pairOf(secret: string): KeyPair {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `tanggap officer console: ${use}`, 32));
  return { cookie: derive('cookies'), form: derive('forms') };
}

/** @param random fresh random bytes: a nonce must not come twice under one key */
export function encryptCookie([{ cookie: key }]: SessionKeys, purpose: string, value: unknown, random: Random): string {
  const iv = random(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
  // Packed, since names of agencies repeat and a token is text: a cookie holds 4 kB.
  const encrypted = Buffer.concat([cipher.update(deflateRawSync(JSON.stringify(value))), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url');
}

/** The value that was encrypted for this purpose under a key in force; undefined for anything else. */
export function decryptCookie(keys: SessionKeys, purpose: string, text: string): unknown {
  for (const { cookie } of keys) {
    const value = decryptUnder(cookie, purpose, text);
    if (value !== undefined) return value;
  }
  return undefined;
}

function decryptUnder(key: Buffer, purpose: string, text: string): unknown {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length <= ivBytes + tagBytes) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const packed = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]);
    return JSON.parse(inflateRawSync(packed, { maxOutputLength: mostUnpacked }).toString()) as unknown;
  } catch {
    return undefined;
  }
}

/** The hidden field of every form of a session. */
export const formToken = ([{ form }]: SessionKeys, ticket: string): string => tokenUnder(form, ticket);

const tokenUnder = (form: Buffer, ticket: string): string =>
  createHmac('sha256', form).update(ticket).digest('base64url');

/** True if the hidden field belongs to this session; compared in constant time. */
export function isFormToken(keys: SessionKeys, ticket: string, given: string): boolean {
  const b = Buffer.from(given);
  return keys.some(({ form }) => {
    const a = Buffer.from(tokenUnder(form, ticket));
    return a.length === b.length && timingSafeEqual(a, b);
  });
}
