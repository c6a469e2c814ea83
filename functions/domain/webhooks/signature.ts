/** Signs events as Standard Webhooks 1.0 asks: HMAC-SHA256 over `<id>.<timestamp>.<body>`, one signature for each secret in force. */
import { createHmac } from 'node:crypto';

const prefix = 'whsec_';

/** Bytes of a secret; the specification asks for 24 to 64. */
export const webhookSecretBytes = 32;

/** Writes a secret as its owner is shown it, once. */
export const webhookSecret = (random: Uint8Array): string => prefix + Buffer.from(random).toString('base64');

export type Signed = { id: string; at: Date; body: string; secrets: readonly string[] };

/** Makes the three headers. While a secret is exchanged they hold two signatures, of which a receiver needs to know one. */
export function signatureHeaders({ id, at, body, secrets }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signed = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
