/** The daily digest of an agency. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Deps } from '../../../functions/delivery/deps.ts';
import { handleDelivery } from '../../../functions/delivery/handle-delivery.ts';
import { sendDigest } from '../../../functions/delivery/send-digests.ts';
import type { BatchResponse } from '../../../functions/domain/kernel/ordered-batch.ts';
import type { Officer } from '../../../functions/domain/city/records.ts';
import { createCalendar } from '../../../functions/domain/deadlines/calendar.ts';
import { ambon, wit } from '../../support/ambon.ts';
import { digestOf, digestSms } from '../../../functions/domain/messages/digest.ts';
import { drawTrackingId } from '../../../functions/domain/kernel/ids.ts';
import { septets } from '../../../functions/domain/kernel/gsm7.ts';
import { agencyId, filed } from '../../support/complaints.ts';
import { deliveryWorld, type DeliveryWorld } from '../../support/delivery.ts';
import { officers } from '../../support/staff.ts';
import { unreadable } from '../../support/fakes/unreadable.ts';

const context = { getRemainingTimeInMillis: () => 30_000 };

const mac = 'm'.repeat(43);
const phone = '+6281234567890';

async function world(digest: boolean, officer: Partial<Officer> = {}) {
  const made = deliveryWorld({
    officers: [{ ...officers.liaison, digest, ...officer }],
    phones: { [officers.liaison.subject]: phone },
  });
  for (const [id, from] of [
    ['AMB-2222222', '2026-03-02 10:00'],
    ['AMB-2222238', '2026-03-06 10:00'],
    ['AMB-222224F', '2026-03-12 10:00'],
  ] as const) {
    await made.file(from, { id });
    made.act([from, 'verify', 'coordinator', { agencyId }], id);
  }
  made.clock.set('2026-03-12 11:00');
  return { ...made, run: (deps: Deps = made.deps) => morning(made, deps) };
}

/** Queues the digests of a morning and empties the queue; answers how many notices and SMS went out, and what must be tried again. */
async function morning({ queue, notices, sms }: DeliveryWorld, deps: Deps) {
  const handle = handleDelivery(deps);
  const before = [notices.sent.length, sms.sent.length] as const;
  await handle({ task: 'digest' }, context);
  const Records = queue.digests.splice(0).map((body, i) => ({
    messageId: `m${i}`,
    body: JSON.stringify(body),
    attributes: { MessageGroupId: `digest#${i}` },
  }));
  const { batchItemFailures } = (await handle({ Records }, context)) as BatchResponse;
  const sent = { digests: notices.sent.length - before[0], sms: sms.sent.length - before[1] };
  return { ...sent, again: batchItemFailures.length };
}

describe('the daily digest', () => {
  test('leaves out complaints that cannot be read', async () => {
    const { deps, run } = await world(true);
    const queue: typeof deps.queues.queue = async (...asked) => ({
      ...(await deps.queues.queue(...asked)),
      unreadable: 2,
    });
    expect(await run({ ...deps, queues: { ...deps.queues, queue } })).toMatchObject({ digests: 1, again: 0 });
  });

  test('of 500 officers is queued one by one', async () => {
    const many = Array.from({ length: 500 }, (_, n) => ({
      ...officers.liaison,
      subject: `sub-${n}`,
      digest: true,
      phoneMac: mac,
      agencies: [`agency-${n % 40}`],
    }));
    const { deps, queue } = deliveryWorld({ officers: many });
    expect(await handleDelivery(deps)({ task: 'digest' }, context)).toEqual({ queued: 540 });
    const named = queue.digests.map(({ digest }) => ('subject' in digest ? digest.subject : digest.agencyId));
    expect(new Set(named).size).toBe(540);
  });

  test('tells the agency once a day what is new, due tomorrow and late', async () => {
    const { run, notices, clock } = await world(true);
    expect([await run(), await run()]).toEqual([
      { digests: 1, sms: 0, again: 0 },
      { digests: 0, sms: 0, again: 0 },
    ]);
    expect(notices.sent).toMatchObject([
      {
        agency: agencyId,
        office: 'liaison',
        level: 'digest',
        subject: '[Tanggap] Ringkasan: 2 belum ditanggapi, 1 segera jatuh tempo, 1 lewat batas',
      },
    ]);
    expect(notices.sent[0]?.body).toMatch(
      /Lewat batas:\n- AMB-2222222, batas 9 Mar 2026\n\nJatuh tempo hari ini atau hari kerja berikutnya:\n- AMB-2222238/,
    );
    clock.set('2026-03-13 07:30');
    expect(await run()).toEqual({ digests: 1, sms: 0, again: 0 });
  });

  test('is sent to nobody who has not asked for it, nor when there is nothing to say', async () => {
    const unasked = await world(false);
    expect(await unasked.run()).toEqual({ digests: 0, sms: 0, again: 0 });
    const quiet = deliveryWorld({ officers: [{ ...officers.liaison, digest: true }] });
    expect(await morning(quiet, quiet.deps)).toEqual({
      digests: 0,
      sms: 0,
      again: 0,
    });
  });

  test('goes by one SMS to an officer who has given a number, the late ones first', async () => {
    const { run, sms, clock, notices } = await world(true, { phoneMac: mac });
    expect([await run(), await run()]).toEqual([
      { digests: 1, sms: 1, again: 0 },
      { digests: 0, sms: 0, again: 0 },
    ]);
    expect(sms.sent).toEqual([
      {
        phone,
        text:
          'Tanggap hari ini: 2 belum ditanggapi, 1 segera jatuh tempo, 1 lewat batas. ' +
          'Dahulukan: AMB-2222222, AMB-2222238, AMB-222224F',
      },
    ]);
    expect(notices.sent).toHaveLength(1);
    clock.set('2026-03-13 07:30');
    expect(await run()).toEqual({ digests: 1, sms: 1, again: 0 });
  });

  test('does not go by SMS after STOP, beyond the budget, or to one who is away', async () => {
    const stopped = await world(true, { phoneMac: mac });
    stopped.table.phones.set(mac, { version: 1, optedOut: '2026-03-01T00:00:00.000Z' });
    expect(await stopped.run()).toEqual({ digests: 1, sms: 0, again: 0 });
    const spent = await world(true, { phoneMac: mac });
    for (let sent = 1; sent <= 125; sent += 1) await spent.deps.counters.countCity('2026-03-12', undefined);
    expect(await spent.run()).toEqual({ digests: 1, sms: 0, again: 0 });
    const away = await world(true, { phoneMac: mac, absence: { from: '2026-03-12', to: '2026-03-12' } });
    expect(await away.run()).toEqual({ digests: 0, sms: 0, again: 0 });
    expect([stopped, spent, away].flatMap((w) => w.sms.sent)).toEqual([]);
  });

  test('by SMS leaves a record that says why it did not go', async () => {
    const name = `digest#2026-03-12#${officers.liaison.subject}`;
    const recordOf = (w: Awaited<ReturnType<typeof world>>) =>
      w.recordOf({
        complaintId: name,
        version: 1,
        template: 'digest',
        recipient: { kind: 'office', office: 'liaison', agencyId: undefined },
      });
    const stopped = await world(true, { phoneMac: mac });
    stopped.table.phones.set(mac, { version: 1, optedOut: '2026-03-01T00:00:00.000Z' });
    await stopped.run();
    expect(recordOf(stopped)).toMatchObject({ status: 'dropped', reason: 'opted-out' });
    const unknown = await world(true, { phoneMac: mac });
    const officerPhones = { phoneOf: async () => undefined };
    expect(await unknown.run({ ...unknown.deps, officerPhones })).toMatchObject({ sms: 0, again: 0 });
    expect(recordOf(unknown)).toMatchObject({ status: 'dropped', reason: 'not-textable' });
    const sent = await world(true, { phoneMac: mac });
    await sent.run();
    expect(recordOf(sent)).toMatchObject({ status: 'sent', messageId: 'sns-1' });
    expect(sent.messages.links.size).toBe(0);
  });

  test('by SMS that SNS refuses, or whose answer was lost, is counted as an SMS', async () => {
    const refused = await world(true, { phoneMac: mac });
    refused.sms.faults.push('refused');
    expect(await refused.run()).toMatchObject({ digests: 1, sms: 0 });
    expect(refused.metrics).toMatchObject({ SmsFailed: 1 });
    const lost = await world(true, { phoneMac: mac });
    lost.sms.faults.push('lost');
    expect(await lost.run()).toMatchObject({ digests: 1, again: 1 });
    lost.clock.set('2026-03-12 11:05');
    expect(await lost.run()).toMatchObject({ digests: 0, sms: 1 });
    expect(lost.metrics).toMatchObject({ SmsUnconfirmed: 1 });
  });

  test('of two agencies is one SMS; an agency with nothing to say is left out of it', async () => {
    const both = await world(true, { phoneMac: mac, agencies: [agencyId, 'dinas-pupr', 'bpbd'] });
    await both.file('2026-03-02 10:00', { id: 'AMB-3333334' });
    both.act(['2026-03-02 10:00', 'verify', 'coordinator', { agencyId: 'dinas-pupr' }], 'AMB-3333334');
    expect(await both.run()).toMatchObject({ digests: 2, sms: 1 });
    expect(both.sms.sent[0]!.text).toContain('2 belum ditanggapi, 1 segera jatuh tempo, 2 lewat batas');
    const quiet = await world(true, { phoneMac: mac, agencies: ['bpbd'] });
    expect(await quiet.run()).toMatchObject({ digests: 0, sms: 0 });
    expect(quiet.messages.records.size).toBe(0);
  });

  test('is for liaisons alone', async () => {
    const head = await world(true, { office: 'agency-head', phoneMac: mac });
    expect(await head.run()).toMatchObject({ digests: 0, sms: 0 });
  });

  test('that one officer cannot get keeps nobody else from theirs, and is tried again', async () => {
    const { run, sms, notices, failures } = await world(true, { phoneMac: mac });
    notices.faults.push('not-sent');
    expect(await run()).toEqual({ digests: 0, sms: 1, again: 1 });
    expect([sms.sent.length, failures]).toEqual([1, [{ template: 'digest', error: 'TryLater: ThrottlingException' }]]);
    expect(await run()).toEqual({ digests: 1, sms: 0, again: 0 });
  });

  test('of an officer whose number cannot be read keeps the agency’s from nothing', async () => {
    const { deps, run, failures } = await world(true, { phoneMac: mac });
    const officerPhones = { phoneOf: () => Promise.reject(unreadable('officer')) };
    expect(await run({ ...deps, officerPhones })).toEqual({ digests: 1, sms: 0, again: 1 });
    expect(failures).toEqual([{ template: 'digest', error: expect.stringContaining('Unreadable') as string }]);
  });

  test('of an officer who left between the queue and the sending is not sent', async () => {
    const { deps } = await world(true, { phoneMac: mac });
    const send = sendDigest(deps);
    const day = '2026-03-12';
    expect(await send({ digest: { day, subject: 'sub-gone' } })).toBe('nothing');
    expect(await send({ digest: { day, agencyId: 'bpbd' } })).toBe('nothing');
    expect(await send({ digest: { day, subject: officers.liaison.subject } })).toBe('sent');
  });

  test('on a Friday tells of what is due on Monday, and each morning of what is due that day', () => {
    const calendar = createCalendar(ambon.city, ambon.calendar);
    const due = (dueOn: string) => ({
      ...filed('2026-03-02 10:00').complaint,
      dueOn,
      dueAt: `${dueOn}T15:00:00.000Z`,
    });
    const queue = ['2026-03-13', '2026-03-16', '2026-03-17'].map(due);
    const soon = (local: string) => digestOf(queue, calendar, wit(local))?.soon.map((c) => c.dueOn);
    expect(soon('2026-03-13 07:30')).toEqual(['2026-03-13', '2026-03-16']);
    expect(soon('2026-03-12 07:30')).toEqual(['2026-03-13']);
    // Beyond the loaded years every day is taken for one.
    expect(digestOf([due('2030-01-02')], calendar, wit('2030-01-01 07:30'))?.soon).toHaveLength(1);
  });

  test('by SMS fits one segment, whatever there is', () => {
    const complaint = fc
      .uint8Array({ minLength: 200, maxLength: 200 })
      .map(
        (bytes) => filed('2026-03-02 10:00', { id: drawTrackingId('AMB', () => bytes.map((b) => b % 248)) }).complaint,
      );
    const many = fc.array(complaint, { maxLength: 30 });
    fc.assert(
      fc.property(many, many, many, (fresh, soon, late) => {
        const text = digestSms({ fresh, soon, late });
        expect(septets(text)).toBeLessThanOrEqual(160);
        expect(text.includes('Dahulukan')).toBe(fresh.length + soon.length + late.length > 0);
      }),
      { numRuns: 50 },
    );
  });
});
