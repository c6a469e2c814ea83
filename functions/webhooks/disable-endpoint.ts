/** Takes an endpoint out of service and tells the city whom to call. */
import type { OutboundEndpointNotice } from '../domain/messages/endpoint-notice.ts';
import type { Subscription } from '../domain/webhooks/subscription.ts';
import { disableAfterDays } from '../domain/webhooks/retries.ts';
import type { Deps } from './deps.ts';

const dayMs = 86_400_000;

export const hasFailedTooLong = (since: string, now: Date): boolean =>
  now.getTime() - Date.parse(since) >= disableAfterDays * dayMs;

/** Sends the notice first, because a crash in between should tell the city twice rather than never. */
export async function disableEndpoint(
  { clock, endpointNotices, subscriptions, count }: Deps,
  subscription: Subscription,
  { reason, since }: Pick<OutboundEndpointNotice, 'reason' | 'since'>,
): Promise<void> {
  const { id, clientId } = subscription;
  await endpointNotices.owe({ subscriptionId: id, clientId, reason, since });
  await subscriptions.disable(subscription, reason, clock.now().toISOString());
  count('EndpointsDisabled');
}
