/** Subscriptions for tests, as the directory holds them. Their encrypted secrets open with `fakeSecrets`. */
import type { Subscription, SubscriptionSecrets } from '../../functions/domain/webhooks/subscription.ts';
import type { SecretCipher, SecretReader } from '../../functions/domain/city/ports.ts';
import { webhookSecret } from '../../functions/domain/webhooks/signature.ts';

/** KMS in memory: a ciphertext opens only under its owner's name. */
export const fakeSecrets: SecretCipher & SecretReader = {
  encrypt: async (owner, secret) => encrypted(owner, secret),
  async decrypt(owner, ciphertext) {
    const opened = JSON.parse(Buffer.from(ciphertext, 'base64').toString()) as { owner: string; secret: string };
    if (opened.owner !== owner) throw new Error('InvalidCiphertextException: another encryption context');
    return opened.secret;
  },
};

const encrypted = (owner: string, secret: string): string =>
  Buffer.from(JSON.stringify({ owner, secret })).toString('base64');

/** A subscriber's secret, by a number. */
export const secretOf = (n: number): string => webhookSecret(new Uint8Array(32).fill(n));

/** A subscription's secrets as they are encrypted, the newest first. */
export function secretsFor(id: string, signing: string[], relayToken?: string): SubscriptionSecrets {
  const made = { createdAt: '2026-01-01T00:00:00.000Z', by: 'sub-admin' };
  const encrypt = (secret: string) => ({ ...made, ciphertext: encrypted(`subscription#${id}`, secret) });
  return {
    version: 1,
    signing: signing.map((secret, i) => ({ ...encrypt(secret), secretId: String(i) })),
    ...(relayToken === undefined ? {} : { relayToken: encrypt(relayToken) }),
  };
}

/** A webhook of the client `reader`, which filed nothing. */
export function subscription(over: Partial<Subscription> = {}): Subscription {
  return { version: 1, id: 'news', clientId: 'reader', url: 'https://hooks.example.org/tanggap', ...over };
}
