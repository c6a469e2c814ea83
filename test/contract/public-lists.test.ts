/** The contract of PublicLists: only what is public, in order, narrowed, page by page; and that a page costs the same among many. */
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { complaintItem } from '../../functions/adapters/dynamodb/complaints/complaint-items.ts';
import type { Change } from '../../functions/domain/complaint/complaint.ts';
import { AlreadyExists, ChangedMeanwhile } from '../../functions/domain/kernel/errors.ts';
import type { Filing } from '../../functions/domain/complaint/filing.ts';
import { drawTrackingId } from '../../functions/domain/kernel/ids.ts';
import type { ListFilter } from '../../functions/domain/complaint/ports.ts';
import type { Page } from '../../functions/domain/kernel/ports.ts';
import type { Complaint } from '../../functions/domain/complaint/complaint.ts';
import { wit } from '../support/ambon.ts';
import { filed, steps, story, type Step } from '../support/complaints.ts';
import { engineOfThisFile, implementations, realStores, type Stores } from '../support/stores.ts';
import { runs } from '../support/runs.ts';

const id = (n: number) =>
  drawTrackingId('AMB', () =>
    Uint8Array.from({ length: 16 }, (_, i) => (i < 2 ? [n % 31, Math.trunc(n / 31)][i]! : 3)),
  );
const window = { from: wit('2026-01-01 00:00'), to: wit('2026-04-30 00:00') };

async function keep({ filing, store }: Stores, start: Change, more: readonly Step[] = []): Promise<Complaint> {
  const { changes, complaint } = story(start, more);
  await filing.file(changes[0]!, undefined, undefined);
  for (const change of changes.slice(1)) await store.save(change);
  return complaint;
}

/** Filed and verified at local times. */
const open = (n: number, at: string, over: Partial<Filing> = {}): [Change, Step[]] => [
  filed(at, { id: id(n), serviceCode: 'lampu-jalan', ...over }),
  steps.forwarded(at),
];
const ids = (found: readonly Complaint[]) => found.map((c) => c.id);

async function allPages(read: (from?: string) => Promise<Page<Complaint>>): Promise<string[][]> {
  const pages: string[][] = [];
  for (let from: string | undefined, first = true; first || from !== undefined; first = false) {
    const page = await read(from);
    pages.push(ids(page.items));
    from = page.next;
  }
  return pages;
}

describe.each(implementations())('public lists $name', ({ open: openStores }) => {
  test('hold what a person has verified and what is not confidential, and nothing else', async () => {
    const stores = await openStores();
    await keep(stores, ...open(1, '2026-03-13 10:00'));
    await keep(stores, filed('2026-03-13 10:00', { id: id(2) }));
    await keep(stores, ...open(3, '2026-03-13 10:00', { confidential: true }));
    const restricted = await keep(stores, ...open(4, '2026-03-13 10:00'));
    expect(restricted.verifiedAt).toBeDefined();
    await keep(stores, filed('2026-03-14 10:00', { id: id(5) }), [
      ...steps.forwarded('2026-03-16 10:00'),
      ['2026-03-16 11:00', 'restrict', 'staff', { confidential: true }],
    ]);

    const received = await stores.lists.received(window, {}, { limit: 10 });
    const changed = await stores.lists.changed(window, {}, { limit: 10 });

    expect(ids(received.items).sort()).toEqual([id(1), id(4)].sort());
    expect(ids(changed.items).sort()).toEqual([id(1), id(4)].sort());
    expect(received.items.find((c) => c.id === id(1))).toEqual(await stores.store.get(id(1)));
  });

  test('go by receipt, the newest first, and by change, the oldest first, across months', async () => {
    const stores = await openStores();
    await keep(stores, filed('2026-01-31 23:00', { id: id(1) }), steps.inProgress('2026-04-06 10:00'));
    await keep(stores, ...open(2, '2026-02-10 10:00'));
    await keep(stores, ...open(3, '2026-03-01 08:00'));
    await keep(stores, ...open(4, '2026-03-20 10:00'));

    const received = await stores.lists.received(window, {}, { limit: 10 });
    const changed = await stores.lists.changed(window, {}, { limit: 10 });

    expect(ids(received.items)).toEqual([4, 3, 2, 1].map(id));
    expect(ids(changed.items)).toEqual([2, 3, 4, 1].map(id));
  });

  test('count by area what the list of the same window holds', async () => {
    const stores = await openStores();
    const area = { areaCode: '81.71.02.1019' };
    await keep(stores, ...open(1, '2026-02-13 10:00', area));
    await keep(stores, filed('2026-03-13 10:00', { id: id(2), ...area }), steps.closed('2026-03-16 10:00'));
    await keep(stores, ...open(3, '2026-03-13 10:00', { ...area, confidential: true }));
    await keep(stores, filed('2026-03-13 10:00', { id: id(4), ...area }));
    await keep(stores, ...open(5, '2026-03-13 10:00', { areaCode: '81.71.02.1010' }));
    await keep(stores, ...open(6, '2026-03-13 10:00'));
    await keep(stores, ...open(7, '2025-12-30 10:00', area));

    expect(await stores.lists.countByArea(window)).toEqual(
      new Map([
        ['81.71.02.1019', { received: 2, open: 1 }],
        ['81.71.02.1010', { received: 1, open: 1 }],
        [undefined, { received: 1, open: 1 }],
      ]),
    );
  });

  test('take both ends of the window, to the millisecond', async () => {
    const stores = await openStores();
    await keep(stores, ...open(1, '2026-03-13 10:00'));
    const at = wit('2026-03-13 10:00');
    const later = new Date(at.getTime() + 1);
    const read = async (from: Date, to: Date) =>
      ids((await stores.lists.received({ from, to }, {}, { limit: 10 })).items);

    expect(await read(at, at)).toEqual([id(1)]);
    expect(await read(later, wit('2026-04-01 00:00'))).toEqual([]);
    expect(await read(wit('2026-01-01 00:00'), new Date(at.getTime() - 1))).toEqual([]);
  });

  test('narrow by state, service, agency, area and receipt', async () => {
    const stores = await openStores();
    await keep(stores, ...open(1, '2026-03-13 10:00', { areaCode: '81.71.02.1019' }));
    await keep(stores, ...open(2, '2026-03-16 10:00', { serviceCode: 'sampah' }));
    await keep(stores, filed('2026-03-17 10:00', { id: id(3), serviceCode: 'lampu-jalan' }), [
      ['2026-03-17 11:00', 'verify', 'coordinator', { agencyId: 'dinas-pupr' }],
    ]);
    await keep(stores, filed('2026-03-18 10:00', { id: id(4) }), steps.closed('2026-03-18 11:00'));
    const both = async (filter: ListFilter) => {
      const byReceipt = ids((await stores.lists.received(window, filter, { limit: 10 })).items);
      const byChange = ids((await stores.lists.changed(window, filter, { limit: 10 })).items);
      expect(byChange).toEqual(byReceipt.toReversed());
      return byReceipt;
    };

    expect(await both({ states: ['CLOSED'] })).toEqual([id(4)]);
    expect(await both({ states: ['CLOSED', 'FORWARDED'], serviceCodes: ['sampah', 'air-bersih'] })).toEqual([id(2)]);
    expect(await both({ agencyId: 'dinas-pupr' })).toEqual([id(3)]);
    expect(await both({ areaCode: '81.71.02.1019' })).toEqual([id(1)]);
    const received = { from: wit('2026-03-16 00:00'), to: wit('2026-03-17 23:00') };
    expect(ids((await stores.lists.changed(window, { received }, { limit: 10 })).items)).toEqual([id(2), id(3)]);
  });

  test('are read page by page, each complaint once, by cursor or by number', async () => {
    const stores = await openStores();
    const days = ['2026-01-30', '2026-02-02', '2026-02-27', '2026-03-02', '2026-03-31', '2026-04-01', '2026-04-02'];
    for (const [n, day] of days.entries()) await keep(stores, ...open(n, `${day} 10:00`));
    const newestFirst = days.map((_, n) => id(n)).toReversed();

    const pages = await allPages((from) => stores.lists.received(window, {}, { limit: 3, from }));
    const oldestFirst = await allPages((from) => stores.lists.changed(window, {}, { limit: 2, from }));
    const second = await stores.lists.received(window, {}, { limit: 2, skip: 2 });
    const beyond = await stores.lists.received(window, {}, { limit: 2, skip: 20 });
    const narrowed = await allPages((from) =>
      stores.lists.received(window, { serviceCodes: ['lampu-jalan'] }, { limit: 4, from }),
    );

    expect(pages).toEqual([newestFirst.slice(0, 3), newestFirst.slice(3, 6), newestFirst.slice(6)]);
    expect(oldestFirst.flat()).toEqual(newestFirst.toReversed());
    expect(ids(second.items)).toEqual(newestFirst.slice(2, 4));
    expect(beyond).toEqual({ items: [] });
    expect(narrowed.flat()).toEqual(newestFirst);
  });

  test('answer nothing, and fail nothing, at a place outside the window', async () => {
    const stores = await openStores();
    await keep(stores, ...open(1, '2026-03-13 10:00'));
    const from = `2020-01-01T00:00:00.000Z#${id(9)}`;
    expect(await stores.lists.received(window, {}, { limit: 5, from })).toEqual({ items: [] });
  });

  test("a client's own: the public ones, and by Open311 those that nobody else may see", async () => {
    const stores = await openStores();
    await keep(stores, ...open(1, '2026-03-13 10:00', { clientId: 'app', channel: 'open311' }));
    await keep(stores, filed('2026-03-16 10:00', { id: id(2), clientId: 'app', channel: 'open311' }));
    await keep(stores, filed('2026-03-16 11:00', { id: id(3), clientId: 'app', channel: 'api' }));
    await keep(stores, filed('2026-03-16 12:00', { id: id(4), clientId: 'other', channel: 'open311' }));
    await keep(
      stores,
      filed('2026-04-16 12:00', { id: id(5), clientId: 'app', channel: 'open311', confidential: true }),
    );
    await keep(stores, ...open(6, '2026-04-17 10:00', { clientId: 'other' }));

    expect(ids(await stores.lists.changedOf('app', window, 10))).toEqual([1, 2, 5].map(id));
    expect(ids(await stores.lists.changedOf('app', window, 2))).toEqual([1, 2].map(id));
    const april = { from: wit('2026-04-01 00:00'), to: wit('2026-04-30 00:00') };
    expect(ids(await stores.lists.changedOf('app', april, 10))).toEqual([id(5)]);
  });

  test('give complaints and their reports by id, as many as asked', async () => {
    const stores = await openStores();
    const many = Array.from({ length: 120 }, (_, n) => id(n));
    for (const one of many) await keep(stores, filed('2026-03-13 10:00', { id: one, text: { description: one } }));

    const wanted = [...many.toReversed(), 'AMB-2222222'];
    const found = await stores.lists.several(wanted);
    const reports = await stores.lists.reports(wanted);

    expect(ids(found)).toEqual(many.toReversed());
    expect(reports.size).toBe(120);
    expect(reports.get(many[7]!)).toEqual({ description: many[7] });
  });
});

describe.each(implementations())("a client's update $name", ({ open: openStores }) => {
  const at = wit('2026-03-14 10:00');
  const update = (complaint: Complaint, text: string) =>
    story({ complaint } as Change, [['2026-03-14 10:00', 'comment', 'reporter', { text }]]).changes[1]!;

  test('is stored once: sent again it is refused, and changes nothing', async () => {
    const stores = await openStores();
    const complaint = await keep(stores, ...open(1, '2026-03-13 10:00'));
    const once = { clientId: 'app', key: 'u-1', now: at };

    expect(await stores.store.updateExists('app', 'u-1', at)).toBe(false);
    const first = update(complaint, 'Masih gelap.');
    await stores.store.save(first, once);
    expect(await stores.store.updateExists('app', 'u-1', at)).toBe(true);

    const second = update(first.complaint, 'Masih gelap.');
    await expect(stores.store.save(second, once)).rejects.toThrow(AlreadyExists);
    expect(await stores.store.get(complaint.id)).toEqual(first.complaint);
    await stores.store.save(second, { ...once, clientId: 'other' });
  });

  test('is not remembered when somebody else was first, and forgotten after 90 days', async () => {
    const stores = await openStores();
    const complaint = await keep(stores, ...open(1, '2026-03-13 10:00'));
    await stores.store.save(update(complaint, 'Lebih dulu.'));

    const late = stores.store.save(update(complaint, 'Terlambat.'), { clientId: 'app', key: 'u-1', now: at });
    await expect(late).rejects.toThrow(ChangedMeanwhile);
    expect(await stores.store.updateExists('app', 'u-1', at)).toBe(false);

    const current = (await stores.store.get(complaint.id))!;
    await stores.store.save(update(current, 'Baru.'), { clientId: 'app', key: 'u-1', now: at });
    const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
    expect(await stores.store.updateExists('app', 'u-1', later(89))).toBe(true);
    expect(await stores.store.updateExists('app', 'u-1', later(91))).toBe(false);
  });

  test('can be stored again from the second on in which it is forgotten', async () => {
    const stores = await openStores();
    const first = update(await keep(stores, ...open(1, '2026-03-13 10:00')), 'Masih gelap.');
    await stores.store.save(first, { clientId: 'app', key: 'u-1', now: at });
    const second = update(first.complaint, 'Gelap lagi.');
    const last = new Date(at.getTime() + 90 * 86_400_000);
    const next = new Date(last.getTime() + 1000);

    expect(await stores.store.updateExists('app', 'u-1', last)).toBe(true);
    await expect(stores.store.save(second, { clientId: 'app', key: 'u-1', now: last })).rejects.toThrow(AlreadyExists);
    expect(await stores.store.updateExists('app', 'u-1', next)).toBe(false);
    await stores.store.save(second, { clientId: 'app', key: 'u-1', now: next });
    expect(await stores.store.get(second.complaint.id)).toEqual(second.complaint);
    expect(await stores.store.updateExists('app', 'u-1', next)).toBe(true);
  });
});

const engine = engineOfThisFile();

describe('an index that lags behind the table', () => {
  /** Stores a complaint whose index entries still say that it is public. */
  async function lagging() {
    const running = await engine();
    const tables = await running.newTables();
    const stores = realStores(running, tables);
    await keep(stores, ...open(1, '2026-03-13 10:00', { clientId: 'app' }));
    const { complaint } = story(...open(2, '2026-03-14 10:00', { clientId: 'app' }));
    const Item = { ...complaintItem(complaint), confidential: true };
    await running.client.send(new PutCommand({ TableName: tables.complaints, Item }));
    return stores;
  }

  test('never lets a list show what has just become confidential', async () => {
    const { lists } = await lagging();
    expect(ids((await lists.received(window, {}, { limit: 10 })).items)).toEqual([id(1)]);
    expect(ids((await lists.changed(window, {}, { limit: 10 })).items)).toEqual([id(1)]);
  });

  test('leaves a page short, and goes on behind it', async () => {
    const { lists } = await lagging();
    const [first, second] = await allPages((from) => lists.received(window, {}, { limit: 1, from }));
    expect([first, second]).toEqual([[], [id(1)]]);
  });
});

describe('what lists cost', () => {
  test('a complaint that is not public and came by no Open311 client carries no key of theirs', () => {
    const { complaint } = filed('2026-03-13 10:00');
    expect(Object.keys(complaintItem(complaint)).filter((name) => /^(public|changed)/.test(name))).toEqual([]);
  });

  const many = runs(150, 600);
  test(`a page reads as much among ${many} complaints as among 40`, async () => {
    const running = await engine();
    const unitsOf = async (count: number) => {
      const tables = await running.newTables();
      const stores = realStores(running, tables);
      for (let n = 0; n < count; n += 1)
        await keep(stores, ...open(n, `2026-03-${String((n % 28) + 1).padStart(2, '0')} 10:00`));
      const { ConsumedCapacity } = await running.client.send(
        new QueryCommand({
          TableName: tables.complaints,
          IndexName: 'public',
          KeyConditionExpression: 'publicKey = :march',
          ExpressionAttributeValues: { ':march': 'public#2026-03' },
          ScanIndexForward: false,
          Limit: 26,
          ReturnConsumedCapacity: 'TOTAL',
        }),
      );
      expect((await stores.lists.received(window, {}, { limit: 25 })).items).toHaveLength(25);
      return ConsumedCapacity?.CapacityUnits;
    };
    const few = await unitsOf(40);
    expect(few).toBeGreaterThan(0);
    expect(await unitsOf(many)).toBe(few);
  });
});
