import { describe, expect, test } from 'vitest';
import { notifyEvent } from '../../../functions/notification/notify-event.ts';
import { notifyInbound } from '../../../functions/notification/notify-inbound.ts';
import type { Subscription } from '../../../functions/domain/webhooks/subscription.ts';
import type { OutboundEvent } from '../../../functions/domain/webhooks/outbound-events.ts';
import { agencyId, filed, story, type Story } from '../../support/complaints.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { fakeQueue } from '../../support/fakes/senders.ts';
import { subscription } from '../../support/subscriptions.ts';

const day = '2026-03-13 10:00';

async function notified({ events }: Story, subscriptions: Subscription[] = []) {
  const queue = fakeQueue();
  const webhooks: OutboundEvent[] = [];
  let reads = 0;
  const notify = notifyEvent({
    queue,
    subscriptions: { subscriptions: async () => subscriptions },
    webhooks: { send: async (messages) => void webhooks.push(...messages) },
    clock: manualClock(day),
    complaints: {
      followers: async () => {
        reads += 1;
        return [];
      },
    },
  });
  for (const event of events) await notify(event);
  return {
    templates: queue.messages.map((o) => `${o.version} ${o.template}`),
    reads,
    ...(subscriptions.length > 0 ? { webhooks: webhooks.map((o) => `${o.version} ${o.subscriptionId}`) } : {}),
  };
}

describe('notification', () => {
  test('of a complaint that goes on at once: one SMS, not two', async () => {
    const told = await notified(story(filed(day, { autoForwardTo: agencyId }), [[day, 'forward', 'system']]));
    expect(told).toEqual({ templates: ['1 received-forwarded', '2 assigned'], reads: 0 });
  });

  test('asks for followers only of news that is theirs, and queues nothing for one that owes nothing', async () => {
    const told = await notified(
      story(filed(day), [
        [day, 'verify', 'coordinator', { agencyId }],
        [day, 'respond', 'owner'],
      ]),
    );
    expect(told).toEqual({ templates: ['1 received', '1 new', '2 forwarded', '2 assigned'], reads: 1 });
  });

  test('owes each subscriber what it asks for, and nothing of what only staff may know', async () => {
    const life = story(filed(day), [
      [day, 'verify', 'coordinator', { agencyId }],
      [day, 'note', 'staff', { text: 'Hanya untuk petugas.' }],
      [day, 'answer', 'owner', { text: 'Sudah diperbaiki.' }],
    ]);
    const told = await notified(life, [
      subscription({ id: 'all' }),
      subscription({ id: 'answers', actions: ['answer'] }),
      subscription({ id: 'elsewhere', agencyIds: ['dinas-pupr'] }),
      subscription({ id: 'off', disabledAt: '2026-03-01T00:00:00.000Z', disabledReason: 'failing' }),
      subscription({ id: 'over', validTo: '2026-03-01' }),
    ]);
    expect(told.webhooks).toEqual(['1 all', '2 all', '4 all', '4 answers']);
  });

  test('owes what hides a complaint to every subscriber, whatever it asks for', async () => {
    const hidden = story(filed(day), [[day, 'restrict', 'staff', { confidential: true }]]);
    const told = await notified(hidden, [
      subscription({ id: 'answers', actions: ['answer'] }),
      subscription({ id: 'elsewhere', agencyIds: ['dinas-pupr'], serviceCodes: ['lampu-jalan'] }),
    ]);
    expect(told.webhooks).toEqual(['2 answers', '2 elsewhere']);
  });

  test('tells the reporters of merged complaints, and asks for nobody where there is no news for them', async () => {
    const queue = fakeQueue();
    const asked: string[] = [];
    const notify = notifyEvent({
      queue,
      subscriptions: { subscriptions: async () => [] },
      webhooks: { send: () => Promise.reject(new Error('nothing is owed')) },
      clock: manualClock(day),
      complaints: { followers: async (id) => (asked.push(id), ['AMB-2222222']) },
    });
    const { events } = story(filed(day), [
      [day, 'verify', 'coordinator', { agencyId }],
      [day, 'respond', 'owner'],
    ]);
    for (const event of events) await notify(event);
    expect(asked).toEqual([events[0]!.complaintId]);
    const followed = queue.messages.filter((m) => m.recipient.kind === 'reporter' && m.recipient.complaintId);
    expect(followed).toEqual([
      {
        complaintId: events[0]!.complaintId,
        version: 2,
        template: 'forwarded',
        recipient: { kind: 'reporter', complaintId: 'AMB-2222222' },
      },
    ]);
  });

  test('sends nothing to a queue where nothing is owed', async () => {
    const none = { send: () => Promise.reject(new Error('nothing is owed')) };
    const notify = notifyEvent({
      queue: { ...fakeQueue(), ...none },
      subscriptions: { subscriptions: async () => [] },
      webhooks: none,
      clock: manualClock(day),
      complaints: { followers: async () => [] },
    });
    const quiet = story(filed(day), [[day, 'note', 'staff', { text: 'x' }]]).events.at(-1)!;
    expect(await notify(quiet)).toBeUndefined();
  });
});

test.each([[true], [false]])('an SMS that owes a reply (%s) has it queued by its id', async (owesReply) => {
  const sent: unknown[] = [];
  const notify = notifyInbound({ queue: { sendReply: async (reply) => void sent.push(reply) } });
  await notify({ inboundId: 'in-1', mac: 'm', owesReply });
  expect(sent).toEqual(owesReply ? [{ inboundId: 'in-1', mac: 'm' }] : []);
});
