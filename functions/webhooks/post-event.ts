/** Signs an event and posts it. */
import { secretOwner, type Subscription } from '../domain/webhooks/subscription.ts';
import type { OutboundEvent } from '../domain/webhooks/outbound-events.ts';
import { signatureHeaders } from '../domain/webhooks/signature.ts';
import type { Deps } from './deps.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import { keepFailure } from './endpoint-account.ts';
import { TryLater } from '../domain/kernel/try-later.ts';

/** Returns once the subscriber has taken it; throws TryLater otherwise. */
export async function postEvent(
  deps: Deps,
  outbound: OutboundEvent,
  subscription: Subscription,
  event: object,
): Promise<void> {
  if (subscription.url === undefined) return;
  const body = JSON.stringify(event);
  const headers = await headersFor(deps, outbound, subscription, body);
  const answer = await deps.poster.post(subscription.url, headers, body);
  if (answer.outcome === 'failed') {
    await keepFailure(deps, subscription, true);
    throw new TryLater(answer.cause);
  }
  if (answer.status >= 200 && answer.status < 300) return;
  if (answer.status === 410)
    await disableEndpoint(deps, subscription, { reason: 'gone', since: deps.clock.now().toISOString() });
  else await keepFailure(deps, subscription, false);
  throw new TryLater(`answered ${answer.status}`, answer.retryAfter);
}

async function headersFor(
  { clock, encryptedSecrets, secrets }: Deps,
  { complaintId, version, subscriptionId }: OutboundEvent,
  subscription: Subscription,
  body: string,
): Promise<Record<string, string>> {
  const { signing = [] } = (await encryptedSecrets.secretsOf(subscription.id)) ?? {};
  if (signing.length === 0) throw new TryLater('it has no secret yet');
  const owner = secretOwner(subscription);
  const opened = await Promise.all(signing.map(({ ciphertext }) => secrets.decrypt(owner, ciphertext)));
  return {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'tanggap-webhooks/1',
    ...signatureHeaders({
      id: `msg_${complaintId}_${version}_${subscriptionId}`,
      at: clock.now(),
      body,
      secrets: opened,
    }),
  };
}
