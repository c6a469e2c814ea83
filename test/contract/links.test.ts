/** The contract of links between complaints and agencies: who follows whom, and who helps with what, as it stands now. */
import { describe, expect, test } from 'vitest';
import type { Complaint } from '../../functions/domain/complaint/complaint.ts';
import { drawTrackingId } from '../../functions/domain/kernel/ids.ts';
import { agencyId, filed, steps, story, type Step } from '../support/complaints.ts';
import { implementations, type Stores } from '../support/stores.ts';

const id = (n: number) => drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (_, i) => (i === 0 ? n : 3)));
const helper = 'bpbd';
const at = '2026-03-16 11:00';
const involve: Step = [at, 'involve', 'owner', { contributingAgencyId: helper }];
const helped = [...steps.forwarded('2026-03-16 10:00'), involve];

/** Keeps a complaint with its story, and goes on with one that is there. */
async function keep({ filing, store }: Stores, n: number, more: readonly Step[] = [], over = {}): Promise<Complaint> {
  const { changes, complaint } = story(filed('2026-03-13 10:00', { id: id(n), ...over }), more);
  await filing.file(changes[0]!, undefined, undefined);
  for (const change of changes.slice(1)) await store.save(change);
  return complaint;
}
async function goOn({ store }: Stores, n: number, ...more: Step[]): Promise<void> {
  const complaint = (await store.get(id(n)))!;
  for (const { complaint: c, event, text } of story({ complaint } as never, more).changes.slice(1))
    await store.save({ complaint: c, event, ...(text ? { text } : {}) });
}
const ids = (found: readonly Complaint[]) => found.map((c) => c.id);

describe.each(implementations())('agencies that help $name', ({ open }) => {
  const helpedBy = async ({ readers }: Stores, agency = helper) =>
    ids((await readers.contributions(agency, 10)).items).sort();

  test('find the complaints that they help with, and no other agency finds those', async () => {
    const stores = await open();
    const complaint = await keep(stores, 1, helped);
    await keep(stores, 2, helped);
    await keep(stores, 3, steps.forwarded('2026-03-16 10:00'));
    expect(await helpedBy(stores)).toEqual([id(1), id(2)].sort());
    expect((await stores.readers.contributions(helper, 10)).items.find((c) => c.id === id(1))).toEqual(complaint);
    expect(await helpedBy(stores, agencyId)).toEqual([]);
  });

  test('do not find one from which they were released, until they are asked again', async () => {
    const stores = await open();
    await keep(stores, 1, helped);
    await keep(stores, 2, helped);
    await goOn(stores, 1, [at, 'release', 'owner', { contributingAgencyId: helper }]);
    expect(await helpedBy(stores)).toEqual([id(2)]);
    await goOn(stores, 1, involve);
    expect(await helpedBy(stores)).toEqual([id(1), id(2)].sort());
  });

  test('do not find as helpers one that has become their own', async () => {
    const stores = await open();
    await keep(stores, 1, helped);
    await goOn(
      stores,
      1,
      [at, 'return', 'owner', { text: 'Bukan kami.' }],
      [at, 'reroute', 'coordinator', { agencyId: helper }],
    );
    expect((await stores.store.get(id(1)))?.agencyId).toBe(helper);
    expect(await helpedBy(stores)).toEqual([]);
  });

  test('find theirs page by page, each once', async () => {
    const stores = await open();
    for (const n of [1, 2, 3, 4, 5]) await keep(stores, n, helped);
    await goOn(stores, 3, [at, 'release', 'owner', { contributingAgencyId: helper }]);
    const found: string[] = [];
    let from: string | undefined;
    do {
      const page = await stores.readers.contributions(helper, 2, from);
      expect(page.items.length).toBeLessThanOrEqual(2);
      found.push(...ids(page.items));
      from = page.next;
    } while (from !== undefined);
    expect(found.sort()).toEqual([1, 2, 4, 5].map(id).sort());
  });
});

describe.each(implementations())('followers $name', ({ open }) => {
  const merge: Step = [at, 'merge', 'coordinator', { parentId: id(1) }];

  test('are the complaints merged into one, and those that joined it', async () => {
    const stores = await open();
    await keep(stores, 1);
    await keep(stores, 2, [merge]);
    await keep(stores, 3, [], { parentId: id(1) });
    await keep(stores, 4);
    expect((await stores.store.followers(id(1))).toSorted()).toEqual([id(2), id(3)].sort());
    expect(await stores.store.followers(id(4))).toEqual([]);
  });

  test('are none any more once taken out, and again once merged again', async () => {
    const stores = await open();
    await keep(stores, 1);
    await keep(stores, 2, [merge]);
    await goOn(stores, 2, [at, 'unmerge', 'coordinator']);
    expect(await stores.store.followers(id(1))).toEqual([]);
    await goOn(stores, 2, merge);
    expect(await stores.store.followers(id(1))).toEqual([id(2)]);
  });

  test.each([
    ['merged itself', [at, 'merge', 'coordinator', { parentId: 'AMB-2222222' }]],
    ['archived', [at, 'archive', 'coordinator', { reasonCode: 'spam' }]],
    ['withdrawn', [at, 'withdraw', 'reporter']],
  ] as [string, Step][])('cannot follow one that is %s', async (_, gone) => {
    const stores = await open();
    await keep(stores, 1);
    await keep(stores, 2);
    await stores.filing.file(filed('2026-03-13 10:00', { id: 'AMB-2222222' }), undefined, undefined);
    await goOn(stores, 1, gone);
    await expect(goOn(stores, 2, merge)).rejects.toMatchObject({
      name: 'InvalidInput',
      fields: [{ field: 'parentId' }],
    });
    expect((await stores.store.get(id(2)))?.state).toBe('RECEIVED');
    expect(await stores.filing.file(filed(at, { id: id(3), parentId: id(1) }), undefined, undefined)).toEqual({
      outcome: 'parent-gone',
    });
  });

  test('may follow one that is closed', async () => {
    const stores = await open();
    await keep(stores, 1, steps.closed('2026-03-16 10:00'));
    await keep(stores, 2, [merge]);
    expect(await stores.store.followers(id(1))).toEqual([id(2)]);
  });
});
