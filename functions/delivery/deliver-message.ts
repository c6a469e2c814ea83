/**
 * Delivers one outbound message, exactly once as far as SNS allows (docs/design.md#messages). It may run any number of times, since every
 * message ends in a permanent idempotency record.
 */
import type { OutboundMessage } from '../domain/messages/outbound-messages.ts';
import { heldUntil } from '../domain/deadlines/quiet-hours.ts';
import { localTime } from '../domain/kernel/zone.ts';
import { compose, type Facts } from './compose.ts';
import type { Deps } from './deps.ts';
import { hold } from './hold-message.ts';
import { drop, type Delivery } from './drop-message.ts';
import { reasonToDrop, typedMessage } from './relevance.ts';
import { maySend, refunding } from './may-send.ts';
import { sendOnce } from './send-once.ts';
import { TryLater } from '../domain/kernel/try-later.ts';

/** A message about the citizen's own act within this time is awaited, so it is sent at any hour. */
const ownActMs = 10 * 60_000;

/** Throws TryLater, or what failed, when the message must be tried again. */
export function deliverMessage(deps: Deps) {
  return async (message: OutboundMessage): Promise<Delivery> => {
    const { messages, complaints, directory, clock } = deps;
    const typed = typedMessage(message);
    const followerId = typed.kind === 'sms' ? typed.followerId : undefined;
    const [record, event, complaint, follower, city] = await Promise.all([
      messages.recordOf(message),
      messages.event(message.complaintId, message.version),
      // A notice holds no word of the complaint, so a read that is a moment old tells an agency nothing new.
      complaints.get(message.complaintId, typed.kind === 'notice' ? message.version : undefined),
      followerId === undefined ? undefined : complaints.get(followerId),
      directory.city(),
    ]);
    if (record && record.status !== 'claimed') return 'finished-before';
    if (record && record.leaseUntil > clock.now().toISOString()) throw new TryLater('being sent by another run');
    if (!event || !complaint) throw new TryLater('its event or complaint is missing');

    const facts = { event, complaint, follower, city };
    const reason = reasonToDrop(typed, facts);
    if (reason !== undefined) return drop(deps, message, reason);

    const { phoneMac } = follower ?? complaint;
    if (typed.kind === 'sms' && phoneMac !== undefined && (await messages.optedOut(phoneMac)))
      return drop(deps, message, 'opted-out');

    const date = typed.kind === 'sms' ? holdDate(facts, clock.now()) : undefined;
    if (date !== undefined) return (await hold(deps, { date, message })) ? 'held' : 'dropped';

    const composed = await compose(deps, typed, facts);
    if ('drop' in composed) return drop(deps, message, composed.drop);
    const { by, publish } = composed;
    if (by !== 'sms' || typed.kind !== 'sms') return sendOnce(deps, message, { publish, sms: false, about: undefined });

    const asked = { city, mac: phoneMac, template: typed.template };
    const verdict = await maySend(deps, asked);
    if (verdict === 'spend') return drop(deps, message, 'spend');
    // Held under today's date, it is tried again each hour, since each run looks some days back.
    const { date: today } = localTime(city.zone, clock.now());
    if (verdict === 'capped') return (await hold(deps, { date: today, message })) ? 'held' : 'dropped';
    return sendOnce(deps, message, {
      publish: refunding(deps, asked, publish),
      sms: true,
      about: followerId ?? message.complaintId,
    });
  };
}

function holdDate({ city, event, follower }: Facts, now: Date): string | undefined {
  const answersOwnAct =
    follower === undefined && event.actor.role === 'reporter' && now.getTime() - Date.parse(event.at) <= ownActMs;
  return answersOwnAct || event.danger ? undefined : heldUntil(city, now);
}
