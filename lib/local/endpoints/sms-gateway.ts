import { createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { MovedClock } from '../time/moved-clock.ts';
import type { CallEngine } from '../dynamodb/call.ts';
import { stringAt } from '../json.ts';
import { putIfAbsent } from '../seed-local.ts';
import { secretsAlias } from '../seed-secrets.ts';
import type { JsonService } from '../services/endpoint.ts';
import type { Template } from '../template/template.ts';

/** Encryption context under which the product decrypts the gateway's secret. */
const OWNER = 'gateway#sms';

/** A citizen's SMS to play. */
export const PlayedSms = z.strictObject({
  from: z.string(),
  body: z.string(),
  messageId: z.string().optional(),
  part: z.strictObject({ reference: z.string(), number: z.number(), total: z.number() }).optional(),
});
export type PlayedSms = z.infer<typeof PlayedSms>;

/** Puts the local gateway's secret into the directory as a ciphertext, where there is none and the template has a key for secrets. */
export async function seedGateway(
  call: CallEngine,
  { template, kms, directory, secret }: { template: Template; kms: JsonService; directory: string; secret: string },
): Promise<void> {
  const alias = secretsAlias(template);
  if (alias === undefined) return;
  const encrypted = await kms.operations['Encrypt']?.run({
    KeyId: alias,
    Plaintext: Buffer.from(secret).toString('base64'),
    EncryptionContext: { purpose: 'secret', owner: OWNER },
  });
  const item = {
    pk: 'gateway',
    sk: 'sms',
    version: 1,
    secrets: [{ ciphertext: stringAt(encrypted ?? {}, 'CiphertextBlob') }],
  };
  await putIfAbsent(call, directory, item);
}

/** The city's SMS gateway: signs what it got and posts it to the webhook, as docs/sms.md tells gateways to. */
export function createSmsGateway(url: string, secret: string, clock: MovedClock) {
  return async ({ messageId = randomUUID(), ...sms }: PlayedSms): Promise<{ status: number; answer: unknown }> => {
    const body = JSON.stringify({ messageId, ...sms });
    const timestamp = String(Math.floor(clock.now() / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.application/json.${body}`).digest('hex');
    const response = await fetch(`${url}/sms/inbound`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-timestamp': timestamp, 'x-signature': signature },
      body,
    });
    return { status: response.status, answer: await response.json() };
  };
}
