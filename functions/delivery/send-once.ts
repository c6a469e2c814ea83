/** Claim, publish, confirm: what makes a message go out once, as far as SNS allows (docs/design.md#messages). */
import type { PublishResult } from '../domain/messages/ports.ts';
import type { OutboundMessage } from '../domain/messages/outbound-messages.ts';
import type { Deps } from './deps.ts';
import { drop, type Delivery } from './drop-message.ts';
import { TryLater } from './try-later.ts';

/**
 * How long a claim keeps others off. Longer than the function can live (30 s), or a slow publish would be doubled by the next try.
 * Short enough that the redelivery of a crashed one finds it ended: a claim is made at most 30 s after the message was received, so
 * 30 + 60 s must be less than the queue's visibility timeout of 6 × 30 s. The lease is on our clock and visibility on real time: in the
 * local cloud a clock moved ahead only ends leases early, which is harmless, since no redelivery comes before real time has passed.
 */
const leaseMs = 60_000;

/** `about`: the complaint to which SNS's failure log must lead. */
export type Sending = { publish: () => Promise<PublishResult>; sms: boolean; about: string | undefined };

/** Throws when it must be tried again. */
export async function sendOnce(
  deps: Deps,
  message: OutboundMessage,
  { publish, sms, about }: Sending,
): Promise<Delivery> {
  const { messages, clock, count } = deps;
  const now = clock.now();
  const claim = await messages.claim(message, now, new Date(now.getTime() + leaseMs));
  if (claim.outcome === 'finished') return 'finished-before';
  if (claim.outcome === 'leased') throw new TryLater('being sent by another run');

  // A throw in here leaves the claim as it is: it may have gone out, and the next try says so.
  const result = await publish();
  if (result.outcome === 'not-sent') {
    await messages.release(message);
    throw new TryLater(result.cause);
  }
  if (result.outcome === 'refused') {
    if (sms) count('SmsFailed');
    return drop(deps, message, 'refused');
  }
  const { messageId } = result;
  if (sms && about !== undefined) await messages.linkSms(messageId, about);
  const status = claim.attempts > 1 ? 'unconfirmed' : 'sent';
  await messages.confirm(message, { status, messageId, at: clock.now().toISOString() });
  if (sms && status === 'unconfirmed') count('SmsUnconfirmed');
  return 'sent';
}
