/** What keeps SMS within bounds: caps per phone, the day's budget, STOP, and replies. */
import { describe, expect, test } from 'vitest';
import { deliverReply } from '../../../functions/delivery/deliver-reply.ts';
import { freshPhone, type Reply } from '../../../functions/domain/sms/dialogue.ts';
import { paidPerDay, smsSettingsOf } from '../../../functions/domain/city/sms-limits.ts';
import { agencyId } from '../../support/complaints.ts';
import { deliveryWorld, reporterPhone, toReporter } from '../../support/delivery.ts';
import { fakeReplyCipher } from '../../support/fakes/keys.ts';

const mac = 'mac-of-the-phone';

/** A world in which the same phone has several complaints. */
async function filing(world: ReturnType<typeof deliveryWorld>, n: number) {
  return toReporter(await world.file('2026-03-13 10:00', { id: `AMB-22222${n}2`, phoneMac: mac }));
}

async function owe(world: ReturnType<typeof deliveryWorld>, id: string, reply: Reply) {
  const at = world.clock.now().toISOString();
  world.table.inbound.set(id, {
    id,
    at,
    mac,
    reply,
    number: await fakeReplyCipher.encrypt(id, { phone: reporterPhone }),
  });
  return deliverReply(world.deps)({ inboundId: id, mac });
}

describe('news to one phone', () => {
  test('above the hourly cap waits for the next hour, and then goes', async () => {
    const world = deliveryWorld({ city: { sms: { newsPerHour: 2 } } });
    const outcomes = [];
    for (const n of [2, 3, 4]) outcomes.push(...(await world.deliver('2026-03-13 10:05', await filing(world, n))));
    expect(outcomes).toEqual(['sent', 'sent', 'held']);
    expect(await world.release('2026-03-13 10:30')).toMatchObject({ outcomes: ['held'] });
    expect(world.messages.rows.size).toBe(1);
    expect(await world.release('2026-03-13 11:00')).toMatchObject({ outcomes: ['sent'] });
    expect(world.messages.rows.size).toBe(0);
  });

  test('is not capped under a training calendar', async () => {
    const world = deliveryWorld({ city: { sms: { newsPerHour: 1 }, trainingDay: 10 } });
    for (const n of [2, 3]) expect(await world.deliver('2026-03-13 10:05', await filing(world, n))).toEqual(['sent']);
  });
});

describe("the day's budget", () => {
  test('used up, lets only receipts, answers and closings pass, and says how much is used', async () => {
    const world = deliveryWorld({ city: { sms: { priceUsd: 1, dailyBudgetUsd: 1 } } });
    expect(await world.deliver('2026-03-13 10:00', await filing(world, 2))).toEqual(['sent']);
    const forwarded = toReporter(world.act(['2026-03-13 10:01', 'verify', 'coordinator', { agencyId }]));
    expect(await world.deliver('2026-03-13 10:01', forwarded)).toEqual(['dropped']);
    expect(world.recordOf(forwarded[0]!)).toMatchObject({ reason: 'spend' });
    const answered = toReporter(world.act(['2026-03-13 10:02', 'answer', 'owner', { text: 'Sudah.' }]));
    expect(await world.deliver('2026-03-13 10:02', answered)).toEqual(['sent']);
    expect(world.metrics['SmsBudgetPercent']).toBe(100 + 100 + 200);
  });

  test("used up, takes nothing of the phone's share for what it keeps back", async () => {
    const world = deliveryWorld({ city: { sms: { priceUsd: 1, dailyBudgetUsd: 1, newsPerHour: 2 } } });
    expect(await world.deliver('2026-03-13 10:00', await filing(world, 2))).toEqual(['sent']);
    const forwarded = toReporter(world.act(['2026-03-13 10:01', 'verify', 'coordinator', { agencyId }]));
    expect(await world.deliver('2026-03-13 10:01', forwarded)).toEqual(['dropped']);
    const answered = toReporter(world.act(['2026-03-13 10:02', 'answer', 'owner', { text: 'Sudah.' }]));
    expect(await world.deliver('2026-03-13 10:02', answered)).toEqual(['sent']);
  });

  test('is spoken of from 80 % on, and not before', async () => {
    const world = deliveryWorld({ city: { sms: { priceUsd: 1, dailyBudgetUsd: 10 } } });
    for (let sent = 1; sent <= 6; sent += 1) await world.deps.counters.countCity('2026-03-13', undefined);
    await world.deliver('2026-03-13 10:00', await filing(world, 2));
    expect(world.metrics).toEqual({});
    await world.deliver('2026-03-13 10:00', await filing(world, 3));
    expect(world.metrics).toEqual({ SmsBudgetPercent: 80 });
  });

  test('pays whole SMS', () => {
    expect(paidPerDay(smsSettingsOf({}))).toBe(125);
    expect(paidPerDay(smsSettingsOf({ sms: { dailyBudgetUsd: 0.1 } }))).toBe(1);
  });
});

describe('a reply', () => {
  test('goes once, at any hour', async () => {
    const world = deliveryWorld();
    world.clock.set('2026-03-13 23:30');
    expect([await owe(world, 'm-1', { template: 'help' }), await owe(world, 'm-1', { template: 'help' })]).toEqual([
      'sent',
      'finished-before',
    ]);
    expect(world.sms.sent).toMatchObject([{ phone: reporterPhone, text: expect.stringContaining('Tulis masalah') }]);
  });

  test('of too many in an hour is not sent: perhaps two machines are talking', async () => {
    const world = deliveryWorld({ city: { sms: { repliesPerHour: 2 } } });
    const outcomes = [];
    for (const id of ['m-1', 'm-2', 'm-3']) outcomes.push(await owe(world, id, { template: 'help' }));
    expect(outcomes).toEqual(['sent', 'sent', 'dropped']);
  });

  test('tells where the complaint is when it is sent', async () => {
    const world = deliveryWorld();
    await filing(world, 2);
    world.act(['2026-03-13 10:00', 'verify', 'coordinator', { agencyId }]);
    await owe(world, 'm-1', { template: 'status', complaintId: 'AMB-2222222' });
    expect(world.sms.sent.at(-1)?.text).toContain('Laporan AMB-2222222 ada di Dinas Perhubungan');
  });
});

describe('after STOP', () => {
  const optedOut = { ...freshPhone, version: 1, optedOut: '2026-03-13T00:00:00.000Z' };

  test('nothing is sent but its confirmation, for ever', async () => {
    const world = deliveryWorld();
    world.table.phones.set(mac, optedOut);
    expect(await world.deliver('2027-03-12 10:00', await filing(world, 2))).toEqual(['dropped']);
    expect(await owe(world, 'm-1', { template: 'help' })).toBe('dropped');
    expect(await owe(world, 'm-2', { template: 'stopped' })).toBe('sent');
    expect(world.sms.sent).toHaveLength(1);
  });
});
