/** Decides which subscribers are owed an event of a complaint. */
import * as z from 'zod';
import { storedObject } from '../kernel/stored.ts';
import type { ComplaintEvent } from '../complaint/complaint.ts';
import { wants, type Subscription } from './subscription.ts';

/** An event owed to a subscriber, as it stands in the queue. It holds ids only; its body is made when it is sent. */
export const outboundEvent = storedObject({
  complaintId: z.string(),
  version: z.number().int().positive(),
  subscriptionId: z.string(),
});
export type OutboundEvent = z.infer<typeof outboundEvent>;

/** Returns one event for each subscription that asks for such events. */
export function outboundEventsFor(
  event: ComplaintEvent,
  subscriptions: readonly Subscription[],
  now: Date,
): OutboundEvent[] {
  const { complaintId, version } = event;
  return subscriptions
    .filter((s) => wants(s, event, now))
    .map(({ id }) => ({ complaintId, version, subscriptionId: id }));
}
