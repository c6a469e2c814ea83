/**
 * Puts the messages that an event owes to people and to subscribers on their queues, as ids. Running again puts the same messages under the
 * same names.
 */
import type { ComplaintEvent } from '../domain/complaint/complaint.ts';
import { mayTellFollowers, outboundMessagesFor } from '../domain/messages/outbound-messages.ts';
import type { MessageQueue } from '../domain/messages/ports.ts';
import type { ComplaintReader } from '../domain/complaint/ports.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import { outboundEventsFor } from '../domain/webhooks/outbound-events.ts';
import type { Subscriptions, WebhookQueue } from '../domain/webhooks/ports.ts';

export type Deps = {
  complaints: Pick<ComplaintReader, 'followers'>;
  queue: MessageQueue;
  subscriptions: Subscriptions;
  webhooks: WebhookQueue;
  clock: Clock;
};

export function notifyEvent(deps: Deps) {
  return async (event: ComplaintEvent): Promise<void> => {
    const followers = mayTellFollowers(event) ? await deps.complaints.followers(event.complaintId) : [];
    const messages = outboundMessagesFor(event, { followers });
    if (messages.length > 0) await deps.queue.send(messages);
    // People come first: trouble with a subscription must not delay a message to a citizen.
    const owed = outboundEventsFor(event, await deps.subscriptions.subscriptions(), deps.clock.now());
    if (owed.length > 0) await deps.webhooks.send(owed);
  };
}
