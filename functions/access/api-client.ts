/**
 * Authenticates API clients, for every route that takes an API key.
 *
 * `authenticateClient(deps, apiKeyOf(request, form), 'complaints:write')` returns the client; `countPost` then takes one post from its
 * quota, for routes that store something. `problem.ts` maps their errors to 401, 403 and 429 with `Retry-After`.
 */
import { isValidOn, type ApiClient, type Scope } from '../domain/city/records.ts';
import { Forbidden, QuotaExceeded, Unauthenticated } from '../domain/kernel/errors.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory, QuotaCounter } from '../domain/city/ports.ts';
import { quotaWindows } from '../domain/city/quota.ts';

type KeyDeps = { directory: Pick<Directory, 'clientByKey'>; clock: Clock };
type QuotaDeps = { directory: Pick<Directory, 'city'>; quotas: QuotaCounter; clock: Clock };

/**
 * Returns the API key of a request: header `x-api-key`, else form field `api_key`, else query `api_key`, as Open311 clients send it. Our
 * own JSON routes accept the header only, because URLs end up in logs.
 *
 * @param form fields of a parsed form body
 */
export function apiKeyOf(
  { headers, query }: { headers: Record<string, string>; query: Record<string, string> },
  form: Record<string, unknown> = {},
): string | undefined {
  const fromForm = form['api_key'];
  return headers['x-api-key'] ?? (typeof fromForm === 'string' ? fromForm : undefined) ?? query['api_key'];
}

/** Returns the client of a key. Throws Unauthenticated for a missing, unknown or ended key; Forbidden for a suspended client or a missing scope. */
export async function authenticateClient(deps: KeyDeps, key: string | undefined, needed: Scope): Promise<ApiClient> {
  const now = deps.clock.now();
  const found = key ? await deps.directory.clientByKey(key) : undefined;
  if (!found || !isValidOn(found.client, now) || !keyInForce(found.client, found.keyId, now))
    throw new Unauthenticated('send a valid API key in the header x-api-key');
  const { client } = found;
  if (client.status !== 'active') throw new Forbidden('this API client is suspended: ask the city why');
  if (!client.scopes.includes(needed)) throw new Forbidden(`this API key lacks the scope ${needed}`);
  return client;
}

function keyInForce({ keys }: ApiClient, keyId: string, now: Date): boolean {
  const key = keys.find((k) => k.keyId === keyId);
  return key !== undefined && (key.endsAt === undefined || key.endsAt > now.toISOString());
}

/** Takes one post from the client's quota. Throws QuotaExceeded when the quota of the minute or the day is used up. */
export async function countPost({ directory, quotas, clock }: QuotaDeps, client: ApiClient): Promise<void> {
  const now = clock.now();
  const windows = quotaWindows((await directory.city()).zone, now);
  const limit = await quotas.count(client, windows);
  if (limit === 'counted') return;
  const [allowed, ends] =
    limit === 'minute'
      ? [`${client.quota.perMinute} posts a minute`, windows.minuteEnds]
      : [`${client.quota.perDay} posts a day`, windows.dayEnds];
  throw new QuotaExceeded(
    `this API client may make ${allowed}`,
    Math.max(1, Math.ceil((ends.getTime() - now.getTime()) / 1000)),
  );
}
