/** Edits of the directory on the real engine: over what was read, each with its record, never two at once. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { createDirectory } from '../../functions/adapters/dynamodb/directory/directory.ts';
import { createDirectoryEditor } from '../../functions/adapters/dynamodb/directory/editor.ts';
import { createDirectoryWriter } from '../../functions/adapters/dynamodb/directory/writer.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { createOpenItems } from '../../functions/adapters/dynamodb/open-items.ts';
import { applyEdit, type Deps, type Edit } from '../../functions/directory/apply-edit.ts';
import { newKey } from '../../functions/directory/client-keys.ts';
import { createCalendar } from '../../functions/domain/deadlines/calendar.ts';
import type { AnyRecord } from '../../functions/domain/administration/record-kinds.ts';
import { RecordConflict, RecordInUse } from '../../functions/domain/kernel/errors.ts';
import { seedDirectory } from '../../functions/seed/seed-directory.ts';
import { loadCity } from '../../lib/city/index.ts';
import { ambon } from '../support/ambon.ts';
import { agencyId, filed, steps, story } from '../support/complaints.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { apiKeys } from '../support/fakes/directory.ts';
import { fakeEditor, fakeOpenItems, memoryDirectory } from '../support/fakes/editor.ts';
import { engineOfThisFile, fakeStores, realStores } from '../support/stores.ts';

const engine = engineOfThisFile();
const clock = manualClock('2026-03-13 10:00');

async function realOffice() {
  const running = await engine();
  const [table, tables] = [await running.newTable('directory'), await running.newTables()];
  await seedDirectory({ writer: createDirectoryWriter(running.client, table) })(loadCity('ambon'));
  return {
    editor: createDirectoryEditor(running.client, table),
    open: createOpenItems(running.client, tables.complaints),
    stores: realStores(running, tables),
    directory: createDirectory(running.client, { table, clock, uncached: true }),
    item: async (key: { pk: string; sk: string }) =>
      (await running.client.send(new GetCommand({ TableName: table, Key: key }))).Item,
  };
}

function fakeOffice() {
  const stores = fakeStores();
  return {
    editor: fakeEditor(memoryDirectory(loadCity('ambon'))),
    open: fakeOpenItems(stores.readers),
    stores,
  };
}

const implementations = [
  { name: 'in memory', open: async () => fakeOffice() },
  { name: 'in DynamoDB', open: async () => realOffice() },
];

type EditOf = Pick<Edit, 'kind' | 'id' | 'expectedVersion' | 'fields'> & Partial<Edit>;
const editOver = (deps: Pick<Deps, 'editor' | 'open'>) => (edit: EditOf) =>
  applyEdit({ ...deps, clock }, { by: 'sub-admin', ...edit });

/** An edit of a seeded record. */
const change = (kind: Edit['kind'], id: string, record: AnyRecord, over: object) => {
  const { version, ...fields } = record as { version: number } & Record<string, unknown>;
  return { kind, id, expectedVersion: version, fields: { ...fields, ...over } };
};
const bpbd = ambon.agencies.find((a) => a.id === 'bpbd')!;
const year = ambon.calendar.at(-1)!;

describe.each(implementations)('an edit $name', ({ open: office }) => {
  test('is stored with who, when, why and what was before', async () => {
    const { editor, open } = await office();
    const edit = editOver({ editor, open });
    const { record } = await edit({ ...change('agency', 'bpbd', bpbd, { name: 'BPBD Kota' }), reason: 'Perda 1/2026' });

    expect(record).toEqual({ ...bpbd, name: 'BPBD Kota', version: 2 });
    expect(await editor.record('agency', 'bpbd')).toEqual(record);
    expect(await editor.edits('agency', 'bpbd', 10)).toEqual([
      {
        kind: 'agency',
        id: 'bpbd',
        edit: 2,
        by: 'sub-admin',
        at: '2026-03-13T01:00:00.000Z',
        reason: 'Perda 1/2026',
        beforeHash: expect.stringMatching(/^[\w-]{43}$/),
        after: record,
      },
    ]);
  });

  test('of two at once is one; the other sees what the first made', async () => {
    const { editor, open } = await office();
    const edit = editOver({ editor, open });
    const answers = await Promise.allSettled(
      ['A', 'B', 'C', 'D'].map((name) => edit(change('agency', 'bpbd', bpbd, { name: `BPBD ${name}` }))),
    );
    const lost = answers.filter((a) => a.status === 'rejected').map((a) => a.reason as unknown);
    expect(lost).toHaveLength(3);
    const now = await editor.record('agency', 'bpbd');
    for (const error of lost) {
      expect(error).toBeInstanceOf(RecordConflict);
      expect((error as RecordConflict).current).toEqual(now);
    }
    expect(await editor.edits('agency', 'bpbd', 10)).toHaveLength(1);
  });

  test('of a new record twice at once makes one', async () => {
    const { editor, open } = await office();
    const edit = editOver({ editor, open });
    const fields = { name: 'Dinas Baru', smsName: 'Dinas Baru', kind: 'dinas', nameVerified: true };
    const make = () => edit({ kind: 'agency', id: 'dinas-baru', expectedVersion: 0, fields });
    const answers = await Promise.allSettled([make(), make()]);
    expect(answers.map((a) => a.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await editor.edits('agency', 'dinas-baru', 10)).toMatchObject([{ edit: 1, beforeHash: null }]);
  });

  test('of a policy keeps its number and counts apart', async () => {
    const { editor, open } = await office();
    const edit = editOver({ editor, open });
    const { edit: _edit, version: _version, ...fields } = ambon.policies[0]!;
    const later = { kind: 'policy' as const, id: '2', fields: { ...fields, validFrom: '2027-01-01' } };
    await edit({ ...later, expectedVersion: 0 });
    const { record } = await edit({ ...later, expectedVersion: 1, fields: { ...later.fields, reopenWindow: 20 } });
    expect(record).toMatchObject({ version: 2, edit: 2, reopenWindow: 20 });
    expect((await editor.records('policy')).map((p) => [p.version, p.edit])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(await editor.record('policy', '2')).toEqual(record);
  });

  test('of any year raises the version of the calendar', async () => {
    const { editor, open } = await office();
    const edit = editOver({ editor, open });
    const version = async () => createCalendar(ambon.city, await editor.records('calendar')).version;
    const seen = [await version()];
    const holiday = { date: `${year.year}-06-30`, name: 'Libur lokal', kind: 'LOCAL', decree: 'Perwali 3' };
    await edit(change('calendar', String(year.year), year, { holidays: [...year.holidays, holiday] }));
    seen.push(await version());
    await edit({ ...change('calendar', String(year.year), year, {}), expectedVersion: 2 });
    seen.push(await version());
    await edit({ kind: 'calendar', id: String(year.year + 1), expectedVersion: 0, fields: { holidays: [] } });
    seen.push(await version());
    expect(seen).toEqual([seen[0]!, seen[0]! + 1, seen[0]! + 2, seen[0]! + 3]);
  });

  test('that would end an agency with open complaints names them and stores nothing', async () => {
    const { editor, open, stores } = await office();
    const edit = editOver({ editor, open });
    const fields = { name: 'Dinas Baru', smsName: 'Dinas Baru', kind: 'dinas', nameVerified: true };
    const made = await edit({ kind: 'agency', id: 'dinas-baru', expectedVersion: 0, fields });
    const { changes } = story(filed('2026-03-13 09:00'), [
      ['2026-03-13 09:30', 'verify', 'coordinator', { agencyId: 'dinas-baru' }],
    ]);
    await stores.filing.file(changes[0]!, undefined, undefined);
    await stores.store.save(changes[1]!);

    const ending = edit(change('agency', 'dinas-baru', made.record, { validTo: '2026-03-13' }));
    await expect(ending).rejects.toBeInstanceOf(RecordInUse);
    await expect(ending).rejects.toMatchObject({ blockers: [{ kind: 'complaint', id: changes[0]!.complaint.id }] });
    expect(await editor.record('agency', 'dinas-baru')).toEqual(made.record);
  });
});

describe.each(implementations)('records $name', ({ open: office }) => {
  test('are read by id and in pages; an id that cannot be is none', async () => {
    const { editor } = await office();
    expect(await editor.record('agency', 'bpbd')).toEqual(bpbd);
    expect(await editor.record('policy', '1')).toEqual(ambon.policies[0]);
    expect(await editor.record('agency', 'x'.repeat(2000))).toBeUndefined();
    expect(await editor.edits('agency', 'x'.repeat(2000), 10)).toEqual([]);
    const first = await editor.page('area', 30);
    const second = await editor.page('area', 30, first.next);
    expect([first.items.length, second.items.length, second.next]).toEqual([30, 20, undefined]);
    expect(await editor.records('area')).toEqual([...first.items, ...second.items]);
  });
});

describe.each(implementations)('a queue by its index $name', ({ open: office }) => {
  test('tells how many are open, which, and when they are due', async () => {
    const { open, stores } = await office();
    expect(await open.openIn(`agency#${agencyId}`, 10)).toEqual({ count: 0, first: [] });
    const { changes } = story(filed('2026-03-13 09:00'), steps.forwarded('2026-03-13 09:30'));
    await stores.filing.file(changes[0]!, undefined, undefined);
    await stores.store.save(changes[1]!);
    const { id, dueAt } = changes[1]!.complaint;
    expect(await open.openIn(`agency#${agencyId}`, 10)).toEqual({ count: 1, first: [{ trackingId: id, dueAt }] });
    expect(await open.openIn(`agency#${agencyId}`, 0)).toEqual({ count: 1, first: [] });
  });
});

describe('a new API key', () => {
  test('is found by its hash and kept nowhere', async () => {
    const { editor, open, directory, item } = await realOffice();
    const edit = editOver({ editor, open });
    const deps = { editor, open, clock, random: (length: number) => new Uint8Array(length).fill(7) };
    const { version: _version, keys: _keys, ...fields } = apiKeys['key-app'];
    await edit({ kind: 'client', id: 'app', expectedVersion: 0, fields: { ...fields, keys: [] } });
    const made = await newKey(deps, { clientId: 'app', overlapDays: 7, by: 'sub-admin' });

    const found = await directory.clientByKey(made.apiKey);
    expect(found).toMatchObject({
      keyId: made.keyId,
      client: { clientId: 'app', version: 2, keys: [{ keyId: made.keyId }] },
    });
    const stored = [await item(keys.directory('client', 'app')), await item(keys.edit('client', 'app', 2))];
    expect(stored).not.toContain(undefined);
    expect(JSON.stringify(stored)).not.toContain(made.apiKey);
  });
});

test("an officer's number lies beside the record, in one transaction with it, and is in no edit", async () => {
  const { editor, open, item } = await realOffice();
  const edit = editOver({ editor, open });
  const fields = { name: 'Nama', role: 'liaison', office: 'liaison', agencies: ['bpbd'] };
  const officer = { kind: 'officer' as const, id: 'sub-a', fields };
  const stored = async () => (await item(keys.officerPhone('sub-a')))?.['ciphertext'];
  const phone = Buffer.from('encrypted');
  await edit({ ...officer, expectedVersion: 0, beside: { phone } });
  expect(Buffer.from(await stored())).toEqual(phone);
  await expect(edit({ ...officer, expectedVersion: 0, beside: { phone: null } })).rejects.toThrow(RecordConflict);
  await edit({ ...officer, expectedVersion: 1 });
  expect(await stored()).toBeDefined();
  await edit({ ...officer, expectedVersion: 2, beside: { phone: null } });
  expect(await stored()).toBeUndefined();
  expect(await editor.edits('officer', 'sub-a', 10)).toHaveLength(3);
  expect(JSON.stringify(await editor.edits('officer', 'sub-a', 10))).not.toContain('ciphertext');
});
