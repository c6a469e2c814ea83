/** The contract of ComplaintStore and AccessReader. */
import { describe, expect, test } from 'vitest';
import { checkChain } from '../../functions/domain/complaint/chain.ts';
import type { Change } from '../../functions/domain/complaint/complaint.ts';
import { ChangedMeanwhile } from '../../functions/domain/kernel/errors.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import { rulesAt } from '../support/ambon.ts';
import { command, filed, steps, story, type Step } from '../support/complaints.ts';
import { implementations, type Stores } from '../support/stores.ts';

/** Stores a complaint's whole story, fact by fact. */
async function stored({ filing, store }: Stores, start: Change, more: readonly Step[] = []) {
  const told = story(start, more);
  await filing.file(told.changes[0]!, undefined, undefined);
  for (const change of told.changes.slice(1)) await store.save(change);
  return told;
}

const noteBy = (officer: string, before: Change): Change =>
  decide(
    before.complaint,
    { ...command('note', 'staff', { text: officer }), actor: { role: 'liaison', id: officer } },
    rulesAt('2026-03-17 10:00'),
  );

describe.each(implementations())('the complaint store $name', ({ open }) => {
  test('gives back what was saved, and nothing for an unknown id', async () => {
    const stores = await open();
    const { complaint } = await stored(
      stores,
      filed('2026-03-13 23:50', { lat: -3.6954, long: 128.1814 }),
      steps.answered('2026-03-16 10:00'),
    );

    const read = await stores.store.get(complaint.id);

    expect(read).toEqual(complaint);
    expect(await stores.store.get('AMB-2222222')).toBeUndefined();
    expect(await stores.store.history('AMB-2222222')).toEqual({ events: [], texts: [] });
  });

  test('gives the history in the order of versions, beyond the ninth, with a chain that verifies', async () => {
    const stores = await open();
    const notes = Array.from({ length: 11 }, (_, i): Step => [
      '2026-03-16 11:00',
      'note',
      'staff',
      { text: `catatan ${i}` },
    ]);
    const { complaint, events, texts } = await stored(stores, filed('2026-03-13 23:50'), [
      ...steps.forwarded('2026-03-16 10:00'),
      ...notes,
    ]);

    const history = await stores.store.history(complaint.id);

    expect(history.events).toEqual(events);
    expect(history.events.map((e) => e.version)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect(history.texts).toEqual(texts);
    expect(checkChain(history.events, history.texts, complaint.head)).toEqual({ valid: true });
  });

  test('refuses a change decided on an older version, and says where the complaint stands', async () => {
    const stores = await open();
    const { changes } = await stored(stores, filed('2026-03-13 23:50'), steps.answered('2026-03-16 10:00'));

    const late = stores.store.save(noteBy('sub-late', changes[1]!));

    await expect(late).rejects.toBeInstanceOf(ChangedMeanwhile);
    await expect(late).rejects.toMatchObject({ current: { status: 'ANSWERED', version: 4 } });
    expect((await stores.store.history(changes[0]!.complaint.id)).events).toHaveLength(4);
  });

  test('refuses a change of a complaint that is not there, without a present state', async () => {
    const stores = await open();
    const saving = stores.store.save(noteBy('sub-a', filed('2026-03-13 23:50')));

    await expect(saving).rejects.toMatchObject({ name: 'ChangedMeanwhile', current: undefined });
    expect(await stores.store.history('AMB-7K3Q9C5')).toEqual({ events: [], texts: [] });
  });

  test('refuses an action from a state in which the lifecycle has none, whatever the version says', async () => {
    const stores = await open();
    const { changes } = await stored(stores, filed('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    const answer = story(changes[1]!, [['2026-03-16 11:00', 'answer', 'owner', { text: 'Sudah.' }]]).changes[1]!;
    const forged: Change = { ...answer, event: { ...answer.event, action: 'accept' } };

    await expect(stores.store.save(forged)).rejects.toMatchObject({ current: { status: 'FORWARDED', version: 2 } });
  });

  test('lets exactly one of 50 parallel changes of one version win; the others learn of it', async () => {
    const stores = await open();
    const { changes } = await stored(stores, filed('2026-03-13 23:50'), steps.forwarded('2026-03-16 10:00'));
    const rivals = Array.from({ length: 50 }, (_, i) => noteBy(`sub-${i}`, changes[1]!));

    const outcomes = await Promise.allSettled(rivals.map((change) => stores.store.save(change)));

    const won = rivals.filter((_, i) => outcomes[i]!.status === 'fulfilled');
    const lost = outcomes.filter((o) => o.status === 'rejected').map((o): unknown => o.reason);
    const { events, texts } = await stores.store.history(changes[0]!.complaint.id);
    const complaint = await stores.store.get(changes[0]!.complaint.id);
    expect(won).toHaveLength(1);
    expect(lost.filter((e) => !(e instanceof ChangedMeanwhile))).toEqual([]);
    expect(lost.filter((e) => e instanceof ChangedMeanwhile && e.current?.version !== 3)).toEqual([]);
    expect(events.at(-1)).toEqual(won[0]!.event);
    expect(checkChain(events, texts, complaint!.head)).toEqual({ valid: true });
  });

  test('lists who looked at the identity, by time, each look once', async () => {
    const { store, identities } = await open();
    const look = (at: string, officer: string) => ({
      complaintId: 'AMB-7K3Q9C5',
      at,
      officer,
      role: 'coordinator',
      reason: 'perlu dihubungi',
    });
    const looks = [
      look('2026-03-16T02:00:00.000Z', 'b'),
      look('2026-03-16T01:00:00.000Z', 'a'),
      look('2026-03-16T02:00:00.000Z', 'c'),
    ];
    for (const record of looks) await identities.recordAccess(record);

    const accesses = await store.accesses('AMB-7K3Q9C5');

    expect(accesses.map((a) => a.at)).toEqual([looks[1]!.at, looks[0]!.at, looks[2]!.at]);
    expect(new Set(accesses.map((a) => a.officer))).toEqual(new Set(['a', 'b', 'c']));
    expect(accesses[0]).toEqual(looks[1]);
    expect(await store.accesses('AMB-2222222')).toEqual([]);
  });
});
