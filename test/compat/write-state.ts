/** Writes a state with complaints in every state and every kind of item, as people, gateways and timers would bring them. */
import type { Action } from '../../functions/domain/complaint/lifecycle.ts';
import { createDirectoryWriter } from '../../functions/adapters/dynamodb/directory/writer.ts';
import { createDirectoryEditor } from '../../functions/adapters/dynamodb/directory/editor.ts';
import { createIdentityStore } from '../../functions/adapters/dynamodb/complaints/identity-store.ts';
import { quotaWindows } from '../../functions/domain/city/quota.ts';
import { createQuotaCounter } from '../../functions/adapters/dynamodb/quota-store.ts';
import { createSecretKeeper } from '../../functions/adapters/dynamodb/directory/subscription-secrets.ts';
import { seedDirectory } from '../../functions/seed/seed-directory.ts';
import type { Command } from '../../functions/domain/complaint/command.ts';
import { putRecord } from '../../functions/directory/put-record.ts';
import { ambon } from '../support/ambon.ts';
import { agencyId } from '../support/complaints.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { apiKeys } from '../support/fakes/directory.ts';
import { officers } from '../support/staff.ts';
import { secretOf, secretsFor } from '../support/subscriptions.ts';
import { loadCity } from '../../lib/city/index.ts';
import type { TestEngine } from '../../bin/support/engine.ts';
import { openRelease, type World } from './release.ts';
import { itemsOf, recordedState, streamOf, type State } from './state.ts';

type Act = readonly [action: Action, fields?: Partial<Command>];

const text = 'Sudah kami periksa.';
const forwarded: Act[] = [['verify', { agencyId, text: 'Jelas.' }]];
const inProgress: Act[] = [...forwarded, ['respond', { text }]];
const answered: Act[] = [...inProgress, ['answer', { text, outcome: 'done' }]];
const closed: Act[] = [...answered, ['accept'], ['rate', { rating: 4 }]];
const attachment = { id: 'photo-of-state-1', type: 'image/jpeg', bytes: 1000, sha256: 'x'.repeat(43) } as const;

/** A way into each state, and beside them what else an event can hold. */
const lives: Readonly<Record<string, Act[]>> = {
  received: [['privacy', { anonymous: true }]],
  kept: [['keep', { text }]],
  needsInfo: [...forwarded, ['ask', { text: 'Di tiang nomor berapa?' }]],
  forwarded,
  returned: [...forwarded, ['return', { text, suggestedAgencyId: 'bpbd' }]],
  archivedLater: [...forwarded, ['return', { text }]],
  classified: [...forwarded, ['classify', { class: 'aspirasi' }]],
  rerouted: [...forwarded, ['return', { text }], ['reroute', { agencyId: 'bpbd' }]],
  inProgress: [
    ...inProgress,
    ['involve', { contributingAgencyId: 'bpbd' }],
    ['update', { text }],
    ['note', { text: 'Ditelepon.' }],
    ['attach', { attachment }],
    ['comment', { text: 'Terima kasih.' }],
    ['unreachable'],
  ],
  confidential: [...inProgress, ['restrict', { confidential: true }]],
  answered,
  explained: [...inProgress, ['answer', { text, outcome: 'explained' }]],
  cannot: [...inProgress, ['answer', { text, outcome: 'cannot', cannotCode: 'budget' }]],
  scheduled: [...inProgress, ['answer', { text, outcome: 'scheduled', scheduledOn: '2026-04-20' }]],
  closed,
  reopened: [...closed, ['reopen', { text: 'Padam lagi.' }]],
  objected: [...answered, ['object', { text: 'Belum.' }]],
  archived: [['archive', { reasonCode: 'spam' }]],
  withdrawn: [['withdraw', { text: 'Sudah menyala.' }]],
};

export async function writeState(engine: TestEngine): Promise<State> {
  const clock = manualClock('2026-03-13 10:00');
  const tables = { ...(await engine.newTables()), directory: await engine.newTable('directory') };
  const world: World = { client: engine.client, tables, clock };
  const release = openRelease(world);
  await writeDirectory(world);

  const report = {
    description: 'Lampu jalan padam.',
    serviceCode: 'lampu-jalan',
    location: { areaCode: '81.71.02.1019' },
  };
  const reporter = { name: 'Marthen', phone: '+628114706999', email: 'm@example.org' };
  const by = { client: { clientId: 'app' } };
  const file = async (key?: string, more: object = {}) => {
    const filed = await release.file({
      by,
      channel: 'api',
      report: { ...report, reporter },
      idempotencyKey: key,
      ...more,
    });
    return filed.trackingId;
  };
  const act = (id: string, [action, fields = {}]: Act, once?: { clientId: string; key: string }) =>
    release.act(id, { action, actor: { role: 'coordinator', id: 'sub-coordinator' }, ...fields }, once);

  const ids: Record<string, string> = {};
  for (const [name, acts] of Object.entries(lives)) {
    const phone = name === 'needsInfo' ? '+628114706998' : reporter.phone;
    const id = (ids[name] = await file(`key-${name}`, { report: { ...report, reporter: { ...reporter, phone } } }));
    for (const [index, one] of acts.entries())
      await act(id, one, name === 'inProgress' && index === 2 ? { clientId: 'app', key: 'u-1' } : undefined);
  }
  const merged = await file();
  await act(merged, ['merge', { parentId: ids['forwarded']! }]);
  const parent = { id: ids['forwarded']!, class: 'pengaduan', track: 'ordinary', serviceCode: 'lampu-jalan' };
  await file(undefined, { parent, report: { description: 'Saya juga.', reporter } });
  const sms = (messageId: string, from: string, body: string) => release.receive({ messageId, from, body });
  await sms('in-1', '+628114706001', 'Lampu jalan padam di Batu Merah sejak kemarin');
  await sms('in-2', '+628114706002', 'Sampah menumpuk');
  await sms('in-3', '+628114706003', 'BERHENTI');
  await sms('in-4', '+628114706999', 'BALAS sudah menyala');

  await createIdentityStore(world.client, tables).recordAccess({
    complaintId: ids['forwarded']!,
    at: clock.now().toISOString(),
    officer: officers.coordinator.subject,
    role: 'coordinator',
    reason: 'menelepon pelapor',
  });
  await createQuotaCounter(world.client, tables.complaints).count(
    apiKeys['key-app'],
    quotaWindows(ambon.city.zone, clock.now()),
  );

  const brought = new Set<string>();
  const stream = async () => {
    const items = (await itemsOf(world.client, tables.complaints)).map((item) => ({
      table: 'complaints' as const,
      item,
    }));
    const fresh = streamOf(items).filter((item) => !brought.has(JSON.stringify([item['pk'], item['sk']])));
    for (const item of fresh) brought.add(JSON.stringify([item['pk'], item['sk']]));
    return release.stream(fresh);
  };
  await stream();
  // Routing has forwarded and revived meanwhile.
  await stream();
  const { queued } = release;
  // One relay has the complaints, part of the messages is still in the queue, and an endpoint gives no answer at last.
  await release.tell(queued.webhooks.splice(0, queued.webhooks.length - 3));
  await release.deliver(queued.messages.splice(0, queued.messages.length - 6));

  clock.set('2026-03-13 23:00');
  await act(ids['archivedLater']!, ['archive', { reasonCode: 'incomplete' }]);
  await act(ids['rerouted']!, ['respond', { text }]);
  await stream();
  await release.deliver(queued.messages.splice(6));
  await release.escalate({ task: 'sweep' });
  await act(ids['forwarded']!, ['comment', { text: 'Bagaimana?' }]);
  await stream();
  release.sent.answers.push({ outcome: 'failed', cause: 'timeout', arrived: false });
  await release.tell(queued.webhooks.splice(0, 1));
  return recordedState(world, release);
}

async function writeDirectory({ client, tables, clock }: World): Promise<void> {
  const writer = createDirectoryWriter(client, tables.directory);
  const record = (pk: string, sk: string, rest: object) => ({ pk, sk, ...rest }) as never;
  const webhook = { version: 1, clientId: 'app', url: 'https://hooks.example.org/tanggap' };
  const account = { email: 'kota@example.org', phone: '0911', firstName: 'Kota' };
  const keyed = { ...apiKeys['key-app'], scopes: ['complaints:write', 'complaints:read', 'updates:write', 'webhooks'] };
  await seedDirectory({ writer })([
    ...loadCity('ambon'),
    ...Object.values(officers).map((o) => record('officer', o.subject, o)),
    record('client', 'app', keyed),
    record('subscription', 'news', { ...webhook, id: 'news' }),
    record('subscription', 'above', {
      ...webhook,
      id: 'above',
      relay: { from: 'filed', addstream: { url: 'https://above.example.org', account } },
    }),
  ]);
  const keeper = createSecretKeeper(client, tables.directory);
  for (const id of ['news', 'above']) await keeper.keep(id, secretsFor(id, [secretOf(1)], 'token'));
  const { version: _, ...rest } = ambon.agencies.find(({ id }) => id === agencyId)!;
  const directory = openRelease({ client, tables, clock }).readers.directory;
  await putRecord({
    directory,
    editor: createDirectoryEditor(client, tables.directory),
    clock,
    open: { openIn: async () => ({ count: 0, first: [] }) },
    endpoints: { problem: async () => undefined },
  } as never)({
    subject: officers.admin.subject,
    path: 'agencies',
    id: agencyId,
    body: { ...rest, name: 'Dinas Perhubungan Kota', expectedVersion: 1 },
  });
}
