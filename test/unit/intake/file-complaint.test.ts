/** A complaint arrives: who may file, what is checked, what is kept of the reporter, where it goes. Fakes pass the real stores' contract. */
import { describe, expect, test } from 'vitest';
import { Forbidden, QuotaExceeded, Unauthenticated } from '../../../functions/domain/kernel/errors.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { ambon } from '../../support/ambon.ts';
import { manualClock } from '../../support/fakes/clock.ts';
import { apiKeys, fakeDirectory, retired } from '../../support/fakes/directory.ts';
import { fakeCipher } from '../../support/fakes/keys.ts';
import { description, intakeOffice } from '../../support/intake.ts';

const messagesOf = async (filing: Promise<unknown>): Promise<[string, string][]> =>
  filing.then(
    () => [],
    (error: unknown) => (problemOf(error)?.errors ?? []).map(({ field, message }) => [field, message]),
  );

const faultsOf = async (filing: Promise<unknown>): Promise<string[]> =>
  filing.then(
    () => [],
    (error: unknown) => (problemOf(error)?.errors ?? []).map((e) => e.field).sort(),
  );

describe('who files', () => {
  test.each([
    ['no key', undefined, Unauthenticated],
    ['an empty key', '', Unauthenticated],
    ['an unknown key', 'key-none', Unauthenticated],
    ['a retired key', 'key-retired', Unauthenticated],
    ['a key that may only read', 'key-reader', Forbidden],
  ])('with %s is refused before the body is looked at', async (_, apiKey, error) => {
    const { use, table } = intakeOffice();
    const filing = use({ apiKey, idempotencyKey: undefined, body: { nonsense: true } });

    await expect(filing).rejects.toBeInstanceOf(error);
    expect(table.complaints.size).toBe(0);
  });

  test('more often than the quota allows is refused, and nothing is stored', async () => {
    const client = { ...apiKeys['key-app'], quota: { perMinute: 2, perDay: 9 } };
    const { file, table } = intakeOffice({ directory: fakeDirectory({ apiKeys: { 'key-app': client } }) });
    await file({ description });
    await file({ description });

    await expect(file({ description })).rejects.toBeInstanceOf(QuotaExceeded);
    expect(table.complaints.size).toBe(2);
  });
});

describe('a report', () => {
  test('is answered with its id, secret and the day the law gives', async () => {
    const { file, stored } = intakeOffice();
    const receipt = await file({ description, reference: 'klien-7' });

    expect(receipt).toEqual({
      trackingId: expect.stringMatching(/^AMB-[2-9A-HJKMNP-Z]{7}$/),
      reporterSecret: expect.stringMatching(/^[\w-]{22}$/),
      status: 'RECEIVED',
      version: 1,
      expectedAt: '2026-04-10T15:00:00.000Z',
      possibleDuplicates: [],
      reference: 'klien-7',
    });
    expect(stored()).toMatchObject([
      {
        id: receipt.trackingId,
        clientId: 'app',
        channel: 'api',
        class: 'pengaduan',
        track: 'ordinary',
        anonymous: false,
        confidential: false,
      },
    ]);
    expect(JSON.stringify(stored())).not.toContain(receipt.reporterSecret);
  });

  test('names all that the directory does not know, and all that cannot be, at once', async () => {
    const { file, table } = intakeOffice();
    const faults = await messagesOf(
      file({
        description,
        serviceCode: 'tidak-ada',
        agencyId: 'tidak-ada',
        location: { areaCode: '99.99.99.9999', lat: 0, long: 0 },
        incidentDate: '2026-03-14',
        reporter: { phone: '1708' },
      }),
    );

    expect(faults).toEqual([
      ['serviceCode', 'unknown service: GET /v1/services lists them'],
      ['location.areaCode', 'unknown area: GET /v1/areas lists them'],
      ['agencyId', 'unknown agency'],
      ['reporter.phone', 'not an Indonesian telephone number'],
      ['incidentDate', 'must not be in the future'],
      ['location.lat', 'the point is outside Kota Ambon'],
    ]);
    expect([table.complaints.size, table.identities.size]).toEqual([0, 0]);
  });

  test('takes no retired service, agency or area', async () => {
    const directory = fakeDirectory({
      services: ambon.services.map(retired),
      agencies: ambon.agencies.map(retired),
      areas: ambon.areas.map(retired),
    });
    const { file } = intakeOffice({ directory });
    const body = { description, serviceCode: 'lampu-jalan', agencyId: 'bpbd', location: { areaCode: '81.71.02.1019' } };

    expect(await faultsOf(file(body))).toEqual(['agencyId', 'location.areaCode', 'serviceCode']);
  });

  test('of today is no report of the future, by the clock of the city', async () => {
    // 23:50 in Ambon is 14:50 in UTC; at 00:10 the day has turned there alone.
    const after = intakeOffice({ clock: manualClock('2026-03-14 00:10') });
    await expect(after.file({ description, incidentDate: '2026-03-14' })).resolves.toMatchObject({
      status: 'RECEIVED',
    });
  });

  test.each([
    ['the north-west corner', -3.57, 128.06, []],
    ['the south-east corner', -3.8, 128.31, []],
    ['just north of the city', -3.5699, 128.2, ['location.lat']],
    ['just east of it', -3.7, 128.3101, ['location.lat']],
    ['just south of it', -3.8001, 128.2, ['location.lat']],
    ['just west of it', -3.7, 128.0599, ['location.lat']],
    ['Null Island', 0, 0, ['location.lat']],
  ])('at %s', async (_, lat, long, faults) => {
    expect(await faultsOf(intakeOffice().file({ description, location: { lat, long } }))).toEqual(faults);
  });
});

describe('the text of a report', () => {
  const textOf = async (body: object) => {
    const { file, table } = intakeOffice();
    await file({ description, ...body });
    return [...table.texts.values()][0]!.text;
  };

  test('is kept as it was written, field by field', async () => {
    const [title, incidentDate, reference] = ['Lampu padam', '2026-03-12', 'klien-7'];
    const [address, landmark] = ['Jalan Ahong 7', 'dekat pasar'];
    expect(await textOf({ title, incidentDate, reference, location: { address, landmark } })).toEqual({
      description,
      title,
      incidentDate,
      reference,
      address,
      landmark,
    });
  });

  test('has no field that was not sent', async () => expect(await textOf({})).toEqual({ description }));
});

describe('the reporter', () => {
  test.each([
    ['a mobile number', { phone: '0811-4706-999' }, 'mobile', { phone: '+628114706999' }],
    ['a landline', { phone: '0911-312345', name: 'Ibu A' }, 'landline', { name: 'Ibu A', phone: '+62911312345' }],
    ['an e-mail alone', { email: 'warga@example.org' }, 'email', { email: 'warga@example.org' }],
  ] as const)('with %s can be told so', async (_, reporter, contact, identity) => {
    const { file, stored, table } = intakeOffice();
    const { trackingId } = await file({ description, reporter });

    expect(stored()[0]).toMatchObject({ contact });
    expect(await fakeCipher.decrypt(trackingId, table.identities.get(trackingId)!)).toEqual(identity);
    expect(stored()[0]!.phoneMac === undefined).toBe(!('phone' in reporter));
    expect(JSON.stringify([...table.complaints, ...table.events, ...table.texts])).not.toMatch(/\+62|Ibu A|warga@/);
  });

  test.each([[undefined], [{}]])('%o leaves no identity at all', async (reporter) => {
    const { file, stored, table } = intakeOffice();
    await file({ description, ...(reporter ? { reporter } : {}) });
    expect(table.identities.size).toBe(0);
    expect(stored()[0]).toMatchObject({ contact: 'none' });
  });

  test('of two complaints from one number is known as one, by the MAC alone', async () => {
    const { file, stored } = intakeOffice();
    await file({ description, reporter: { phone: '0811-4706-999' } });
    await file({ description, reporter: { phone: '+62 811 4706 999' } });
    expect(new Set(stored().map((c) => c.phoneMac)).size).toBe(1);
  });
});

describe('the way a report takes', () => {
  const first = async (body: object) => {
    const { file, table, stored } = intakeOffice();
    await file({ description, ...body });
    return { complaint: stored()[0]!, event: [...table.events.values()][0]! };
  };
  const areaCode = '81.71.02.1019';

  test.each([
    ['a service with a clear owner', { serviceCode: 'lampu-jalan' }, 'dinas-perhubungan'],
    [
      'a service of the districts, with an area',
      { serviceCode: 'pelayanan-kelurahan', location: { areaCode } },
      'kecamatan-sirimau',
    ],
    ['a service of the districts, without one', { serviceCode: 'pelayanan-kelurahan' }, undefined],
    ['a service that a person must look at', { serviceCode: 'jalan-rusak' }, undefined],
    ['no service, whatever agency is named', { agencyId: 'dinas-pupr' }, undefined],
  ])('with %s', async (_, body, autoForwardTo) => {
    const { complaint, event } = await first(body);
    expect([complaint.autoForwardTo, event.autoForwardTo]).toEqual([autoForwardTo, autoForwardTo]);
    expect(complaint.agencyId).toBeUndefined();
    expect(complaint.hintAgencyId).toBe('agencyId' in body ? body.agencyId : undefined);
  });

  test.each([
    ['pengaduan', {}, 'pengaduan', 'ordinary'],
    ['a request for information', { class: 'permintaan-informasi' }, 'permintaan-informasi', 'information'],
    ["the service's class", { serviceCode: 'usulan-pembangunan' }, 'aspirasi', 'ordinary'],
    [
      'the class given, over the service’s',
      { serviceCode: 'usulan-pembangunan', class: 'pengaduan' },
      'pengaduan',
      'ordinary',
    ],
    ["the service's track", { serviceCode: 'dugaan-pungli' }, 'pengaduan', 'inspection'],
  ])('has as class and track: %s', async (_, body, complaintClass, track) => {
    expect((await first(body)).complaint).toMatchObject({ class: complaintClass, track });
  });
});

describe('a report of a danger', () => {
  const body = { description: 'Kebakaran besar di rumah tetangga, tolong cepat!' };

  test('is answered with whom to call, the same on a repeat', async () => {
    const office = intakeOffice();
    const first = await office.file(body, 'kunci-1');
    expect(first.emergency).toEqual({
      text: 'Telepon 112 SEKARANG, gratis, atau pemadam kebakaran 113.',
      call: [
        { name: 'darurat kota', number: '112', free: true },
        { name: 'pemadam kebakaran', number: '113' },
      ],
    });
    expect(await office.file(body, 'kunci-1')).toEqual(first);
    expect(office.stored()).toMatchObject([{ danger: 'kebakaran' }]);
  });

  test('may stand in its title', async () => {
    const { emergency } = await intakeOffice().file({ title: 'Kebakaran!', description: 'Di belakang pasar Mardika.' });
    expect(emergency?.call[1]?.number).toBe('113');
  });

  test('that is over is a report like any other', async () => {
    const office = intakeOffice();
    expect(
      await office.file({ description: 'Kebakaran di pasar sudah padam, sisa puing belum diangkut.' }),
    ).not.toHaveProperty('emergency');
    expect(office.stored()[0]).not.toHaveProperty('danger');
  });
});
