/** Ends a message without sending it. */
import type { DropReason } from '../domain/messages/idempotency-record.ts';
import type { OutboundMessage } from '../domain/messages/outbound-messages.ts';
import type { Deps } from './deps.ts';
import { markOne } from './mark-unreachable.ts';

/** Outcome of a message. */
export type Delivery = 'sent' | 'dropped' | 'held' | 'finished-before';

/** Reasons for which nobody will read the answer; the others say that the message is no longer true, or that a newer one is sent. */
const unread: ReadonlySet<DropReason> = new Set([
  'stale',
  'not-textable',
  'no-email-relay',
  'refused',
  'opted-out',
  'capped',
  'spend',
]);

/** True when the message told a reporter of the answer to their own complaint. */
const tellsAnswer = ({ template, recipient }: OutboundMessage): boolean =>
  template === 'answered' && recipient.kind === 'reporter' && recipient.complaintId === undefined;

/** Ends a message for good and counts it, unless it was finished before. Of an answer the complaint remembers that it was not told. */
export async function drop(deps: Deps, message: OutboundMessage, reason: DropReason): Promise<Delivery> {
  const dropped = await deps.messages.drop(message, reason, deps.clock.now().toISOString());
  if (dropped) deps.count('MessagesDropped');
  if (unread.has(reason) && tellsAnswer(message)) await markOne(deps, message.complaintId);
  return dropped ? 'dropped' : 'finished-before';
}
