import type { DropReason } from '../domain/messages/idempotency-record.ts';
import type { MessageOrder } from '../domain/messages/ports.ts';
import type { Deps } from './deps.ts';

/** What became of a message. */
export type Delivery = 'sent' | 'dropped' | 'held' | 'finished-before';

/** Ends a message without sending it, for good. */
export async function drop(deps: Deps, order: MessageOrder, reason: DropReason): Promise<Delivery> {
  const dropped = await deps.messages.drop(order, reason, deps.clock.now().toISOString());
  if (dropped) deps.count('MessagesDropped');
  return dropped ? 'dropped' : 'finished-before';
}
