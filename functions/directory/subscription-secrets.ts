/** Creates and ends the secrets of a subscription. A signing secret is returned once and stored encrypted; the upstream token is never returned. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Conflict, NotFound } from '../domain/kernel/errors.ts';
import type { CityContext, SecretCipher } from '../domain/city/ports.ts';
import { secretOwner, type SubscriptionSecrets } from '../domain/webhooks/subscription.ts';
import type { SecretKeeper } from '../domain/webhooks/ports.ts';
import { webhookSecret, webhookSecretBytes } from '../domain/webhooks/signature.ts';
import { lineOfText } from '../http/views/text-schema.ts';
import { adminOf, assertReadsDirectory } from '../access/offices.ts';
import type { Deps as KeyDeps } from './client-keys.ts';
import type { NewSecretView, SecretsView } from '../http/views/administration-schemas.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext &
  Pick<KeyDeps, 'editor' | 'random'> & { keeper: SecretKeeper; secretCipher: SecretCipher };

type Request = { subject: string | undefined; id: string };

/** Body of a token. */
export const relayTokenBody = z.strictObject({ token: lineOfText(1, 500) });

const none: SubscriptionSecrets = { version: 0, signing: [] };

/** Lists a subscription's secrets without their values. */
export function listSecrets(deps: Deps) {
  return async ({ subject, id }: Request): Promise<SecretsView> => {
    await assertReadsDirectory(deps, subject);
    await assertExists(deps, id);
    return viewOf((await deps.keeper.secretsOf(id)) ?? none);
  };
}

/** Adds a signing secret; the older one stays in force until it is ended. Throws Conflict while there are two. */
export function makeSecret(deps: Deps) {
  return async ({ subject, id }: Request): Promise<NewSecretView> => {
    const by = await adminOf(deps, subject);
    await assertExists(deps, id);
    const before = (await deps.keeper.secretsOf(id)) ?? none;
    if (before.signing.length > 1) throw new Conflict('two secrets are in force: end the one that is no longer used');
    const secret = webhookSecret(deps.random(webhookSecretBytes));
    const secretId = createHash('sha256').update(secret).digest('hex').slice(0, 8);
    const made = { secretId, ...(await encrypted(deps, id, secret, by)) };
    const after = { ...before, version: before.version + 1, signing: [made, ...before.signing] };
    await deps.keeper.keep(id, after);
    return { ...viewOf(after), secretId, secret };
  };
}

/** Ends a signing secret at once. Throws Conflict for the last one, because without a secret nothing is sent. */
export function endSecret(deps: Deps) {
  return async ({ subject, id, secretId }: Request & { secretId: string }): Promise<SecretsView> => {
    await adminOf(deps, subject);
    const before = (await deps.keeper.secretsOf(id)) ?? none;
    const signing = before.signing.filter((s) => s.secretId !== secretId);
    if (signing.length === before.signing.length) throw new NotFound(`subscription ${id} has no secret ${secretId}`);
    if (signing.length === 0) throw new Conflict('this is the only secret: create another first');
    const after = { ...before, version: before.version + 1, signing };
    await deps.keeper.keep(id, after);
    return viewOf(after);
  };
}

/** Stores the token that the upstream system has given the city. */
export function putRelayToken(deps: Deps) {
  return async ({ subject, id, body }: Request & { body: unknown }): Promise<SecretsView> => {
    const by = await adminOf(deps, subject);
    const { token } = readInput(relayTokenBody, body);
    await assertExists(deps, id);
    const before = (await deps.keeper.secretsOf(id)) ?? none;
    const after = { ...before, version: before.version + 1, relayToken: await encrypted(deps, id, token, by) };
    await deps.keeper.keep(id, after);
    return viewOf(after);
  };
}

async function assertExists({ editor }: Deps, id: string): Promise<void> {
  if (!(await editor.record('subscription', id))) throw new NotFound(`there is no subscription ${id}`);
}

async function encrypted({ secretCipher, clock }: Deps, id: string, secret: string, by: string) {
  const ciphertext = await secretCipher.encrypt(secretOwner({ id }), secret);
  return { ciphertext, createdAt: clock.now().toISOString(), by };
}

const viewOf = ({ signing, relayToken }: SubscriptionSecrets): SecretsView => ({
  signing: signing.map(({ secretId, createdAt, by }) => ({ secretId, createdAt, by })),
  relayToken: relayToken === undefined ? null : { createdAt: relayToken.createdAt, by: relayToken.by },
});
