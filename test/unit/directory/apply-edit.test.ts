/** An edit of a record: over the version that was seen, of a valid whole, and never of what is still needed. */
import { describe, expect, test } from 'vitest';
import { applyEdit, checkEdit, type Edit } from '../../../functions/directory/apply-edit.ts';
import { hashCanonical } from '../../../functions/domain/kernel/canonical.ts';
import { RecordConflict, RecordInUse } from '../../../functions/domain/kernel/errors.ts';
import { filed, steps } from '../../support/complaints.ts';
import { directoryOffice } from '../../support/directory-office.ts';
import { officers } from '../../support/staff.ts';

type Over = Partial<Edit> & { change?: Record<string, unknown> };

function desk() {
  const office = directoryOffice();
  /** Edits a stored record, some of its members changed; `undefined` drops one. */
  const edit = (kind: Edit['kind'], id: string, { change = {}, ...over }: Over = {}): Edit => {
    const {
      version: _,
      edit: __,
      ...fields
    } = { ...(office.memory.records.get(`${kind}/${id}`) as object) } as Record<string, unknown>;
    return { kind, id, expectedVersion: 1, fields: { ...fields, ...change }, by: 'sub-admin', ...over };
  };
  return {
    ...office,
    edit,
    apply: (...args: Parameters<typeof edit>) => applyEdit(office.deps, edit(...args)),
    check: (...args: Parameters<typeof edit>) => checkEdit(office.deps, edit(...args)),
  };
}

const errorOf = (run: Promise<unknown>): Promise<unknown> => run.then(() => undefined).catch((error: unknown) => error);

describe('an edit', () => {
  test('is stored over the version seen, with who, when, why and what was there', async () => {
    const { apply, memory } = desk();
    const before = memory.records.get('agency/bpbd')!;
    const { record, warnings } = await apply('agency', 'bpbd', { change: { name: 'Badan Baru' }, reason: 'SK 1' });
    expect([record, warnings]).toEqual([{ ...before, name: 'Badan Baru', version: 2 }, []]);
    expect(memory.edits).toEqual([
      {
        kind: 'agency',
        id: 'bpbd',
        edit: 2,
        at: '2026-03-13T01:00:00.000Z',
        by: 'sub-admin',
        reason: 'SK 1',
        beforeHash: hashCanonical(before),
        after: record,
      },
    ]);
  });

  test('that is only checked stores nothing, and finds the same faults', async () => {
    const { check, memory } = desk();
    expect(await check('agency', 'bpbd', { change: { name: 'Badan Baru' } })).toMatchObject({
      before: { version: 1 },
      after: { version: 2, name: 'Badan Baru' },
      today: '2026-03-13',
    });
    expect(memory.edits).toEqual([]);
    await expect(check('agency', 'bpbd', { expectedVersion: 2 })).rejects.toThrow(RecordConflict);
  });

  test('over another version is refused with the record as it is now', async () => {
    const { apply, memory } = desk();
    const error = await errorOf(apply('agency', 'bpbd', { expectedVersion: 3 }));
    expect(error).toBeInstanceOf(RecordConflict);
    expect(error).toMatchObject({
      message: 'the record has changed since you read it: read it again and repeat the edit',
      current: memory.records.get('agency/bpbd'),
    });
    const creating = await errorOf(apply('agency', 'dinas-baru', { expectedVersion: 1 }));
    expect(creating).toMatchObject({
      message: 'there is no such record: omit expectedVersion to create it',
      current: undefined,
    });
  });

  test.each<[string, Parameters<ReturnType<typeof desk>['edit']>, object]>([
    [
      'sets the counter itself',
      ['agency', 'bpbd', { change: { version: 7 } }],
      { field: 'version', message: 'is set by the system: send expectedVersion' },
    ],
    [
      'sets a policy’s counter itself',
      ['policy', '0001', { change: { edit: 7 } }],
      { field: 'edit', message: 'is set by the system: send expectedVersion' },
    ],
    [
      'names another record than its path',
      ['agency', 'bpbd', { change: { id: 'bpbd-2' } }],
      { field: 'id', message: 'differs from the id in the path' },
    ],
    [
      'is of a second profile',
      ['city', 'lain', { expectedVersion: 0 }],
      { field: 'id', message: 'a city has one profile: profile' },
    ],
    [
      'spells a year otherwise',
      ['calendar', '02026', { expectedVersion: 0 }],
      { field: 'year', message: 'must be written 2026' },
    ],
  ])('that %s is refused', async (_, asked, fault) => {
    const { apply, memory } = desk();
    expect(await errorOf(apply(...asked))).toMatchObject({ fields: [fault] });
    expect(memory.edits).toEqual([]);
  });

  test('may repeat the id of its path, or leave it out', async () => {
    const { apply } = desk();
    await apply('agency', 'bpbd', { change: { id: 'bpbd' } });
    const { memory, deps, edit } = desk();
    const { fields, ...rest } = edit('agency', 'bpbd');
    const { id: _, ...without } = fields;
    await applyEdit(deps, { ...rest, fields: without });
    expect(memory.records.get('agency/bpbd')).toMatchObject({ id: 'bpbd', version: 2 });
  });

  test('of a new record of the profile’s kind is refused by its fields', async () => {
    const { apply } = desk();
    expect(await errorOf(apply('agency', 'dinas-baru', { expectedVersion: 0 }))).toMatchObject({
      name: 'InvalidInput',
      fields: expect.arrayContaining([expect.objectContaining({ field: 'name' })]) as unknown,
    });
  });

  test('of the profile changes it', async () => {
    const { apply } = desk();
    const { record } = await apply('city', 'profile', { change: { name: 'Kota Ambon Manise' } });
    expect(record).toMatchObject({ name: 'Kota Ambon Manise', version: 2 });
  });
});

describe('members that this release does not know', () => {
  const strange = { futureMember: 'x' };

  test('are refused from a caller, kept from the table and not shown', async () => {
    const office = desk();
    expect(await errorOf(office.apply('agency', 'bpbd', { change: strange }))).toMatchObject({
      fields: [{ field: 'futureMember' }],
    });
    const key = 'agency/bpbd';
    office.memory.records.set(key, { ...office.memory.records.get(key)!, ...strange });
    const { futureMember: _, ...fields } = office.edit('agency', 'bpbd').fields;
    const { record } = await applyEdit(office.deps, { ...office.edit('agency', 'bpbd'), fields });
    expect(record).not.toHaveProperty('futureMember');
    expect(office.memory.records.get(key)).toMatchObject(strange);
  });

  test('may stand in fields that come from the table', async () => {
    const office = desk();
    await office.apply('agency', 'bpbd', { change: strange, given: false });
    expect(office.memory.records.get('agency/bpbd')).toMatchObject({ version: 2 });
  });
});

describe('a record that is needed', () => {
  const retire = { change: { validTo: '2026-03-31' } };

  test('cannot be retired: services, areas and the city name it', async () => {
    const error = await errorOf(desk().apply('agency', 'diskominfo', retire));
    expect(error).toBeInstanceOf(RecordInUse);
    expect((error as RecordInUse).message).toMatch(
      /^still needed by city coordinatorAgencyId(, service [\w-]+)*: change those first$/,
    );
  });

  test('cannot be retired while it has open complaints; at most twenty are named', async () => {
    const office = desk();
    const agencyId = 'bpbd';
    office.memory.records.forEach((record, key) => {
      if (key.startsWith('service/') && JSON.stringify(record).includes(`"${agencyId}"`))
        office.memory.records.delete(key);
    });
    for (let n = 0; n < 21; n += 1)
      await office.hall.keep(filed('2026-03-12 08:00', { id: `AMB-${n + 10}` }), [
        ['2026-03-12 09:00', 'verify', 'coordinator', { agencyId }],
      ]);
    const error = (await errorOf(office.apply('agency', agencyId, retire))) as RecordInUse;
    expect(error.blockers).toHaveLength(20);
    expect(error.blockers[0]).toEqual({ kind: 'complaint', id: 'AMB-10' });
    expect(error.message).toMatch(
      /^still needed by complaint AMB-10, .*AMB-29 \(21 open complaints in all\): change those first$/,
    );
    const named = await office.apply('agency', agencyId, { change: { name: 'Badan Baru' } });
    expect(named.record).toMatchObject({ version: 2 });
  });

  test('names no number when all complaints are named, and is retired when there are none', async () => {
    const office = desk();
    office.memory.records.forEach((record, key) => {
      if (key.startsWith('service/') && JSON.stringify(record).includes('"bpbd"')) office.memory.records.delete(key);
    });
    await office.hall.keep(filed('2026-03-12 08:00', { id: 'AMB-1' }), [
      ['2026-03-12 09:00', 'verify', 'coordinator', { agencyId: 'bpbd' }],
    ]);
    const error = await errorOf(office.apply('agency', 'bpbd', retire));
    expect(error).toMatchObject({ message: 'still needed by complaint AMB-1: change those first' });
    office.hall.table.complaints.clear();
    expect((await office.apply('agency', 'bpbd', retire)).record).toMatchObject({ validTo: '2026-03-31' });
  });

  test('may be a service or an area: their complaints continue', async () => {
    const office = desk();
    await office.hall.keep(
      filed('2026-03-12 08:00', { serviceCode: 'lampu-jalan' }),
      steps.forwarded('2026-03-12 09:00'),
    );
    expect((await office.apply('service', 'lampu-jalan', retire)).record).toMatchObject({ version: 2 });
  });
});

describe('warnings', () => {
  test('are of officers alone: a post that nobody fills, and from when', async () => {
    const { apply } = desk();
    const { warnings } = await apply('officer', officers.mayor.subject, { change: { validTo: '2026-03-20' } });
    expect(warnings).toMatchObject([{ code: 'vacant-office', office: 'mayor', from: '2026-03-21' }]);
  });
});
