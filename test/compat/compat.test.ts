/**
 * What one release has written, another one reads, acts on, sweeps and replays (docs/upgrade.md): main what the last release has written, and the
 * last release, as its recorded bundle, what main writes and what a newer one might.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { texts } from '../../functions/domain/complaint/action-texts.ts';
import type { Command } from '../../functions/domain/complaint/command.ts';
import type { Action } from '../../functions/domain/complaint/lifecycle.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { slow } from '../support/runs.ts';
import { engineOfThisFile } from '../support/stores.ts';
import { asNewerRelease, sealed, unknown } from './newer-release.ts';
import * as main from './release.ts';
import { itemsOf, linesOf, loadState, stateOf, streamOf, type Item, type State } from './state.ts';
import { writeState } from './write-state.ts';

type Opener = Pick<typeof main, 'openRelease'>;

const engine = engineOfThisFile();
const here = new URL('./', import.meta.url);
const version = readdirSync(here).find((name) => /^\d+\.\d+\.\d+$/.test(name))!;
const fixture = (name: string): State => stateOf(readFileSync(new URL(name, here), 'utf8'));

let written: Promise<State> | undefined;
const byMain = () => (written ??= engine().then(writeState));
const last = () => import(new URL(`${version}/release.mjs`, here).href) as Promise<Opener>;
const ofMain = async (): Promise<Opener> => main;
/** The state was written in December 2026, and its numbers are encrypted by a key that is gone. */
const oldest = { ...fixture('../fixtures/states/before-releases.jsonl'), at: '2026-12-21T00:00:00.000Z' };

/** `sends` is false where nobody can be told, because nothing decrypts the numbers. */
type Pair = { name: string; state: () => Promise<State>; opener: () => Promise<Opener>; sends?: false };
const pairs: Pair[] = [
  { name: `main after release ${version}`, state: async () => fixture(`${version}/state.jsonl`), opener: ofMain },
  { name: `release ${version} after main`, state: byMain, opener: last },
  { name: `release ${version} after a newer release`, state: async () => asNewerRelease(await byMain()), opener: last },
  { name: 'main after a newer release', state: async () => asNewerRelease(await byMain()), opener: ofMain },
  { name: 'main after the time before releases', state: async () => oldest, opener: ofMain, sends: false },
];

const idsOf = ({ items }: State): string[] =>
  items.flatMap(({ item }) => (item['sk'] === 'complaint' ? [String(item['pk'])] : []));
const nameOf = ({ pk, sk }: Item): string => `${String(pk)} ${String(sk)}`;
const partition = (items: readonly Item[], id: string) => items.filter(({ pk }) => pk === id);

async function open({ state: load, opener }: Pair, directory?: string) {
  const state = await load();
  const running = await engine();
  const tables = await loadState(running, state, directory === undefined ? {} : { directory });
  const clock = manualClock('2026-03-13 10:00');
  clock.set(new Date(state.at));
  const release = (await opener()).openRelease({ client: running.client, tables, clock });
  const stored = (): Promise<Item[]> => itemsOf(running.client, tables.complaints);
  return { state, ids: idsOf(state), release, clock, tables, stored };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function expectWhole({ release }: Opened, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { chain, unreadable } = await release.history(id);
    expect({ id, chain, unreadable }).toEqual({ id, chain: { valid: true }, unreadable: undefined });
  }
}

const text = 'Dicatat.';
const given = (id: string, other: string): Partial<Record<Action, Partial<Command>>> => ({
  verify: { agencyId: 'bpbd' },
  forward: { agencyId: 'bpbd' },
  reroute: { agencyId: 'bpbd' },
  assign: { agencyId: 'bpbd' },
  involve: { contributingAgencyId: 'dinas-pupr' },
  release: { contributingAgencyId: 'bpbd' },
  merge: { parentId: other },
  archive: { reasonCode: 'spam' },
  rate: { rating: 5 },
  privacy: { anonymous: true },
  restrict: { confidential: true },
  attach: { attachment: { id: 'photo-of-compat1', type: 'image/png', bytes: 9, sha256: id } },
  answer: { outcome: 'done' },
  classify: { class: 'permintaan-informasi' },
  propose: { class: 'permintaan-informasi' },
  ...Object.fromEntries(
    (['remind', 'escalate', 'hand-over'] as const).map((act) => [
      act,
      { rung: { clock: 'total', clockStage: 1, step: 1, of: 3 } },
    ]),
  ),
});

/** `npm test` proves an upgrade and its rollback; the other pairs take a minute each and are slow proofs. */
describe.each(slow ? pairs : pairs.slice(0, 2))('$name', (pair) => {
  test('reads everything, and lists it', async () => {
    const opened = await open(pair);
    const { state, ids, release, clock } = opened;
    await expectWhole(opened, ids);
    const { readers } = release;
    const records = await release.records();
    for (const [kind, page] of Object.entries(records)) {
      const inTable = state.items.filter(({ table, item }) => table === 'directory' && item['pk'] === kind);
      expect({ kind, count: page.items.length, unreadable: page.unreadable }).toEqual({
        kind,
        count: inTable.length,
        unreadable: undefined,
      });
    }
    const complaints = state.items.flatMap(({ item }) => (item['sk'] === 'complaint' ? [item] : []));
    for (const queue of new Set(complaints.flatMap(({ queueKey }) => queueKey ?? []) as string[])) {
      const page = await readers.queues.queue(queue, 200);
      expect([page.items.length, page.unreadable]).toEqual([
        complaints.filter((c) => c['queueKey'] === queue).length,
        undefined,
      ]);
    }
    const waking = complaints.filter((c) => c['wakeKey'] !== undefined).length;
    expect(await readers.indexes.overdueWakes(new Date('2099-01-01'), 200)).toHaveProperty('items.length', waking);
    const window = { from: new Date(clock.now().getTime() - 30 * 86_400_000), to: clock.now() };
    const publicOnes = complaints.filter((c) => c['publicKey'] !== undefined).length;
    expect((await readers.lists.received(window, {}, { limit: 200 })).items).toHaveLength(publicOnes);
    const byArea = [...(await readers.lists.countByArea(window)).values()];
    expect(byArea.reduce((sum, { received }) => sum + received, 0)).toBe(publicOnes);
    const heldDates = new Set(state.items.flatMap(({ item }) => /^held#(.*)/.exec(String(item['pk']))?.[1] ?? []));
    for (const date of heldDates) expect((await readers.messages.held(date, 200)).unreadable).toBeUndefined();
    const months = new Set(state.items.flatMap(({ item }) => /^stat#(.*)/.exec(String(item['pk']))?.[1] ?? []));
    for (const month of months)
      expect(await readers.statistics.rows(month)).toHaveLength(
        state.items.filter(({ item }) => item['pk'] === `stat#${month}`).length,
      );
    const phones = state.items.flatMap(({ item: { pk, sk } }) =>
      sk === 'dialogue' ? [String(pk).slice('phone#'.length)] : [],
    );
    for (const mac of phones) expect(await readers.conversation.phone(mac)).toBeDefined();
    expect(await readers.subscriptions.subscriptions()).toHaveLength(records['subscription']!.items.length);
  });

  test('takes every action that is allowed, and loses nothing', async () => {
    let { tables } = await open(pair);
    const taken = new Set<Action>();
    for (let round = 0, more = true; more; round += 1) {
      more = false;
      const opened = await open(pair, tables.directory);
      tables = opened.tables;
      const before = await opened.stored();
      const acted = new Set<string>();
      for (const id of opened.ids) {
        const action = (await opened.release.allowed(id))[round];
        if (action === undefined) continue;
        more = true;
        const other = opened.ids.find(
          (one) => one !== id && partition(before, one).some((c) => c['state'] === 'CLOSED'),
        )!;
        const words = texts[action].need === 'none' ? {} : { text };
        const command = {
          action,
          actor: { role: 'coordinator', id: 'sub-coordinator' },
          ...words,
          ...given(id, other)[action],
        } as const;
        await opened.release.act(id, command);
        taken.add(action);
        acted.add(id);
      }
      const after = new Map((await opened.stored()).map((item) => [nameOf(item), item]));
      for (const item of before.filter(({ pk }) => acted.has(String(pk)))) {
        // An event and its text never change; a mark of a merged complaint holds nothing but its key, and is put anew.
        const kept = /^(event|text)#/.test(String(item['sk']))
          ? item
          : 'newer' in item && !String(item['sk']).startsWith('child#')
            ? unknown
            : {};
        expect(after.get(nameOf(item))).toMatchObject(kept);
      }
      await expectWhole(opened, opened.ids);
    }
    expect(taken.size).toBeGreaterThan(10);
  });

  test('wakes its timers and sweeps', async () => {
    const opened = await open(pair);
    const { release, clock, state } = opened;
    for (const timer of state.timers) expect(await release.escalate(timer)).toHaveProperty('done');
    clock.set(new Date(clock.now().getTime() + 20 * 86_400_000));
    for (const timer of state.timers) expect(await release.escalate(timer)).toHaveProperty('done');
    expect(await release.escalate({ task: 'sweep' })).toMatchObject({ left: opened.ids.includes(sealed) ? 1 : 0 });
    await expectWhole(opened, opened.ids);
  });

  test('replays the stream, delivers what waits, and sends nothing twice', async () => {
    const opened = await open(pair);
    const { release, state, clock, stored } = opened;
    const replay = async () => {
      const items = (await stored()).map((item) => ({ table: 'complaints' as const, item }));
      const results = await release.stream(streamOf(items));
      expect(results.map(({ batchItemFailures }) => batchItemFailures)).toEqual([[], []]);
    };
    const deliver = async () => {
      const bodies = release.queued.messages.splice(0);
      const { batchItemFailures } = (await release.deliver(bodies)) as {
        batchItemFailures: { itemIdentifier: string }[];
      };
      // Only what no release of ours can know waits for the newer one.
      expect(batchItemFailures.filter(({ itemIdentifier: index }) => !bodies[Number(index)]!.includes(sealed))).toEqual(
        [],
      );
      expect((await release.tell(release.queued.webhooks.splice(0))).batchItemFailures).toEqual([]);
    };
    clock.set(new Date(clock.now().getTime() + 10 * 3_600_000));
    release.queued.messages.push(...state.queued.messages);
    release.queued.webhooks.push(...state.queued.webhooks);
    await replay();
    if (pair.sends === false) return;
    await deliver();
    await replay();
    await deliver();
    await release.task('release-held');
    await deliver();
    const count = () => [release.sent.sms.length, release.sent.notices.length, release.sent.posts.length];
    const first = count();
    await replay();
    await deliver();
    expect(count()).toEqual(first);
    await expectWhole(opened, opened.ids);
  });
});

test('a state is the same after it was written to lines and read', async () => {
  const state = await byMain();
  expect(stateOf(linesOf(state))).toEqual(state);
});

test('every way into a state is in the recorded one', async () => {
  const { state } = await import('../../functions/domain/complaint/lifecycle.ts');
  const items = (await byMain()).items.map(({ item }) => item['state']);
  expect(state.options.filter((one) => !items.includes(one))).toEqual([]);
});
