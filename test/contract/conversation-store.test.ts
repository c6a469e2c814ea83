/** The contract of ConversationStore: one SMS received is one transaction. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { createComplaintStore } from '../../functions/adapters/dynamodb/complaints/complaint-store.ts';
import { createConversationStore } from '../../functions/adapters/dynamodb/complaints/conversation-store.ts';
import { createMessageStore } from '../../functions/adapters/dynamodb/messages/message-store.ts';
import {
  parsePhoneItem,
  phoneItem,
  phoneWordsItem,
} from '../../functions/adapters/dynamodb/complaints/inbound-items.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { freshPhone } from '../../functions/domain/sms/dialogue.ts';
import type { ConversationStore } from '../../functions/domain/sms/ports.ts';
import type { InboundRecord } from '../../functions/domain/sms/inbound-record.ts';
import { ChangedMeanwhile } from '../../functions/domain/kernel/errors.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import { rulesAt, wit } from '../support/ambon.ts';
import { command, filed } from '../support/complaints.ts';
import { fakeConversationStore } from '../support/fakes/conversation.ts';
import { fakeMessageStore } from '../support/fakes/messages.ts';
import { fakeComplaintStore, memoryTable } from '../support/fakes/table.ts';
import { engineOfThisFile } from '../support/stores.ts';

const at = '2026-03-13 10:00';
const mac = 'mac-of-a-phone';
const record = (id: string, over: Partial<InboundRecord> = {}): InboundRecord => ({
  id,
  at: wit(at).toISOString(),
  mac,
  ...over,
});
const report = (id: string, over = {}) => filed(at, { id, channel: 'sms', phoneMac: mac, ...over });
const number = Buffer.from('ciphertext');

type Opened = {
  store: ConversationStore;
  complaints: Pick<ReturnType<typeof fakeComplaintStore>, 'get' | 'save'>;
  messages: Pick<ReturnType<typeof fakeMessageStore>, 'inbound' | 'optedOut'>;
  identity: (id: string) => Promise<unknown>;
  /** What lies in the table of the phone: what stays, and the words that wait. */
  phoneItems: () => Promise<unknown[]>;
};

const engine = engineOfThisFile();
const implementations: { name: string; open: () => Promise<Opened> }[] = [
  {
    name: 'in memory',
    open: async () => {
      const table = memoryTable();
      return {
        store: fakeConversationStore(table),
        complaints: fakeComplaintStore(table),
        messages: fakeMessageStore(table),
        identity: async (id) => table.identities.get(id),
        phoneItems: async () => {
          const state = table.phones.get(mac)!;
          return [phoneItem(mac, state), phoneWordsItem(mac, state, wit(at))];
        },
      };
    },
  },
  {
    name: 'in DynamoDB',
    open: async () => {
      const running = await engine();
      const { client } = running;
      const tables = await running.newTables();
      const table = tables.complaints;
      return {
        store: createConversationStore(client, tables),
        complaints: createComplaintStore(client, table),
        messages: createMessageStore(client, table),
        identity: async (id) =>
          (await client.send(new GetCommand({ TableName: tables.identities, Key: keys.identity(id) }))).Item?.[
            'ciphertext'
          ],
        phoneItems: async () => {
          const read = async (Key: { pk: string; sk: string }) =>
            (await client.send(new GetCommand({ TableName: table, Key }))).Item;
          return [await read(keys.phone(mac)), await read(keys.phoneWords(mac))];
        },
      };
    },
  },
];

describe.each(implementations)('the conversation store $name', ({ open }) => {
  test('stores the SMS, the state, the report and its identity, and gives them back', async () => {
    const { store, complaints, messages, identity } = await open();
    const change = report('AMB-2222222');
    const reply = { template: 'received', complaintId: 'AMB-2222222' } as const;
    const after = { ...freshPhone, lastText: { hash: 'h', at: wit(at).toISOString() } };
    const write = { record: record('m-1', { reply, number }), before: freshPhone, after, change, identity: number };

    expect(await store.commit(write)).toBe('stored');

    expect(await store.seen('m-1', wit(at))).toBe(true);
    expect(await store.phone(mac)).toEqual({ ...after, version: 1 });
    expect(await complaints.get('AMB-2222222')).toEqual(change.complaint);
    expect(await store.complaintsOf(mac, ['AMB-2222222'])).toEqual([change.complaint]);
    expect(Buffer.from((await identity('AMB-2222222')) as Uint8Array).toString()).toBe('ciphertext');
    expect(await messages.inbound('m-1')).toMatchObject({ id: 'm-1', mac, reply });
  });

  test('takes an SMS once, and again after thirty days', async () => {
    const { store } = await open();
    await store.commit({ record: record('m-1'), before: freshPhone, after: freshPhone });
    const again = { record: record('m-1'), before: freshPhone, after: freshPhone };
    expect(await store.commit(again)).toBe('duplicate');
    const later = wit('2026-04-12 10:00:01');
    expect(await store.seen('m-1', later)).toBe(false);
    expect(await store.commit({ ...again, record: record('m-1', { at: later.toISOString() }) })).toBe('stored');
  });

  test('refuses a turn decided on a state that another turn has changed, and stores none of it', async () => {
    const { store, complaints } = await open();
    const next = { ...freshPhone, optedOut: wit(at).toISOString() };
    await store.commit({ record: record('m-1'), before: freshPhone, after: next });
    const stale = { record: record('m-2'), before: freshPhone, after: freshPhone, change: report('AMB-2222222') };
    await expect(store.commit(stale)).rejects.toBeInstanceOf(ChangedMeanwhile);
    expect(await store.seen('m-2', wit(at))).toBe(false);
    expect(await complaints.get('AMB-2222222')).toBeUndefined();
  });

  test('refuses a change of a complaint that has moved on, and an id that is taken', async () => {
    const { store, complaints } = await open();
    const first = report('AMB-2222222');
    await store.commit({ record: record('m-1'), before: freshPhone, after: freshPhone, change: first });
    const comment = decide(first.complaint, command('comment', 'reporter', { text: 'a' }), rulesAt(at));
    await complaints.save(comment);
    const stale = decide(first.complaint, command('comment', 'reporter', { text: 'b' }), rulesAt(at));
    for (const [id, change] of [
      ['m-2', stale],
      ['m-3', first],
    ] as const)
      await expect(
        store.commit({ record: record(id), before: freshPhone, after: freshPhone, change }),
      ).rejects.toBeInstanceOf(ChangedMeanwhile);
    expect(await store.seen('m-2', wit(at))).toBe(false);
  });

  test('of twenty SMS of one phone at once, each decided on the same state, one is stored', async () => {
    const { store } = await open();
    const after = { ...freshPhone, lastText: { hash: 'h', at: wit(at).toISOString() } };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => store.commit({ record: record(`m-${n}`), before: freshPhone, after })),
    );
    expect(outcomes.filter((o) => o.status === 'fulfilled' && o.value === 'stored')).toHaveLength(1);
    expect(outcomes.filter((o) => o.status === 'rejected' && o.reason instanceof ChangedMeanwhile)).toHaveLength(19);
  });

  test('knows whose complaints they are: the newest first, and none of another phone', async () => {
    const { store, complaints } = await open();
    const older = filed('2026-03-12 10:00', { id: 'AMB-2222238', phoneMac: mac });
    const foreign = filed(at, { id: 'AMB-222224F', phoneMac: 'another' });
    for (const [n, change] of [older, report('AMB-2222222'), foreign].entries())
      await store.commit({ record: record(`m-${n}`), before: freshPhone, after: freshPhone, change });
    const own = await store.complaintsOf(mac, ['AMB-2222222', 'AMB-222224F', 'AMB-222225M']);
    expect(own.map((c) => c.id)).toEqual(['AMB-2222222', 'AMB-2222238']);
    expect(await complaints.get('AMB-222224F')).toBeDefined();
  });

  test('keeps words that wait apart from what stays, and lets go of them as soon as they have served', async () => {
    const { store, phoneItems } = await open();
    const optedOut = wit(at).toISOString();
    const list = { choice: 'reply', text: 'kapan diangkut', ids: ['AMB-2222222'], at: optedOut } as const;
    const confirmation = { complaintId: 'AMB-2222222', text: 'sudah diganti', hash: 'h', at: optedOut, tries: 0 };
    const waiting = { ...freshPhone, optedOut, list: { ...list, ids: [...list.ids] }, confirmation };
    await store.commit({ record: record('m-1'), before: freshPhone, after: waiting });
    const stored = await store.phone(mac);
    expect(stored).toEqual({ ...waiting, version: 1 });
    const [dialogue, words] = await phoneItems();
    expect(JSON.stringify(dialogue)).not.toMatch(/diangkut|diganti|expiresAt/);
    expect(words).toMatchObject({ expiresAt: wit('2026-03-14 10:00').getTime() / 1000 });

    await store.commit({ record: record('m-2'), before: stored!, after: { version: 1, optedOut } });
    expect(await store.phone(mac)).toEqual({ version: 2, optedOut });
    expect(JSON.stringify(await phoneItems())).not.toMatch(/diangkut|diganti/);
  });

  test('tells delivery who has said STOP', async () => {
    const { store, messages } = await open();
    expect(await messages.optedOut(mac)).toBe(false);
    const confirmation = { complaintId: 'AMB-2222222', text: 'x', hash: 'h', at: wit(at).toISOString(), tries: 0 };
    await store.commit({ record: record('m-0'), before: freshPhone, after: { ...freshPhone, confirmation } });
    expect(await messages.optedOut(mac)).toBe(false);
    const before = (await store.phone(mac))!;
    await store.commit({ record: record('m-1'), before, after: { ...before, optedOut: wit(at).toISOString() } });
    expect(await messages.optedOut(mac)).toBe(true);
  });
});

test('a question of another shape is forgotten, a member that this release does not know is kept, and a STOP always', () => {
  const optedOut = wit(at).toISOString();
  const question = { about: 'what', draft: { text: 'lampu' }, since: optedOut, askedAt: optedOut, asked: 1 };
  const old = { ...keys.phone(mac), version: 3, optedOut, question, early: { reference: '7', texts: { 2: 'mati' } } };
  expect(parsePhoneItem(old)).toEqual({ version: 3, optedOut, early: old.early });
});
