/** Sends a message once, as far as SNS allows: claims it, publishes it and confirms it (docs/design.md#messages). */
import type { PublishResult } from '../domain/messages/ports.ts';
import type { OutboundMessage } from '../domain/messages/outbound-messages.ts';
import type { Deps } from './deps.ts';
import { drop, type Delivery } from './drop-message.ts';
import { errorForLog, TryLater } from '../domain/kernel/try-later.ts';

/**
 * Milliseconds for which a claim keeps other runs off. It is longer than the function can live (30 s), or the next try would double a slow
 * publish. It is short enough that a redelivery after a crash finds it ended: a claim is made at most 30 s after the message was received,
 * so 30 + 60 s must be less than the queue's visibility timeout of 6 × 30 s. In the local cloud a clock moved ahead ends leases early, which
 * is harmless, since a redelivery waits for real time.
 */
const leaseMs = 60_000;

/** A publish. `about` is the complaint to which SNS's failure log must lead. */
export type Sending = { publish: () => Promise<PublishResult>; sms: boolean; about: string | undefined };

/** Throws TryLater, or what failed, when the message must be tried again. */
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

  // An error from here on leaves the claim: the message may have gone out, and the next try marks it as unconfirmed.
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
  // Without its link a failed SMS is told to nobody. Without its confirmation it is sent again, which is worse.
  if (sms && about !== undefined)
    await messages
      .linkSms(messageId, about)
      .catch((error: unknown) => deps.onFailure({ complaintId: about, error: errorForLog(error) }));
  const status = claim.attempts > 1 ? 'unconfirmed' : 'sent';
  await messages.confirm(message, { status, messageId, at: clock.now().toISOString() });
  if (sms && status === 'unconfirmed') count('SmsUnconfirmed');
  return 'sent';
}
