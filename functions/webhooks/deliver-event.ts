/**
 * Delivers one event to one subscriber. It may run any number of times: a delivered event has a permanent idempotency record. A crash
 * between the answer and the record sends the event once more, under the same `webhook-id`.
 */
import type { ApiClient } from '../domain/city/records.ts';
import { isValidOn } from '../domain/city/records.ts';
import { hides, isActive, isNews, sightOf, type Subscription } from '../domain/webhooks/subscription.ts';
import type { OutboundEvent } from '../domain/webhooks/outbound-events.ts';
import { cloudEvent, hiddenEvent, upstreamView, type Names } from './cloud-event.ts';
import type { Deps } from './deps.ts';
import { mayTry } from './endpoint-account.ts';
import { fileUpstream } from './file-upstream.ts';
import { TryLater } from '../domain/kernel/try-later.ts';
import { postEvent } from './post-event.ts';

/** Outcome of an event. `not-wanted`: the subscription or its client is out of service. `not-visible`: it may not see the complaint. */
export type Delivery = 'delivered' | 'finished-before' | 'not-wanted' | 'not-visible';

/** Throws TryLater, or whatever failed, when it must be tried again. */
export function deliverEvent(deps: Deps) {
  return async (outbound: OutboundEvent): Promise<Delivery> => {
    const { deliveries, complaints, clock } = deps;
    const subscriber = await subscriberOf(deps, outbound.subscriptionId);
    if (!subscriber) return 'not-wanted';
    if (await deliveries.isDelivered(outbound)) return 'finished-before';
    const [fact, complaint] = await Promise.all([deliveries.fact(outbound), complaints.get(outbound.complaintId)]);
    if (!fact || !complaint) throw new TryLater('its event or complaint is missing');

    const { subscription, client } = subscriber;
    const sight = sightOf(subscription, client, complaint);
    if (sight !== undefined && !isNews(sight, fact.event)) return 'not-visible';
    const hide = sight === undefined && hides(fact.event) && (await deliveries.wasTold(outbound));
    if (sight === undefined && !hide) return 'not-visible';
    const [names, hasFailed] = await Promise.all([namesOf(deps, fact.event), mayTry(deps, subscription)]);
    if (sight === undefined) await postEvent(deps, outbound, subscription, hiddenEvent(names.city, fact));
    else {
      const { relay } = subscription;
      const own = complaint.clientId === client.clientId;
      const upstreamId = relay && (await fileUpstream(deps, outbound, { subscription, complaint, fact, own }));
      const upstream = relay && upstreamView(relay, fact, upstreamId);
      await postEvent(deps, outbound, subscription, cloudEvent({ fact, complaint, sight, names, upstream }));
    }
    if (hasFailed) await deps.endpoints.recovered(subscription);
    await deliveries.markDelivered(outbound, clock.now().toISOString());
    return 'delivered';
  };
}

type Subscriber = { subscription: Subscription; client: ApiClient };

async function subscriberOf({ directory, subscriptions, clock }: Deps, id: string): Promise<Subscriber | undefined> {
  const subscription = (await subscriptions.subscriptions()).find((s) => s.id === id);
  if (!subscription || !isActive(subscription, clock.now())) return undefined;
  const client = await directory.client(subscription.clientId);
  const may =
    client && client.status === 'active' && isValidOn(client, clock.now()) && client.scopes.includes('webhooks');
  return may ? { subscription, client } : undefined;
}

async function namesOf(
  { directory }: Deps,
  { agencyId, serviceCode }: { agencyId?: string | undefined; serviceCode?: string | undefined },
): Promise<Names> {
  const [city, agency, service] = await Promise.all([
    directory.city(),
    directory.agency(agencyId),
    directory.service(serviceCode),
  ]);
  return { city, agency, service };
}
