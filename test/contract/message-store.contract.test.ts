/** What delivery counts on in its store: the same on the fake and on a real engine. */
import { describe, expect, test } from 'vitest';
import { createComplaintStore } from '../../functions/adapters/dynamodb/complaints/complaint-store.ts';
import { createFilingStore } from '../../functions/adapters/dynamodb/complaints/filing-store.ts';
import { createMessageStore } from '../../functions/adapters/dynamodb/messages/message-store.ts';
import type { ComplaintStore, FilingStore } from '../../functions/domain/complaint/ports.ts';
import { dropReason } from '../../functions/domain/messages/idempotency-record.ts';
import type { MessageStore } from '../../functions/domain/messages/ports.ts';
import type { OutboundMessage } from '../../functions/domain/messages/outbound-messages.ts';
import { filed, steps, story } from '../support/complaints.ts';
import { fakeMessageStore } from '../support/fakes/messages.ts';
import { fakeComplaintStore, fakeFilingStore, memoryTable } from '../support/fakes/table.ts';
import { engineOfThisFile } from '../support/stores.ts';

type Opened = { messages: MessageStore; filing: FilingStore; store: Pick<ComplaintStore, 'save'> };

const engine = engineOfThisFile();
const implementations: { name: string; open: () => Promise<Opened> }[] = [
  {
    name: 'in memory',
    async open() {
      const table = memoryTable();
      return { messages: fakeMessageStore(table), filing: fakeFilingStore(table), store: fakeComplaintStore(table) };
    },
  },
  {
    name: 'in DynamoDB',
    async open() {
      const running = await engine();
      const { client } = running;
      const tables = await running.newTables();
      const table = tables.complaints;
      return {
        messages: createMessageStore(client, table),
        filing: createFilingStore(client, tables),
        store: createComplaintStore(client, table),
      };
    },
  },
];

const id = 'AMB-7K3Q9CN';
const message = (version = 1, over: Partial<OutboundMessage> = {}): OutboundMessage => ({
  complaintId: id,
  version,
  template: 'received',
  recipient: { kind: 'reporter' },
  ...over,
});
const liaison: OutboundMessage['recipient'] = { kind: 'office', office: 'liaison', agencyId: 'dinas-pupr' };

const at = (seconds: number): Date => new Date(Date.UTC(2026, 2, 13, 1, 0, seconds));
const sent = { status: 'sent', messageId: 'sns-1', at: at(5).toISOString() } as const;

describe.each(implementations)('idempotency records $name', ({ open }) => {
  test('a message is unknown until it is claimed, and then only one has it', async () => {
    const { messages } = await open();
    expect(await messages.recordOf(message())).toBeUndefined();
    expect(await messages.claim(message(), at(0), at(60))).toEqual({ outcome: 'claimed', attempts: 1 });
    expect(await messages.claim(message(), at(59), at(119))).toEqual({ outcome: 'leased' });
    expect(await messages.recordOf(message())).toEqual({
      status: 'claimed',
      leaseUntil: at(60).toISOString(),
      attempts: 1,
    });
  });

  test('an SMS leads to its complaint, and an unknown one to none', async () => {
    const { messages } = await open();
    await messages.linkSms('sns-7', id);
    expect(await messages.complaintOfSms('sns-7')).toBe(id);
    expect(await messages.complaintOfSms('sns-8')).toBeUndefined();
  });

  test('one claim of many at once wins', async () => {
    const { messages } = await open();
    const claims = await Promise.all(Array.from({ length: 8 }, () => messages.claim(message(), at(0), at(60))));
    expect(claims.filter((c) => c.outcome === 'claimed')).toHaveLength(1);
  });

  test('an ended lease can be claimed again, and says that it is not the first', async () => {
    const { messages } = await open();
    await messages.claim(message(), at(0), at(60));
    expect(await messages.claim(message(), at(60), at(120))).toEqual({ outcome: 'claimed', attempts: 2 });
  });

  test('a claim given back leaves no doubt behind', async () => {
    const { messages } = await open();
    await messages.claim(message(), at(0), at(60));
    await messages.release(message());
    expect(await messages.claim(message(), at(1), at(61))).toEqual({ outcome: 'claimed', attempts: 1 });
  });

  test('a claim given back after a lost one keeps that doubt', async () => {
    const { messages } = await open();
    await messages.claim(message(), at(0), at(60));
    await messages.claim(message(), at(60), at(120));
    await messages.release(message());
    expect(await messages.claim(message(), at(61), at(121))).toEqual({ outcome: 'claimed', attempts: 2 });
  });

  test('a confirmed message is finished for ever', async () => {
    const { messages } = await open();
    await messages.claim(message(), at(0), at(60));
    await messages.confirm(message(), sent);
    expect(await messages.recordOf(message())).toEqual(sent);
    expect(await messages.claim(message(), at(9999), at(10_059))).toEqual({ outcome: 'finished' });
    await messages.release(message());
    expect(await messages.drop(message(), 'superseded', at(9999).toISOString())).toBe(false);
    expect(await messages.recordOf(message())).toEqual(sent);
  });

  test('a dropped message is finished for ever, claimed or not, and keeps its first reason', async () => {
    const { messages } = await open();
    await messages.claim(message(2), at(0), at(60));
    expect(await messages.drop(message(1), 'not-textable', at(1).toISOString())).toBe(true);
    expect(await messages.drop(message(2), 'refused', at(1).toISOString())).toBe(true);
    expect(await messages.drop(message(2), 'coalesced', at(2).toISOString())).toBe(false);
    expect(await messages.claim(message(1), at(9999), at(10_059))).toEqual({ outcome: 'finished' });
    expect(await messages.recordOf(message(1))).toEqual({
      status: 'dropped',
      reason: 'not-textable',
      at: at(1).toISOString(),
    });
    expect(await messages.recordOf(message(2))).toMatchObject({ reason: 'refused' });
  });

  test.each(dropReason.options)('a message dropped as %s is read again and stays dropped', async (reason) => {
    const { messages } = await open();
    await messages.drop(message(), reason, at(1).toISOString());
    expect(await messages.recordOf(message())).toMatchObject({ status: 'dropped', reason });
    expect(await messages.claim(message(), at(2), at(62))).toEqual({ outcome: 'finished' });
  });

  test('knows whether a newer message went to the same recipient', async () => {
    const { messages } = await open();
    const newer = async () => messages.newerSent(message(3));
    await messages.confirm(message(2), sent);
    await messages.confirm(message(3), sent);
    await messages.confirm(message(4, { recipient: liaison, template: 'assigned' }), sent);
    await messages.confirm(message(4, { complaintId: 'AMB-22222222' }), sent);
    await messages.drop(message(5), 'coalesced', at(0).toISOString());
    await messages.claim(message(6), at(0), at(60));
    expect(await newer()).toBe(false);
    await messages.confirm(message(12), { ...sent, status: 'unconfirmed' });
    expect(await newer()).toBe(true);
  });

  test('each recipient and template has a record of its own', async () => {
    const { messages } = await open();
    await messages.confirm(message(), sent);
    expect(await messages.recordOf(message(1, { recipient: liaison }))).toBeUndefined();
    expect(await messages.recordOf(message(1, { template: 'forwarded' }))).toBeUndefined();
  });
});

describe.each(implementations)('held messages $name', ({ open }) => {
  const date = '2026-03-14';

  test('the newest of a complaint and recipient takes the place, whichever came first', async () => {
    const { messages } = await open();
    expect(await messages.hold({ date, message: message(2) })).toBe(true);
    expect(await messages.hold({ date, message: message(4) })).toBe(true);
    expect(await messages.hold({ date, message: message(3) })).toBe(false);
    expect(await messages.heldFor(message(1), date)).toEqual({ date, message: message(4) });
    expect((await messages.held(date, 10)).items).toEqual([{ date, message: message(4) }]);
  });

  test('the same message may be held again', async () => {
    const { messages } = await open();
    expect(await messages.hold({ date, message: message(2) })).toBe(true);
    expect(await messages.hold({ date, message: message(2) })).toBe(true);
    expect((await messages.held(date, 10)).items).toHaveLength(1);
  });

  test('are listed in pages, by date', async () => {
    const { messages } = await open();
    const ids = ['AMB-2222223', 'AMB-3333334', 'AMB-4444445'];
    for (const complaintId of ids) await messages.hold({ date, message: message(1, { complaintId }) });
    await messages.hold({ date: '2026-03-15', message: message(1) });
    const first = await messages.held(date, 2);
    const second = await messages.held(date, 2, first.next);
    expect(first.items.map((h) => h.message.complaintId)).toEqual(ids.slice(0, 2));
    expect(second.items.map((h) => h.message.complaintId)).toEqual(ids.slice(2));
    expect(second.next).toBeUndefined();
  });

  test('one that a newer has replaced is not taken away', async () => {
    const { messages } = await open();
    const older = { date, message: message(2) };
    await messages.hold(older);
    await messages.hold({ date, message: message(3) });
    await messages.unhold(older);
    expect(await messages.heldFor(message(), date)).toEqual({ date, message: message(3) });
    await messages.unhold({ date, message: message(3) });
    await messages.unhold({ date, message: message(3) });
    expect(await messages.heldFor(message(), date)).toBeUndefined();
  });

  test('an office with its agency survives the round trip', async () => {
    const { messages } = await open();
    const held = { date, message: message(2, { recipient: liaison, template: 'assigned' }) };
    await messages.hold(held);
    expect(await messages.heldFor(held.message, date)).toEqual(held);
  });
});

describe.each(implementations)('events $name', ({ open }) => {
  test('are found by version', async () => {
    const { messages, filing, store } = await open();
    const { changes } = story(filed('2026-03-13 10:00'), steps.forwarded('2026-03-13 11:00'));
    await filing.file(changes[0]!, undefined, undefined);
    await store.save(changes[1]!);
    const { complaintId } = changes[0]!.event;
    expect(await messages.event(complaintId, 2)).toEqual(changes[1]!.event);
    expect(await messages.event(complaintId, 3)).toBeUndefined();
  });
});
