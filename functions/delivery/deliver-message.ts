/**
 * Sends one message owed, exactly once as far as SNS allows: claim, publish, confirm (architecture.md 6). Safe to run any number of
 * times, since every message ends in a permanent marker.
 */
import type { City } from '../domain/directory.ts';
import type { ComplaintEvent } from '../domain/complaint.ts';
import type { MessageOrder } from '../domain/message-ports.ts';
import { heldUntil } from '../domain/quiet-hours.ts';
import { compose, type Publish } from './compose.ts';
import type { Deps } from './deps.ts';
import { hold } from './hold-message.ts';
import { drop, type Delivery } from './drop-message.ts';
import { dropReason, typedOrder } from './relevance.ts';
import { TryLater } from './try-later.ts';

/**
 * How long a claim keeps others off. Longer than the function can live (30 s), or a slow publish would be doubled by the next try.
 * Short enough that the redelivery of a crashed one finds it ended: a claim is made at most 30 s after the message was received, so
 * 30 + 60 s must be less than the queue's visibility timeout of 6 × 30 s. The lease is on our clock and visibility on real time: in the
 * local cloud a clock moved ahead only ends leases early, which is harmless, since no redelivery comes before real time has passed.
 */
const leaseMs = 60_000;

/** A message that answers what the citizen has just done is awaited, at any hour. */
const ownActMs = 10 * 60_000;

/** Throws when it must be tried again. */
export const deliverMessage =
  (deps: Deps) =>
  async (order: MessageOrder): Promise<Delivery> => {
    const { messages, complaints, directory, clock } = deps;
    const [marker, event, complaint, city] = await Promise.all([
      messages.marker(order),
      messages.event(order.complaintId, order.version),
      complaints.get(order.complaintId),
      directory.city(),
    ]);
    if (marker && marker.status !== 'claimed') return 'finished-before';
    if (marker && marker.leaseUntil > clock.now().toISOString()) throw new TryLater('being sent by another run');
    if (!event || !complaint) throw new TryLater('its event or complaint is missing');

    const typed = typedOrder(order);
    const reason = dropReason(typed, { event, complaint });
    if (reason !== undefined) return drop(deps, order, reason);

    const date = typed.kind === 'sms' ? holdDate(city, event, clock.now()) : undefined;
    if (date !== undefined) return (await hold(deps, { date, order })) ? 'held' : 'dropped';

    const publish = await compose(deps, typed, { event, complaint, city });
    return publish ? send(deps, order, publish) : drop(deps, order, 'not-textable');
  };

function holdDate(city: City, event: ComplaintEvent, now: Date): string | undefined {
  const answersOwnAct = event.actor.role === 'reporter' && now.getTime() - Date.parse(event.at) <= ownActMs;
  return answersOwnAct ? undefined : heldUntil(city, now);
}

async function send(deps: Deps, order: MessageOrder, publish: Publish): Promise<Delivery> {
  const { messages, clock, count } = deps;
  const now = clock.now();
  const claim = await messages.claim(order, now, new Date(now.getTime() + leaseMs));
  if (claim.outcome === 'finished') return 'finished-before';
  if (claim.outcome === 'leased') throw new TryLater('being sent by another run');

  // A throw in here leaves the claim as it is: it may have gone out, and the next try says so.
  const result = await publish();
  if (result.outcome === 'not-sent') {
    await messages.release(order);
    throw new TryLater(result.cause);
  }
  if (result.outcome === 'refused') {
    if (order.recipient.kind === 'reporter') count('SmsFailed');
    return drop(deps, order, 'refused');
  }
  const { messageId } = result;
  const isSms = order.recipient.kind === 'reporter';
  if (isSms) await messages.linkSms(messageId, order.complaintId);
  const status = claim.attempts > 1 ? 'unconfirmed' : 'sent';
  await messages.confirm(order, { status, messageId, at: clock.now().toISOString() });
  if (isSms && status === 'unconfirmed') count('SmsUnconfirmed');
  return 'sent';
}
