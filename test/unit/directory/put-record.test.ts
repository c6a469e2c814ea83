/** PUT of a record and of a holiday: what is refused before anything is stored, and what is kept beside the fields sent. */
import { describe, expect, test } from 'vitest';
import { putHoliday, withdrawHoliday } from '../../../functions/directory/edit-holidays.ts';
import { putRecord } from '../../../functions/directory/put-record.ts';
import { unstorable } from '../../../functions/directory/storable.ts';
import { directoryOffice } from '../../support/directory-office.ts';
import { officers } from '../../support/staff.ts';

const { subject } = officers.admin;

function office() {
  const made = directoryOffice();
  const put = (path: string, id: string, body: unknown) => putRecord(made.deps)({ subject, path, id, body });
  return { ...made, put };
}
const faultsOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => 'stored',
    (error: { fields?: unknown }) => error.fields ?? error,
  );

describe('a record', () => {
  const client = { name: 'Klien', scopes: ['complaints:read'], status: 'active', quota: { perMinute: 1, perDay: 1 } };

  test('of a client keeps the keys it has, which have paths of their own', async () => {
    const { put } = office();
    expect(await put('clients', 'app', { ...client, expectedVersion: 1 })).toMatchObject({
      created: false,
      record: { name: 'Klien', version: 2, keys: [{ keyId: 'key-app' }] },
    });
    expect(await put('clients', 'baru', client)).toMatchObject({ created: true, record: { keys: [], version: 1 } });
    expect(await faultsOf(put('clients', 'lain', { ...client, keys: [] }))).toEqual([
      { field: 'keys', message: 'keys are created by POST /v1/admin/clients/{id}/keys' },
    ]);
  });

  test.each([
    [{ reason: 'S' }, 'reason'],
    [{ reason: 'SK' }, 'reason'],
    [{ reason: 'x'.repeat(201) }, 'reason'],
    [{ expectedVersion: -1 }, 'expectedVersion'],
    [{ expectedVersion: 0.5 }, 'expectedVersion'],
    [{ name: 'half \ud83d' }, 'name'],
  ])('with %j is refused', async (over, field) => {
    const { put, memory } = office();
    expect(await faultsOf(put('clients', 'baru', { ...client, ...over }))).toMatchObject([{ field }]);
    expect(memory.edits).toEqual([]);
  });

  test('that is no object is refused', async () => {
    for (const body of [undefined, null, 'x', []])
      expect(await faultsOf(office().put('clients', 'baru', body))).toMatchObject([{ field: 'body' }]);
  });

  test('keeps why it was edited', async () => {
    const { put, memory } = office();
    await put('clients', 'baru', { ...client, reason: 'SK 1' });
    expect(memory.edits).toMatchObject([{ reason: 'SK 1', after: { name: 'Klien' } }]);
  });
});

describe('a subscription', () => {
  const news = { clientId: 'reader', url: 'https://hooks.example.org/tanggap' };
  const good = 'https://upstream.example.org/';
  const relay = (url: string) => ({ addstream: { url } });

  test.each<[object, [string, string][] | 'stored' | string[]]>([
    [{ url: 'https://bad.example.org/' }, [['url', 'https://bad.example.org/ is not to be called']]],
    [
      { relay: relay('https://bad.example.org/up') },
      [['relay.addstream.url', 'https://bad.example.org/up is not to be called']],
    ],
  ])('with %j is refused by the endpoint', async (over, faults) => {
    const { put, memory } = office();
    const found = (await faultsOf(put('subscriptions', 'news', { ...news, ...over, expectedVersion: 1 }))) as {
      field: string;
      message: string;
    }[];
    expect(found.map(({ field, message }) => [field, message])).toEqual(faults);
    expect(memory.edits).toEqual([]);
  });

  test('whose endpoints may be called is stored; other kinds have no endpoints', async () => {
    const { put, deps, memory } = office();
    memory.records.set('client/reader', {
      ...(memory.records.get('client/app') as object),
      clientId: 'reader',
      scopes: ['webhooks'],
    } as never);
    expect(await put('subscriptions', 'news', { ...news, url: good, expectedVersion: 1 })).toMatchObject({
      record: { url: good },
    });
    deps.endpoints.problem = async () => 'never';
    const { id: _, version: __, ...fields } = memory.records.get('agency/bpbd') as Record<string, unknown>;
    expect(await put('agencies', 'bpbd', { ...fields, expectedVersion: 1 })).toMatchObject({ created: false });
  });
});

describe('a holiday', () => {
  const declared = { name: 'Libur daerah', kind: 'LOCAL', decree: 'SE 7/2026' };
  const at = { subject, year: '2026', date: '2026-05-05' };
  const holidays = (made: ReturnType<typeof office>) =>
    (made.memory.records.get('calendar/2026') as { holidays: { date: string; name: string }[] }).holidays;

  test('takes its place among the others, and replaces one of its day', async () => {
    const made = office();
    const before = holidays(made).length;
    await putHoliday(made.deps)({ ...at, body: { ...declared, expectedVersion: 1 } });
    await putHoliday(made.deps)({ ...at, body: { ...declared, name: 'Libur lain', expectedVersion: 2 } });
    const dates = holidays(made).map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(dates).toHaveLength(before + 1);
    expect(holidays(made)).toContainEqual({ date: at.date, ...declared, name: 'Libur lain' });
  });

  test.each([
    [{ expectedVersion: 0 }, 'expectedVersion'],
    [{ expectedVersion: 1.5 }, 'expectedVersion'],
    [{ decree: 'x' }, 'decree'],
    [{ date: '2026-05-06' }, 'date'],
    [{ name: 'half \ud83d' }, 'name'],
  ])('with %j is refused', async (over, field) => {
    const run = putHoliday(office().deps)({ ...at, body: { ...declared, expectedVersion: 1, ...over } });
    expect(await faultsOf(run)).toMatchObject([{ field }]);
  });

  test.each(['2026-5-5', 'besok', '2026-02-30', ''])('on %j is refused', async (date) => {
    const run = putHoliday(office().deps)({ ...at, date, body: { ...declared, expectedVersion: 1 } });
    expect(await faultsOf(run)).toEqual([{ field: 'date', message: 'must be a day as YYYY-MM-DD' }]);
  });

  test('of a year that is not loaded is not found', async () => {
    const run = putHoliday(office().deps)({
      ...at,
      year: '2050',
      date: '2050-05-05',
      body: { ...declared, expectedVersion: 1 },
    });
    await expect(run).rejects.toMatchObject({
      name: 'NotFound',
      message: 'the calendar of 2050 is not loaded: PUT /v1/admin/holidays/2050 first',
    });
  });

  test('over another version of the year is refused with the year as it is', async () => {
    const made = office();
    const run = putHoliday(made.deps)({ ...at, body: { ...declared, expectedVersion: 2 } });
    await expect(run).rejects.toMatchObject({
      name: 'RecordConflict',
      message: 'the year has changed since you read it: read it again and repeat the edit',
      current: { year: 2026, version: 1 },
    });
  });

  test('is withdrawn by a decree, and only if it is one', async () => {
    const made = office();
    const withdraw = (date: string, query: Record<string, string>) =>
      withdrawHoliday(made.deps)({ ...at, date, query });
    await expect(withdraw('2026-05-05', { expectedVersion: '1', decree: 'SE 8/2026' })).rejects.toMatchObject({
      name: 'NotFound',
      message: '2026-05-05 is not a holiday of the calendar',
    });
    for (const query of [{ expectedVersion: '1' }, { expectedVersion: 'x', decree: 'SE 8' }, { decree: 'SE 8' }])
      expect(await faultsOf(withdraw('2026-01-01', query as Record<string, string>))).toBeInstanceOf(Array);
    const before = holidays(made).length;
    await withdraw('2026-01-01', { expectedVersion: '1', decree: 'SE 8/2026' });
    expect(holidays(made)).toHaveLength(before - 1);
    expect(made.memory.edits).toMatchObject([{ reason: 'SE 8/2026', edit: 2 }]);
  });
});

describe('what no table can keep', () => {
  const size = 'is too large or too small to be stored';

  test.each([
    ['half \ud83d', 'contains half a character: send valid Unicode'],
    ['a\u0000b', 'contains control characters'],
    [1.1e15, size],
    [-1.1e15, size],
    [0.9e-9, size],
    [-0.9e-9, size],
  ])('%j', (value, message) => {
    expect(unstorable(value)).toEqual([{ field: 'body', message }]);
    expect(unstorable({ a: [value] })).toEqual([{ field: 'a.0', message }]);
  });

  test.each([0, 1e15, -1e15, 1e-9, -1e-9, '💡 a\nb', null, true, undefined])('is not %j', (value) =>
    expect(unstorable({ a: value })).toEqual([]),
  );
});
