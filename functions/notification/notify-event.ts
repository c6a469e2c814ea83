/** What an event owes to people and to subscribers, put on their queues as ids. Running it again owes the same under the same keys. */
import type { ComplaintEvent } from '../domain/complaint.ts';
import { ordersFor } from '../domain/orders.ts';
import type { Clock, ComplaintReader, MessageQueue } from '../domain/ports.ts';
import { webhookOrdersFor } from '../domain/webhook-order.ts';
import type { Subscriptions, WebhookQueue } from '../domain/webhook-ports.ts';

export type Deps = {
  complaints: Pick<ComplaintReader, 'get'>;
  queue: MessageQueue;
  subscriptions: Subscriptions;
  webhooks: WebhookQueue;
  clock: Clock;
};

export const notifyEvent =
  ({ complaints, queue, subscriptions, webhooks, clock }: Deps) =>
  async (event: ComplaintEvent): Promise<void> => {
    // Only a forward must know whether event 1 has announced it: the one read of this function.
    const complaint = event.action === 'forward' ? await complaints.get(event.complaintId, event.version) : undefined;
    const announced = complaint?.autoForwardTo !== undefined && complaint.autoForwardTo === event.agencyId;
    const orders = ordersFor(event, { announced });
    if (orders.length > 0) await queue.send(orders);
    // People first: trouble with an app's subscription must not delay what a citizen is told.
    const owed = webhookOrdersFor(event, await subscriptions.subscriptions(), clock.now());
    if (owed.length > 0) await webhooks.send(owed);
  };
