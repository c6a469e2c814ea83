/** What an edit of the directory may do, rule by rule, on the directory of Ambon. */
import { describe, expect, test } from 'vitest';
import { agencyRoute, calendarYear, officer } from '../../../../functions/domain/city/records.ts';
import { editFaults, withEdit, type Records } from '../../../../functions/domain/administration/edits.ts';
import { blockersOf } from '../../../../functions/domain/administration/needs.ts';
import { officerWarnings } from '../../../../functions/domain/administration/officer-warnings.ts';
import {
  recordKinds,
  type RecordKind,
  type RecordOf,
} from '../../../../functions/domain/administration/record-kinds.ts';
import { policy, policyInForce, policyOn } from '../../../../functions/domain/city/policy.ts';
import { ambon, ambonPolicy } from '../../../support/ambon.ts';
import { officers } from '../../../support/staff.ts';

const today = '2026-03-10';
const all: Records = {
  agency: ambon.agencies,
  service: ambon.services,
  area: ambon.areas,
  template: ambon.templates,
  policy: ambon.policies,
  calendar: ambon.calendar,
  city: [ambon.city],
  officer: Object.values(officers),
  client: [],
  subscription: [],
};

function edit<K extends RecordKind>(kind: K, before: RecordOf<K> | undefined, change: object, base = all) {
  const after = { ...before, ...change } as RecordOf<K>;
  return { before, after, all: withEdit(base, kind, after), today };
}
const faults = <K extends RecordKind>(kind: K, before: RecordOf<K> | undefined, change: object): string[] =>
  editFaults(kind, edit(kind, before, change)).map((f) => f.field);
const blockers = <K extends RecordKind>(kind: K, before: RecordOf<K>, change: object, base = all): string[] =>
  blockersOf(kind, edit(kind, before, change, base)).map((b) => `${b.kind} ${b.id}`);

const service = ambon.services.find((s) => s.code === 'lampu-jalan')!;
const area = ambon.areas.find((a) => a.code === '81.71.02.1019')!;
const agency = ambon.agencies.find((a) => a.id === 'dinas-perhubungan')!;
const year = ambon.calendar.at(-1)!;

describe('what was seeded', () => {
  const kinds = ['agency', 'service', 'area', 'template', 'policy', 'calendar', 'city'] as const;
  test.each(kinds)('%s may be put as it is', (kind) => {
    for (const record of all[kind]) {
      expect(editFaults(kind, edit(kind, record as never, {}) as never)).toEqual([]);
      expect(recordKinds[kind].schema.safeParse(record).success).toBe(true);
    }
  });
});

describe('a wrong edit names its field', () => {
  test.each([
    [
      'a route to an unknown agency',
      faults('service', service, { route: { agencyId: 'tidak-ada' } }),
      ['route.agencyId'],
    ],
    ['a route that leaves areas out', faults('service', service, { route: { exceptions: [] } }), ['route']],
    ['forwarding without a route', faults('service', service, { route: {} }), ['autoForward']],
    ['an unknown district agency', faults('area', area, { districtAgencyId: 'tidak-ada' }), ['districtAgencyId']],
    ['a point in another city', faults('area', area, { lat: 0, long: 0 }), ['lat', 'long']],
    ['an unknown coordinator', faults('city', ambon.city, { coordinatorAgencyId: 'x' }), ['coordinatorAgencyId']],
    [
      'another id prefix and zone',
      faults('city', ambon.city, { idPrefix: 'XYZ', zone: 'Asia/Jakarta' }),
      ['idPrefix', 'zone'],
    ],
    ['an end of the city', faults('city', ambon.city, { validTo: today }), ['validTo']],
    ['a year beyond the next', faults('calendar', undefined, { ...year, year: year.year + 2 }), ['year']],
    ['an office of another role', faults('officer', officers.liaison, { role: 'coordinator' }), ['office']],
    ['a supervisor of nothing', faults('officer', officers.mayor, { office: undefined }), ['office']],
    ['an office for an auditor', faults('officer', officers.auditor, { office: 'mayor' }), ['office']],
    ['a liaison of no agency', faults('officer', officers.liaison, { agencies: [] }), ['agencies']],
    ['an officer of an unknown agency', faults('officer', officers.liaison, { agencies: ['tidak-ada'] }), ['agencies']],
    ['an unknown deputy', faults('officer', officers.liaison, { deputy: 'tidak-ada' }), ['deputy']],
    ['oneself as deputy', faults('officer', officers.liaison, { deputy: officers.liaison.subject }), ['deputy']],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));

  test('and the next or an earlier year, or an auditor without office, is none', () => {
    expect(faults('calendar', undefined, { ...year, year: year.year + 1 })).toEqual([]);
    expect(faults('calendar', undefined, { ...year, year: ambon.calendar[0]!.year - 1 })).toEqual([]);
    expect(faults('officer', officers.auditor, {})).toEqual([]);
  });

  test('what names a retired agency is refused, unless it is retired itself', () => {
    const base = withEdit(all, 'agency', { ...agency, validTo: '2026-03-09' });
    const found = (change: object) => editFaults('service', edit('service', service, change, base)).map((f) => f.field);
    expect(found({ name: 'Lampu' })).toEqual(['route.agencyId']);
    expect(found({ validTo: '2026-03-09' })).toEqual([]);
    // An agency's last day is still one of its days.
    const lastDay = withEdit(all, 'agency', { ...agency, validTo: today });
    expect(editFaults('service', edit('service', service, {}, lastDay))).toEqual([]);
  });
});

describe('records that cannot be at all', () => {
  const holiday = (date: string) => ({ date, name: 'Hari libur', kind: 'LOCAL', decree: 'Perwali 1' });
  const messages = (holidays: object[]) =>
    calendarYear
      .safeParse({ version: 1, year: 2026, holidays })
      .error?.issues.map((i) => [i.path.join('.'), i.message]);

  test('a day of another year, a day that is there twice', () => {
    expect(messages([holiday('2026-01-02')])).toBeUndefined();
    expect(messages([holiday('2026-01-02'), holiday('2027-01-01'), holiday('2026-01-02')])).toEqual([
      ['holidays', '2027-01-01 lies in another year'],
      ['holidays', '2026-01-02 is there twice'],
    ]);
  });

  test('two owners, a track of no days, an absence that ends before it begins', () => {
    expect(agencyRoute.safeParse({ agencyId: 'a', byDistrict: true }).success).toBe(false);
    expect(agencyRoute.safeParse({ agencyId: 'a', byDistrict: false }).success).toBe(true);
    const noDays = { ...ambonPolicy, tracks: { ...ambonPolicy.tracks, ordinary: 0 } };
    expect(policy.safeParse(noDays).success).toBe(false);
    const absence = { from: '2026-03-10', to: '2026-03-09' };
    expect(officer.safeParse({ ...officers.liaison, absence }).success).toBe(false);
    expect(officer.safeParse({ ...officers.liaison, absence: { ...absence, to: absence.from } }).success).toBe(true);
  });
});

describe('a retirement', () => {
  test('of an agency waits for services, areas and the coordinator that name it', () => {
    expect(blockers('agency', agency, {})).toEqual([]);
    expect(blockers('agency', agency, { validTo: today })).toContain('service lampu-jalan');
    const district = ambon.agencies.find((a) => a.id === area.districtAgencyId)!;
    expect(blockers('agency', district, { validTo: today })).toContain('area 81.71.02.1019');
    const own = ambon.agencies.find((a) => a.id === ambon.city.coordinatorAgencyId)!;
    expect(blockers('agency', own, { validTo: today })).toContain('city coordinatorAgencyId');
  });

  test('does not wait for what ends no later', () => {
    const named = all.service.filter((s) => s.route.agencyId === agency.id);
    const ended = named.reduce((base, s) => withEdit(base, 'service', { ...s, validTo: '2026-12-31' }), all);
    expect(blockers('agency', agency, { validTo: '2026-12-31' }, ended)).toEqual([]);
    expect(blockers('agency', agency, { validTo: '2026-12-30' }, ended)).toHaveLength(named.length);
  });

  test('of an area waits for the services that make it an exception', () => {
    const exceptional = {
      ...service,
      route: { agencyId: agency.id, exceptions: [{ areaCode: area.code, agencyId: 'bpbd' }] },
    };
    expect(blockers('area', area, { validTo: today })).toEqual([]);
    expect(blockers('area', area, { validTo: today }, withEdit(all, 'service', exceptional))).toEqual([
      'service lampu-jalan',
    ]);
    const bpbd = ambon.agencies.find((a) => a.id === 'bpbd')!;
    expect(blockers('agency', bpbd, { validTo: today }, withEdit(all, 'service', exceptional))).toContain(
      'service lampu-jalan',
    );
  });

  test('of a service waits for nothing: its complaints go on', () =>
    expect(blockers('service', service, { validTo: today })).toEqual([]));
});

describe('a policy', () => {
  const next = { ...ambonPolicy, version: 2, validFrom: '2026-06-01' };
  const inForce = ambonPolicy;

  test('that has begun changes in nothing but its end', () => {
    expect(faults('policy', inForce, { reopenWindow: 5, source: 'Perwali' })).toEqual(['source', 'reopenWindow']);
    expect(faults('policy', inForce, { edit: 2 })).toEqual([]);
  });

  test('that has not begun may still change', () => {
    const base = withEdit(all, 'policy', next);
    expect(editFaults('policy', edit('policy', next, { reopenWindow: 5 }, base))).toEqual([]);
  });

  test('ends only where another goes on: no day is without one', () => {
    expect(faults('policy', inForce, { validTo: '2026-12-31' })).toEqual(['validTo']);
    const base = withEdit(all, 'policy', next);
    const ends = (validTo: string) =>
      editFaults('policy', edit('policy', inForce, { validTo }, base)).map((f) => f.message);
    expect(ends('2026-05-31')).toEqual([]);
    expect(ends('2026-05-30')).toEqual(['no policy would be in force on 2026-05-31']);
    expect(ends('2025-12-31')).toEqual(['no policy would be in force on 2026-03-10']);
  });

  test('is the latest that has begun and not ended', () => {
    const both = [
      { ...inForce, validTo: '2026-07-31' },
      { ...next, validTo: '2026-06-30' },
    ];
    expect(policyInForce(both, '2026-05-31')?.version).toBe(1);
    expect(policyInForce(both, '2026-06-30')?.version).toBe(2);
    expect(policyInForce(both, '2026-07-01')?.version).toBe(1);
    expect(policyInForce(both, '2026-08-01')).toBeUndefined();
    expect(() => policyOn(both, '2026-08-01')).toThrow('no policy is in force on 2026-08-01');
  });
});

describe('a warning', () => {
  const codes = (before: RecordOf<'officer'>, change: object) =>
    officerWarnings(edit('officer', before, change)).map((w) => `${w.code} ${w['office'] ?? ''}`.trim());

  test('names the office that an officer leaves empty, and the last admin', () => {
    expect(codes(officers.mayor, { validTo: '2026-03-09' })).toEqual(['vacant-office mayor']);
    expect(codes(officers.admin, { validTo: '2026-03-09' })).toEqual(['no-admin']);
    expect(codes(officers.mayor, {})).toEqual([]);
  });

  test('names a deputy who could not act', () => {
    const deputy = (subject: string) => codes(officers.liaison, { deputy: subject });
    expect(deputy(officers.otherLiaison.subject)).toEqual(['deputy-without-rights liaison']);
    expect(deputy(officers.coordinator.subject)).toEqual(['deputy-without-rights liaison']);
    const covered = { ...officers.otherLiaison, agencies: officers.liaison.agencies };
    const base = withEdit(all, 'officer', covered);
    expect(officerWarnings(edit('officer', officers.liaison, { deputy: covered.subject }, base))).toEqual([]);
  });
});
