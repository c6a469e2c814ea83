/** Only the offices named may edit or read the directory, file for a citizen, or read a queue. */
import { describe, expect, test } from 'vitest';
import { officerOf, officerOfPhone, readableComplaint } from '../../../functions/access/officer.ts';
import {
  adminOf,
  assertReadsComplaints,
  assertReadsDirectory,
  assertReadsQueue,
  filerOf,
  readsOwnAgenciesOnly,
} from '../../../functions/access/offices.ts';
import { Forbidden, NotFound } from '../../../functions/domain/kernel/errors.ts';
import { filed, story } from '../../support/complaints.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { fakeDirectory } from '../../support/fakes/directory.ts';
import { officers } from '../../support/staff.ts';

type Office = keyof typeof officers;
const offices = Object.keys(officers) as Office[];
const withPhone = { ...officers.liaison, phoneMac: 'mac-1' };
const retired = { ...officers.auditor, subject: 'sub-retired', validTo: '2026-03-12', phoneMac: 'mac-2' };
const deps = {
  directory: fakeDirectory({ officers: [withPhone, ...Object.values(officers).slice(1), retired] }),
  clock: manualClock('2026-03-13 10:00'),
};

/** The offices for which a check passes; an error other than Forbidden is passed on. */
async function passing(check: (office: Office) => unknown): Promise<Office[]> {
  const passed: Office[] = [];
  for (const office of offices)
    try {
      await check(office);
      passed.push(office);
    } catch (error) {
      if (!(error instanceof Forbidden)) throw error;
    }
  return passed;
}

describe('the directory', () => {
  test('is edited by the admin alone, who is named by subject', async () => {
    expect(await passing((office) => adminOf(deps, officers[office].subject))).toEqual(['admin']);
    expect(await adminOf(deps, 'sub-admin')).toBe('sub-admin');
    await expect(adminOf(deps, 'sub-mayor')).rejects.toThrow('only an admin edits the directory');
  });

  test('is read by admin and auditor', async () => {
    expect(await passing((office) => assertReadsDirectory(deps, officers[office].subject))).toEqual([
      'auditor',
      'admin',
    ]);
    await expect(assertReadsDirectory(deps, 'sub-mayor')).rejects.toThrow('only an admin or an auditor reads');
  });
});

test('complaints are filed for citizens by coordinators and liaisons, with role and id on the event', async () => {
  expect(await passing((office) => filerOf(deps, officers[office].subject))).toEqual([
    'liaison',
    'otherLiaison',
    'coordinator',
  ]);
  expect(await filerOf(deps, 'sub-coordinator')).toEqual({ role: 'coordinator', id: 'sub-coordinator' });
  await expect(filerOf(deps, 'sub-admin')).rejects.toThrow('only coordinators and liaisons');
});

describe('a queue', () => {
  const ownOnly: Office[] = ['liaison', 'otherLiaison', 'agencyHead'];
  const agencyId = officers.liaison.agencies[0]!;

  test('of an agency is read by its own liaison and head, and by whoever reads all', async () => {
    expect(offices.filter((office) => readsOwnAgenciesOnly(officers[office]))).toEqual(ownOnly);
    expect(await passing((office) => assertReadsQueue(officers[office], agencyId))).toEqual(
      offices.filter((office) => office !== 'otherLiaison'),
    );
    expect(() => assertReadsQueue(officers.otherLiaison, agencyId)).toThrow(`${agencyId} is not your agency`);
  });

  test('of the coordinator is not for who reads their own agencies only', async () => {
    expect(await passing((office) => assertReadsQueue(officers[office], undefined))).toEqual(
      offices.filter((office) => !ownOnly.includes(office)),
    );
    expect(() => assertReadsQueue(officers.liaison, undefined)).toThrow('ask for queue=agency');
  });

  test('is not for the admin', async () => {
    expect(await passing((office) => assertReadsComplaints(officers[office]))).toEqual(
      offices.filter((office) => office !== 'admin'),
    );
    expect(() => assertReadsComplaints(officers.admin)).toThrow('may not read complaints');
  });
});

describe('an officer', () => {
  test('is the subject of the token, while in force', async () => {
    expect(await officerOf(deps, 'sub-mayor')).toEqual(officers.mayor);
    for (const subject of [undefined, 'sub-nobody', retired.subject])
      await expect(officerOf(deps, subject)).rejects.toThrow(
        new Forbidden('this account is not an officer of the city: an admin can add it'),
      );
  });

  test('is known by the phone, while in force', async () => {
    const now = deps.clock.now();
    expect(await officerOfPhone(deps.directory, 'mac-1', now)).toEqual(withPhone);
    expect(await officerOfPhone(deps.directory, 'mac-2', now)).toBeUndefined();
    expect(await officerOfPhone(deps.directory, 'mac-3', now)).toBeUndefined();
  });

  test('reads a complaint that is theirs, by an id typed as people type; any other does not exist', async () => {
    const { complaint } = story(filed('2026-03-13 10:00', { id: 'AMB-7K3Q9C5', autoForwardTo: 'dinas-pupr' }), []);
    const reader = { get: async (id: string) => (id === complaint.id ? complaint : undefined) };
    expect(await readableComplaint(reader, officers.coordinator, ' amb 7k3q9c5')).toEqual(complaint);
    for (const [who, id] of [
      [officers.liaison, complaint.id],
      [officers.admin, complaint.id],
      [officers.coordinator, 'AMB-7K3Q9CN'],
      [officers.coordinator, 'x'],
    ] as const)
      await expect(readableComplaint(reader, who, id)).rejects.toThrow(
        new NotFound('no complaint with this tracking id is visible to you'),
      );
  });
});
