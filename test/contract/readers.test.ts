/** The contract of QueueReader and WakeReader: the right complaints, in order, page by page. */
import { describe, expect, test } from 'vitest';
import type { Change, Complaint } from '../../functions/domain/complaint/complaint.ts';
import { drawTrackingId } from '../../functions/domain/kernel/ids.ts';
import type { Page } from '../../functions/domain/kernel/ports.ts';
import { wit } from '../support/ambon.ts';
import { agencyId, filed, steps, story, type Step } from '../support/complaints.ts';
import { implementations, type Stores } from '../support/stores.ts';

const id = (n: number) => drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (_, i) => (i === 0 ? n : 3)));

async function keep({ filing, store }: Stores, start: Change, more: readonly Step[] = []): Promise<Complaint> {
  const { changes, complaint } = story(start, more);
  await filing.file(changes[0]!, undefined, undefined);
  for (const change of changes.slice(1)) await store.save(change);
  return complaint;
}

async function allPages(read: (from?: string) => Promise<Page<Complaint>>): Promise<string[][]> {
  const pages: string[][] = [];
  for (let from: string | undefined, first = true; first || from !== undefined; first = false) {
    const page = await read(from);
    pages.push(page.items.map((c) => c.id));
    from = page.next;
  }
  return pages;
}

describe.each(implementations())('a queue $name', ({ open }) => {
  test('has the open complaints of its agency, the earliest due first, provisional ones last', async () => {
    const stores = await open();
    await keep(stores, filed('2027-12-30 10:00', { id: id(1) }), steps.forwarded('2027-12-30 11:00'));
    await keep(stores, filed('2026-03-20 10:00', { id: id(2) }), steps.forwarded('2026-03-20 11:00'));
    await keep(stores, filed('2026-03-13 10:00', { id: id(3) }), steps.answered('2026-03-13 11:00'));
    await keep(stores, filed('2026-03-13 10:00', { id: id(4) }), steps.closed('2026-03-13 11:00'));
    await keep(stores, filed('2026-03-13 10:00', { id: id(5) }));
    await keep(stores, filed('2026-03-13 10:00', { id: id(6) }), [
      ['2026-03-13 11:00', 'verify', 'coordinator', { agencyId: 'dinas-pupr' }],
    ]);

    const { items, next } = await stores.readers.queue(`agency#${agencyId}`, 25);

    expect(items.map((c) => c.id)).toEqual([id(2), id(3), id(1)]);
    expect(items[0]).toEqual(await stores.store.get(id(2)));
    expect(next).toBeUndefined();
  });

  test('is late with the others that were asked for, the longest first, page by page', async () => {
    const stores = await open();
    const all = [
      await keep(stores, filed('2026-03-17 10:00', { id: id(1) })),
      await keep(stores, filed('2026-03-13 10:00', { id: id(2) }), steps.forwarded('2026-03-16 11:00')),
      await keep(stores, filed('2026-03-10 10:00', { id: id(3) }), [
        ['2026-03-10 11:00', 'verify', 'coordinator', { agencyId: 'dinas-pupr' }],
      ]),
      await keep(stores, filed('2026-03-10 10:00', { id: id(4) }), [
        ['2026-03-10 11:00', 'verify', 'coordinator', { agencyId: 'dinas-kesehatan' }],
      ]),
      await keep(stores, filed('2027-12-30 10:00', { id: id(5) })),
      await keep(stores, filed('2026-03-09 10:00', { id: id(6) }), steps.closed('2026-03-09 11:00')),
    ];
    const queues = ['coordinator', `agency#${agencyId}`, 'agency#dinas-pupr'];
    const late = (by: Date) => allPages((from) => stores.readers.overdue(queues, by, 2, from));

    expect(await late(new Date('2026-04-30T00:00:00Z'))).toEqual([[id(3), id(1)], [id(2)]]);
    const due = new Date(all[0]!.dueAt!);
    expect(await late(due)).toEqual([[id(3), id(1)]]);
    expect(await late(new Date(due.getTime() - 1))).toEqual([[id(3)]]);
    expect(await stores.readers.overdue(queues, due, 2, `9999-12-31T23:59:59.999Z#${id(9)}`)).toEqual({ items: [] });
    expect(await stores.readers.overdue([], due, 2)).toEqual({ items: [] });
  });

  test('of the coordinator has what waits for the coordinator, and not what was kept', async () => {
    const stores = await open();
    await keep(stores, filed('2026-03-17 10:00', { id: id(1) }));
    await keep(stores, filed('2026-03-13 10:00', { id: id(2) }));
    await keep(stores, filed('2026-03-13 10:00', { id: id(3) }), [['2026-03-13 11:00', 'keep', 'coordinator']]);
    await keep(stores, filed('2026-03-13 10:00', { id: id(4) }), steps.forwarded('2026-03-13 11:00'));

    const { items } = await stores.readers.queue('coordinator', 25);
    const kept = await stores.readers.queue('agency#diskominfo', 25);

    expect(items.map((c) => c.id)).toEqual([id(2), id(1)]);
    expect(kept.items.map((c) => c.id)).toEqual([id(3)]);
  });

  test('tells its earliest dues, as many as asked for, and whether there are more', async () => {
    const stores = await open();
    await keep(stores, filed('2027-12-30 10:00', { id: id(1) }), [['2027-12-30 10:00', 'keep', 'coordinator']]);
    await keep(stores, filed('2026-03-20 10:00', { id: id(2) }), [['2026-03-20 10:00', 'keep', 'coordinator']]);
    await keep(stores, filed('2026-03-13 10:00', { id: id(3) }), [['2026-03-13 10:00', 'keep', 'coordinator']]);
    const dues = [(await stores.store.get(id(3)))?.dueAt, (await stores.store.get(id(2)))?.dueAt, undefined];

    const openDues = async (key: string, limit: number) => stores.readers.openDues(key, limit);
    expect(await openDues('agency#diskominfo', 3)).toEqual({ dues, more: false });
    expect(await openDues('agency#diskominfo', 2)).toEqual({ dues: dues.slice(0, 2), more: true });
    expect(await openDues('coordinator', 2)).toEqual({ dues: [], more: false });
  });

  test('is read page by page, each complaint once, in order, equal dues by id', async () => {
    const stores = await open();
    const ids = Array.from({ length: 7 }, (_, n) => id(n)).sort();
    for (const one of ids.toReversed()) await keep(stores, filed('2026-03-13 10:00', { id: one }));

    const pages = await allPages((from) => stores.readers.queue('coordinator', 3, from));

    expect(pages.flat()).toEqual(ids);
    expect(pages.every((p) => p.length <= 3)).toBe(true);
  });

  test('goes on behind a position whose complaint has left it', async () => {
    const stores = await open();
    const ids = Array.from({ length: 4 }, (_, n) => id(n)).sort();
    for (const one of ids) await keep(stores, filed('2026-03-13 10:00', { id: one }));
    const first = await stores.readers.queue('coordinator', 2);
    const last = await stores.store.get(ids[1]!);
    await stores.store.save(
      story({ ...filed('2026-03-13 10:00', { id: ids[1]! }), complaint: last! }, steps.forwarded('2026-03-13 12:00'))
        .changes[1]!,
    );

    const second = await stores.readers.queue('coordinator', 2, first.next);

    expect(second.items.map((c) => c.id)).toEqual(ids.slice(2));
  });

  test('of an agency without complaints is empty', async () => {
    const { readers } = await open();
    expect(await readers.queue('agency#bpbd', 25)).toEqual({ items: [] });
  });
});

describe.each(implementations())('overdue wakes $name', ({ open }) => {
  test('are those strictly before the instant, the longest overdue first', async () => {
    const stores = await open();
    const wakes = [
      await keep(stores, filed('2026-03-16 10:00', { id: id(1) })),
      await keep(stores, filed('2026-03-13 10:00', { id: id(2) })),
      await keep(stores, filed('2026-03-30 10:00', { id: id(3) })),
    ].map((c) => c.nextWakeAt!);
    await keep(stores, filed('2026-03-13 10:00', { id: id(4) }), steps.closed('2026-03-13 11:00'));

    const before = await stores.readers.overdueWakes(new Date(wakes[2]!), 10);
    const none = await stores.readers.overdueWakes(wit('2026-03-13 10:00'), 10);

    expect(before.items.map((c) => c.id)).toEqual([id(2), id(1)]);
    expect(none).toEqual({ items: [] });
  });

  test('are read page by page, each complaint once', async () => {
    const stores = await open();
    const ids = Array.from({ length: 7 }, (_, n) => id(n)).sort();
    for (const one of ids) await keep(stores, filed('2026-03-13 10:00', { id: one }));

    const pages = await allPages((from) => stores.readers.overdueWakes(wit('2026-06-01 00:00'), 3, from));

    expect(pages.flat()).toEqual(ids);
  });
});
