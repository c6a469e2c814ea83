/**
 * The whole way from the stream to phones, in memory: routing, notification, delivery over one table, fed from a stream whose shards come in
 * any order and whose batches may come again, as DynamoDB Streams does: order is kept for each complaint and for nothing else.
 */
import { deliverQueued, releaseHeld } from '../../functions/delivery/release-held.ts';
import type { Change, ComplaintEvent } from '../../functions/domain/complaint/complaint.ts';
import { notifyEvent } from '../../functions/notification/notify-event.ts';
import { reporterName, reporterPhone } from './delivery.ts';
import { fakeCounters } from './fakes/counters.ts';
import { fakeCipher, fakeReplyCipher } from './fakes/keys.ts';
import { fakeMessageStore } from './fakes/messages.ts';
import { fakeMorningQueue } from './fakes/morning-queue.ts';
import { fakeEmail, fakeNotices, fakeSms } from './fakes/senders.ts';
import { timedHall } from './timed-hall.ts';

/** One shard delivers its next event, after going back some: a batch that failed half way comes again from its start. */
export type Delivery = { shard: number; back: number };

export function streamWorld(start: string) {
  const hall = timedHall(start);
  const messages = fakeMessageStore(hall.table);
  const [sms, notices, queue] = [fakeSms(), fakeNotices(), fakeMorningQueue()];
  const deps = {
    ...hall,
    complaints: hall.store,
    messages,
    queue,
    cipher: fakeCipher,
    replyReader: fakeReplyCipher,
    counters: fakeCounters(),
    sms,
    notices,
    email: fakeEmail(),
    officerPhones: { phoneOf: async () => undefined },
    count: () => undefined,
    onFailure: () => undefined,
  };
  const deliver = deliverQueued(deps);
  const notify = notifyEvent({
    complaints: hall.store,
    clock: hall.clock,
    // A FIFO queue that is emptied at once.
    queue: {
      send: async (owed) => {
        for (const message of owed) await deliver(message);
      },
      sendReply: async () => undefined,
    },
    subscriptions: { subscriptions: async () => [] },
    webhooks: { send: async () => undefined },
  });

  const bring = async (event: ComplaintEvent): Promise<void> => {
    await hall.routeOne(event);
    await notify(event);
  };

  return {
    ...hall,
    messages,
    sms,
    notices,
    bring,
    /** Stores a fact as its transaction does; a new complaint with its reporter's number. */
    async put({ complaint, event }: Change): Promise<void> {
      const { id } = complaint;
      hall.table.complaints.set(id, structuredClone(complaint));
      hall.table.events.set(`${id}/${String(event.version).padStart(6, '0')}`, structuredClone(event));
      if (event.version === 1)
        hall.table.identities.set(id, await fakeCipher.encrypt(id, { name: reporterName, phone: reporterPhone }));
    },
    /** Moves the clock; what waits for a morning on the way goes out then. */
    async moveTo(end: Date): Promise<void> {
      while (messages.rows.size > 0) {
        const morning = nextMorning(hall.clock.now());
        if (morning > end) break;
        hall.clock.set(morning);
        await releaseHeld(deps)(() => true);
        for (const message of queue.released.splice(0)) await deliver(message);
      }
      hall.clock.set(end);
    },
    /** Every event of the table, in shards: a complaint's events lie in one of them, in order. */
    async replay(shards: number, deliveries: readonly Delivery[]): Promise<void> {
      const events = [...hall.table.events.values()].sort((a, b) => a.at.localeCompare(b.at) || a.version - b.version);
      const ids = [...hall.table.complaints.keys()];
      const queues = Array.from({ length: shards }, (_, shard) =>
        events.filter((e) => ids.indexOf(e.complaintId) % shards === shard),
      );
      const positions = queues.map(() => 0);
      for (const { shard: wanted, back } of [...deliveries, ...toTheEnd(queues)]) {
        const shard = wanted % shards;
        const position = Math.max(0, positions[shard]! - back);
        const event = queues[shard]![position];
        if (event) await bring(event);
        positions[shard] = event ? position + 1 : position;
      }
    },
    /** All that must not change: what is stored and counted, what sleeps, what went out, what is remembered of it. */
    state: () =>
      structuredClone({
        table: hall.table,
        timers: hall.timers.running,
        sms: sms.sent,
        notices: notices.sent,
        // That a message is not sent is remembered too; a replay may owe more of those.
        records: new Map([...messages.records].filter(([, record]) => record.status !== 'dropped')),
        held: messages.rows,
      }),
  };
}

/** 08:00 in Ambon, which is 23:00 UTC of the day before. */
const nextMorning = (now: Date): Date => {
  const morning = new Date(now);
  morning.setUTCHours(23, 0, 0, 0);
  return morning > now ? morning : new Date(morning.getTime() + 86_400_000);
};

/** Whatever has not come yet comes in the end, shard by shard. */
const toTheEnd = (queues: readonly unknown[][]): Delivery[] =>
  queues.flatMap((queue, shard) => queue.map(() => ({ shard, back: 0 })));
