/** What is stored of a complaint: small, without identity, without free text (docs/design.md#data). Raw items, read as a thief would. */
import { GetCommand, QueryCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { complaintItem, queueOf } from '../../functions/adapters/dynamodb/complaints/complaint-items.ts';
import { createQueueReader } from '../../functions/adapters/dynamodb/complaints/complaint-indexes.ts';
import type { Complaint } from '../../functions/domain/complaint/complaint.ts';
import { decide } from '../../functions/domain/complaint/transition.ts';
import { fileComplaint } from '../../functions/intake/file-complaint.ts';
import { ambon, findDangerInAmbon, rulesAt } from '../support/ambon.ts';
import { command, filed, steps, story, type Step } from '../support/complaints.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { apiKeys, fakeDirectory } from '../support/fakes/directory.ts';
import { fakeQuotaCounter } from '../support/fakes/quotas.ts';
import { fakeCipher, fakeMac } from '../support/fakes/keys.ts';
import type { ComplaintTables } from '../../functions/adapters/dynamodb/complaints/change-parts.ts';
import { engineOfThisFile, realStores } from '../support/stores.ts';

const engine = engineOfThisFile();
let table: string;
let tables: ComplaintTables;
beforeAll(async () => {
  tables = await (await engine()).newTables();
  table = tables.complaints;
});

/** DynamoDB's size of an item: names and values in UTF-8, numbers a byte per two digits and one more, lists and maps 3 and 1 per member. */
function size(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(Math.abs(value)).replace('.', '').length / 2) + 1;
  if (typeof value === 'boolean') return 1;
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, v) => sum + size(v) + 1, 0);
  return 3 + members(value as object);
}
const members = (item: object): number =>
  Object.entries(item).reduce(
    (sum, [name, v]) => sum + (v === undefined ? 0 : Buffer.byteLength(name) + size(v) + 1),
    0,
  );
const itemSize = (c: Complaint): number =>
  Object.entries(complaintItem(c)).reduce(
    (sum, [name, v]) => sum + (v === undefined ? 0 : Buffer.byteLength(name) + size(v)),
    0,
  );

const longest = (texts: string[]): string => texts.sort((a, b) => b.length - a.length)[0]!;

describe('a complaint item', () => {
  const worst = filed('2026-03-13 10:00', {
    class: 'permintaan-informasi',
    serviceCode: longest(ambon.services.map((s) => s.code)),
    areaCode: '81.71.02.1019',
    lat: -3.695_412_345_678,
    long: 128.181_412_345_678,
    hintAgencyId: longest(ambon.agencies.map((a) => a.id)),
    autoForwardTo: longest(ambon.agencies.map((a) => a.id)),
    clientId: 'c'.repeat(64),
    phoneMac: Buffer.alloc(32, 7).toString('base64url'),
    anonymous: true,
    confidential: true,
  });
  /** The reporter objects and the agency answers, again and again. */
  const objections = (times: number): Step[] =>
    Array.from({ length: times }, (_, i): Step[] => [
      [`2026-0${4 + i}-06 10:00`, 'object', 'reporter', { text: 'Belum.' }],
      [`2026-0${4 + i}-20 10:00`, 'answer', 'owner', { text: 'Sudah.' }],
    ]).flat();

  test.each<[string, string, Step[]]>([
    ['just filed, by a client of 64 characters', 'c'.repeat(64), []],
    ['answered, by a client of 64 characters', 'c'.repeat(64), steps.answered('2026-03-16 10:00')],
    [
      'answered after a promise that was postponed',
      'aplikasi',
      [
        ...steps.inProgress('2026-03-16 10:00'),
        ['2026-03-17 10:00', 'answer', 'owner', { text: 'a', outcome: 'scheduled', scheduledOn: '2026-04-15' }],
        ['2026-04-13 10:00', 'answer', 'owner', { text: 'b', outcome: 'scheduled', scheduledOn: '2026-05-15' }],
        ['2026-05-13 10:00', 'answer', 'owner', { text: 'c', outcome: 'cannot', cannotCode: 'authority' }],
      ],
    ],
    // Each pause of the total is 26 bytes more.
    ['objected to twice and answered again', 'aplikasi', [...steps.answered('2026-03-16 10:00'), ...objections(2)]],
  ])('stays under 1 kB at its worst: %s', (_, clientId, more) => {
    const { complaint } = story({ ...worst, complaint: { ...worst.complaint, clientId } }, more);
    expect(itemSize(complaint)).toBeLessThan(1024);
  });

  test('leaves the indexes when it closes', () => {
    const { complaint } = story(worst, steps.closed('2026-03-16 10:00'));
    expect(Object.keys(complaintItem(complaint)).filter((k) => /^(queue|wake)/.test(k))).toEqual([]);
    expect(queueOf(complaint)).toBeUndefined();
  });
});

describe('of a report with everything in it', () => {
  const secretsOf = {
    name: 'Nama Pelapor',
    phone: '08114706999',
    email: 'warga@example.org',
    description: 'Isi laporan yang panjang.',
    title: 'Judul laporan',
    address: 'Jalan Pattimura 1',
    landmark: 'dekat lapangan',
    reference: 'rujukan-klien',
    note: 'catatan petugas',
  };
  const { name, phone, email, description, title, address, landmark, reference, note } = secretsOf;

  test('identity and text are in their own items and nowhere else, and the key is kept nowhere', async () => {
    const { client } = await engine();
    const stores = realStores(await engine(), tables);
    const file = fileComplaint({
      directory: fakeDirectory(),
      findDanger: findDangerInAmbon,
      store: stores.filing,
      candidates: stores.candidates,
      onCandidatesUnread: () => undefined,
      quotas: fakeQuotaCounter(),
      cipher: fakeCipher,
      mac: fakeMac,
      clock: manualClock('2026-03-13 10:00'),
      random: (n) => new Uint8Array(n),
    });
    const receipt = await file({
      apiKey: Object.keys(apiKeys)[0],
      idempotencyKey: 'kunci-1',
      body: { description, title, location: { address, landmark }, reporter: { name, phone, email }, reference },
    });
    const complaint = await stores.store.get(receipt.trackingId);
    await stores.store.save(decide(complaint!, command('note', 'staff', { text: note }), rulesAt('2026-03-13 11:00')));

    const pages = await Promise.all(
      [
        [table, receipt.trackingId],
        [table, 'idempotency#app#kunci-1'],
        [tables.identities, receipt.trackingId],
      ].map(([TableName, pk]) =>
        client.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': pk },
          }),
        ),
      ),
    );
    const items = pages.flatMap((p) => p.Items ?? []);
    const telling = (forbidden: string[]) =>
      items
        .filter((i) => forbidden.some((f) => JSON.stringify(i).includes(f)))
        .map((i) => `${i['pk'] === receipt.trackingId ? '' : 'elsewhere '}${i['sk']}`);

    expect(items.map((i) => i['sk'])).toEqual([
      'complaint',
      'event#000001',
      'event#000002',
      'text#000001',
      'text#000002',
      'idempotency',
      'identity',
    ]);
    expect(telling([name, phone, '+628114706999', email])).toEqual([]);
    expect(telling([description, title, address, landmark, reference])).toEqual(['text#000001']);
    expect(telling([note])).toEqual(['text#000002']);
    expect(telling([receipt.reporterSecret, 'key-app'])).toEqual([]);
  });
});

describe('an index that lags behind the table', () => {
  test('shows an agency no complaint that has left its queue', async () => {
    const { client } = await engine();
    const own = await (await engine()).newTable('complaints');
    const { complaint } = story(filed('2026-03-13 10:00'), steps.forwarded('2026-03-13 11:00'));
    const stale = { ...complaintItem(complaint), queueKey: 'agency#bpbd' };
    await client.send(new PutCommand({ TableName: own, Item: stale }));

    expect(await createQueueReader(client, own).queue('agency#bpbd', 25)).toEqual({ items: [] });
    expect(
      (await client.send(new GetCommand({ TableName: own, Key: { pk: complaint.id, sk: 'complaint' } }))).Item,
    ).toEqual(stale);
  });
});
