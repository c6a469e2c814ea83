/** Subscriptions for tests, as the directory holds them. Their sealed secrets open with `fakeSecrets`. */
import type { Subscription } from '../../functions/domain/subscription.ts';
import type { SecretCipher, SecretReader } from '../../functions/domain/ports.ts';
import { webhookSecret } from '../../functions/domain/webhook-signature.ts';

/** KMS in memory: a ciphertext opens only under its owner's name. */
export const fakeSecrets: SecretCipher & SecretReader = {
  encrypt: async (owner, secret) => sealed(owner, secret),
  async decrypt(owner, ciphertext) {
    const opened = JSON.parse(Buffer.from(ciphertext, 'base64').toString()) as { owner: string; secret: string };
    if (opened.owner !== owner) throw new Error('InvalidCiphertextException: another encryption context');
    return opened.secret;
  },
};

const sealed = (owner: string, secret: string): string =>
  Buffer.from(JSON.stringify({ owner, secret })).toString('base64');

/** A subscriber's secret, by a number. */
export const secretOf = (n: number): string => webhookSecret(new Uint8Array(32).fill(n));

export const sealedFor = (id: string, secret: string) => ({
  ciphertext: sealed(`subscription#${id}`, secret),
  createdAt: '2026-01-01T00:00:00.000Z',
});

/** A webhook of the client `reader`, which filed nothing, with one secret. */
export function subscription(over: Partial<Subscription> = {}): Subscription {
  const id = over.id ?? 'news';
  return {
    version: 1,
    id,
    clientId: 'reader',
    url: 'https://hooks.example.org/tanggap',
    secrets: [sealedFor(id, secretOf(1))],
    ...over,
  };
}
