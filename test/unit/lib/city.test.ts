import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { policyOn } from '../../../functions/domain/city/policy.ts';
import { owningAgency } from '../../../functions/domain/city/owning-agency.ts';
import { loadCity, loadCityData } from '../../../lib/city/index.ts';

const ambon = loadCityData('ambon');

describe('the seed of Ambon', () => {
  test('has every record as a directory item', () => {
    const items = loadCity('ambon');
    const counts = Object.fromEntries(
      Object.entries(Object.groupBy(items, (item) => item.pk)).map(([pk, list]) => [pk, list?.length]),
    );
    expect(counts).toEqual({ city: 1, agency: 37, service: 51, area: 50, policy: 1, calendar: 4, template: 12 });
    expect(new Set(items.map((item) => `${item.pk}/${item.sk}`)).size).toBe(items.length);
    expect(items.every((item) => item.version === 1)).toBe(true);
  });

  test('spells its keys as the directory table does', () => {
    const keys = loadCity('ambon').map((item) => `${item.pk}/${item.sk}`);
    expect(keys).toEqual(
      expect.arrayContaining([
        'city/profile',
        'agency/diskominfo',
        'service/lampu-jalan',
        'area/81.71.02.1019',
        'policy/0001',
        'calendar/2026',
      ]),
    );
  });

  test('has 5 kecamatan with 20 kelurahan and 30 desa or negeri', () => {
    expect(new Set(ambon.areas.map((a) => a.districtAgencyId)).size).toBe(5);
    expect(ambon.areas.filter((a) => a.kind === 'kelurahan')).toHaveLength(20);
    expect(ambon.areas.filter((a) => a.kind === 'desa-negeri')).toHaveLength(30);
  });

  test('puts the code of an area inside its district', () => {
    expect(ambon.areas.filter((a) => !a.code.startsWith(`${a.districtCode}.`))).toEqual([]);
  });

  test('marks agencies whose name no source confirms', () => {
    const unverified = ambon.agencies.filter((a) => !a.nameVerified).map((a) => a.id);
    expect(unverified).toHaveLength(12);
    expect(unverified).toContain('dinas-pupr');
    expect(unverified).not.toContain('diskominfo');
    expect(ambon.agencies.every((a) => a.source)).toBe(true);
  });

  test('sends area services to the kecamatan of the complaint', () => {
    const service = ambon.services.find((s) => s.code === 'pelayanan-kelurahan')!;
    const ahusen = ambon.areas.find((a) => a.code === '81.71.02.1019')!;
    expect(owningAgency(service.route, ahusen)).toBe('kecamatan-sirimau');
  });

  test('leaves to the coordinator what has no clear owner', () => {
    const waiting = ambon.services.filter((s) => !s.autoForward).map((s) => s.code);
    expect(waiting).toEqual(expect.arrayContaining(['lainnya', 'jalan-rusak', 'dugaan-pungli', 'disiplin-pegawai']));
    expect(ambon.services.find((s) => s.code === 'lainnya')?.route).toEqual({});
  });

  test('gives inspections the inspection track and only those', () => {
    expect(ambon.services.filter((s) => s.track).map((s) => [s.code, s.track])).toEqual([
      ['disiplin-pegawai', 'inspection'],
      ['dugaan-pungli', 'inspection'],
    ]);
  });

  test('counts national holidays and cuti bersama as their source does', () => {
    const counts = ambon.calendar.map(({ year, holidays }) => [
      year,
      holidays.filter((h) => h.kind === 'NATIONAL').length,
      holidays.filter((h) => h.kind === 'CUTI_BERSAMA').length,
    ]);
    expect(counts).toEqual([
      [2024, 19, 10],
      [2025, 17, 11],
      [2026, 17, 8],
      [2027, 18, 8],
    ]);
  });

  test('has the limits of docs/service.md in force on every loaded day', () => {
    const policy = policyOn(ambon.policies, '2024-01-01');
    const limits = Object.fromEntries(Object.entries(policy.clocks).map(([name, clock]) => [name, clock.limit]));
    expect(limits).toEqual({
      received: 3,
      returned: 3,
      'needs-info': 10,
      forwarded: 5,
      'in-progress': undefined,
      reopened: 5,
      answered: 10,
    });
    const cut = Object.entries(policy.clocks).filter(([, clock]) => clock.cutByTotal);
    expect(cut.map(([name]) => name)).toEqual(['received', 'returned', 'forwarded', 'in-progress']);
    expect(policy.tracks).toEqual({ information: 5, ordinary: 14, inspection: 60 });
    expect(policy.total.rungs.map((r) => ('office' in r ? `${r.act} ${r.office}` : r.act))).toEqual([
      'remind agency-head',
      'escalate city-secretary',
      'escalate mayor',
      'hand-over',
    ]);
    expect(policy.reopenWindow).toBe(30);
  });

  test('names in the Surabaya mapping only services that exist', () => {
    const file = new URL('../../../lib/city/ambon/surabaya-services.json', import.meta.url);
    const mapped = Object.values(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);
    const codes = new Set(ambon.services.map((s) => s.code));
    expect(mapped.filter((code) => !codes.has(code))).toEqual([]);
  });
});

describe('broken data', () => {
  // A test edits whatever it likes, so records are as loose as JSON is.
  // oxlint-disable-next-line typescript/no-explicit-any
  type Loose = any;
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'tanggap-city-'));
    cpSync(new URL('../../../lib/city/ambon', import.meta.url), path.join(root, 'ambon'), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const edit = (file: string, change: (data: Loose) => void): void => {
    const name = path.join(root, 'ambon', file);
    const data: Loose = JSON.parse(readFileSync(name, 'utf8'));
    change(data);
    writeFileSync(name, JSON.stringify(data));
  };

  const byKey = (list: Loose, key: string, value: string): Loose => list.find((r: Loose) => r[key] === value);

  const cases: [string, string, (data: Loose) => void, string][] = [
    [
      'an unknown field',
      'agencies.json',
      (list) => (byKey(list, 'id', 'bpbd').phone = '112'),
      'agencies.json: bpbd: Unrecognized key: "phone"',
    ],
    [
      'a long smsName',
      'agencies.json',
      (list) => (byKey(list, 'id', 'bpbd').smsName = 'Badan Penanggulangan Bencana'),
      'agencies.json: bpbd: smsName: Too big',
    ],
    [
      'an smsName outside GSM-7',
      'agencies.json',
      (list) => (byKey(list, 'id', 'bpbd').smsName = 'BPBD “Ambon”'),
      'agencies.json: bpbd: smsName: only letters',
    ],
    [
      'an agency that is there twice',
      'agencies.json',
      (list) => list.push(byKey(list, 'id', 'bpbd')),
      'agencies.json: bpbd: id: is there twice',
    ],
    [
      'a route to nowhere',
      'services.json',
      (list) => (byKey(list, 'code', 'sampah').route.agencyId = 'dinas-sampah'),
      "services.json: sampah: route.agencyId: no agency 'dinas-sampah'",
    ],
    [
      'a route that decides nothing for most areas',
      'services.json',
      (list) =>
        (byKey(list, 'code', 'sampah').route = { exceptions: [{ areaCode: '81.71.01.1006', agencyId: 'dinas-pupr' }] }),
      'services.json: sampah: route: names no agency for 49 areas, such as 81.71.01.1007',
    ],
    [
      'an exception for an unknown area',
      'services.json',
      (list) => (byKey(list, 'code', 'sampah').route.exceptions = [{ areaCode: '81.71.09.1', agencyId: 'dinas-pupr' }]),
      "services.json: sampah: route.exceptions: no area '81.71.09.1'",
    ],
    [
      'two owners',
      'services.json',
      (list) => (byKey(list, 'code', 'sampah').route.byDistrict = true),
      'services.json: sampah: route: has both',
    ],
    [
      'forwarding to nobody',
      'services.json',
      (list) => (byKey(list, 'code', 'lainnya').autoForward = true),
      'services.json: lainnya: autoForward: needs a route',
    ],
    [
      'a kecamatan without an agency',
      'areas.json',
      (list) => (byKey(list, 'code', '81.71.02.1019').districtAgencyId = 'kecamatan-x'),
      "areas.json: 81.71.02.1019: districtAgencyId: no agency 'kecamatan-x'",
    ],
    [
      'an area in the sea',
      'areas.json',
      (list) => (byKey(list, 'code', '81.71.02.1019').lat = 3.69),
      'areas.json: 81.71.02.1019: lat: lies outside',
    ],
    [
      'a holiday of another year',
      'calendar.json',
      (list) => (list[2].holidays[0].date = '2025-01-01'),
      'calendar.json: 2026: holidays: 2025-01-01 lies in another year',
    ],
    [
      'a day that is twice a holiday',
      'calendar.json',
      (list) => list[2].holidays.push(list[2].holidays[0]),
      'calendar.json: 2026: holidays: 2026-01-01 is there twice',
    ],
    [
      'a clock that is missing',
      'policies.json',
      (list) => delete list[0].clocks.reopened,
      'policies.json: 1: clocks.reopened:',
    ],
    ['a bad zone clock', 'city.json', (city) => (city.quietHours.from = '9 pm'), 'city.json: quietHours.from:'],
    [
      'an unknown coordinator',
      'city.json',
      (city) => (city.coordinatorAgencyId = 'kominfo'),
      "city.json: coordinatorAgencyId: no agency 'kominfo'",
    ],
  ];

  test.each(cases)('%s is reported with its record', (_, file, change, message) => {
    edit(file, change);
    expect(() => loadCity('ambon', root)).toThrow(message);
  });

  test('reports every mistake at once', () => {
    edit('agencies.json', (list) => {
      list[0].kind = 'kantor';
      delete list[1].id;
    });
    writeFileSync(path.join(root, 'ambon/areas.json'), '{}');
    writeFileSync(path.join(root, 'ambon/city.json'), '{');
    const message = (() => {
      try {
        return loadCity('ambon', root);
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toContain('agencies.json: sekretariat-daerah: kind:');
    expect(message).toContain('agencies.json: record 2: id:');
    expect(message).toContain('areas.json: must be a list');
    expect(message).toMatch(/city\.json: .*JSON/);
  });

  test('says which city is not there', () => {
    expect(() => loadCity('tual', root)).toThrow(/city 'tual' has mistakes[^]*city\.json: ENOENT/);
  });
});
