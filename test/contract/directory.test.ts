/** The contract of Directory and DirectoryWriter: the seed of Ambon read back, from memory and from DynamoDB, and the cache of 60 seconds. */
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDirectory } from '../../functions/adapters/dynamodb/directory/directory.ts';
import { createDirectoryWriter } from '../../functions/adapters/dynamodb/directory/writer.ts';
import { apiKeyHash } from '../../functions/domain/city/client-keys.ts';
import { apiClient } from '../../functions/domain/city/records.ts';
import type { SeedRecord } from '../../functions/domain/administration/ports.ts';
import type { Directory } from '../../functions/domain/city/ports.ts';
import { seedDirectory, summaryOf } from '../../functions/seed/seed-directory.ts';
import { loadCity } from '../../lib/city/index.ts';
import { ambon, wit } from '../support/ambon.ts';
import { agencyId } from '../support/complaints.ts';
import { manualClock } from '../support/fakes/clock.ts';
import { apiKeys, fakeDirectory } from '../support/fakes/directory.ts';
import { officers } from '../support/staff.ts';
import { engineOfThisFile } from '../support/stores.ts';

const engine = engineOfThisFile();
const clock = manualClock('2026-03-13 10:00');
let table: string;

const people: SeedRecord[] = [
  ...Object.values(officers).map((o) => ({ pk: 'officer', sk: o.subject, ...o })),
  ...Object.values(apiKeys).map((client) => ({ pk: 'client', sk: client.clientId, ...client })),
  ...Object.entries(apiKeys).map(([key, { clientId }]) => ({ pk: 'key', sk: apiKeyHash(key), clientId, keyId: key })),
];
const writer = async (name = table) => createDirectoryWriter((await engine()).client, name);
const put = async (record: SeedRecord, name = table) =>
  (await engine()).client.send(new PutCommand({ TableName: name, Item: record }));

beforeAll(async () => {
  table = await (await engine()).newTable('directory');
  await seedDirectory({ writer: await writer() })([...loadCity('ambon'), ...people]);
});

const implementations: { name: string; open: () => Promise<Directory> }[] = [
  { name: 'in memory', open: async () => fakeDirectory() },
  { name: 'in DynamoDB', open: async () => createDirectory((await engine()).client, { table, clock }) },
  {
    name: 'in DynamoDB, uncached',
    open: async () => createDirectory((await engine()).client, { table, clock, uncached: true }),
  },
];

describe.each(implementations)('the directory $name', ({ open }) => {
  const sorted = <T>(list: T[], by: (t: T) => string) => list.toSorted((a, b) => by(a).localeCompare(by(b)));

  test('has the city, its calendar and its policies', async () => {
    const directory = await open();
    expect(await directory.city()).toEqual(ambon.city);
    expect(sorted(await directory.calendarYears(), (y) => String(y.year))).toEqual(ambon.calendar);
    expect(await directory.policies()).toEqual(ambon.policies);
  });

  test('has every service and area, one by one and in lists', async () => {
    const directory = await open();
    expect(sorted(await directory.services(), (s) => s.code)).toEqual(sorted(ambon.services, (s) => s.code));
    expect(sorted(await directory.areas(), (a) => a.code)).toEqual(sorted(ambon.areas, (a) => a.code));
    expect(await directory.service('lampu-jalan')).toEqual(ambon.services.find((s) => s.code === 'lampu-jalan'));
    expect(await directory.area('81.71.02.1019')).toEqual(ambon.areas.find((a) => a.code === '81.71.02.1019'));
    expect(await directory.agency(agencyId)).toMatchObject({ id: agencyId });
  });

  test('has nothing under an unknown id, whatever it is', async () => {
    const directory = await open();
    for (const id of ['tidak-ada', '__proto__', 'profile', '#', '💡'.repeat(200)])
      expect([
        await directory.agency(id),
        await directory.service(id),
        await directory.area(id),
        await directory.clientByKey(id),
        await directory.officer(id),
      ]).toEqual(Array(5).fill(undefined));
  });

  test('knows an API client by its key', async () => {
    const directory = await open();
    expect(await directory.clientByKey('key-app')).toEqual({ client: apiKeys['key-app'], keyId: 'key-app' });
    expect(await directory.clientByKey(apiKeyHash('key-app'))).toBeUndefined();
  });

  test.each(['a#b', '', '#', 'a b', 'x'.repeat(65)])(
    'takes no client called %j: idempotency keys of two clients could meet',
    (clientId) => {
      expect(apiClient.safeParse({ ...apiKeys['key-app'], clientId }).success).toBe(false);
    },
  );

  test('knows officers by subject, and all of them', async () => {
    const directory = await open();
    expect(await directory.officer('sub-mayor')).toEqual(officers.mayor);
    expect(sorted(await directory.officers(), (o) => o.subject)).toEqual(
      sorted(Object.values(officers), (o) => o.subject),
    );
  });
});

describe('the cache', () => {
  const holiday = (version: number): SeedRecord => ({ pk: 'calendar', sk: '2030', version, year: 2030, holidays: [] });
  const versionOf2030 = async (d: Directory) => (await d.calendarYears()).find((y) => y.year === 2030)?.version;

  test('answers from memory for 60 seconds, then reads again', async () => {
    const { client } = await engine();
    const own = await (await engine()).newTable('directory');
    const directory = createDirectory(client, { table: own, clock });
    clock.set('2026-03-13 10:00');
    await put(holiday(1), own);
    const at = async (local: string | Date) => {
      clock.set(local);
      return versionOf2030(directory);
    };
    expect(await at('2026-03-13 10:00')).toBe(1);
    await put(holiday(2), own);

    expect(await at('2026-03-13 10:00:59')).toBe(1);
    expect(await at('2026-03-13 10:01')).toBe(2);
    await put(holiday(3), own);
    expect(await at('2026-03-13 10:01:59')).toBe(2);
    // A clock set back must not keep a record for hours.
    expect(await at(wit('2026-03-13 08:00'))).toBe(3);
  });

  test('is not there for who reads uncached', async () => {
    const { client } = await engine();
    const own = await (await engine()).newTable('directory');
    const directory = createDirectory(client, { table: own, clock, uncached: true });
    await put(holiday(1), own);
    expect(await versionOf2030(directory)).toBe(1);
    await put(holiday(2), own);
    expect(await versionOf2030(directory)).toBe(2);
  });

  test('keeps no failure: the next caller tries again', async () => {
    const { client } = await engine();
    const own = await (await engine()).newTable('directory');
    const directory = createDirectory(client, { table: own, clock });
    await put({ pk: 'agency', sk: 'rusak', version: 1, id: 'rusak' }, own);
    await expect(directory.agency('rusak')).rejects.toThrow('agency rusak');
    await client.send(new DeleteCommand({ TableName: own, Key: { pk: 'agency', sk: 'rusak' } }));

    expect(await directory.agency('rusak')).toBeUndefined();
  });

  test('a directory that was never seeded says what to do', async () => {
    const { client } = await engine();
    const empty = createDirectory(client, { table: await (await engine()).newTable('directory'), clock });
    await expect(empty.city()).rejects.toThrow(/seed/);
  });
});

describe('the seed', () => {
  test('puts what is absent, once, and keeps what the city has edited', async () => {
    const own = await (await engine()).newTable('directory');
    const seed = seedDirectory({ writer: await writer(own) });
    const records = loadCity('ambon');
    const edited = { ...records.find((r) => r.sk === 'lampu-jalan')!, name: 'Lampu taman', version: 2 };
    await put(edited, own);

    const first = await seed(records);
    const second = await seed(records);

    const { client } = await engine();
    const kept = await createDirectory(client, { table: own, clock }).service('lampu-jalan');
    expect(first).toEqual({ put: records.length - 1, same: 0, differs: ['service/lampu-jalan'] });
    expect(second).toEqual({ put: 0, same: records.length - 1, differs: ['service/lampu-jalan'] });
    expect(kept?.name).toBe('Lampu taman');
  });

  test('reports in words that CloudFormation takes, however much differs', () => {
    const differs = Array.from({ length: 500 }, (_, i) => `service/${'x'.repeat(40)}${i}`);
    expect(summaryOf({ put: 1, same: 2, differs: [] })).toBe('1 put, 2 unchanged, 0 differ and were kept');
    expect(Buffer.byteLength(summaryOf({ put: 0, same: 0, differs }))).toBeLessThan(4096);
    expect(summaryOf({ put: 0, same: 0, differs })).toContain('and 480 more');
  });
});
