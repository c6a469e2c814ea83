/** Each check of a record by itself: the field that is wrong and the words that say why, at the edge of each limit. */
import { describe, expect, test } from 'vitest';
import {
  checkArea,
  checkCity,
  checkOfficer,
  checkService,
} from '../../../../functions/domain/administration/checks.ts';
import { cityOf, editFaults, withEdit, type Records } from '../../../../functions/domain/administration/edits.ts';
import { blockersOf } from '../../../../functions/domain/administration/needs.ts';
import { officerWarnings } from '../../../../functions/domain/administration/officer-warnings.ts';
import {
  cityId,
  editsOf,
  kindOfPath,
  recordKinds,
  type AnyRecord,
  type RecordKind,
} from '../../../../functions/domain/administration/record-kinds.ts';
import { checkSubscription } from '../../../../functions/domain/administration/subscription-checks.ts';
import type { Officer, Service } from '../../../../functions/domain/city/records.ts';
import type { FieldError } from '../../../../functions/domain/kernel/errors.ts';
import type { Subscription } from '../../../../functions/domain/webhooks/subscription.ts';
import { ambon, ambonPolicy } from '../../../support/ambon.ts';
import { apiKeys } from '../../../support/fakes/directory.ts';
import { officers } from '../../../support/staff.ts';

const today = '2026-03-10';
const { agencies, areas, services, city } = ambon;
const said = (faults: Iterable<FieldError>): string[] => [...faults].map((f) => `${f.field}: ${f.message}`);
const service = services.find((s) => s.code === 'lampu-jalan')!;
const area = areas.find((a) => a.code === '81.71.02.1019')!;

describe('a service', () => {
  const two = areas.slice(0, 2);
  const routed = (route: Service['route'], among = two) =>
    said(checkService({ ...service, route }, { agencies, areas: among }));

  test('names agencies and areas in force', () => {
    expect(routed({ agencyId: 'bpbd' })).toEqual([]);
    expect(routed({ agencyId: 'tidak-ada' })).toEqual([expect.stringMatching(/^route.agencyId: .*tidak-ada/)]);
    const exception = { areaCode: two[1]!.code, agencyId: 'bpbd' };
    expect(routed({ agencyId: 'bpbd', exceptions: [exception] })).toEqual([]);
    const wrong = [
      { areaCode: '99', agencyId: 'bpbd' },
      { areaCode: two[0]!.code, agencyId: 'tidak-ada' },
    ];
    expect(routed({ agencyId: 'bpbd', exceptions: [exception, ...wrong] })).toEqual([
      expect.stringMatching(/^route.exceptions: .*area '99'/),
      expect.stringMatching(/^route.exceptions: .*agency 'tidak-ada'/),
    ]);
  });

  test('has an owner in every area, or waits for the coordinator in all', () => {
    expect(routed({ exceptions: [{ areaCode: two[1]!.code, agencyId: 'bpbd' }] })).toEqual([
      expect.stringMatching(new RegExp(`^route: .* 1 area.*${two[0]!.code}`)),
    ]);
    const open = { ...service, route: {}, autoForward: false };
    expect(said(checkService(open, { agencies, areas }))).toEqual([]);
    expect(said(checkService({ ...open, autoForward: true }, { agencies, areas }))).toEqual([
      expect.stringMatching(/^autoForward: .*route/),
    ]);
  });
});

describe('an area', () => {
  const box = city.boundingBox;
  const at = (over: object) => said(checkArea({ ...area, ...over }, { agencies, city }));
  test('lies within the city, its edges included', () => {
    for (const lat of [box.south, box.north]) expect(at({ lat })).toEqual([]);
    for (const long of [box.west, box.east]) expect(at({ long })).toEqual([]);
    for (const lat of [box.south - 1e-6, box.north + 1e-6])
      expect(at({ lat })).toEqual([expect.stringMatching(/^lat: .*boundingBox/)]);
    for (const long of [box.west - 1e-6, box.east + 1e-6])
      expect(at({ long })).toEqual([expect.stringMatching(/^long: .*boundingBox/)]);
  });
  test('has an agency of its district', () =>
    expect(at({ districtAgencyId: 'x' })).toEqual([expect.stringMatching(/^districtAgencyId: .*'x'/)]));
});

test('a city has a box that is one', () => {
  const { boundingBox: box } = city;
  const check = (over: object) => said(checkCity({ ...city, boundingBox: { ...box, ...over } }, { agencies }));
  expect(check({})).toEqual([]);
  for (const over of [{ south: box.north }, { north: box.south }, { west: box.east }, { east: box.west - 1 }])
    expect(check(over)).toEqual([expect.stringMatching(/^boundingBox: south .*west/)]);
});

describe('an officer', () => {
  const check = (officer: Officer, over: object = {}, others: Officer[] = []) =>
    said(checkOfficer({ ...officer, ...over }, { agencies }, others));

  test.each(Object.keys(officers) as (keyof typeof officers)[])('%s is as the city has it', (who) =>
    expect(check(officers[who])).toEqual([]),
  );

  test('holds an office that goes with the role', () => {
    expect(check(officers.mayor, { role: 'liaison' })).toEqual([expect.stringMatching(/^office: .*supervisor/)]);
    expect(check(officers.coordinator, { role: 'admin' })).toEqual([expect.stringMatching(/^office: .*coordinator/)]);
    for (const office of ['diskominfo-head', 'city-secretary', 'mayor'])
      expect(check(officers.mayor, { office })).toEqual([]);
    for (const role of ['liaison', 'coordinator'])
      expect(check(officers.auditor, { role, ...(role === 'liaison' ? { agencies: ['bpbd'] } : {}) })).toEqual([
        expect.stringMatching(new RegExp(`^office: a ${role} .*${role}$`)),
      ]);
    expect(check(officers.auditor, { role: 'supervisor' })).toEqual([
      expect.stringMatching(/^office: a supervisor .*agency-head or diskominfo-head or city-secretary or mayor/),
    ]);
  });

  test('of an agency’s office has an agency', () => {
    expect(check(officers.liaison, { agencies: [] })).toEqual([expect.stringMatching(/^agencies: a liaison /)]);
    expect(check(officers.agencyHead, { agencies: [] })).toEqual([expect.stringMatching(/^agencies: a agency-head /)]);
    expect(check(officers.liaison, { agencies: ['bpbd', 'x'] })).toEqual([expect.stringMatching(/^agencies: .*'x'/)]);
  });

  test('has a number of his own', () => {
    const others = [officers.otherLiaison, { ...officers.mayor, phoneMac: 'mac' }];
    const fault = [expect.stringMatching(/^phone: .*another officer/)];
    expect(check(officers.liaison, { phoneMac: 'mac' }, others)).toEqual(fault);
    expect(check(officers.liaison, { phoneMac: 'other' }, others)).toEqual([]);
    expect(check(officers.liaison, {}, others)).toEqual([]);
    expect(check(officers.mayor, { phoneMac: 'mac' }, others)).toEqual([]);
  });

  test('has another officer as deputy', () => {
    const others = [officers.otherLiaison, officers.mayor];
    expect(check(officers.liaison, { deputy: officers.mayor.subject }, others)).toEqual([]);
    expect(check(officers.liaison, { deputy: 'x' }, others)).toEqual([expect.stringMatching(/^deputy: .*'x'/)]);
    expect(check(officers.liaison, { deputy: officers.liaison.subject }, [officers.liaison])).toEqual([
      expect.stringMatching(/^deputy: nobody/),
    ]);
  });
});

describe('a subscription', () => {
  const webhooks = { ...apiKeys['key-app'], scopes: ['webhooks' as const] };
  const known = { agencies, services, clients: [apiKeys['key-other'], webhooks] };
  const base: Subscription = { version: 1, id: 's', clientId: 'app', url: 'https://a.id/' };
  const check = (over: object) => said(checkSubscription({ ...base, ...over }, known));

  test('belongs to a client with the scope', () => {
    expect(check({})).toEqual([]);
    expect(check({ clientId: 'x' })).toEqual([expect.stringMatching(/^clientId: .*'x'/)]);
    expect(check({ clientId: 'other-app' })).toEqual([expect.stringMatching(/^clientId: .*other-app .*webhooks/)]);
  });

  test('names agencies and services in force', () => {
    expect(check({ agencyIds: ['bpbd', agencies[0]!.id], serviceCodes: ['lampu-jalan'] })).toEqual([]);
    expect(check({ agencyIds: ['bpbd', 'x'] })).toEqual([expect.stringMatching(/^agencyIds: .*'x'/)]);
    expect(check({ serviceCodes: ['x', 'lampu-jalan'] })).toEqual([expect.stringMatching(/^serviceCodes: .*'x'/)]);
  });
});

const all: Records = {
  agency: agencies,
  service: services,
  area: areas,
  template: ambon.templates,
  policy: ambon.policies,
  calendar: ambon.calendar,
  city: [city],
  officer: Object.values(officers),
  client: [apiKeys['key-app']],
  subscription: [],
};
const edited = (kind: RecordKind, before: AnyRecord | undefined, after: AnyRecord, base = all) =>
  ({ before, after, all: withEdit(base, kind, after), today }) as never;
const faults = (kind: RecordKind, before: AnyRecord | undefined, after: object, base = all) =>
  said(editFaults(kind, edited(kind, before, { ...before, ...after } as AnyRecord, base)));

describe('an edit', () => {
  test('of a subscription is checked while it is in force, against clients that may be retired', () => {
    const base: Subscription = { version: 1, id: 's', clientId: 'app', url: 'https://a.id/' };
    expect(faults('subscription', base, {})).toEqual([expect.stringMatching(/lacks the scope/)]);
    expect(faults('subscription', base, { agencyIds: ['x'] })).toHaveLength(2);
    expect(faults('subscription', base, { validTo: '2026-03-09' })).toEqual([]);
    expect(faults('subscription', base, { validTo: today })).toHaveLength(1);
  });

  test('of a client or a template needs nothing else', () => {
    expect(faults('client', apiKeys['key-app'], { name: 'x' })).toEqual([]);
    expect(faults('template', ambon.templates[0], { title: 'xyz' })).toEqual([]);
  });

  test('of the city does not move what a deployment fixes, nor end it', () => {
    expect(faults('city', city, { idPrefix: 'XYZ' })).toEqual([expect.stringMatching(/^idPrefix: .*deployment/)]);
    expect(faults('city', city, { validTo: today })).toEqual([expect.stringMatching(/^validTo: .*not end/)]);
    expect(faults('city', undefined, { ...city, idPrefix: 'XYZ' })).toEqual([]);
  });

  test('that loads a year says which years are loaded', () => {
    const [first, last] = [ambon.calendar[0]!, ambon.calendar.at(-1)!];
    const fault = new RegExp(`^year: .*${first.year} to ${last.year}`);
    expect(faults('calendar', undefined, { ...last, year: last.year + 2 })).toEqual([expect.stringMatching(fault)]);
    expect(faults('calendar', undefined, { ...last, year: first.year - 2 })).toHaveLength(1);
    expect(faults('calendar', first, { name: 'x' })).toEqual([]);
    expect(faults('calendar', undefined, { ...last, year: 2050 }, { ...all, calendar: [] })).toEqual([]);
    const lonely = { ...all, calendar: [first, { ...last, year: 2050 }] };
    expect(faults('calendar', { ...last, year: 2050 }, { version: 9 }, lonely)).toEqual([]);
  });

  test('needs a city profile', () => {
    expect(cityOf(all)).toBe(city);
    expect(() => cityOf({ city: [] })).toThrow(/city profile/);
  });

  test('of a policy that has begun names what may not change', () => {
    const fault = (before: object, after: object) =>
      faults('policy', { ...ambonPolicy, ...before }, after).filter((text) => text.startsWith('reopenWindow'));
    expect(fault({ validFrom: today }, { reopenWindow: 9 })).toEqual([expect.stringContaining(today)]);
    expect(fault({ validFrom: '2026-03-11' }, { reopenWindow: 9 })).toEqual([]);
  });

  test('of a policy may not leave a day without one', () => {
    const second = { ...ambonPolicy, version: 2, validFrom: '2026-05-01', validTo: '2026-05-31' };
    const third = { ...ambonPolicy, version: 3, validFrom: '2026-04-01', validTo: '2026-04-30' };
    const base = { ...all, policy: [second, third, ambonPolicy] };
    const gap = (validTo: string) => faults('policy', ambonPolicy, { validTo }, base);
    expect(gap('2026-03-31')).toEqual([expect.stringMatching(/^validTo: .*2026-06-01/)]);
    expect(gap('2026-03-20')).toEqual([expect.stringMatching(/^validTo: .*2026-03-21/)]);
    expect(gap('2026-03-09')).toEqual([expect.stringMatching(/^validTo: .*2026-03-10/)]);
    expect(gap('2026-06-30')).toEqual([expect.stringMatching(/^validTo: .*2026-07-01/)]);
  });
});

describe('what blocks a retirement', () => {
  const subscription = (id: string, clientId: string, validTo?: string) =>
    ({ version: 1, id, clientId, url: 'https://a.id/', ...(validTo === undefined ? {} : { validTo }) }) as const;
  const blockers = (kind: RecordKind, after: object, base: Records) =>
    blockersOf(kind, edited(kind, undefined, after as AnyRecord, base)) as unknown;

  test('of a client are its subscriptions that outlast it', () => {
    const base = {
      ...all,
      subscription: [
        subscription('open', 'app'),
        subscription('shorter', 'app', today),
        subscription('longer', 'app', '2026-03-11'),
        subscription('foreign', 'other'),
      ],
    };
    expect(blockers('client', { ...apiKeys['key-app'], validTo: today }, base)).toEqual([
      { kind: 'subscription', id: 'open' },
      { kind: 'subscription', id: 'longer' },
    ]);
    expect(blockers('client', apiKeys['key-app'], base)).toEqual([]);
    expect(blockers('template', { ...ambon.templates[0], validTo: today }, base)).toEqual([]);
  });

  test('of an agency or an area are the routes with an exception for it', () => {
    const exception = { areaCode: area.code, agencyId: 'bpbd' };
    const other = { areaCode: areas[0]!.code, agencyId: 'dlh' };
    const route = (code: string, exceptions?: (typeof exception)[]) =>
      ({ ...service, code, route: { agencyId: 'satpol-pp', ...(exceptions ? { exceptions } : {}) } }) as Service;
    const base = { ...all, area: [], service: [route('a', [other, exception]), route('b', [other]), route('c')] };
    const blocked = (kind: RecordKind, record: object) => blockers(kind, { ...record, validTo: today }, base);
    expect(blocked('agency', { ...agencies[0], id: 'bpbd' })).toEqual([{ kind: 'service', id: 'a' }]);
    expect(blocked('area', area)).toEqual([{ kind: 'service', id: 'a' }]);
  });
});

describe('warnings', () => {
  const warn = (after: Officer, others: Officer[]) =>
    officerWarnings({ before: after, after, all: { ...all, officer: [...others, after] }, today });

  test('name the office, the agency and the day', () => {
    const leaving = { ...officers.liaison, validTo: '2026-03-31' };
    expect(warn(leaving, [officers.admin])).toEqual([
      {
        code: 'vacant-office',
        office: 'liaison',
        agencyId: officers.liaison.agencies[0],
        from: '2026-04-01',
        message: expect.stringMatching(/2026-04-01 .*liaison of dinas-perhubungan/) as string,
      },
    ]);
    const [mayor] = warn({ ...officers.mayor, validTo: '2026-03-31' }, [officers.admin]);
    expect(mayor).toMatchObject({ office: 'mayor', agencyId: null });
    expect(mayor!.message).toMatch(/ mayor: /);
  });

  test('name a deputy who cannot act', () => {
    const after = { ...officers.liaison, deputy: officers.mayor.subject };
    expect(warn(after, [officers.admin, officers.mayor])).toEqual([
      {
        code: 'deputy-without-rights',
        office: 'liaison',
        agencyId: 'dinas-perhubungan',
        message: expect.stringMatching(/deputy .*liaison of dinas-perhubungan/) as string,
      },
    ]);
    expect(warn({ ...after, deputy: 'gone' }, [officers.admin])).toEqual([]);
  });

  test('tell when no admin is left', () => {
    const none = [{ code: 'no-admin', message: expect.stringContaining('npm run officer') as string }];
    expect(warn(officers.liaison, [])).toEqual(none);
    expect(warn(officers.liaison, [{ ...officers.admin, validTo: '2026-03-09' }])).toEqual(none);
    expect(warn(officers.liaison, [officers.admin])).toEqual([]);
  });
});

describe('the kinds of record', () => {
  const spelled = {
    agency: 'agencies',
    service: 'services',
    area: 'areas',
    officer: 'officers',
    client: 'clients',
    policy: 'policies',
    calendar: 'holidays',
    subscription: 'subscriptions',
    template: 'templates',
    city: 'city',
  };
  test.each(Object.entries(spelled))('%s is %s in a path', (kind, path) => {
    expect(kindOfPath(path)).toBe(kind);
    expect(recordKinds[kind as RecordKind].path).toBe(path);
  });
  test('the city’s one profile is stored under its id', () => expect(cityId).toBe('profile'));
  test('other paths are none', () => expect(kindOfPath('agency')).toBeUndefined());

  test('ids are read and stored as their field has them', () => {
    expect([recordKinds.policy.read('12'), recordKinds.policy.stored('12')]).toEqual([12, '0012']);
    expect([recordKinds.calendar.read('2026'), recordKinds.calendar.stored('2026')]).toEqual([2026, '2026']);
    expect([recordKinds.agency.read('a'), recordKinds.agency.stored('a')]).toEqual(['a', 'a']);
  });

  test('an edit replaces the record with the same id, and the city the one there is', () => {
    const renamed = { ...agencies[1]!, name: 'Lain' };
    const after = withEdit(all, 'agency', renamed).agency;
    expect(after).toHaveLength(agencies.length);
    expect(after.find((a) => a.id === renamed.id)).toEqual(renamed);
    expect(withEdit(all, 'city', { ...city, name: 'Lain' }).city).toEqual([{ ...city, name: 'Lain' }]);
    expect(withEdit(all, 'template', renamed).agency).toBe(all.agency);
  });

  test('edits are counted by each kind’s own field', () => {
    expect(editsOf('agency', undefined)).toBe(0);
    expect(editsOf('agency', { ...agencies[0]!, version: 7 })).toBe(7);
    expect(editsOf('policy', { ...ambonPolicy, version: 7, edit: 3 })).toBe(3);
  });
});
