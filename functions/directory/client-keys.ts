/** Creates and revokes keys of an API client. A key is returned once and stored as a hash. */
import type { Random } from '../domain/kernel/ports.ts';
import * as z from 'zod';
import { addKey, drawApiKey, endKey } from '../domain/city/client-keys.ts';
import type { ApiClient } from '../domain/city/records.ts';
import { NotFound } from '../domain/kernel/errors.ts';
import { adminOf } from '../access/offices.ts';
import { applyEdit, type Deps as EditDeps } from './apply-edit.ts';
import type { Deps as PutDeps } from './put-record.ts';
import type { NewKeyView, RevokedKeyView } from '../http/views/administration-schemas.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = PutDeps & { random: Random };

/** Body of a new key. */
export const makeKeyBody = z.strictObject({
  /** Days for which an older key remains in force. */
  overlapDays: z.number().int().min(0).max(90).default(7),
});

/** Delay until other functions, which cache the client, refuse a revoked key (adapters/dynamodb/directory/directory.ts). */
const takesEffect = 'within 60 seconds';

type Request = { subject: string | undefined; clientId: string };

/** Creates a key and returns it once. Throws Conflict while two are in force. */
export function makeKey(deps: Deps) {
  return async ({ subject, clientId, body }: Request & { body: unknown }) => {
    const by = await adminOf(deps, subject);
    const { overlapDays } = readInput(makeKeyBody, body ?? {});
    return newKey(deps, { clientId, overlapDays, by });
  };
}

/** Ends a key at once. Throws NotFound when it is not in force. */
export function revokeKey(deps: Deps) {
  return async ({ subject, clientId, keyId }: Request & { keyId: string }): Promise<RevokedKeyView> => {
    const by = await adminOf(deps, subject);
    return { ...(await endKeyOf(deps, { clientId, keyId, by })), takesEffect };
  };
}

/** Adds a key to a client; an older one in force ends after `overlapDays`. */
export async function newKey(
  deps: EditDeps & Pick<Deps, 'random'>,
  { clientId, overlapDays, by }: { clientId: string; overlapDays: number; by: string },
): Promise<NewKeyView> {
  const client = await clientOf(deps, clientId);
  const { apiKey, hash, keyId } = drawApiKey(deps.random);
  const changed = addKey(client, keyId, overlapDays, deps.clock.now());
  await storeKeys(deps, changed, by, { hash, keyId });
  return { clientId, keyId, apiKey, keys: changed.keys };
}

/** Ends a key at once. */
export async function endKeyOf(
  deps: EditDeps,
  { clientId, keyId, by }: { clientId: string; keyId: string; by: string },
) {
  const changed = endKey(await clientOf(deps, clientId), keyId, deps.clock.now());
  await storeKeys(deps, changed, by);
  return { clientId, keyId, keys: changed.keys };
}

async function clientOf({ editor }: EditDeps, clientId: string): Promise<ApiClient> {
  const client = await editor.record('client', clientId);
  if (!client) throw new NotFound(`there is no client ${clientId}`);
  return client;
}

async function storeKeys(
  deps: EditDeps,
  { version, clientId, ...fields }: ApiClient,
  by: string,
  apiKey?: { hash: string; keyId: string },
): Promise<void> {
  await applyEdit(deps, {
    kind: 'client',
    id: clientId,
    expectedVersion: version,
    fields,
    by,
    given: false,
    beside: { apiKey },
  });
}
