/** SNS's log of failed SMS, line by line. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { handleDelivery } from '../../../functions/delivery/handle-delivery.ts';
import { steps, story, filed } from '../../support/complaints.ts';
import { deliveryWorld, toReporter } from '../../support/delivery.ts';
import { blindTo } from '../../support/fakes/unreadable.ts';

const id = 'AMB-7K3Q9C5';
const context = { getRemainingTimeInMillis: () => 30_000 };
const failed = (messageId: string, providerResponse = 'Phone is currently unreachable/unavailable'): string =>
  JSON.stringify({
    notification: { messageId },
    delivery: { destination: '+628114706999', providerResponse },
    status: 'FAILURE',
  });
const log = (lines: readonly string[], messageType = 'DATA_MESSAGE') => ({
  awslogs: {
    data: gzipSync(JSON.stringify({ messageType, logEvents: lines.map((message) => ({ message })) })).toString(
      'base64',
    ),
  },
});

async function sent() {
  const world = deliveryWorld();
  await world.deliver('2026-03-13 10:00', toReporter(await world.file('2026-03-13 10:00', { id })));
  return { world, handle: handleDelivery(world.deps), now: () => world.table.complaints.get(id)! };
}

describe('an SMS that did not arrive', () => {
  test('marks its complaint once, by an event', async () => {
    const { world, handle, now } = await sent();
    expect(await handle(log([failed('sns-1')]), context)).toEqual({ marked: 1 });
    expect(now()).toMatchObject({ unreachableAt: world.clock.now().toISOString(), version: 2, stage: 1 });
    expect(await handle(log([failed('sns-1'), failed('sns-1')]), context)).toEqual({ marked: 0 });
    expect(now().version).toBe(2);
  });

  test.each([
    'Invalid phone number',
    'Phone has blocked SMS',
    'Phone is on a blocked list',
    'Phone number is opted out',
    'Destination is on a blocked list',
  ])('because of its phone (%s) marks its complaint', async (reason) => {
    const { world, handle } = await sent();
    expect(await handle(log([failed('sns-1', reason)]), context)).toEqual({ marked: 1 });
    expect(world.metrics).toEqual({});
  });

  test.each([
    'Phone carrier is currently unreachable/unavailable',
    'Phone carrier has blocked this message',
    'Blocked as spam by phone carrier',
    'This delivery would exceed max price',
    'No quota left for account',
    'Message body is invalid',
    'Unknown error attempting to reach phone',
    'a reason that SNS has not named yet',
  ])('for a reason that is not its phone’s (%s) rings, and marks nobody', async (reason) => {
    const { world, handle, now } = await sent();
    expect(await handle(log([failed('sns-1', reason)]), context)).toEqual({ marked: 0 });
    expect(now().version).toBe(1);
    expect(world.metrics).toEqual({ SmsFailed: 1 });
  });

  test('without a reason rings', async () => {
    const { world, handle } = await sent();
    const bare = JSON.stringify({ notification: { messageId: 'sns-1' }, status: 'FAILURE' });
    expect(await handle(log([bare]), context)).toEqual({ marked: 0 });
    expect(world.metrics).toEqual({ SmsFailed: 1 });
  });

  test('that belongs to no complaint, a line that is none and a test of the subscription change nothing', async () => {
    const { handle, now } = await sent();
    const success = failed('sns-1').replace('FAILURE', 'SUCCESS');
    expect(await handle(log([failed('unknown'), 'not json', success]), context)).toEqual({ marked: 0 });
    expect(await handle(log([failed('sns-1')], 'CONTROL_MESSAGE'), context)).toEqual({ marked: 0 });
    expect(now().version).toBe(1);
  });

  test('of a closed complaint is of no use to anybody', async () => {
    const { world, handle, now } = await sent();
    const { complaint } = story(filed('2026-03-13 10:00', { id }), steps.closed('2026-03-13 10:00'));
    world.table.complaints.set(id, complaint);
    expect(await handle(log([failed('sns-1')]), context)).toEqual({ marked: 0 });
    expect(now()).toEqual(complaint);
  });

  test('fails where storage does, so that the log comes again', async () => {
    const { world } = await sent();
    const complaints = { ...world.deps.complaints, get: () => Promise.reject(new TypeError('broken')) };
    const handle = handleDelivery({ ...world.deps, complaints });
    await expect(handle(log([failed('sns-1')]), context)).rejects.toThrow(TypeError);
  });

  test('of no known message reads no complaint', async () => {
    const { world } = await sent();
    const complaints = { ...world.deps.complaints, get: () => Promise.reject(new Error('not asked')) };
    expect(await handleDelivery({ ...world.deps, complaints })(log([failed('unknown')]), context)).toEqual({
      marked: 0,
    });
  });

  test('of a complaint that cannot be read keeps the next line from nothing', async () => {
    const { world } = await sent();
    const other = 'AMB-7K3Q9CX';
    await world.deliver('2026-03-13 10:00', toReporter(await world.file('2026-03-13 10:00', { id: other })));
    const complaints = blindTo(id, world.deps.complaints);
    const handle = handleDelivery({ ...world.deps, complaints });
    expect(await handle(log([failed('sns-1'), failed('sns-2')]), context)).toEqual({ marked: 1 });
    expect(world.table.complaints.get(other)).toHaveProperty('unreachableAt');
  });
});
