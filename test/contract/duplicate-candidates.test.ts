/** The contract of DuplicateCandidateReader: open complaints of a service in an area, the newest first, and the reports behind them. */
import { describe, expect, test } from 'vitest';
import { drawTrackingId } from '../../functions/domain/kernel/ids.ts';
import { filed, steps, story, type Step } from '../support/complaints.ts';
import type { Filing } from '../../functions/domain/complaint/filing.ts';
import { implementations, type Stores } from '../support/stores.ts';

const id = (n: number) => drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (_, i) => (i === 0 ? n : 3)));
const here = { serviceCode: 'lampu-jalan', areaCode: '81.71.02.1019' };
const long = new Date('2026-01-01T00:00:00Z');

async function keep({ filing, store }: Stores, local: string, over: Partial<Filing>, more: readonly Step[] = []) {
  const { changes, complaint } = story(filed(local, { ...here, ...over }), more);
  await filing.file(changes[0]!, undefined, undefined);
  for (const change of changes.slice(1)) await store.save(change);
  return complaint;
}

describe.each(implementations())('duplicate candidates $name', ({ open }) => {
  test('are the open complaints of that service and area, the newest first, with what tells how near they are', async () => {
    const stores = await open();
    await keep(stores, '2026-03-10 10:00', { id: id(1), lat: -3.7, long: 128.18 });
    const verified = await keep(stores, '2026-03-12 10:00', { id: id(2) }, steps.forwarded('2026-03-12 11:00'));
    await keep(stores, '2026-03-11 10:00', { id: id(3), confidential: true }, steps.forwarded('2026-03-12 11:00'));
    await keep(stores, '2026-03-13 10:00', { id: id(4) }, steps.closed('2026-03-13 11:00'));
    await keep(stores, '2026-03-13 10:00', { id: id(5), areaCode: '81.71.01.1001' });

    const found = await stores.candidates.inGroups([here], long);

    expect(found.map((c) => c.id)).toEqual([id(2), id(3), id(1)]);
    expect(found.at(-1)).toEqual({
      id: id(1),
      ...here,
      lat: -3.7,
      long: 128.18,
      receivedAt: '2026-03-10T01:00:00.000Z',
    });
    expect(await stores.store.get(id(2))).toEqual(verified);
  });

  test('for the public are those that it may know of, with their public point and nothing nearer', async () => {
    const stores = await open();
    const exact = { lat: -3.70049, long: 128.18051 };
    await keep(stores, '2026-03-10 10:00', { id: id(1), ...exact });
    await keep(stores, '2026-03-11 10:00', { id: id(2), ...exact }, steps.forwarded('2026-03-12 11:00'));
    await keep(
      stores,
      '2026-03-11 10:00',
      { id: id(3), ...exact, confidential: true },
      steps.forwarded('2026-03-12 11:00'),
    );
    await keep(stores, '2026-03-12 10:00', { id: id(4), ...exact }, steps.closed('2026-03-13 11:00'));

    expect(await stores.candidates.publicInGroups([here], long)).toEqual([
      { id: id(2), ...here, lat: -3.7, long: 128.181, receivedAt: '2026-03-11T01:00:00.000Z' },
    ]);
  });

  test('for the public are not crowded out by what it may not know of', async () => {
    const stores = await open();
    await keep(stores, '2026-03-01 10:00', { id: id(1) }, steps.forwarded('2026-03-01 11:00'));
    for (let n = 2; n < 28; n += 1) await keep(stores, '2026-03-02 10:00', { id: id(n), confidential: true });
    expect((await stores.candidates.publicInGroups([here], long)).map((c) => c.id)).toEqual([id(1)]);
  });

  test('of a release without public points get theirs with their next change', async () => {
    const stores = await open();
    const { changes } = story(filed('2026-03-10 10:00', { ...here, id: id(1), lat: -3.70049, long: 128.18051 }), [
      ...steps.inProgress('2026-03-10 11:00'),
    ]);
    for (const { complaint } of changes) delete complaint.cell;
    await stores.filing.file(changes[0]!, undefined, undefined);
    for (const change of changes.slice(1)) await stores.store.save(change);
    const [candidate] = await stores.candidates.publicInGroups([here], long);
    expect(candidate).toMatchObject({ id: id(1), lat: -3.7, long: 128.181 });
  });

  test('of several pairs come together, those without service or without area too, but not without both, and no older than asked', async () => {
    const stores = await open();
    await keep(stores, '2026-03-10 10:00', { id: id(1), serviceCode: undefined });
    await keep(stores, '2026-03-11 10:00', { id: id(2), areaCode: undefined });
    await keep(stores, '2026-03-12 10:00', { id: id(3), serviceCode: undefined, areaCode: undefined });
    await keep(stores, '2026-01-12 10:00', { id: id(4), serviceCode: undefined });

    const groups = [{ areaCode: here.areaCode }, { serviceCode: here.serviceCode }, {}];
    const found = await stores.candidates.inGroups(groups, new Date('2026-02-01T00:00:00Z'));

    expect(found.map(({ id: one, serviceCode, areaCode }) => [one, serviceCode, areaCode])).toEqual([
      [id(1), undefined, here.areaCode],
      [id(2), here.serviceCode, undefined],
    ]);
  });

  test('are at most 25 of each pair, the newest', async () => {
    const stores = await open();
    for (let n = 0; n < 28; n += 1)
      await keep(stores, `2026-03-${String(n + 1).padStart(2, '0')} 10:00`, { id: id(n) });
    const found = await stores.candidates.inGroups([here], long);
    expect(found.map((c) => c.id)).toEqual(Array.from({ length: 25 }, (_, i) => id(27 - i)));
  });

  test('have reports and complaints behind them, in the order asked', async () => {
    const stores = await open();
    const [one, two] = [
      await keep(stores, '2026-03-10 10:00', { id: id(1) }),
      await keep(stores, '2026-03-11 10:00', { id: id(2) }),
    ];
    const text = { description: 'Lampu jalan padam sejak tiga malam.' };
    expect(await stores.candidates.reports([id(2), id(9), id(1)])).toEqual([
      { complaint: two, text },
      { complaint: one, text },
    ]);
    expect(await stores.candidates.complaints([id(1), id(9)])).toEqual([one]);
    expect(await stores.candidates.reports([])).toEqual([]);
  });
});
