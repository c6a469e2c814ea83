/** Batches of the FIFO queue and the hourly schedule. */
import { describe, expect, test } from 'vitest';
import { handleDelivery } from '../../../functions/delivery/handle-delivery.ts';
import type { OutboundMessage } from '../../../functions/domain/messages/outbound-messages.ts';
import { fakeReplyCipher } from '../../support/fakes/keys.ts';
import { deliveryWorld, toReporter } from '../../support/delivery.ts';

const morning = '2026-03-13 10:00';
const plenty = { getRemainingTimeInMillis: () => 30_000 };
const records = (bodies: readonly [group: string, body: unknown][]) => ({
  Records: bodies.map(([MessageGroupId, body], i) => ({
    messageId: `m${i}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { MessageGroupId },
  })),
});
const failed = (response: unknown): string[] =>
  (response as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures.map((f) => f.itemIdentifier);

async function twoComplaints() {
  const world = deliveryWorld();
  const [a] = toReporter(await world.file(morning, { id: 'AMB-2222223' }));
  const more = toReporter(world.act([morning, 'keep', 'coordinator'], 'AMB-2222223'));
  const [b] = toReporter(await world.file(morning, { id: 'AMB-3333334' }));
  const messages: [string, OutboundMessage][] = [a!, more[0]!, b!].map((o) => [o.complaintId, o]);
  return { world, messages };
}

describe('a batch', () => {
  test('that went out names no failure', async () => {
    const { world, messages } = await twoComplaints();
    expect(failed(await handleDelivery(world.deps)(records(messages), plenty))).toEqual([]);
    expect(world.sms.sent).toHaveLength(3);
  });

  test('after a failure keeps the rest of that complaint back, and no other', async () => {
    const { world, messages } = await twoComplaints();
    world.sms.faults.push('not-sent');
    expect(failed(await handleDelivery(world.deps)(records(messages), plenty))).toEqual(['m0', 'm1']);
    expect(world.sms.sent).toHaveLength(1);
    expect(world.failures).toEqual([
      { complaintId: 'AMB-2222223', version: 1, template: 'received', error: 'TryLater: ThrottlingException' },
    ]);
  });

  test('leaves the rest when time is short', async () => {
    const { world, messages } = await twoComplaints();
    const times = [12_001, 12_000, 12_000];
    const context = { getRemainingTimeInMillis: () => times.shift() ?? 0 };
    expect(failed(await handleDelivery(world.deps)(records(messages), context))).toEqual(['m1', 'm2']);
  });

  test.each([['not JSON'], [{ complaintId: 'AMB-2222223' }], [null]])('with %j in it fails only that', async (bad) => {
    const { world, messages } = await twoComplaints();
    const mixed = records([['other', bad], ...messages]);
    expect(failed(await handleDelivery(world.deps)(mixed, plenty))).toEqual(['m0']);
    expect(world.failures).toEqual([{ error: 'TryLater: not a message of ours' }]);
  });

  test('with a template of another version of the code fails rather than sends something else', async () => {
    const { world, messages } = await twoComplaints();
    const [group, message] = messages[0]!;
    expect(failed(await handleDelivery(world.deps)(records([[group, { ...message, template: 'x' }]]), plenty))).toEqual(
      ['m0'],
    );
  });

  test('says nothing of a number in what it reports', async () => {
    const { world, messages } = await twoComplaints();
    const deps = { ...world.deps, sms: { send: (phone: string) => Promise.reject(new Error(`bad number ${phone}`)) } };
    await handleDelivery(deps)(records(messages), plenty);
    expect(JSON.stringify(world.failures)).not.toContain('62811');
  });
});

describe('a reply to an SMS', () => {
  const owed = { inboundId: 'in-1', mac: 'm' };
  test('goes out, or is reported by the id of its SMS', async () => {
    const world = deliveryWorld();
    expect(failed(await handleDelivery(world.deps)(records([['phone#m', owed]]), plenty))).toEqual(['m0']);
    expect(world.failures).toEqual([{ inboundId: 'in-1', error: 'TryLater: its SMS is missing' }]);
    const number = await fakeReplyCipher.encrypt('in-1', { phone: '+628114706999' });
    world.table.inbound.set('in-1', { id: 'in-1', at: '', mac: 'm', reply: { template: 'help' }, number });
    expect(failed(await handleDelivery(world.deps)(records([['phone#m', owed]]), plenty))).toEqual([]);
    expect(world.sms.sent).toHaveLength(1);
  });
});

describe('a notice of an endpoint that was taken out of service', () => {
  const message = { subscriptionId: 'news', clientId: 'reader', reason: 'failing', since: '2026-03-13T01:00:00.000Z' };

  test('names the subscription, since when, and whom to call', async () => {
    const world = deliveryWorld();
    const client = { ...(await world.deps.directory.client('reader'))!, contact: 'it@reader.example' };
    const deps = { ...world.deps, directory: { ...world.deps.directory, client: async () => client } };
    expect(failed(await handleDelivery(deps)(records([['endpoint#news', message]]), plenty))).toEqual([]);
    const [notice] = world.notices.sent;
    expect(notice).toMatchObject({ subject: 'Langganan news dihentikan', office: 'coordinator', level: 'red' });
    for (const part of ['news', 'reader', 'sejak 2026-03-13', '(it@reader.example)'])
      expect(notice!.body).toContain(part);
  });

  test('says so when it is gone, and stands without a contact', async () => {
    const world = deliveryWorld();
    await handleDelivery(world.deps)(records([['endpoint#news', { ...message, reason: 'gone' }]]), plenty);
    expect(world.notices.sent[0]!.body).toContain('tidak ada lagi pada 2026-03-13');
    expect(world.notices.sent[0]!.body).not.toContain('undefined');
  });

  test('is tried again when SNS did not take it', async () => {
    const world = deliveryWorld();
    world.notices.faults.push('not-sent');
    expect(failed(await handleDelivery(world.deps)(records([['endpoint#news', message]]), plenty))).toEqual(['m0']);
    expect(world.failures).toEqual([{ subscriptionId: 'news', error: 'TryLater: ThrottlingException' }]);
  });
});

describe('the schedule', () => {
  test('gives held messages to the queue, where one that fails comes again alone', async () => {
    const world = deliveryWorld();
    const handle = handleDelivery(world.deps);
    const actor = { role: 'coordinator' as const, id: 'a' };
    for (const id of ['AMB-2222223', 'AMB-3333334'])
      await world.deliver('2026-03-13 22:00', toReporter(await world.file('2026-03-13 22:00', { actor, id })));
    world.clock.set('2026-03-14 07:00');
    world.sms.faults.push('not-sent');
    expect(await handle({ task: 'release-held' }, plenty)).toEqual({ queued: 2, stale: 0, unreadable: 0 });
    const batch = records(world.queue.released.map((message) => [message.complaintId, message]));
    expect(failed(await handle(batch, plenty))).toEqual(['m0']);
    expect(failed(await handle(batch, plenty))).toEqual([]);
    expect(world.sms.sent).toHaveLength(2);
    expect(world.messages.rows.size).toBe(0);
  });

  test('anything else is refused', async () => {
    await expect(handleDelivery(deliveryWorld().deps)({ task: 'x' }, plenty)).rejects.toThrow('release-held');
  });
});
