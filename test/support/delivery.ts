/** Delivery in memory: complaints that live, a phone per reporter, and what came out. */
import { randomBytes } from 'node:crypto';
import type { Deps } from '../../functions/delivery/deps.ts';
import { deliverMessage } from '../../functions/delivery/deliver-message.ts';
import { deliverQueued, releaseHeld } from '../../functions/delivery/release-held.ts';
import type { Change } from '../../functions/domain/complaint/complaint.ts';
import type { EmailRelay } from '../../functions/domain/city/email-relay.ts';
import type { City, Officer } from '../../functions/domain/city/records.ts';
import type { Filing } from '../../functions/domain/complaint/filing.ts';
import { outboundMessagesFor, type OutboundMessage } from '../../functions/domain/messages/outbound-messages.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import { ambon, rulesAt } from './ambon.ts';
import { command, filed, type Step } from './complaints.ts';
import { manualClock } from './fakes/clock.ts';
import { fakeDirectory } from './fakes/directory.ts';
import { fakeCipher, fakeReplyCipher } from './fakes/keys.ts';
import { fakeMessageStore, nameOf } from './fakes/messages.ts';
import { fakeMorningQueue } from './fakes/morning-queue.ts';
import { fakeCounters } from './fakes/counters.ts';
import { fakeEmail, fakeNotices, fakeSms } from './fakes/senders.ts';
import { fakeComplaintStore, fakeIdentityStore, fakeReaders, memoryTable } from './fakes/table.ts';

export const reporterPhone = '+628114706999';
export const reporterName = 'Marthen Latuheru';

type World = { city?: Partial<City>; officers?: Officer[]; phones?: Record<string, string>; emailRelay?: EmailRelay };

/** `phones`: officers' numbers by subject. */
export function deliveryWorld({ city = {}, officers, phones = {}, emailRelay }: World = {}) {
  const table = memoryTable();
  const clock = manualClock('2026-03-13 10:00');
  const messages = fakeMessageStore(table);
  const queue = fakeMorningQueue();
  const sms = fakeSms();
  const notices = fakeNotices();
  const email = fakeEmail();
  const metrics: Record<string, number> = {};
  const failures: unknown[] = [];
  const deps: Deps = {
    clock,
    random: randomBytes,
    directory: fakeDirectory({
      city: { ...ambon.city, ...city },
      ...(officers ? { officers } : {}),
      ...(emailRelay ? { emailRelay } : {}),
    }),
    complaints: fakeComplaintStore(table),
    queues: fakeReaders(table),
    messages,
    queue,
    identities: fakeIdentityStore(table),
    cipher: fakeCipher,
    replyReader: fakeReplyCipher,
    counters: fakeCounters(),
    sms,
    notices,
    email,
    officerPhones: { phoneOf: async (subject) => phones[subject] },
    count: (name, value = 1) => {
      metrics[name] = (metrics[name] ?? 0) + value;
    },
    onFailure: (what) => void failures.push(what),
  };

  const keep = ({ complaint, event }: Change): Change => {
    table.complaints.set(complaint.id, complaint);
    table.events.set(`${complaint.id}/${String(event.version).padStart(6, '0')}`, event);
    return { complaint, event };
  };

  return {
    table,
    clock,
    messages,
    queue,
    sms,
    email,
    notices,
    metrics,
    failures,
    deps,
    /** Files a complaint with a reporter's identity; answers the messages it owes. */
    async file(
      local: string,
      over: Partial<Filing> = {},
      identity: object = { phone: reporterPhone, name: reporterName },
    ) {
      const { complaint, event } = keep(filed(local, over));
      table.identities.set(complaint.id, await fakeCipher.encrypt(complaint.id, identity));
      return outboundMessagesFor(event);
    },
    /** One more step in the newest complaint's life, or in that of `id`; answers the messages it owes. */
    act([local, action, by, fields]: Step, id = [...table.complaints.keys()].at(-1)!) {
      const before = table.complaints.get(id)!;
      const { event } = keep(decide(before, command(action, by, fields), rulesAt(local)));
      return outboundMessagesFor(event);
    },
    /** Delivers messages at a local time, one after the other. */
    async deliver(local: string, owed: readonly OutboundMessage[], using: Deps = deps) {
      clock.set(local);
      const outcomes: string[] = [];
      for (const message of owed) outcomes.push(await deliverMessage(using)(message));
      return outcomes;
    },
    /**
     * Runs the hourly release at a local time, and then the queue until it is empty. Answers what the run said, and how each message ended;
     * a message that must be tried again ends as its error's text.
     */
    async release(local: string, using: Deps = deps, hasTime = () => true) {
      clock.set(local);
      const run = await releaseHeld(using)(hasTime);
      const outcomes: string[] = [];
      for (const message of queue.released.splice(0))
        outcomes.push(await deliverQueued(using)(message).catch((error: unknown) => String(error)));
      return { ...run, outcomes };
    },
    recordOf: (message: OutboundMessage) => messages.records.get(nameOf(message)),
  };
}

export type DeliveryWorld = ReturnType<typeof deliveryWorld>;

/** The messages to the reporter among some. */
export const toReporter = (messages: readonly OutboundMessage[]): OutboundMessage[] =>
  messages.filter((o) => o.recipient.kind === 'reporter');
