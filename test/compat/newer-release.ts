/** Makes a state look as if a newer release had written it: with members and words that no release knows. */
import { hashEvent } from '../../functions/domain/complaint/chain.ts';
import type { ComplaintEvent } from '../../functions/domain/complaint/complaint.ts';
import type { Item, State } from './state.ts';

/** The member that everything gets. */
export const unknown = { newer: { deep: [1], word: 'x' } };

/** Parts of items that are objects of our own; the others hold texts by field, or counters. */
const parts = new Set([
  'clock',
  'actor',
  'timer',
  'rung',
  'attachment',
  'danger',
  'order',
  'recipient',
  'before',
  'route',
  'reply',
]);

function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Set) return value;
  const inside = Object.entries(value).map(([name, one]) => [name, parts.has(name) ? withUnknown(one) : one]);
  return { ...Object.fromEntries(inside), ...unknown };
}

/** Chains a complaint's events anew, because their hashes cover every member. */
function rehashed(items: readonly Item[]): Item[] {
  const events = items
    .filter(({ sk }) => String(sk).startsWith('event#'))
    .sort((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1));
  let previousHash = 'genesis';
  const chained = new Map<unknown, Item>();
  for (const item of events) {
    const { pk, sk, hash: _, ...rest } = item;
    const unhashed = { ...rest, previousHash };
    const hash = hashEvent(unhashed as unknown as Omit<ComplaintEvent, 'hash'>);
    chained.set(sk, { pk, sk, ...unhashed, hash });
    previousHash = hash;
  }
  return items.map(
    (item) => chained.get(item['sk']) ?? (item['sk'] === 'complaint' ? { ...item, head: previousHash } : item),
  );
}

/** A complaint that a newer release has sealed: a copy of one that is FORWARDED, in a state and by an action of that release. */
export const sealed = 'AMB-SEALED9';

function sealedCopy(items: readonly Item[]): Item[] {
  const { pk: original } = items.find(({ sk, state }) => sk === 'complaint' && state === 'FORWARDED')!;
  const own = items.filter(({ pk, sk }) => pk === original && /^(complaint$|event#|text#)/.test(String(sk)));
  const copy = JSON.parse(JSON.stringify(own).replaceAll(String(original), sealed)) as Item[];
  const complaint = copy.find(({ sk }) => sk === 'complaint')!;
  const version = Number(complaint['version']) + 1;
  const last = copy.filter(({ sk }) => String(sk).startsWith('event#')).at(-1)!;
  const { textHash: _, timer: __, ...rest } = last;
  const seal = {
    ...rest,
    sk: `event#${String(version).padStart(6, '0')}`,
    version,
    action: 'seal',
    from: 'FORWARDED',
    to: 'SEALED',
  };
  return [...copy.filter((item) => item !== complaint), seal, { ...complaint, version, state: 'SEALED' }];
}

/** Records of the directory in unknown words. */
function wordy(items: readonly Item[]): Item[] {
  const like = (pk: string, sk: string, over: Item): Item => {
    const found = items.find((item) => item['pk'] === pk && (pk !== 'subscription' || item['sk'] === 'news'))!;
    return { ...found, sk, ...over };
  };
  const policy = like('policy', '0009', { version: 9, validFrom: '2027-01-01' });
  const total = policy['total'] as { rungs: Item[] };
  return [
    like('officer', 'sub-guest', { subject: 'sub-guest', role: 'guest', office: 'ombudsman', agencies: [] }),
    like('agency', 'badan-baru', { id: 'badan-baru', kind: 'cabang' }),
    like('service', 'layanan-baru', { code: 'layanan-baru', class: 'apresiasi', track: 'fast', type: 'later' }),
    like('area', '81.71.99.1001', { code: '81.71.99.1001', kind: 'desa-laut' }),
    like('client', 'newer', { clientId: 'newer', scopes: ['complaints:sing'], status: 'paused' }),
    like('subscription', 'newer', {
      id: 'newer',
      actions: ['seal'],
      disabledAt: '2026-03-01T00:00:00.000Z',
      disabledReason: 'tired',
    }),
    like('template', 'template-baru', { id: 'template-baru', action: 'seal' }),
    { ...policy, total: { rungs: [...total.rungs, { at: { afterDue: 90 }, act: 'sing' }] } },
  ];
}

/** Returns the state with unknown members everywhere, and unknown words in items of their own. */
export function asNewerRelease(state: State): State {
  const of = (table: State['items'][number]['table']) =>
    state.items.flatMap((one) => (one.table === table ? [one.item] : []));
  const complaints = of('complaints');
  const held = complaints.find(({ pk }) => String(pk).startsWith('held#'));
  const order = held?.['order'] as Item | undefined;
  const more =
    held && order
      ? [{ ...held, sk: `${sealed}#reporter`, order: { ...order, complaintId: sealed, template: 'sealed' } }]
      : [];
  const all = [...complaints, ...sealedCopy(complaints), ...more].map((item) => withUnknown(item) as Item);
  const byPartition = Map.groupBy(all, ({ pk }) => pk);
  const directory = [...of('directory'), ...wordy(of('directory'))].map((item) => withUnknown(item) as Item);
  const waiting = { complaintId: sealed, version: 1, template: 'sealed', recipient: { kind: 'reporter' } };
  const newer = (body: string): string => JSON.stringify(withUnknown(JSON.parse(body)));
  return {
    ...state,
    items: [
      ...[...byPartition.values()].flatMap(rehashed).map((item) => ({ table: 'complaints' as const, item })),
      ...of('identities').map((item) => ({ table: 'identities' as const, item: { ...item, ...unknown } })),
      ...directory.map((item) => ({ table: 'directory' as const, item })),
    ],
    queued: {
      messages: [...state.queued.messages.map(newer), JSON.stringify(waiting)],
      webhooks: state.queued.webhooks.map(newer),
    },
    timers: state.timers.map((timer) => ({ ...timer, ...unknown })),
  };
}
