/** The public list as JSON: what it narrows by, how it pages, and what it never shows. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemOf } from '../../../functions/http/problem.ts';
import { listComplaints } from '../../../functions/query/list-complaints.ts';
import { wit } from '../../support/ambon.ts';
import { filed, steps, story, type Step } from '../../support/complaints.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { fakePublicLists } from '../../support/fakes/public-lists.ts';
import { fakeComplaintStore, fakeFilingStore, memoryTable } from '../../support/fakes/table.ts';
import type { Window } from '../../../functions/domain/complaint/ports.ts';
import type { Filing } from '../../../functions/domain/complaint/filing.ts';

const now = '2026-04-20 10:00';
const ids = ['AMB-7K3Q9C5', 'AMB-222222G', 'AMB-333333S'] as const;

async function office(...filings: [id: string, at: string, over?: Partial<Filing>, more?: Step[]][]) {
  const table = memoryTable();
  for (const [id, at, over = {}, more = steps.forwarded(at)] of filings) {
    const { changes } = story(filed(at, { id, serviceCode: 'lampu-jalan', areaCode: '81.71.02.1019', ...over }), more);
    await fakeFilingStore(table).file(changes[0]!, undefined, undefined);
    for (const change of changes.slice(1)) await fakeComplaintStore(table).save(change);
  }
  const list = listComplaints({
    lists: fakePublicLists(table),
    directory: fakeDirectory(),
    clock: { now: () => wit(now) },
  });
  return async (query: Record<string, string> = {}) => {
    const page = await list(query);
    return { ...page, ids: page.complaints.map((c) => c.trackingId) };
  };
}

const wrongWay = 'must be earlier than to, by at most 366 days';
const noYear = 'not a year in which anything was filed';
const cursor = (text: string) => Buffer.from(text).toString('base64url');

describe('the public list', () => {
  test('has the newest first, without persons', async () => {
    const list = await office(
      [ids[0], '2026-04-01 10:00'],
      [ids[1], '2026-04-02 10:00'],
      [ids[2], '2026-04-03 10:00', {}, []],
    );
    const page = await list();
    expect(page).toMatchObject({ ids: [ids[1], ids[0]], next: null });
    expect(page.complaints[0]).toMatchObject({ status: 'FORWARDED', serviceName: 'Lampu jalan', open: true });
    expect(JSON.stringify(page.complaints)).not.toMatch(/clientId|channel|anonymous|secret/i);
  });

  test('has reports scrubbed, and places to three decimals', async () => {
    const list = await office([
      ids[0],
      '2026-04-01 10:00',
      { text: { description: 'Padam, WA 0812 3456 7890', address: 'Jl. Rahasia' }, lat: -3.69547, long: 128.18149 },
    ]);
    const { complaints } = await list();
    expect(complaints.map((c) => c.report)).toEqual([
      {
        title: null,
        description: 'Padam, WA [TELP]',
        location: { lat: -3.695, long: 128.181, areaCode: '81.71.02.1019' },
      },
    ]);
    expect(JSON.stringify(complaints)).not.toContain('Rahasia');
  });

  test('narrows by status, service, agency and area', async () => {
    const list = await office(
      [ids[0], '2026-04-01 10:00', {}, steps.closed('2026-04-01 10:00')],
      [ids[1], '2026-04-02 10:00', { serviceCode: 'sampah', areaCode: '81.71.01.1001' }],
    );
    expect((await list({ status: 'closed' })).ids).toEqual([ids[0]]);
    expect((await list({ status: 'open' })).ids).toEqual([ids[1]]);
    expect((await list({ status: 'FORWARDED,CLOSED' })).ids).toEqual([ids[1], ids[0]]);
    expect((await list({ serviceCode: 'sampah' })).ids).toEqual([ids[1]]);
    expect((await list({ areaCode: '81.71.02.1019' })).ids).toEqual([ids[0]]);
    expect((await list({ agencyId: 'dinas-perhubungan' })).ids).toHaveLength(2);
    expect((await list({ agencyId: 'bpbd' })).ids).toEqual([]);
  });

  test('takes local days, both included, and instants; 90 days unless said otherwise', async () => {
    const list = await office([ids[0], '2026-01-10 10:00'], [ids[1], '2026-04-02 00:00'], [ids[2], '2026-04-03 23:59']);
    expect((await list()).ids).toEqual([ids[2], ids[1]]);
    expect((await list({ from: '2026-04-02', to: '2026-04-02' })).ids).toEqual([ids[1]]);
    expect((await list({ from: '2026-04-03', to: '2026-04-03' })).ids).toEqual([ids[2]]);
    expect((await list({ from: '2026-01-01' })).ids).toHaveLength(3);
    expect((await list({ from: '2026-04-01T15:00:00Z', to: '2026-04-01T15:00:00Z' })).ids).toEqual([ids[1]]);
  });

  test('goes by last change on demand, for who keeps a copy', async () => {
    const list = await office(
      [ids[0], '2026-01-10 10:00', {}, steps.inProgress('2026-04-10 10:00')],
      [ids[1], '2026-04-02 00:00'],
    );
    expect((await list({ changedSince: '2026-04-01' })).ids).toEqual([ids[1], ids[0]]);
    expect((await list({ changedSince: '2026-04-05' })).ids).toEqual([ids[0]]);
    expect((await list({ changedSince: '2030-01-01' })).ids).toEqual([]);
  });

  test('is read page by page', async () => {
    const list = await office([ids[0], '2026-04-01 10:00'], [ids[1], '2026-04-02 10:00'], [ids[2], '2026-04-03 10:00']);
    const first = await list({ limit: '2' });
    const second = await list({ limit: '2', cursor: first.next! });
    expect([first.ids, second.ids, second.next]).toEqual([[ids[2], ids[1]], [ids[0]], null]);
  });

  test.each([
    [{ status: 'buka' }, 'status', undefined],
    [{ from: 'kemarin' }, 'from', 'a date, or a date and time with zone'],
    [{ from: '2026-04-02T00:00:00' }, 'from', 'a date, or a date and time with zone'],
    [{ from: '2026-04-02', to: '2026-04-01' }, 'from', wrongWay],
    [{ from: '2024-01-01', to: '2026-01-01' }, 'from', wrongWay],
    [{ from: '2025-04-01T00:00:00Z', to: '2026-04-02T00:00:00.001Z' }, 'from', wrongWay],
    [{ from: '0001-01-01' }, 'from', noYear],
    [{ from: '1970-01-01' }, 'from', noYear],
    [{ to: '9999-12-31' }, 'to', noYear],
    [{ changedSince: '2026-04-01', from: '2026-04-01' }, 'changedSince', 'cannot be combined with from or to'],
    [{ changedSince: '2026-04-01', to: '2026-04-01' }, 'changedSince', 'cannot be combined with from or to'],
    [{ cursor: 'bm90IGEgY3Vyc29y' }, 'cursor', undefined],
    [{ cursor: cursor(`x2026-04-01T00:00:00.000Z#${ids[0]}`) }, 'cursor', undefined],
    [{ cursor: cursor(`2026-04-01T00:00:00.000Z#${ids[0]}x`) }, 'cursor', undefined],
    [{ limit: '101' }, 'limit', undefined],
    [{ lain: 'x' }, 'lain', 'unknown field'],
  ])('refuses %j and names %s', async (query, field, message) => {
    const list = await office();
    const error = await list(query as Record<string, string>).catch((caught: unknown) => caught);
    expect(problemOf(error)).toMatchObject({
      status: 400,
      errors: [{ field: expect.stringContaining(field), ...(message === undefined ? {} : { message }) }],
    });
  });

  test.each([
    { from: '2025-04-01T00:00:00.001Z', to: '2026-04-02T00:00:00.001Z' },
    { from: '2026-04-01', to: '2026-04-01' },
    { from: '2026-04-01T00:00:00+09:00' },
    { from: '1970-01-02', to: '1970-01-02' },
  ])('takes %j', async (query) => {
    const list = await office();
    await expect(list(query as Record<string, string>)).resolves.toMatchObject({ ids: [] });
  });

  test('asks for windows to the millisecond', async () => {
    const asked: Window[] = [];
    const lists = fakePublicLists(memoryTable());
    const list = listComplaints({
      lists: {
        ...lists,
        received: (window, ...rest) => (asked.push(window), lists.received(window, ...rest)),
        changed: (window, ...rest) => (asked.push(window), lists.changed(window, ...rest)),
      },
      directory: fakeDirectory(),
      clock: { now: () => wit(now) },
    });
    const windowOf = async (query: Record<string, string>) => {
      await list(query);
      const { from, to } = asked.at(-1)!;
      return [from.toISOString(), to.toISOString()];
    };
    const present = '2026-04-20T01:00:00.000Z';
    expect(await windowOf({})).toEqual(['2026-01-20T01:00:00.000Z', present]);
    expect(await windowOf({ to: '2026-04-01' })).toEqual(['2026-01-01T14:59:59.999Z', '2026-04-01T14:59:59.999Z']);
    expect((await windowOf({ to: '2026-04-01T00:00:00Z' }))[1]).toBe('2026-04-01T00:00:00.999Z');
    expect((await windowOf({ to: '2026-04-01T00:00:00.500Z' }))[1]).toBe('2026-04-01T00:00:00.500Z');
    expect(await windowOf({ changedSince: '2026-04-01' })).toEqual(['2026-03-31T15:00:00.000Z', present]);
    expect(await windowOf({ changedSince: '2024-04-01T00:00:00Z' })).toEqual([
      '2024-04-01T00:00:00.000Z',
      '2025-04-02T00:00:00.000Z',
    ]);
    expect(await windowOf({ changedSince: '2027-04-01T00:00:00Z' })).toEqual([
      '2027-04-01T00:00:00.000Z',
      '2027-04-01T00:00:00.000Z',
    ]);
  });

  test('whatever is asked, answers or says what is wrong', async () => {
    const list = await office([ids[0], '2026-04-01 10:00']);
    const names = ['status', 'serviceCode', 'agencyId', 'areaCode', 'from', 'to', 'changedSince', 'limit', 'cursor'];
    const value = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
      fc.constantFrom('open', '1', '100', '2026-04-01', '0000-00-00', '1970-01-01', '9999-12-31T23:59:59-12:00'),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value), async (query) => {
        const answer = await list(query).catch((error: unknown) => problemOf(error));
        expect(answer).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});
