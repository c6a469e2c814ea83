/** The reply owed to an SMS: once, at any hour, under its own caps, about the right complaints. */
import { describe, expect, test } from 'vitest';
import { deliverReply } from '../../../functions/delivery/deliver-reply.ts';
import { replyMessage } from '../../../functions/domain/messages/outbound-messages.ts';
import type { InboundRecord } from '../../../functions/domain/sms/inbound-record.ts';
import { deliveryWorld, reporterPhone } from '../../support/delivery.ts';
import { fakeReplyCipher } from '../../support/fakes/keys.ts';

const inboundId = 'in-1';
const mac = 'mac-of-the-phone';
const night = '2026-03-13 23:30';

async function world(reply: InboundRecord['reply'], over: Partial<InboundRecord> = {}, code?: string) {
  const made = deliveryWorld();
  made.clock.set(night);
  const number = await fakeReplyCipher.encrypt(inboundId, { phone: reporterPhone, ...(code ? { code } : {}) });
  made.table.inbound.set(inboundId, { inboundId, mac, reply, number, ...over } as unknown as InboundRecord);
  const message = replyMessage(inboundId);
  return {
    ...made,
    run: () => deliverReply(made.deps)({ inboundId, mac }),
    record: () => made.recordOf(message),
    message,
  };
}
const help = { template: 'help' } as const;

describe('a reply', () => {
  test('goes out at night, once', async () => {
    const { run, sms, record } = await world(help);
    expect([await run(), await run()]).toEqual(['sent', 'finished-before']);
    expect(sms.sent).toHaveLength(1);
    expect(sms.sent[0]).toMatchObject({ phone: reporterPhone });
    expect(record()).toMatchObject({ status: 'sent', messageId: 'sns-1' });
  });

  test('that tells whom to call goes to a phone that has opted out or had its share', async () => {
    const call = [{ name: 'darurat kota', number: '112', free: true }];
    const { run, sms, table, deps } = await world({ template: 'danger-call', call });
    table.phones.set(mac, { version: 1, optedOut: '2026-03-13T00:00:00.000Z' });
    deps.counters.countPhone = async () => false;
    expect(await run()).toBe('sent');
    expect(sms.sent[0]!.text).toBe('Telepon 112 SEKARANG, gratis. Lalu balas SMS ini: apa yang terjadi dan di mana.');
  });

  test('that was claimed by a run that died is tried again', async () => {
    const { run, messages, message, sms, record } = await world(help);
    const leaseUntil = '2026-03-13T14:00:00.000Z';
    await messages.claim(message, new Date('2026-03-13T13:59:00.000Z'), new Date(leaseUntil));
    expect(await run()).toBe('sent');
    expect(sms.sent).toHaveLength(1);
    expect(record()).toMatchObject({ status: 'unconfirmed' });
  });

  test.each([
    ['its SMS is gone', (w: Awaited<ReturnType<typeof world>>) => w.table.inbound.clear()],
    ['it owes none', (w) => void Object.assign(w.table.inbound.get(inboundId)!, { reply: undefined })],
    ['its number is gone', (w) => void Object.assign(w.table.inbound.get(inboundId)!, { number: undefined })],
  ] as [string, (w: Awaited<ReturnType<typeof world>>) => void][])('is tried later where %s', async (_, lose) => {
    const made = await world(help);
    lose(made);
    await expect(made.run()).rejects.toThrow('its SMS is missing');
    expect(made.sms.sent).toEqual([]);
  });

  test('does not go to a phone that sent STOP, but for the one that says so', async () => {
    const stop = { version: 1, optedOut: '2026-03-01T00:00:00.000Z' };
    const silent = await world(help);
    silent.table.phones.set(mac, stop);
    expect(await silent.run()).toBe('dropped');
    expect(silent.record()).toMatchObject({ status: 'dropped', reason: 'opted-out' });
    const stopped = await world({ template: 'stopped' });
    stopped.table.phones.set(mac, stop);
    expect(await stopped.run()).toBe('sent');
    const other = await world(help);
    other.table.phones.set('another', stop);
    expect(await other.run()).toBe('sent');
  });

  test('is dropped where its phone has had its share, and counts for the phone by replies', async () => {
    const { run, record, deps } = await world(help);
    const when = { kind: 'reply', day: '2026-03-13', hour: '23' } as const;
    for (let n = 0; n < 20; n += 1) await deps.counters.countPhone(mac, when, { perHour: 99, perDay: 99 });
    expect(await run()).toBe('dropped');
    expect(record()).toMatchObject({ reason: 'capped' });
  });

  test('that SNS did not take is given back, and goes out at the next try', async () => {
    const { run, sms, deps } = await world(help);
    sms.faults.push('not-sent');
    await expect(run()).rejects.toThrow('ThrottlingException');
    expect(await deps.counters.countCity('2026-03-13', undefined)).toBe(1);
    expect(await run()).toBe('sent');
  });
});

describe('a reply about a complaint', () => {
  const id = 'AMB-2222223';
  test('names it and its agency, and leads SNS’s log of failures to it', async () => {
    const made = await world({ template: 'received', complaintId: id });
    await made.file('2026-03-13 10:00', { id, autoForwardTo: 'dinas-perhubungan' });
    made.clock.set(night);
    expect(await made.run()).toBe('sent');
    expect(made.sms.sent[0]!.text).toContain(id);
    expect(made.messages.links.get('sns-1')).toBe(id);
  });

  test('leads to the complaint of the SMS before that of the reply', async () => {
    const made = await world({ template: 'received', complaintId: id }, { complaintId: 'AMB-3333334' });
    await made.file('2026-03-13 10:00', { id });
    await made.run();
    expect(made.messages.links.get('sns-1')).toBe('AMB-3333334');
    const none = await world(help);
    await none.run();
    expect(none.messages.links.size).toBe(0);
  });

  test('lists those that still exist', async () => {
    const made = await world({ template: 'choose', ids: [id, 'AMB-9999999', 'AMB-3333334'] });
    for (const one of [id, 'AMB-3333334']) await made.file('2026-03-13 10:00', { id: one });
    made.clock.set(night);
    expect(await made.run()).toBe('sent');
    const { text } = made.sms.sent[0]!;
    for (const one of [id, 'AMB-3333334']) expect(text).toContain(one);
    expect(text).not.toContain('AMB-9999999');
  });

  test('holds the code that was drawn for it', async () => {
    const made = await world({ template: 'code', complaintId: id }, {}, '4711');
    await made.file('2026-03-13 10:00', { id });
    made.clock.set(night);
    await made.run();
    expect(made.sms.sent[0]!.text).toContain('Balas 4711');
  });
});
