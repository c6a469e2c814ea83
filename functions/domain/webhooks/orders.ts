/** An order as it stands in the queue, and the orders that an event owes. */
import * as z from 'zod';
import type { ComplaintEvent } from '../complaint/complaint.ts';
import { wants, type Subscription } from './subscription.ts';
import type { WebhookOrder } from './ports.ts';

export const webhookOrder = z.strictObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  subscriptionId: z.string(),
});

/** One for each subscription that asks for such events. */
export function webhookOrdersFor(
  event: ComplaintEvent,
  subscriptions: readonly Subscription[],
  now: Date,
): WebhookOrder[] {
  const { complaintId, version } = event;
  return subscriptions
    .filter((s) => wants(s, event, now))
    .map(({ id }) => ({ complaintId, version, subscriptionId: id }));
}
