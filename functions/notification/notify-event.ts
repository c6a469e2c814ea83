/** What an event owes to people and to subscribers, put on their queues as ids. Running it again owes the same under the same keys. */
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
    // People first: trouble with an app's subscription must not delay what a citizen is told.
    const owed = outboundEventsFor(event, await deps.subscriptions.subscriptions(), deps.clock.now());
    if (owed.length > 0) await deps.webhooks.send(owed);
  };
}
