/**
 * Verifies that a post comes from the city's SMS gateway: HMAC-SHA256 over `<timestamp>.<content type>.<raw body>` with a shared
 * secret. The type is signed, because it decides how the body is read.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Unauthenticated } from '../domain/kernel/errors.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory, SecretReader } from '../domain/city/ports.ts';
import { smsGatewayOwner } from '../domain/city/sms-gateway.ts';

export type Deps = { directory: Pick<Directory, 'smsGateway'>; secrets: SecretReader; clock: Clock };
/** A signed post. */
export type Signed = { timestamp: string | undefined; signature: string | undefined; contentType: string; raw: Buffer };

/** Maximum seconds between signing and arrival: a resend is signed again, so an older post is a replay. */
const toleranceSeconds = 300;

/** Returns the signature of a post; without a content type the form that gateways of the release before sign. */
export function signatureOf(secret: string, timestamp: string, raw: Buffer, contentType?: string): Buffer {
  const head = contentType === undefined ? `${timestamp}.` : `${timestamp}.${contentType}.`;
  return createHmac('sha256', secret).update(head).update(raw).digest();
}

/** Returns a check that throws Unauthenticated. A secret is decrypted once per warm function; the directory says each time which are in force. */
export function createVerifier({ directory, secrets, clock }: Deps): (signed: Signed) => Promise<void> {
  const opened = new Map<string, Promise<string>>();
  const open = async (ciphertext: string): Promise<string> => {
    const known = opened.get(ciphertext) ?? secrets.decrypt(smsGatewayOwner, ciphertext);
    opened.set(ciphertext, known);
    known.catch(() => opened.delete(ciphertext));
    return known;
  };

  return async ({ timestamp, signature, contentType, raw }) => {
    if (timestamp === undefined || signature === undefined)
      throw new Unauthenticated('send x-timestamp (Unix seconds) and x-signature (HMAC-SHA256, hex)');
    const now = clock.now();
    const age = now.getTime() / 1000 - Number(timestamp);
    if (!/^\d{1,12}$/.test(timestamp) || Math.abs(age) > toleranceSeconds)
      throw new Unauthenticated(`x-timestamp is not within ${toleranceSeconds} s of ${now.toISOString()}: sign anew`);
    const gateway = await directory.smsGateway();
    const valid = (gateway?.secrets ?? []).filter((s) => s.endsAt === undefined || s.endsAt > now.toISOString());
    const given = Buffer.from(signature.replace(/^sha256=/i, ''), 'hex');
    for (const { ciphertext } of valid) {
      const secret = await open(ciphertext);
      // The second form is accepted for one release more.
      for (const wanted of [signatureOf(secret, timestamp, raw, contentType), signatureOf(secret, timestamp, raw)])
        if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
    }
    throw new Unauthenticated(
      'x-signature does not fit: HMAC-SHA256 over <x-timestamp>.<content-type>.<raw body> with the gateway secret',
    );
  };
}
