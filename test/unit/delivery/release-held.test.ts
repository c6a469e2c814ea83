/** Nights: what is held, what replaces it, and what goes out in the morning. */
import { describe, expect, test } from 'vitest';
import { handleDelivery } from '../../../functions/delivery/handle-delivery.ts';
import { releaseHeld } from '../../../functions/delivery/release-held.ts';
import type { Filing } from '../../../functions/domain/complaint/filing.ts';
import type { OutboundMessage } from '../../../functions/domain/messages/outbound-messages.ts';
import type { HeldMessages } from '../../../functions/domain/messages/ports.ts';
import { agencyId, steps } from '../../support/complaints.ts';
import { ambon } from '../../support/ambon.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { deliveryWorld, toReporter, type DeliveryWorld } from '../../support/delivery.ts';
import { blindTo } from '../../support/fakes/unreadable.ts';

const nothing = { queued: 0, stale: 0, unreadable: 0, outcomes: [] };
const onBehalf: Partial<Filing> = { actor: { role: 'coordinator', id: 'sub-coordinator' } };

describe('at night', () => {
  test.each([
    ['2026-03-13 20:59', 'sent'],
    ['2026-03-13 21:00', 'held'],
    ['2026-03-14 06:59', 'held'],
    ['2026-03-14 07:00', 'sent'],
  ])('a message of %s is %s', async (local, outcome) => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file(local, onBehalf));
    expect(await world.deliver(local, [received!])).toEqual([outcome]);
    expect([...world.messages.rows.values()].map((r) => r.date)).toEqual(outcome === 'held' ? ['2026-03-14'] : []);
  });

  test('what answers the citizen goes out for ten minutes', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file('2026-03-13 23:00'));
    expect(await world.deliver('2026-03-13 23:10', [received!])).toEqual(['sent']);
    const late = deliveryWorld();
    const [held] = toReporter(await late.file('2026-03-13 23:00'));
    expect(await late.deliver('2026-03-13 23:10:01', [held!])).toEqual(['held']);
  });

  test('what a reporter does at night waits for the reporters of merged complaints, who did nothing', async () => {
    const world = deliveryWorld();
    const [child, parent] = ['AMB-2222223', 'AMB-3333334'];
    await world.file('2026-03-13 09:00', { id: parent });
    await world.file('2026-03-13 09:00', { id: child });
    world.act(['2026-03-13 09:30', 'merge', 'coordinator', { parentId: parent }], child);
    for (const step of steps.answered('2026-03-13 10:00')) world.act(step, parent);
    const [closed] = toReporter(world.act(['2026-03-13 23:00', 'accept', 'reporter'], parent));
    const follower: OutboundMessage = { ...closed!, recipient: { kind: 'reporter', complaintId: child } };

    expect(await world.deliver('2026-03-13 23:01', [closed!, follower])).toEqual(['sent', 'held']);
    expect(await world.release('2026-03-14 07:00')).toMatchObject({ outcomes: ['sent'] });
    expect(world.sms.sent.map((s) => s.text)).toEqual([
      expect.stringContaining(parent),
      expect.stringContaining(child),
    ]);
  });

  test('a city in training has no nights', async () => {
    const world = deliveryWorld({ city: { trainingDay: 10 } });
    const [received] = toReporter(await world.file('2026-03-13 23:00', onBehalf));
    expect(await world.deliver('2026-03-13 23:00', [received!])).toEqual(['sent']);
  });

  test('an interrupted message is held too, and keeps its doubt', async () => {
    const world = deliveryWorld();
    const [received] = toReporter(await world.file('2026-03-13 20:59', onBehalf));
    world.sms.faults.push('lost');
    await expect(world.deliver('2026-03-13 20:59', [received!])).rejects.toThrow('hang up');
    expect(await world.deliver('2026-03-13 21:02', [received!])).toEqual(['held']);
    await world.release('2026-03-14 07:00');
    expect(world.recordOf(received!)).toMatchObject({ status: 'unconfirmed' });
  });
});

/** Filed for somebody by the coordinator and forwarded, both at night. */
async function busyNight(world: DeliveryWorld) {
  const [received] = toReporter(await world.file('2026-03-13 22:00', onBehalf));
  const [forwarded] = toReporter(world.act(['2026-03-13 22:10', 'verify', 'coordinator', { agencyId }]));
  return { received: received!, forwarded: forwarded! };
}

describe('the newest of a night', () => {
  test.each([
    ['in order', false],
    ['the older after the newer', true],
  ])('alone goes out: %s', async (_, backwards) => {
    const world = deliveryWorld();
    const { received, forwarded } = await busyNight(world);
    const messages = backwards ? [forwarded, received] : [received, forwarded];
    expect(await world.deliver('2026-03-13 22:30', messages)).toEqual(
      backwards ? ['held', 'dropped'] : ['held', 'held'],
    );
    expect(world.recordOf(received)).toMatchObject({ status: 'dropped', reason: 'coalesced' });
    expect(world.recordOf(forwarded)).toBeUndefined();

    expect(await world.release('2026-03-14 07:00')).toEqual({ ...nothing, queued: 1, outcomes: ['sent'] });
    expect(world.sms.sent.map((s) => s.text)).toEqual([expect.stringContaining('sekarang ditangani')]);
    expect(world.recordOf(forwarded)).toMatchObject({ status: 'sent' });
    expect(world.messages.rows.size).toBe(0);
  });

  test('cut off while replacing the older, the next try does both', async () => {
    const world = deliveryWorld();
    const { received, forwarded } = await busyNight(world);
    await world.deliver('2026-03-13 22:30', [received]);
    const dying = { ...world.messages, hold: () => Promise.reject(new Error('killed')) };
    await expect(world.deliver('2026-03-13 22:30', [forwarded], { ...world.deps, messages: dying })).rejects.toThrow(
      'killed',
    );
    expect(await world.deliver('2026-03-13 22:33', [forwarded])).toEqual(['held']);
    await world.release('2026-03-14 07:00');
    expect(world.sms.sent).toHaveLength(1);
  });

  test('one left from a former night gives way to a newer of last night', async () => {
    const world = deliveryWorld();
    const { received, forwarded } = await busyNight(world);
    await world.deliver('2026-03-13 22:30', [received]);
    await world.deliver('2026-03-14 22:30', [forwarded]);
    expect(await world.release('2026-03-15 07:00')).toMatchObject({ outcomes: ['sent', 'dropped'] });
    expect(world.recordOf(received)).toMatchObject({ reason: 'coalesced' });
    expect(world.messages.rows.size).toBe(0);
  });

  test('nothing old follows what went out at night or before the release', async () => {
    const world = deliveryWorld();
    const { received, forwarded } = await busyNight(world);
    await world.deliver('2026-03-13 22:30', [received]);
    await world.deliver('2026-03-14 07:00', [forwarded]);
    expect(await world.release('2026-03-14 07:00:30')).toMatchObject({ outcomes: ['dropped'] });
    expect(world.sms.sent).toHaveLength(1);
    expect(world.messages.rows.size).toBe(0);
  });

  test('what is no longer true in the morning is not told', async () => {
    const world = deliveryWorld();
    await world.file('2026-03-13 20:00');
    const messages = steps.answered('2026-03-13 22:00').flatMap((s) => toReporter(world.act(s)));
    await world.deliver('2026-03-13 22:00', messages);
    world.act(['2026-03-13 23:00', 'accept', 'reporter']);
    expect(await world.release('2026-03-14 07:00')).toMatchObject({ outcomes: ['dropped'] });
    expect(world.recordOf(messages.at(-1)!)).toMatchObject({ reason: 'superseded' });
  });

  test('made confidential overnight, it is told as that', async () => {
    const world = deliveryWorld();
    const { forwarded } = await busyNight(world);
    await world.deliver('2026-03-13 22:30', [forwarded]);
    world.act(['2026-03-14 05:00', 'privacy', 'reporter', { confidential: true }]);
    await world.release('2026-03-14 07:00');
    expect(world.sms.sent[0]!.text).toMatch(
      /^Laporan AMB-7K3Q9C5 sedang kami proses\. Jawabannya paling lambat \d+ \w+\.$/,
    );
  });
});

describe('releasing', () => {
  const three = ['AMB-2222223', 'AMB-3333334', 'AMB-4444445'];
  async function heldThree(local = '2026-03-13 22:00') {
    const world = deliveryWorld();
    for (const id of three) await world.deliver(local, toReporter(await world.file(local, { ...onBehalf, id })));
    return world;
  }

  test('again, or twice at once, sends nothing twice', async () => {
    const world = await heldThree();
    await Promise.all([world.release('2026-03-14 07:00'), world.release('2026-03-14 07:00')]);
    expect(await world.release('2026-03-14 08:00')).toEqual(nothing);
    expect(world.sms.sent).toHaveLength(3);
    expect(world.messages.rows.size).toBe(0);
    expect(world.metrics).toEqual({ HeldMessages: 6 });
  });

  test('does nothing while it is night', async () => {
    const world = await heldThree();
    expect(await world.release('2026-03-14 06:59')).toEqual(nothing);
    expect(world.messages.rows.size).toBe(3);
  });

  test('catches up with seven days, and drops what is older, which is no news any more', async () => {
    const world = await heldThree('2026-03-06 22:00');
    expect(await world.release('2026-03-14 07:00')).toMatchObject({ queued: 3, outcomes: ['sent', 'sent', 'sent'] });
    expect(world.metrics).toEqual({ HeldMessages: 3, HeldDays: 7 });
    const tooLate = await heldThree('2026-03-05 22:00');
    const [row] = tooLate.messages.rows.values();
    expect(await tooLate.release('2026-03-14 07:00')).toEqual({ ...nothing, stale: 3 });
    expect(tooLate.recordOf(row!.message)).toMatchObject({ status: 'dropped', reason: 'stale' });
    expect(tooLate.messages.rows.size).toBe(0);
    expect(tooLate.metrics).toEqual({ MessagesDropped: 3, HeldDays: 8 });
    expect(await tooLate.release('2026-03-14 08:00')).toEqual(nothing);
  });

  test.each([
    ['after a night', { from: '21:00', to: '07:00' }, '07:00', '08:00'],
    ['after a longer night', { from: '21:00', to: '09:00' }, '09:00', '10:00'],
    ['without a night', { from: '21:00', to: '21:00' }, '07:00', '08:00'],
  ])('looks once a day for what is no news any more: %s', async (_, quietHours, first, later) => {
    const world = await heldThree('2026-03-05 22:00');
    const directory = fakeDirectory({ city: { ...ambon.city, quietHours } });
    const asked: string[] = [];
    const held: HeldMessages['held'] = (date, ...more) => (asked.push(date), world.messages.held(date, ...more));
    const using = { ...world.deps, directory, messages: { ...world.messages, held } };
    expect(await world.release(`2026-03-14 ${later}`, using)).toEqual(nothing);
    expect(asked.splice(0)).toHaveLength(8);
    expect(await world.release(`2026-03-15 ${first}`, using)).toEqual({ ...nothing, stale: 3 });
    expect(asked.splice(0)).toHaveLength(31);
    expect(await world.release(`2026-03-15 ${later}`, using)).toEqual(nothing);
    expect(asked).toHaveLength(8);
  });

  test('of what waited for one night rings for nobody', async () => {
    const world = await heldThree();
    await world.release('2026-03-14 07:00');
    expect(world.metrics).toEqual({ HeldMessages: 3 });
  });

  test('says that it replaced one that came too late', async () => {
    const world = deliveryWorld();
    const { received, forwarded } = await busyNight(world);
    await world.deliver('2026-03-13 22:30', [received]);
    await world.deliver('2026-03-14 07:00', [forwarded]);
    await world.release('2026-03-14 07:00:30');
    expect(world.recordOf(received)).toMatchObject({ status: 'dropped', reason: 'coalesced' });
  });

  test('moves what is capped again to today, and takes the old row away', async () => {
    const world = deliveryWorld({ city: { sms: { newsPerHour: 1 } } });
    const phoneMac = 'mac-of-the-phone';
    await world.file('2026-03-13 22:00', { ...onBehalf, phoneMac });
    const [forwarded] = toReporter(world.act(['2026-03-13 22:10', 'verify', 'coordinator', { agencyId }]));
    await world.messages.hold({ date: '2026-03-13', message: forwarded! });
    const when = { kind: 'news', day: '2026-03-14', hour: '07' } as const;
    await world.deps.counters.countPhone(phoneMac, when, { perHour: 1, perDay: 1 });
    const held = { outcomes: ['held'] };
    expect(await world.release('2026-03-14 07:00')).toMatchObject(held);
    expect([...world.messages.rows.values()].map((r) => r.date)).toEqual(['2026-03-14']);
    expect(await world.release('2026-03-14 07:30')).toMatchObject(held);
    expect([...world.messages.rows.values()].map((r) => r.date)).toEqual(['2026-03-14']);
    expect(await world.release('2026-03-14 08:00')).toMatchObject({ outcomes: ['sent'] });
    expect(world.messages.rows.size).toBe(0);
  });

  test('of 20,000 queues them page by page, today’s first, and goes on an hour later where time is short', async () => {
    const world = deliveryWorld();
    const rows = new Map(
      ['2026-03-14', '2026-03-13'].map((date) => [
        date,
        Array.from({ length: 10_000 }, (_, n) => ({
          date,
          message: {
            complaintId: `AMB-${date}-${n}`,
            version: 1,
            template: 'received',
            recipient: { kind: 'reporter' as const },
          },
        })),
      ]),
    );
    let pages = 0;
    const held = async (date: string, limit: number, from = '0') => {
      pages += 1;
      const [all, start] = [rows.get(date) ?? [], Number(from)];
      const items = all.slice(start, start + limit);
      return { items, ...(start + limit < all.length ? { next: String(start + limit) } : {}) };
    };
    const deps = { ...world.deps, messages: { ...world.messages, held } };
    world.clock.set('2026-03-14 07:00');
    let left = 150;
    expect(await releaseHeld(deps)(() => (left -= 1) >= 0)).toEqual({ queued: 15_000, stale: 0, unreadable: 0 });
    expect(pages).toBe(150);
    // What was sent meanwhile has left its rows.
    for (const { heldOn, complaintId } of world.queue.released.splice(0)) {
      const day = rows.get(heldOn!)!;
      if (day[0]?.message.complaintId === complaintId) day.shift();
    }
    world.clock.set('2026-03-14 08:00');
    expect(await releaseHeld(deps)(() => true)).toEqual({ queued: 5000, stale: 0, unreadable: 0 });
    expect(new Set(world.queue.released.map(({ complaintId }) => complaintId)).size).toBe(5000);
    expect(world.metrics).toEqual({ HeldMessages: 20_000, HeldDays: 2 });
  });

  test('of nothing answers nothing', async () => {
    const world = deliveryWorld();
    expect(await world.release('2026-03-14 07:00')).toEqual(nothing);
    const night = await heldThree();
    expect(await night.release('2026-03-13 23:00')).toEqual(nothing);
    expect(night.messages.records.size).toBe(0);
  });

  test('one that fails stays, the others go', async () => {
    const world = await heldThree();
    world.sms.faults.push('not-sent');
    expect(await world.release('2026-03-14 07:00')).toMatchObject({
      outcomes: ['TryLater: ThrottlingException', 'sent', 'sent'],
    });
    expect(world.messages.rows.size).toBe(1);
    expect(await world.release('2026-03-14 08:00')).toMatchObject({ outcomes: ['sent'] });
  });

  test('cut off before the row went, it only takes the row away', async () => {
    const world = await heldThree();
    const dying = { ...world.messages, unhold: () => Promise.reject(new Error('killed')) };
    await world.release('2026-03-14 07:00', { ...world.deps, messages: dying });
    expect(world.sms.sent).toHaveLength(3);
    await world.release('2026-03-14 08:00');
    expect(world.sms.sent).toHaveLength(3);
    expect(world.messages.rows.size).toBe(0);
  });
});

test('a row, or a complaint, that cannot be read keeps no other message and fails no run', async () => {
  const world = deliveryWorld();
  const ids = ['AMB-2222223', 'AMB-3333334'] as const;
  for (const id of ids) {
    const [received] = toReporter(await world.file('2026-03-13 23:00', { ...onBehalf, id }));
    await world.deliver('2026-03-13 23:00', [received!]);
  }
  const { deps } = world;
  const held: typeof deps.messages.held = async (...asked) => ({
    ...(await deps.messages.held(...asked)),
    unreadable: 1,
  });
  world.clock.set('2026-03-14 07:00');
  const blind = { ...deps, complaints: blindTo(ids[0], deps.complaints), messages: { ...deps.messages, held } };
  const handle = handleDelivery(blind);
  const context = { getRemainingTimeInMillis: () => 30_000 };
  // One page a day, today's and those of thirty days back, each with a row left out.
  expect(await handle({ task: 'release-held' }, context)).toEqual({ queued: 2, stale: 0, unreadable: 31 });
  const Records = world.queue.released.map((message, i) => ({
    messageId: `m${i}`,
    body: JSON.stringify(message),
    attributes: { MessageGroupId: message.complaintId },
  }));
  expect(await handle({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
  expect(world.sms.sent.map((s) => s.text)).toEqual([expect.stringContaining(ids[1])]);
  expect([...world.messages.rows.values()].map((r) => r.message.complaintId)).toEqual([ids[0]]);
});
