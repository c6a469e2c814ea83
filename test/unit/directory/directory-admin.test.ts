/** The admin API's use cases over a directory in memory: who may, what a hand-over shows, and that no input breaks anything. */
import * as fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, test } from 'vitest';
import { handOver } from '../../../functions/directory/hand-over.ts';
import { putRecord } from '../../../functions/directory/put-record.ts';
import { listEdits, listRecords, readRecord } from '../../../functions/directory/read-records.ts';
import { unstorable } from '../../../functions/directory/storable.ts';
import { putHoliday, withdrawHoliday } from '../../../functions/directory/edit-holidays.ts';
import type { Officer } from '../../../functions/domain/city/records.ts';
import { phoneMac } from '../../../functions/access/secrets.ts';
import { recordKinds } from '../../../functions/domain/administration/record-kinds.ts';
import { Forbidden } from '../../../functions/domain/kernel/errors.ts';
import { problemOf, type Problem } from '../../../functions/http/problem.ts';
import { loadCity } from '../../../lib/city/index.ts';
import type { cityHall } from '../../support/city-hall.ts';
import { ambon } from '../../support/ambon.ts';
import { agencyId, filed, steps } from '../../support/complaints.ts';
import { directoryOffice } from '../../support/directory-office.ts';
import { fakeMac, fakeOfficerPhones } from '../../support/fakes/keys.ts';
import { officers } from '../../support/staff.ts';

const subject = officers.admin.subject;

const adminOffice = directoryOffice;

describe('who may', () => {
  test.each(Object.entries(officers))('%s', async (name, officer) => {
    const { deps } = adminOffice();
    const allowed = async (run: Promise<unknown>) =>
      run.then(
        () => true,
        (error: unknown) => !(error instanceof Forbidden),
      );
    const request = { subject: officer.subject, path: 'agencies' };
    expect(await allowed(listRecords(deps)({ ...request, query: {} }))).toBe(name === 'admin' || name === 'auditor');
    expect(await allowed(listEdits(deps)({ ...request, id: 'bpbd' }))).toBe(name === 'admin' || name === 'auditor');
    expect(await allowed(handOver(deps)({ subject: officer.subject, officer: subject }))).toBe(
      name === 'admin' || name === 'auditor',
    );
    expect(await allowed(putRecord(deps)({ ...request, id: 'bpbd', body: {} }))).toBe(name === 'admin');
  });
});

describe("an officer's phone", () => {
  const number = '0812-3456-7890';
  const record = { name: 'Nama', role: 'liaison', office: 'liaison', agencies: [agencyId] };
  const put = (deps: ReturnType<typeof adminOffice>['deps'], id: string, body: object) =>
    putRecord(deps)({ subject, path: 'officers', id, body: { ...record, ...body } });
  const everything = (office: ReturnType<typeof adminOffice>): string =>
    JSON.stringify([[...office.memory.records.values()], office.memory.edits]);

  test('is kept as a MAC in the record and as a ciphertext beside it; its digits are nowhere', async () => {
    const office = adminOffice();
    const { record: stored } = await put(office.deps, 'sub-a', { phone: number });
    expect(stored).toMatchObject({ phoneMac: await phoneMac(fakeMac, '+6281234567890') });
    expect(everything(office)).not.toMatch(/3456/);
    expect(office.memory.phones.get('sub-a')).toEqual(await fakeOfficerPhones.encrypt('sub-a', '+6281234567890'));
  });

  test('stays when a PUT says nothing of it or repeats the MAC that was shown, changes with phone, ends with null', async () => {
    const { deps, memory } = adminOffice();
    const first = (await put(deps, 'sub-a', { phone: number })).record as Officer;
    const silent = (await put(deps, 'sub-a', { expectedVersion: 1, name: 'Lain' })).record as Officer;
    const shown = (await put(deps, 'sub-a', { expectedVersion: 2, phoneMac: first.phoneMac })).record as Officer;
    expect([silent.phoneMac, shown.phoneMac]).toEqual([first.phoneMac, first.phoneMac]);
    const other = (await put(deps, 'sub-a', { expectedVersion: 3, phone: '+6281199999999' })).record as Officer;
    expect(other.phoneMac).not.toBe(first.phoneMac);
    const none = (await put(deps, 'sub-a', { expectedVersion: 4, phone: null })).record;
    expect(none).not.toHaveProperty('phoneMac');
    expect(memory.phones.get('sub-a')).toBeNull();
  });

  const mobile = 'must be a mobile number of Indonesia, such as +6281234567890';

  test.each([
    ['phone', { phone: '0911-312345' }, mobile],
    ['phone', { phone: 'rahasia' }, mobile],
    ['phone', { phone: 811 }, 'must be a number as text, or null to remove it'],
    ['phoneMac', { phoneMac: 'A'.repeat(43) }, 'is derived from phone: send phone instead'],
  ])('is refused by its field %s as %j, and nothing is stored', async (field, body, message) => {
    const { deps, memory } = adminOffice();
    const refused = await put(deps, 'sub-a', body).catch((error: unknown) => problemOf(error));
    expect(refused).toMatchObject({ status: 400, errors: [{ field, message }] });
    expect([memory.edits, [...memory.phones]]).toEqual([[], []]);
  });

  test('is not encrypted for a subject that is none', async () => {
    const { deps } = adminOffice();
    const encrypted: string[] = [];
    const officerPhones = { encrypt: async (who: string) => (encrypted.push(who), new Uint8Array()) };
    await expect(put({ ...deps, officerPhones }, ' ', { phone: number })).rejects.toMatchObject({
      fields: [{ field: 'subject' }],
    });
    expect(encrypted).toEqual([]);
  });

  test("cannot be another officer's, unless that one has left", async () => {
    const { deps } = adminOffice();
    await put(deps, 'sub-a', { phone: number });
    const taken = await put(deps, 'sub-b', { phone: '+62 812 3456 7890' }).catch((error: unknown) => problemOf(error));
    expect(taken).toMatchObject({ status: 400, errors: [{ field: 'phone' }] });
    await put(deps, 'sub-a', { expectedVersion: 1, validTo: '2026-03-01' });
    expect(await put(deps, 'sub-b', { phone: number })).toMatchObject({ created: true });
  });
});

describe('a hand-over', () => {
  test("has an agency's queue for its liaison, both queues for the coordinator, none above", async () => {
    const handedOver = async (history: Parameters<ReturnType<typeof cityHall>['keep']>[1], officer: string) => {
      const { hall, deps } = adminOffice();
      const { complaint } = await hall.keep(filed('2026-03-13 08:00'), history);
      const { posts } = await handOver(deps)({ subject, officer });
      return posts.map((p) => [p.office, p.agencyId, p.open.complaints.some((c) => c.trackingId === complaint.id)]);
    };
    const forwarded = steps.forwarded('2026-03-13 08:30');
    const kept = [['2026-03-13 09:00', 'keep', 'coordinator']] as const;
    expect(await handedOver(forwarded, 'sub-liaison')).toEqual([['liaison', agencyId, true]]);
    expect(await handedOver(forwarded, 'sub-coordinator')).toEqual([['coordinator', null, false]]);
    expect(await handedOver([], 'sub-coordinator')).toEqual([['coordinator', null, true]]);
    expect(await handedOver(kept, 'sub-coordinator')).toEqual([['coordinator', null, true]]);
    expect(await handedOver(forwarded, 'sub-mayor')).toEqual([['mayor', null, false]]);
    expect(await handedOver(forwarded, 'sub-auditor')).toEqual([]);
  });

  test('names a hundred complaints of all queues, the earliest due first, and counts them all', async () => {
    const { hall, deps } = adminOffice();
    const own = ambon.city.coordinatorAgencyId;
    for (let n = 0; n < 60; n += 1) {
      await hall.keep(filed(`2026-03-1${n % 3} 08:${10 + (n % 50)}`, { id: `AMB-C${n}` }));
      await hall.keep(filed(`2026-03-0${2 + (n % 4)} 08:00`, { id: `AMB-A${n}` }), [
        ['2026-03-11 09:00', 'verify', 'coordinator', { agencyId: own }],
      ]);
    }
    const last = await hall.keep(filed('2026-03-02 08:00', { id: 'AMB-NONE' }));
    hall.table.complaints.set('AMB-NONE', { ...last.complaint, dueAt: undefined });
    const { posts } = await handOver(deps)({ subject, officer: 'sub-coordinator' });
    const { count, complaints } = posts[0]!.open;
    expect([count, complaints.length]).toEqual([121, 100]);
    const dues = complaints.map(({ dueAt }) => dueAt);
    expect(dues).toEqual(dues.toSorted((a, b) => (a ?? '').localeCompare(b ?? '')));
    expect(dues).not.toContain(null);
  });

  test('says of a complaint without a due that it has none', async () => {
    const { hall, deps } = adminOffice();
    const { complaint } = await hall.keep(filed('2026-03-02 08:00'), steps.forwarded('2026-03-02 09:00'));
    hall.table.complaints.set(complaint.id, { ...complaint, dueAt: undefined });
    const { posts } = await handOver(deps)({ subject, officer: 'sub-liaison' });
    expect(posts[0]!.open).toEqual({ count: 1, complaints: [{ trackingId: complaint.id, dueAt: null }] });
  });

  test('names who acts in the post without the officer, deputies too', async () => {
    const absent: Officer = {
      ...officers.liaison,
      subject: 'sub-absent',
      name: 'Pergi',
      absence: { from: '2026-03-13', to: '2026-03-13' },
      deputy: 'sub-deputy',
    };
    const deputy: Officer = { ...officers.otherLiaison, subject: 'sub-deputy', name: 'Wakil', agencies: [agencyId] };
    const { deps } = directoryOffice([...Object.values(officers), absent, { ...deputy, office: undefined }]);
    const { officer, posts } = await handOver(deps)({ subject, officer: 'sub-liaison' });
    expect(officer).toEqual({ subject: 'sub-liaison', name: 'Nama sub-liaison', role: 'liaison' });
    expect(posts[0]!.successors).toEqual([{ subject: 'sub-deputy', name: 'Wakil', deputyFor: 'sub-absent' }]);
    const present = directoryOffice([...Object.values(officers), { ...absent, absence: undefined }]);
    const seen = await handOver(present.deps)({ subject, officer: 'sub-liaison' });
    expect(seen.posts[0]!.successors).toEqual([{ subject: 'sub-absent', name: 'Pergi', deputyFor: null }]);
  });

  test('of an unknown officer is not found', async () => {
    const { deps } = adminOffice();
    await expect(handOver(deps)({ subject, officer: 'sub-x' })).rejects.toMatchObject({
      name: 'NotFound',
      message: 'there is no officer sub-x',
    });
  });
});

describe('any input', () => {
  /** What was answered: the result, or the problem that the error is. Fails with the error itself when it is none we know. */
  const answered = <T>(use: Promise<T>): Promise<T | Problem> =>
    use.catch((error: unknown) => {
      const problem = problemOf(error);
      if (!problem) throw error;
      return problem;
    });

  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Record<string, unknown>>;
  const kind = fc.constantFrom('nonsense', '__proto__', ...Object.values(recordKinds).map((k) => k.path));
  const id = fc.oneof(
    fc.constantFrom('bpbd', 'profile', '2026', '1', 'lampu-jalan', 'sub-mayor', '81.71.02.1019'),
    fc.string(),
  );

  /** A seeded record with some of its members replaced by anything. */
  const damaged = fc
    .tuple(fc.constantFrom(...loadCity('ambon'), ...Object.values(officers)), json, fc.nat({ max: 20 }))
    .map(([seeded, value, which]) => {
      const { pk, sk, version, edit, ...record } = seeded as Record<string, unknown>;
      const names = Object.keys(record);
      return { ...record, [names[which % names.length]!]: value, expectedVersion: 1 };
    });
  const body = fc.oneof(json, damaged);

  test('is either stored as a record that can be read again, or refused and changes nothing', async () => {
    const { deps, memory } = adminOffice();
    await fc.assert(
      fc.asyncProperty(kind, id, body, async (path, recordId, sent) => {
        const before = memory.edits.length;
        const answer = await answered(putRecord(deps)({ subject, path, id: recordId, body: sent }));
        const stored = 'record' in answer ? answer.record : undefined;
        const { schema } = Object.values(recordKinds).find((k) => k.path === path) ?? { schema: z.undefined() };
        // Whatever was answered as stored is what is read, and of its kind; a refusal left everything as it was.
        expect(schema.safeParse(stored).success || stored === undefined).toBe(true);
        const read = stored && (await readRecord(deps)({ subject, path, id: recordId }));
        expect(read).toEqual(stored);
        expect(memory.edits.length - before).toBe(stored === undefined ? 0 : 1);
      }),
      { numRuns: 1000 },
    );
  });

  test('of a holiday is stored or refused', async () => {
    const { deps } = adminOffice();
    const day = fc.record({
      year: fc.oneof(fc.constant('2026'), fc.string()),
      date: fc.oneof(fc.constant('2026-05-05'), fc.string()),
    });
    await fc.assert(
      fc.asyncProperty(day, json, async (where, sent) => {
        for (const use of [
          putHoliday(deps)({ subject, ...where, body: sent }),
          withdrawHoliday(deps)({ subject, ...where, query: sent }),
        ])
          expect(await answered<unknown>(use)).toBeDefined();
      }),
    );
  });

  test('that no table can keep is named where it stands', () => {
    const found = unstorable({
      a: ['ok', 'half \ud83d'],
      'b\u0000': 1,
      c: { d: 1e-200, e: 1e300, f: 0, g: -3.7 },
      h: null,
    });
    expect(found.map((f) => f.field)).toEqual(['a.1', 'body', 'c.d', 'c.e']);
  });
});
