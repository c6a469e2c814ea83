/** Ends a message without sending it. */
import type { DropReason } from '../domain/messages/idempotency-record.ts';
import type { OutboundMessage } from '../domain/messages/outbound-messages.ts';
import type { Deps } from './deps.ts';

/** Outcome of a message. */
export type Delivery = 'sent' | 'dropped' | 'held' | 'finished-before';

/** Ends a message for good and counts it, unless it was finished before. */
export async function drop(deps: Deps, message: OutboundMessage, reason: DropReason): Promise<Delivery> {
  const dropped = await deps.messages.drop(message, reason, deps.clock.now().toISOString());
  if (dropped) deps.count('MessagesDropped');
  return dropped ? 'dropped' : 'finished-before';
}
