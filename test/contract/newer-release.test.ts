/** Items with members that this release does not know: read, kept by every rewrite, covered by the chain, shown to nobody. */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { createConversationStore } from '../../functions/adapters/dynamodb/complaints/conversation-store.ts';
import { createDirectory } from '../../functions/adapters/dynamodb/directory/directory.ts';
import { createDirectoryEditor } from '../../functions/adapters/dynamodb/directory/editor.ts';
import { createDirectoryWriter } from '../../functions/adapters/dynamodb/directory/writer.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { createMessageStore } from '../../functions/adapters/dynamodb/messages/message-store.ts';
import { newKey } from '../../functions/directory/client-keys.ts';
import { putHoliday } from '../../functions/directory/edit-holidays.ts';
import { putRecord } from '../../functions/directory/put-record.ts';
import { readRecord } from '../../functions/directory/read-records.ts';
import { checkChain, hashEvent } from '../../functions/domain/complaint/chain.ts';
import type { ComplaintEvent } from '../../functions/domain/complaint/complaint.ts';
import { checkFile, withFileHash } from '../../functions/domain/complaint/ombudsman-file.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import { freshPhone } from '../../functions/domain/sms/dialogue.ts';
import { staffView } from '../../functions/http/views/complaint-view.ts';
import { seedDirectory } from '../../functions/seed/seed-directory.ts';
import { loadCity } from '../../lib/city/index.ts';
import { ambon, ambonPolicy, rulesAt } from '../support/ambon.ts';
import { command, filed, steps, story } from '../support/complaints.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { apiKeys, fakeDirectory } from '../support/fakes/directory.ts';
import { fakeMac, fakeOfficerPhones } from '../support/fakes/keys.ts';
import { officers } from '../support/staff.ts';
import { engineOfThisFile, realStores } from '../support/stores.ts';

const engine = engineOfThisFile();
const id = 'AMB-7K3Q9C5';

async function complaintOfNewerRelease() {
  const running = await engine();
  const { client } = running;
  const tables = await running.newTables();
  const stores = realStores(running, tables);
  const { changes } = story(filed('2026-03-13 10:00', { id }), steps.forwarded('2026-03-13 11:00'));
  await stores.filing.file(changes[0]!, undefined, undefined);
  const { complaint, event } = changes[1]!;
  // What a newer release might add: members of the complaint, of its clock and actor, hashed with the rest of the event.
  const { hash: _, ...rest } = {
    ...event,
    mood: 'calm',
    actor: Object.assign(event.actor, { desk: { floor: 2 } }),
    timer: Object.assign(event.timer!, { zone: 'WIT' }),
  };
  const newer = { ...rest, hash: hashEvent(rest) } as ComplaintEvent;
  await stores.store.save({
    event: newer,
    complaint: {
      ...complaint,
      head: newer.hash,
      clock: { ...complaint.clock!, speed: 1.5 },
      mood: 'calm',
      marks: [{ by: 'x' }],
      wishKey: 'wish#1',
    } as typeof complaint,
  });
  const raw = async (sk: string) =>
    (await client.send(new GetCommand({ TableName: tables.complaints, Key: { pk: id, sk } }))).Item;
  return { client, tables, raw, ...stores };
}

describe('a complaint of a newer release', () => {
  test('keeps what this one does not know through its changes, and in its chain', async () => {
    const { store, raw } = await complaintOfNewerRelease();
    const unknown = { mood: 'calm', marks: [{ by: 'x' }], wishKey: 'wish#1', clock: { speed: 1.5 } };
    expect(await raw('complaint')).toMatchObject(unknown);
    for (const [local, action, by, fields] of [
      ['2026-03-13 12:00', 'note', 'staff', { text: 'Sudah ditelepon.' }],
      ['2026-03-13 13:00', 'restrict', 'staff', { confidential: true }],
    ] as const)
      await store.save(decide((await store.get(id))!, command(action, by, fields), rulesAt(local)));

    expect(await raw('complaint')).toMatchObject({ ...unknown, version: 4, confidential: true });
    expect(await raw('event#000002')).toMatchObject({ mood: 'calm', actor: { desk: { floor: 2 } } });
    const { events, texts } = await store.history(id);
    expect(checkChain(events, texts, (await store.get(id))!.head)).toEqual({ valid: true });
  });

  test('is whole in the file for the Ombudsman, whose reader may be older still', async () => {
    const { store } = await complaintOfNewerRelease();
    const { events, texts } = await store.history(id);
    const file = withFileHash({
      format: 'tanggap-ombudsman-file',
      formatVersion: 1,
      generatedAt: '2026-07-01T00:00:00.000Z',
      city: 'Kota Ambon',
      zone: 'Asia/Jayapura',
      names: { service: null, agency: null },
      complaint: (await store.get(id))!,
      events,
      texts,
      accesses: [],
      policy: ambonPolicy,
      calendar: ambon.calendar,
    });
    expect(file.events[1]).toMatchObject({ mood: 'calm' });
    expect(JSON.stringify(file.complaint)).not.toMatch(/calm|speed|wish/);
    expect(checkFile(JSON.parse(JSON.stringify(file)))).toEqual({ valid: true });
  });

  test('shows officers nothing of it, since nobody has said who may see that', async () => {
    const { store } = await complaintOfNewerRelease();
    const view = await staffView((await store.get(id))!, await store.history(id), fakeDirectory(), new Date());
    expect(view.chain).toEqual({ valid: true });
    expect(JSON.stringify(view)).not.toMatch(/calm|floor|WIT|speed|wish/);
  });
});

test('a held message and the state of a phone keep it', async () => {
  const { client, tables, raw } = await complaintOfNewerRelease();
  const messages = createMessageStore(client, tables.complaints);
  const message = {
    complaintId: id,
    version: 1,
    template: 'received',
    recipient: { kind: 'reporter' as const, language: 'min' },
    urgent: true,
  };
  await messages.hold({ date: '2026-03-14', message });
  const { items } = await messages.held('2026-03-14', 9);
  await messages.hold({ date: '2026-03-15', message: items[0]!.message });
  expect((await messages.held('2026-03-15', 9)).items[0]!.message).toEqual(message);

  const conversation = createConversationStore(client, tables);
  const at = '2026-03-13T01:00:00.000Z';
  const lastText = { hash: 'h', at, words: 3 };
  const record = { id: 'm-1', at, mac: 'mac' };
  await conversation.commit({ record, before: freshPhone, after: { ...freshPhone, lastText, tongue: 'min' } as never });
  const before = (await conversation.phone('mac'))!;
  await conversation.commit({ record: { ...record, id: 'm-2' }, before, after: { ...before, optedOut: at } });
  expect(await conversation.phone('mac')).toEqual({ version: 2, optedOut: at, lastText, tongue: 'min' });
  expect(await raw('complaint')).toBeDefined();
});

test('a row of statistics is counted on, and its unknown counters stay and are shown to nobody', async () => {
  const { client, tables, statistics } = await complaintOfNewerRelease();
  const Key = keys.statistics('2026-03', 'bpbd', undefined);
  await client.send(
    new PutCommand({ TableName: tables.complaints, Item: { ...Key, received: 2, sung: 4, marks: new Set(['x']) } }),
  );
  const row = { month: '2026-03', agencyId: 'bpbd', counters: { received: 1 } };
  await statistics.count({ complaintId: id, version: 1, at: '2026-03-13T01:00:00.000Z' }, [row]);
  expect(await statistics.rows('2026-03')).toEqual([{ ...row, counters: { received: 3 } }]);
  expect((await client.send(new GetCommand({ TableName: tables.complaints, Key }))).Item).toMatchObject({ sung: 4 });
});

describe('a record of the directory of a newer release', () => {
  const clock = manualClock('2026-03-13 10:00');
  const subject = officers.admin.subject;

  async function office() {
    const running = await engine();
    const { client } = running;
    const table = await running.newTable('directory');
    const people = [officers.admin, officers.liaison].map((o) => ({ pk: 'officer', sk: o.subject, ...o }));
    const app = { pk: 'client', sk: 'app', ...apiKeys['key-app'] };
    await seedDirectory({ writer: createDirectoryWriter(client, table) })([...loadCity('ambon'), ...people, app]);
    const deps = {
      directory: createDirectory(client, { table, clock, uncached: true }),
      editor: createDirectoryEditor(client, table),
      open: { openIn: async () => ({ count: 0, first: [] }) },
      endpoints: { problem: async () => undefined },
      mac: fakeMac,
      officerPhones: fakeOfficerPhones,
      random: (length: number) => new Uint8Array(length).fill(7),
      clock,
    };
    const item = async (pk: string, sk: string) =>
      (await client.send(new GetCommand({ TableName: table, Key: { pk, sk } }))).Item;
    const set = (pk: string, sk: string, expression: string, values: object) =>
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk, sk },
          UpdateExpression: `SET ${expression}`,
          ExpressionAttributeValues: values,
        }),
      );
    return { ...deps, deps, item, set };
  }

  test('is read, shown without it, sent back as it was shown, and keeps it', async () => {
    const { deps, directory, item, set } = await office();
    await set('service', 'lampu-jalan', 'colour = :c, route.lamp = :l', { ':c': 'red', ':l': [1] });
    expect((await directory.service('lampu-jalan'))?.code).toBe('lampu-jalan');
    expect(await directory.services()).toHaveLength(ambon.services.length);

    const shown = (await readRecord(deps)({ subject, path: 'services', id: 'lampu-jalan' })) as Record<string, unknown>;
    expect(JSON.stringify(shown)).not.toMatch(/colour|lamp"/);
    const { version, ...fields } = shown;
    const body = { ...fields, name: 'Lampu kota', expectedVersion: version };
    const answer = await putRecord(deps)({ subject, path: 'services', id: 'lampu-jalan', body });
    expect(JSON.stringify(answer)).not.toMatch(/colour|lamp"/);
    expect(await item('service', 'lampu-jalan')).toMatchObject({
      name: 'Lampu kota',
      version: 2,
      colour: 'red',
      route: { lamp: [1] },
    });
    // Nobody else may add what this release does not know.
    const more = { ...body, expectedVersion: 2, colour: 'red' };
    await expect(putRecord(deps)({ subject, path: 'services', id: 'lampu-jalan', body: more })).rejects.toThrow(
      'colour: unknown field',
    );
  });

  test('keeps it where a part is replaced: a holiday, the keys of a client', async () => {
    const { deps, item, set } = await office();
    await set('calendar', '2026', 'holidays[0].song = :s', { ':s': 'Indonesia Raya' });
    await putHoliday(deps)({
      subject,
      year: '2026',
      date: '2026-09-07',
      body: { name: 'HUT Kota', kind: 'LOCAL', decree: 'SK 1/2026', expectedVersion: 1 },
    });
    expect(await item('calendar', '2026')).toHaveProperty('holidays[0].song', 'Indonesia Raya');

    await set('client', 'app', 'logo = :l, quota.burst = :b', { ':l': 'x', ':b': 9 });
    await newKey(deps, { clientId: 'app', overlapDays: 7, by: 'sub-admin' });
    expect(await item('client', 'app')).toMatchObject({ version: 2, logo: 'x', quota: { burst: 9 } });
  });
});
