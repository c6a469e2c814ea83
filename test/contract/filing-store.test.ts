/** The contract of FilingStore and IdentityStore. */
import { describe, expect, test } from 'vitest';
import { drawTrackingId } from '../../functions/domain/kernel/ids.ts';
import type { IdempotencyClaim } from '../../functions/domain/complaint/ports.ts';
import { wit } from '../support/ambon.ts';
import { filed } from '../support/complaints.ts';
import { implementations } from '../support/stores.ts';

/** A different id for each number: two of its six characters count. */
const id = (n: number) =>
  drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (_, i) => [n % 31, Math.floor(n / 31)][i] ?? 3));
const claim = (over: Partial<IdempotencyClaim> = {}): IdempotencyClaim => ({
  clientId: 'app',
  key: 'kunci-1',
  bodyHash: 'hash-1',
  now: wit('2026-03-13 10:00'),
  ...over,
});
const complaint = (n: number) => filed('2026-03-13 10:00', { id: id(n) });
const identity = Buffer.from('ciphertext');

describe.each(implementations())('the filing store $name', ({ open }) => {
  test('stores the complaint, its first event, its text and its identity', async () => {
    const { filing, store, identities } = await open();

    const result = await filing.file(complaint(1), identity, undefined);

    const { events, texts } = await store.history(id(1));
    expect(result).toEqual({ outcome: 'stored' });
    expect(await store.get(id(1))).toMatchObject({ state: 'RECEIVED', version: 1 });
    expect(await filing.firstEvent(id(1))).toEqual(events[0]);
    expect(texts).toMatchObject([{ version: 1, text: { description: 'Lampu jalan padam sejak tiga malam.' } }]);
    expect(Buffer.from((await identities.ciphertext(id(1)))!).toString()).toBe('ciphertext');
  });

  test('has no identity of a complaint that came without one, and no event of one that never came', async () => {
    const { filing, identities } = await open();
    await filing.file(complaint(1), undefined, undefined);

    expect(await identities.ciphertext(id(1))).toBeUndefined();
    expect(await filing.firstEvent(id(2))).toBeUndefined();
  });

  test('says that an id is taken, and leaves what has it untouched', async () => {
    const { filing, store, identities } = await open();
    const first = complaint(1);
    await filing.file(first, identity, undefined);

    const second = await filing.file(filed('2026-03-14 10:00', { id: id(1) }), Buffer.from('other'), claim());

    expect(second).toEqual({ outcome: 'id-taken' });
    expect(await store.get(id(1))).toEqual(first.complaint);
    expect(Buffer.from((await identities.ciphertext(id(1)))!).toString()).toBe('ciphertext');
    expect(await filing.file(complaint(2), undefined, claim())).toEqual({ outcome: 'stored' });
  });

  test('stores one that joins another with its place in the other’s list, only while the other stands', async () => {
    const { filing, store } = await open();
    await filing.file(complaint(1), undefined, undefined);
    const joins = (n: number, parentId: string) => filed('2026-03-13 11:00', { id: id(n), parentId });

    expect(await filing.file(joins(2, id(1)), undefined, claim())).toEqual({ outcome: 'stored' });
    expect(await store.followers(id(1))).toEqual([id(2)]);
    expect(await store.get(id(2))).toMatchObject({ state: 'DUPLICATE', parentId: id(1) });
    expect(await filing.file(joins(3, id(2)), undefined, undefined)).toEqual({ outcome: 'parent-gone' });
    expect(await filing.file(joins(3, id(9)), undefined, undefined)).toEqual({ outcome: 'parent-gone' });
    expect(await store.get(id(3))).toBeUndefined();
  });

  test('knows a key that was used, and whether the body is the same', async () => {
    const { filing, store } = await open();
    await filing.file(complaint(1), undefined, claim());

    const replayed = await filing.file(complaint(2), undefined, claim({ now: wit('2026-03-20 09:59') }));
    const mistaken = await filing.file(complaint(3), undefined, claim({ bodyHash: 'hash-2' }));

    expect(replayed).toEqual({ outcome: 'key-used', complaintId: id(1), sameBody: true });
    expect(mistaken).toEqual({ outcome: 'key-used', complaintId: id(1), sameBody: false });
    expect([await store.get(id(2)), await store.get(id(3))]).toEqual([undefined, undefined]);
  });

  test('says that the key was used even when the id is taken too', async () => {
    const { filing } = await open();
    await filing.file(complaint(1), undefined, claim());

    expect(await filing.file(complaint(1), undefined, claim())).toMatchObject({ outcome: 'key-used', sameBody: true });
  });

  test('forgets a key after seven days, though its item may still be there', async () => {
    const { filing } = await open();
    await filing.file(complaint(1), undefined, claim());

    const later = await filing.file(complaint(2), undefined, claim({ now: wit('2026-03-20 10:00:01') }));
    const again = await filing.file(complaint(3), undefined, claim({ now: wit('2026-03-20 10:00:02') }));

    expect(later).toEqual({ outcome: 'stored' });
    expect(again).toMatchObject({ outcome: 'key-used', complaintId: id(2) });
  });

  test('keeps the keys of clients apart', async () => {
    const { filing } = await open();
    await filing.file(complaint(1), undefined, claim());

    expect(await filing.file(complaint(2), undefined, claim({ clientId: 'other' }))).toEqual({ outcome: 'stored' });
    expect(await filing.file(complaint(3), undefined, claim({ key: 'kunci-2' }))).toEqual({ outcome: 'stored' });
  });

  test('makes one complaint of 50 parallel requests with one key', async () => {
    const { filing, store } = await open();
    const ids = Array.from({ length: 50 }, (_, n) => n);

    const results = await Promise.all(ids.map((n) => filing.file(complaint(n), identity, claim())));

    const winner = results.findIndex((r) => r.outcome === 'stored');
    const others = results.filter((r) => r.outcome !== 'stored');
    const found = await Promise.all(ids.map((n) => store.get(id(n))));
    expect(others).toHaveLength(49);
    expect(others.every((r) => r.outcome === 'key-used' && r.complaintId === id(winner) && r.sameBody)).toBe(true);
    expect(found.filter((c) => c !== undefined).map((c) => c.id)).toEqual([id(winner)]);
  });

  test('makes 50 complaints of 50 parallel requests without a key', async () => {
    const { filing } = await open();
    const all = Array.from({ length: 50 }, (_, n) => filing.file(complaint(n), identity, undefined));

    expect(new Set((await Promise.all(all)).map((r) => r.outcome))).toEqual(new Set(['stored']));
  });
});
