/** One stored item that cannot be read harms nothing but itself: lists leave it out and count it, a read of it alone is a fault of ours. */
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConversationStore } from '../../functions/adapters/dynamodb/complaints/conversation-store.ts';
import { createDirectory } from '../../functions/adapters/dynamodb/directory/directory.ts';
import { createDirectoryEditor } from '../../functions/adapters/dynamodb/directory/editor.ts';
import { createSubscriptions } from '../../functions/adapters/dynamodb/directory/subscriptions.ts';
import { createMessageStore } from '../../functions/adapters/dynamodb/messages/message-store.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { createRelayReader } from '../../functions/adapters/dynamodb/webhooks/relay-records.ts';
import { createDirectoryWriter } from '../../functions/adapters/dynamodb/directory/writer.ts';
import { Unreadable } from '../../functions/domain/kernel/errors.ts';
import { logger } from '../../functions/runtime/logger.ts';
import { seedDirectory } from '../../functions/seed/seed-directory.ts';
import { loadCity } from '../../lib/city/index.ts';
import { ambon, wit } from '../support/ambon.ts';
import { agencyId, filed, steps, story } from '../support/complaints.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { officers } from '../support/staff.ts';
import { engineOfThisFile, realStores } from '../support/stores.ts';

const engine = engineOfThisFile();
const [good, bad] = ['AMB-7K3Q9C5', 'AMB-7K3Q9CX'] as const;
const day = { from: wit('2026-03-01 00:00'), to: wit('2026-03-31 00:00') };
const phoneMac = 'mac-of-both';

/** Lines written to the log and as metrics. */
let written: string[] = [];
beforeEach(() => {
  written = [];
  vi.stubEnv('METRICS_NAMESPACE', 'Tanggap');
  vi.stubEnv('DEPLOYMENT', 'test');
  const keep = (line: unknown) => written.push(String(line)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(logger, 'error').mockImplementation((...said) => void keep(JSON.stringify(said)));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Two complaints of one agency, place and phone; of the second one item has lost a member, or has one of a wrong type. */
async function twoComplaints(damage?: { sk: string; set?: [name: string, value: unknown]; remove?: string }) {
  const running = await engine();
  const { client } = running;
  const tables = await running.newTables();
  const table = tables.complaints;
  const stores = realStores(running, tables);
  for (const id of [good, bad]) {
    const { changes } = story(
      filed('2026-03-10 10:00', { id, serviceCode: 'lampu-jalan', areaCode: '81.71.02.1019', phoneMac }),
      [
        ...steps.forwarded('2026-03-10 11:00'),
        ['2026-03-10 12:00', 'involve', 'owner', { contributingAgencyId: 'bpbd' }],
      ],
    );
    await stores.filing.file(changes[0]!, undefined, undefined);
    for (const change of changes.slice(1)) await stores.store.save(change);
  }
  if (damage)
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: bad, sk: damage.sk },
        UpdateExpression: damage.set ? 'SET #name = :value' : 'REMOVE #name',
        ExpressionAttributeNames: { '#name': damage.set?.[0] ?? damage.remove! },
        ...(damage.set && { ExpressionAttributeValues: { ':value': damage.set[1] } }),
      }),
    );
  const messages = createMessageStore(client, table);
  const conversation = createConversationStore(client, tables);
  return { client, table, ...stores, messages, conversation };
}

const idsOf = (all: readonly { id: string }[]): string[] => all.map(({ id }) => id);

describe('a complaint that cannot be read', () => {
  const broken = { sk: 'complaint', set: ['version', 'three'] } as const;
  const damage = { sk: broken.sk, set: [...broken.set] as [string, unknown] };

  test('is left out of every page, and counted there', async () => {
    const { readers } = await twoComplaints(damage);
    const late = wit('2027-01-01 00:00');
    const pages = [
      await readers.queue(`agency#${agencyId}`, 25),
      await readers.overdue([`agency#${agencyId}`], late, 25),
      await readers.contributions('bpbd', 25),
      await readers.overdueWakes(late, 25),
    ];
    for (const page of pages) expect({ ...page, items: idsOf(page.items) }).toEqual({ items: [good], unreadable: 1 });
  });

  test('is left out of every list', async () => {
    const { lists, candidates, conversation } = await twoComplaints(damage);
    expect(idsOf((await lists.received(day, {}, { limit: 25 })).items)).toEqual([good]);
    expect(idsOf((await lists.changed(day, {}, { limit: 25 })).items)).toEqual([good]);
    expect(idsOf(await lists.changedOf('app', day, 25))).toEqual([good]);
    expect(idsOf(await lists.several([good, bad]))).toEqual([good]);
    expect(idsOf(await candidates.complaints([bad, good]))).toEqual([good]);
    expect((await candidates.reports([bad, good])).map(({ complaint }) => complaint.id)).toEqual([good]);
    expect(idsOf(await conversation.complaintsOf(phoneMac, []))).toEqual([good]);
  });

  test('is a fault of ours where it is read alone: logged with its key, counted, and no value told', async () => {
    const { store, table } = await twoComplaints(damage);
    const error: unknown = await store.get(bad).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Unreadable);
    expect(error).toMatchObject({ table, key: { pk: bad, sk: 'complaint' }, paths: ['version'] });
    expect(String(error)).not.toContain('three');

    const lines: unknown[] = written.map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      ['unreadable item', { table, key: { pk: bad, sk: 'complaint' }, paths: ['version'] }],
      expect.objectContaining({ stage: 'test', UnreadableItems: 1 }),
    ]);
    expect(written.join('')).not.toContain('three');
  });

  test('hides nothing of the other', async () => {
    const { store } = await twoComplaints(damage);
    expect((await store.get(good))?.version).toBe(3);
  });
});

describe('an event or a text that cannot be read', () => {
  test.each([
    ['event', { sk: 'event#000002', remove: 'hash' }, [1, 3], [1]],
    ['text', { sk: 'text#000001', set: ['text', 'no record'] as [string, unknown] }, [1, 2, 3], []],
    [
      'answers to questions',
      { sk: 'text#000001', set: ['text', { attributes: '{' }] as [string, unknown] },
      [1, 2, 3],
      [],
    ],
  ])('leaves the rest of the history, and is counted: %s', async (_, damage, events, texts) => {
    const { store, lists } = await twoComplaints(damage);
    const history = await store.history(bad);
    expect(history.events.map(({ version }) => version)).toEqual(events);
    expect(history.texts.map(({ version }) => version)).toEqual(texts);
    expect(history.unreadable).toBe(1);
    expect([...(await lists.reports([good, bad])).keys()]).toContain(good);
    expect(await store.history(good)).not.toHaveProperty('unreadable');
  });
});

test('a held message that cannot be read is left out and counted', async () => {
  const { client, table, messages } = await twoComplaints();
  const message = { complaintId: good, version: 1, template: 'received', recipient: { kind: 'reporter' as const } };
  await messages.hold({ date: '2026-03-10', message });
  await client.send(
    new PutCommand({ TableName: table, Item: { ...keys.held('2026-03-10', bad, 'reporter'), order: 1 } }),
  );
  expect(await messages.held('2026-03-10', 25)).toEqual({ items: [{ date: '2026-03-10', message }], unreadable: 1 });
});

test('a row of statistics, and a place upstream, that cannot be read are left out', async () => {
  const { client, table, statistics } = await twoComplaints();
  await statistics.count({ complaintId: good, version: 1, at: '2026-03-10T01:00:00.000Z' }, [
    { month: '2026-03', counters: { received: 1 } },
  ]);
  const put = (Item: Record<string, unknown>) => client.send(new PutCommand({ TableName: table, Item }));
  await put({ ...keys.statistics('2026-03', 'bpbd', undefined), received: 'many' });
  expect(await statistics.rows('2026-03')).toEqual([{ month: '2026-03', counters: { received: 1 } }]);

  await put({ ...keys.relay(good, 'lapor'), attempts: 'one' });
  await put({ ...keys.relay(good, 'other'), attempts: 1, upstreamId: 'U-1' });
  expect(await createRelayReader(client, table).upstreamIds(good)).toEqual([
    { subscriptionId: 'other', upstreamId: 'U-1' },
  ]);
});

describe('a record of the directory that cannot be read', () => {
  async function damaged(pk: string, sk: string) {
    const running = await engine();
    const { client } = running;
    const table = await running.newTable('directory');
    const people = Object.values(officers).map((o) => ({ pk: 'officer', sk: o.subject, ...o }));
    await seedDirectory({ writer: createDirectoryWriter(client, table) })([...loadCity('ambon'), ...people]);
    await client.send(new PutCommand({ TableName: table, Item: { pk, sk, version: 'x' } }));
    const clock = manualClock('2026-03-13 10:00');
    return {
      directory: createDirectory(client, { table, clock }),
      editor: createDirectoryEditor(client, table),
      subscriptions: createSubscriptions(client, { table, clock }),
    };
  }

  test.each([
    ['agency', agencyId, 'agencies', ambon.agencies.length],
    ['officer', officers.liaison.subject, 'officers', Object.keys(officers).length],
    ['service', 'lampu-jalan', 'services', ambon.services.length],
  ] as const)('is left out of its list, and alone it is a fault of ours: %s', async (kind, id, many, count) => {
    const { directory, editor } = await damaged(kind, id);
    expect(await directory[many]()).toHaveLength(count - 1);
    await expect(directory[kind](id)).rejects.toThrow(Unreadable);
    await expect(editor.record(kind, id)).rejects.toThrow(Unreadable);
    expect(await editor.records(kind)).toHaveLength(count - 1);
    expect(await editor.page(kind, 200)).toMatchObject({ unreadable: 1 });
  });

  test('is left out of the subscriptions', async () => {
    expect(await (await damaged('subscription', 'news')).subscriptions.subscriptions()).toEqual([]);
  });

  test('stops what needs all rules of law, and no complaint under another policy', async () => {
    const { directory } = await damaged('policy', '0002');
    expect((await directory.policy(1))?.version).toBe(1);
    await expect(directory.policies()).rejects.toThrow(Unreadable);
    await expect((await damaged('calendar', '2026')).directory.calendarYears()).rejects.toThrow(Unreadable);
  });
});
