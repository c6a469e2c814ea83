/** The secret by which a reporter proves that a complaint is their own. */
import { sha256 } from '../kernel/canonical.ts';
import type { Mac } from '../kernel/ports.ts';

/** Bytes of the secret: 128 bits, half of the MAC. */
const secretBytes = 16;

/** It can be given again on a replay, since it follows from the id by a key that only KMS holds. */
export async function reporterSecret(mac: Mac, id: string): Promise<string> {
  const whole = await mac.mac(`reporter-secret:${id}`);
  return Buffer.from(whole.subarray(0, secretBytes)).toString('base64url');
}

/** What is stored of it. */
export const hashOfSecret = (secret: string): string => sha256(secret);

/** What a phone is known by: nobody without the key can compute it from a number, or try all numbers. */
export async function phoneMac(mac: Mac, e164: string): Promise<string> {
  return Buffer.from(await mac.mac(`phone:${e164}`)).toString('base64url');
}
