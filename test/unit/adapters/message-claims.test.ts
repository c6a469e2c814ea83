/** Claim, publish, confirm: cut off at every point, refused, and asked for many times at once. */
import { describe, expect, test } from 'vitest';
import type { Deps } from '../../../functions/delivery/deps.ts';
import { deliveryWorld, toReporter, type DeliveryWorld } from '../../support/delivery.ts';

const morning = '2026-03-13 10:00';

/** What delivery sees when its process dies at one call of the store. */
const dyingAt = (world: DeliveryWorld, method: 'linkSms' | 'confirm'): Deps => ({
  ...world.deps,
  messages: { ...world.messages, [method]: () => Promise.reject(new Error('killed')) },
});

/** … or just after the confirmation was written. */
const dyingAfterConfirm = (world: DeliveryWorld): Deps => ({
  ...world.deps,
  messages: {
    ...world.messages,
    async confirm(...args) {
      await world.messages.confirm(...args);
      throw new Error('killed');
    },
  },
});

describe('cut off between claim and confirmation', () => {
  test.each([
    ['before SNS was asked', 'none'],
    ['after SNS took it, its answer lost', 'lost'],
    ['before the confirmation', 'confirm'],
  ] as const)('%s: others keep off while the lease lasts, then it goes once more and says so', async (_, where) => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    const leaseUntil = new Date(world.clock.now().getTime() + 60_000);
    const cutOff = {
      none: () =>
        world.messages.claim(received!, world.clock.now(), leaseUntil).then(() => Promise.reject(new Error('killed'))),
      lost: () => {
        world.sms.faults.push('lost');
        return world.deliver(morning, [received!]);
      },
      confirm: () => world.deliver(morning, [received!], dyingAt(world, 'confirm')),
    };
    await expect(cutOff[where]()).rejects.toThrow(/killed|hang up/);
    const before = world.sms.sent.length;
    await expect(world.deliver('2026-03-13 10:00:59', [received!])).rejects.toThrow('another run');
    expect(world.sms.sent).toHaveLength(before);

    expect(await world.deliver('2026-03-13 10:03', [received!, received!])).toEqual(['sent', 'finished-before']);
    expect(world.sms.sent).toHaveLength(before + 1);
    expect(world.recordOf(received!)).toMatchObject({ status: 'unconfirmed', messageId: `sns-${before + 1}` });
    expect(world.metrics).toEqual({ SmsUnconfirmed: 1 });
  });

  test('without its link the SMS is confirmed all the same, and the failure is told', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    expect(await world.deliver(morning, [received!, received!], dyingAt(world, 'linkSms'))).toEqual([
      'sent',
      'finished-before',
    ]);
    expect(world.recordOf(received!)).toMatchObject({ status: 'sent', messageId: 'sns-1' });
    expect(world.failures).toEqual([
      { complaintId: received!.complaintId, error: expect.stringContaining('Error') as string },
    ]);
  });

  test('after the confirmation: nothing more happens', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    await expect(world.deliver(morning, [received!], dyingAfterConfirm(world))).rejects.toThrow('killed');
    expect(await world.deliver('2026-03-13 10:03', [received!])).toEqual(['finished-before']);
    expect(world.sms.sent).toHaveLength(1);
    expect(world.metrics).toEqual({});
  });

  test('many at once send one', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => world.deliver(morning, [received!])));
    expect(world.sms.sent).toHaveLength(1);
    expect(all.filter((r) => r.status === 'fulfilled' && r.value[0] === 'sent')).toHaveLength(1);
  });
});

describe('when SNS says no', () => {
  test('throttled: the claim is given back, and the next try is a first one', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    world.sms.faults.push('not-sent');
    await expect(world.deliver(morning, [received!])).rejects.toThrow('ThrottlingException');
    expect(await world.deliver(morning, [received!])).toEqual(['sent']);
    expect(world.recordOf(received!)).toMatchObject({ status: 'sent' });
    expect(world.metrics).toEqual({});
  });

  test('for good: dropped as refused, and counted', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(morning));
    world.sms.faults.push('refused');
    expect(await world.deliver(morning, [received!, received!])).toEqual(['dropped', 'finished-before']);
    expect(world.recordOf(received!)).toMatchObject({ status: 'dropped', reason: 'refused' });
    expect(world.metrics).toEqual({ SmsFailed: 1, MessagesDropped: 1 });
  });
});
