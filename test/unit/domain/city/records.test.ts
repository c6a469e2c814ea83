/** The edges of every record of the directory: the last value that it takes, and the first that it refuses. */
import { describe, expect, test } from 'vitest';
import { emailRelay, emailRelayOwner } from '../../../../functions/domain/city/email-relay.ts';
import { owningAgency } from '../../../../functions/domain/city/owning-agency.ts';
import * as records from '../../../../functions/domain/city/records.ts';
import { smsGateway, smsGatewayOwner } from '../../../../functions/domain/city/sms-gateway.ts';
import { strict } from '../../../../functions/domain/kernel/strict.ts';
import { ambon } from '../../../support/ambon.ts';
import { faultsAt, long, misjudged, type Edge } from '../../../support/schemas.ts';

const { isValidOn } = records;
const common: Edge[] = [
  ['version', [1, 7], [0, -1, 1.5, '1', undefined]],
  ['validTo', ['2026-03-13', undefined], ['2026-13-01', '2026-3-1', 'x', 1]],
  ['unknown', [], [1]],
];
const slugs = ['a', 'dinas-pupr', 'bpbd2', long(60)];
const noSlugs = ['', '-a', 'a-', 'a--b', 'A', 'a b', 'a_b', long(61), undefined];

describe('an agency', () => {
  const base = { version: 1, id: 'bpbd', name: 'BPBD', smsName: 'BPBD', kind: 'badan', nameVerified: true };
  test.each<Edge>([
    ...common,
    ['id', slugs, noSlugs],
    ['name', ['BPB', long(120)], ['BP', long(121), undefined]],
    ['smsName', ['AB', long(24), "Aa9 .,()/&'+-"], ['A', long(25), 'é', 'a_b', 'a\nb', 'a€', '{ab}', undefined]],
    [
      'kind',
      ['sekretariat', 'inspektorat', 'dinas', 'badan', 'satuan', 'kecamatan', 'perusahaan-daerah'],
      ['', 'kantor', undefined],
    ],
    ['nameVerified', [true, false], [undefined, 'yes']],
    ['source', ['x', undefined], [1]],
  ])('%s', (...edge) => expect(misjudged(records.agency, base, edge)).toEqual([]));
  test('says which characters an SMS name may have', () =>
    expect(faultsAt(records.agency, base, 'smsName', 'a_b')).toEqual([expect.stringContaining('letters, digits')]));
});

describe('a service', () => {
  const base = ambon.services.find((s) => s.code === 'lampu-jalan')!;
  test.each<Edge>([
    ...common,
    ['code', ['A', 'a_B-9', long(40)], ['', '-a', '_a', 'a b', 'a.b', long(41), undefined]],
    ['name', ['abc', long(80)], ['ab', long(81)]],
    ['description', ['abc', long(2000)], ['ab', long(2001)]],
    ['keywords', [['a']], [[], [''], undefined]],
    ['class', ['pengaduan', 'aspirasi', 'permintaan-informasi'], ['', 'lain', undefined]],
    ['type', ['realtime', 'batch', undefined], ['', 'other']],
    ['track', ['information', 'ordinary', 'inspection', undefined], ['', 'other']],
    ['route', [{}, { agencyId: 'bpbd' }, { byDistrict: true }], [undefined, { agencyId: 'B' }, { other: 1 }]],
    ['autoForward', [true, false], [undefined, 1]],
    ['subgroup', ['x', undefined], [1]],
  ])('%s', (...edge) => expect(misjudged(records.service, base, edge)).toEqual([]));
});

describe('an agency route', () => {
  const exception = { areaCode: '81.71.02.1019', agencyId: 'bpbd' };
  test.each<Edge>([
    ['agencyId', ['bpbd', undefined], ['B']],
    ['exceptions', [[], [exception]], [[{}], [{ ...exception, agencyId: 'B' }], [{ ...exception, x: 1 }], exception]],
    ['byDistrict', [true, undefined], ['x']],
  ])('%s', (...edge) => expect(misjudged(records.agencyRoute, {}, edge)).toEqual([]));

  test('names an agency or goes by district, not both', () => {
    const both = { agencyId: 'bpbd', byDistrict: true };
    expect(records.agencyRoute.safeParse(both).error?.issues[0]?.message).toMatch(/agencyId and byDistrict/);
    expect(records.agencyRoute.safeParse({ ...both, byDistrict: false }).success).toBe(true);
  });

  const area = ambon.areas.find((a) => a.code === '81.71.02.1019')!;
  test.each([
    [{ agencyId: 'bpbd' }, area, 'bpbd'],
    [{ agencyId: 'bpbd' }, undefined, 'bpbd'],
    [{ byDistrict: true }, area, area.districtAgencyId],
    [{ byDistrict: true }, undefined, undefined],
    [{}, area, undefined],
    [{ agencyId: 'bpbd', exceptions: [{ areaCode: area.code, agencyId: 'dlh' }] }, area, 'dlh'],
    [{ agencyId: 'bpbd', exceptions: [{ areaCode: '81.71.02.1010', agencyId: 'dlh' }] }, area, 'bpbd'],
    [{ agencyId: 'bpbd', exceptions: [{ areaCode: area.code, agencyId: 'dlh' }] }, undefined, 'bpbd'],
    [{ byDistrict: true, exceptions: [{ areaCode: area.code, agencyId: 'dlh' }] }, area, 'dlh'],
  ])('%o leads to #2', (route, where, owner) => expect(owningAgency(route, where)).toBe(owner));
});

describe('an area', () => {
  const base = ambon.areas[0]!;
  test.each<Edge>([
    ...common,
    ['code', ['81.71.02.1019'], ['81.71.02.101', '81.71.02.10190', 'x81.71.02.1019', '81-71-02-1019', undefined]],
    ['name', ['Ab'], ['A', undefined]],
    ['kind', ['kelurahan', 'desa-negeri'], ['', 'kota']],
    ['districtCode', ['81.71.02'], ['81.71', '81.71.022', '081.71.02', '81.71.02.1019', undefined]],
    ['districtAgencyId', slugs, noSlugs],
    ['alsoCalled', [undefined, [], ['abc']], [['ab'], 'abc']],
    ['streets', [undefined, [], ['abc']], [['ab'], 'abc']],
    ['lat', [-3.7], ['x', undefined]],
    ['long', [128], ['x', undefined]],
  ])('%s', (...edge) => expect(misjudged(records.area, base, edge)).toEqual([]));
});

describe('a calendar year', () => {
  const day = { date: '2026-01-01', name: 'Tahun Baru', kind: 'NATIONAL', decree: 'SKB' };
  const base = { version: 1, year: 2026, holidays: [day] };
  test.each<Edge>([
    ['version', [1], [0, 1.5, undefined]],
    ['year', [2026], [2025, 2026.5, undefined]],
    ['holidays', [[], [day], [day, { ...day, date: '2026-12-31' }]], [undefined, [day, day]]],
    ['holidays.0.date', ['2026-02-28'], ['2026-02-29', '2027-01-01', '2025-12-31', undefined]],
    ['holidays.0.name', ['abc'], ['ab', undefined]],
    ['holidays.0.kind', ['NATIONAL', 'CUTI_BERSAMA', 'LOCAL'], ['', 'x']],
    ['holidays.0.decree', ['abc'], ['ab', undefined]],
    ['x', [], [1]],
  ])('%s', (...edge) => expect(misjudged(records.calendarYear, base, edge)).toEqual([]));

  test('is one of this century', () =>
    expect(misjudged(records.calendarYear, { ...base, holidays: [] }, ['year', [2000, 2100], [1999, 2101]])).toEqual(
      [],
    ));

  test('names each day that is not its own or comes twice, at its list of days', () => {
    const other = { ...day, date: '2027-01-01' };
    const { error } = records.calendarYear.safeParse({ ...base, holidays: [day, other, day] });
    expect(error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [['holidays'], expect.stringMatching(/2027-01-01.*another year/)],
      [['holidays'], expect.stringMatching(/2026-01-01.*twice/)],
    ]);
  });
});

describe('an officer', () => {
  const base = { version: 1, subject: 'sub-1', name: 'Nama', role: 'liaison', office: 'liaison', agencies: ['bpbd'] };
  const subjects: [unknown[], unknown[]] = [
    ['a', '!', '~', long(128)],
    ['', ' ', 'a b', 'é', 'a\n', long(129)],
  ];
  test.each<Edge>([
    ...common,
    ['subject', subjects[0], [...subjects[1], undefined]],
    ['deputy', [...subjects[0], undefined], subjects[1]],
    ['name', ['N', long(100)], ['', long(101), undefined]],
    ['role', ['liaison', 'coordinator', 'supervisor', 'auditor', 'admin'], ['', 'mayor', undefined]],
    [
      'office',
      ['liaison', 'coordinator', 'agency-head', 'diskominfo-head', 'city-secretary', 'mayor', undefined],
      ['', 'admin'],
    ],
    ['agencies', [[], ['bpbd', 'dlh']], [['B'], undefined, 'bpbd']],
    [
      'absence',
      [undefined, { from: '2026-03-10', to: '2026-03-10' }, { from: '2026-03-10', to: '2026-03-12' }],
      [{ from: '2026-03-10', to: '2026-03-09' }, { from: '2026-03-10' }, { from: 'x', to: 'y' }, {}],
    ],
    ['phoneMac', [`${long(41)}-_`, undefined], [long(42), long(44), `${long(42)}=`, `${long(42)}.`]],
    ['digest', [true, false, undefined], [1]],
  ])('%s', (...edge) => expect(misjudged(records.officer, base, edge)).toEqual([]));

  test('says what is wrong with a subject or an absence', () => {
    expect(faultsAt(records.officer, base, 'subject', 'a b')).toEqual([expect.stringMatching(/1 to 128 .*ASCII/)]);
    const turned = { from: '2026-03-10', to: '2026-03-09' };
    expect(faultsAt(records.officer, base, 'absence', turned)).toEqual([expect.stringMatching(/ends before/)]);
  });
});

describe('an API client', () => {
  const key = { keyId: 'k', createdAt: '2026-01-01T00:00:00Z' };
  const base = {
    version: 1,
    clientId: 'app',
    name: 'App',
    scopes: ['complaints:read'],
    quota: { perMinute: 1, perDay: 1 },
    status: 'active',
    keys: [key],
  };
  const all = ['complaints:write', 'complaints:read', 'complaints:confidential', 'updates:write', 'webhooks'];
  test.each<Edge>([
    ...common,
    ['clientId', ['a', 'A.b_c-9', long(64)], ['', '.a', '-a', 'a#b', 'a b', long(65), undefined]],
    ['name', ['N', long(100)], ['', long(101), undefined]],
    ['contact', ['a@b.id', `${long(249)}@b.id`, undefined], ['a', `${long(250)}@b.id`]],
    ['scopes', [all, ...all.map((one) => [one])], [[], ['other'], undefined]],
    ['quota.perMinute', [1, 1_000_000], [0, 1_000_001, 1.5, undefined]],
    ['quota.perDay', [1, 10_000_000], [0, 10_000_001, 1.5, undefined]],
    ['quota.perYear', [], [1]],
    ['status', ['active', 'suspended'], ['', 'x', undefined]],
    [
      'keys',
      [[], [{ ...key, endsAt: key.createdAt }]],
      [[{}], [{ ...key, x: 1 }], [{ ...key, endsAt: 'x' }], undefined],
    ],
  ])('%s', (...edge) => expect(misjudged(records.apiClient, base, edge)).toEqual([]));

  test('is pointed at by a key', () => {
    expect(
      misjudged(records.keyPointer, { clientId: 'app', keyId: 'k' }, ['clientId', ['b'], ['#', undefined]]),
    ).toEqual([]);
    expect(misjudged(records.keyPointer, { clientId: 'app', keyId: 'k' }, ['keyId', ['b'], [undefined, 1]])).toEqual(
      [],
    );
    expect(misjudged(records.keyPointer, { clientId: 'app', keyId: 'k' }, ['x', [], [1]])).toEqual([]);
  });
});

describe('a template', () => {
  const base = ambon.templates[0]!;
  test.each<Edge>([
    ...common,
    ['id', slugs, noSlugs],
    ['action', ['ask', 'respond', 'update', 'answer', 'return', 'archive'], ['', 'note', undefined]],
    ['title', ['abc', long(80)], ['ab', long(81)]],
    ['text', [long(10), long(2000)], [long(9), long(2001)]],
  ])('%s', (...edge) => expect(misjudged(records.template, base, edge)).toEqual([]));
});

describe('the city', () => {
  const base = ambon.city;
  const times: [unknown[], unknown[]] = [
    ['00:00', '09:59', '19:05', '23:59'],
    ['24:00', '9:00', '09:60', '009:00', '09:000', '', undefined],
  ];
  test.each<Edge>([
    ...common,
    ['idPrefix', ['AMB'], ['AM', 'AMBO', 'amb', 'A1B', undefined]],
    ['quietHours.from', ...times],
    ['quietHours.to', ...times],
    ['coordinatorAgencyId', slugs, noSlugs],
    ['open311', [undefined], [{}]],
    ['open311.jurisdictionId', ['a.id', 'a-b.go.id'], ['a', '.id', 'a.', 'A.id', 'a_b.id', 'https://a.id', 'a.id/x']],
    ['open311.contact', ['abc', long(500)], ['ab', long(501)]],
    ['open311.keyService', ['abc', long(500)], ['ab', long(501)]],
    ['open311.testUrl', ['https://a.id', undefined], ['a']],
    ['trainingDay', [1, 86_400, undefined], [0, 86_401, 1.5]],
    ['sms', [undefined, {}, { newsPerHour: 1 }], [{ other: 1 }, { newsPerHour: 0 }]],
    ['boundingBox.south', [-4], ['x', undefined]],
    ['boundingBox.up', [], [1]],
  ])('%s', (...edge) => expect(misjudged(records.city, base, edge)).toEqual([]));
});

describe('the SMS gateway and the e-mail relay', () => {
  const secret = { ciphertext: 'YWJj' };
  const base = { version: 1, secrets: [secret] };
  const edges: Edge[] = [
    ['version', [1], [0, 1.5, undefined]],
    ['validTo', ['2026-03-13', undefined], ['x']],
    ['secrets', [[secret, secret]], [[], [secret, secret, secret], undefined]],
    ['secrets.0.ciphertext', ['YWI='], ['%', undefined]],
    ['secrets.0.endsAt', ['2026-03-13T00:00:00Z', undefined], ['2026-03-13']],
    ['secrets.0.x', [], [1]],
    ['x', [], [1]],
  ];
  test.each(edges)('%s', (...edge) => {
    expect(misjudged(smsGateway, base, edge)).toEqual([]);
    expect(misjudged(emailRelay, { ...base, url: 'https://relay.example/send' }, edge)).toEqual([]);
  });
  test('the relay has an address, the gateway none', () => {
    const relay = { ...base, url: 'https://relay.example/send' };
    const longest = `https://relay.example/${long(478)}`;
    expect(misjudged(emailRelay, relay, ['url', [longest], [`${longest}x`, 'x', undefined]])).toEqual([]);
    expect(strict(smsGateway).safeParse(relay).success).toBe(false);
  });
  test('their secrets are encrypted for different owners', () =>
    expect([smsGatewayOwner, emailRelayOwner]).toEqual(['gateway#sms', 'gateway#email']));
});

test.each([
  [undefined, '2026-03-13T00:00:00.000Z', true],
  ['2026-03-13', '2026-03-13T00:00:00.000Z', true],
  ['2026-03-13', '2026-03-13T23:59:59.999Z', true],
  ['2026-03-13', '2026-03-14T00:00:00.000Z', false],
  ['2026-03-12', '2026-03-13T00:00:00.000Z', false],
])('a record valid to %s is in force at %s: %s', (validTo, now, valid) =>
  expect(isValidOn({ validTo }, new Date(now))).toBe(valid),
);
