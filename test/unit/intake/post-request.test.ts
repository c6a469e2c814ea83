/** Open311's form of a report: which fields it may have, what becomes of each, and what the app is told. */
import { describe, expect, test } from 'vitest';
import { InvalidInput, NotFound, QuotaExceeded } from '../../../functions/domain/kernel/errors.ts';
import type { Service } from '../../../functions/domain/city/records.ts';
import type { FormFile } from '../../../functions/http/open311/form.ts';
import { problemOf } from '../../../functions/http/problem.ts';
import { postRequest } from '../../../functions/intake/post-request.ts';
import { ambon } from '../../support/ambon.ts';
import { memoryBucket } from '../../support/fakes/attachments.ts';
import { apiKeys, fakeDirectory, retired } from '../../support/fakes/directory.ts';
import { fakeCipher } from '../../support/fakes/keys.ts';
import { jpeg, png } from '../../support/images/images.ts';
import { intakeOffice } from '../../support/intake.ts';

const inTheCity = { lat: '-3.6954', long: '128.1814' };
const whole = { service_code: 'lampu-jalan', ...inTheCity, description: 'Lampu jalan padam sejak tiga malam.' };
const accepted = 'Laporan diterima. Simpan nomor laporan ini untuk memantau tindak lanjutnya.';

const withAttributes: Service = {
  ...ambon.services.find(({ code }) => code === 'lampu-jalan')!,
  attributes: [
    { code: 'TIANG', variable: true, required: true, datatype: 'string', order: 2, description: 'Nomor tiang' },
    {
      code: 'WARNA',
      variable: true,
      required: false,
      datatype: 'singlevaluelist',
      order: 1,
      description: 'Warna lampu',
      values: [{ key: 'k', name: 'Kuning' }],
    },
  ],
};

type Fields = Record<string, string | string[]>;

function office({ services, ...over }: Parameters<typeof intakeOffice>[0] & { services?: Service[] } = {}) {
  const intake = intakeOffice(services ? { directory: fakeDirectory({ services }), ...over } : over);
  const { bucket, uploads } = memoryBucket();
  const lost: [string, unknown][] = [];
  const deps = { ...intake.deps, uploads, onPhotoLost: (id: string, error: unknown) => void lost.push([id, error]) };
  const post = (
    fields: Fields,
    more: { files?: FormFile[]; apiKey?: string | undefined; jurisdictionId?: string; idempotencyKey?: string } = {},
  ) =>
    postRequest(deps)({
      apiKey: 'apiKey' in more ? more.apiKey : 'key-app',
      jurisdictionId: more.jurisdictionId,
      idempotencyKey: more.idempotencyKey,
      form: {
        fields: new Map(Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value : [value]])),
        files: more.files ?? [],
      },
    });
  return { ...intake, bucket, uploads, lost, post, text: () => [...intake.table.texts.values()][0]!.text };
}

const faultsOf = async (asked: Promise<unknown>): Promise<[string, string][]> => {
  const error: unknown = await asked.then(() => undefined).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidInput);
  return (problemOf(error)?.errors ?? []).map(({ field, message }) => [field, message]);
};

describe('a request', () => {
  test('is filed as the client’s report, and its number is told', async () => {
    const { post, stored, text } = office();
    const answer = await post(whole);
    expect(stored()).toMatchObject([
      {
        clientId: 'app',
        channel: 'open311',
        serviceCode: 'lampu-jalan',
        lat: -3.6954,
        long: 128.1814,
        contact: 'none',
      },
    ]);
    expect(text()).toEqual({ description: whole.description });
    expect(answer).toEqual({
      root: 'service_requests',
      value: [{ service_request_id: stored()[0]!.id, service_notice: accepted }],
    });
  });

  test('for a batch service is told a token, which is the number', async () => {
    const services = ambon.services.map((service) => ({ ...service, type: 'batch' as const }));
    const { post, stored } = office({ services });
    expect((await post(whole)).value).toEqual([{ token: stored()[0]!.id, service_notice: accepted }]);
  });

  test.each([
    ['no key', { apiKey: undefined }, { name: 'Unauthenticated' }],
    ['a key that may only read', { apiKey: 'key-reader' }, { name: 'Forbidden' }],
    ['the jurisdiction of another city', { jurisdictionId: 'bandung.go.id' }, { name: 'NotFound' }],
  ])('with %s is refused before the form is looked at', async (_, more, error) => {
    const { post, stored } = office();
    await expect(post({ nonsense: 'x' }, more)).rejects.toMatchObject(error);
    expect(stored()).toEqual([]);
  });

  test('counts against the client’s quota', async () => {
    const client = { ...apiKeys['key-app'], quota: { perMinute: 1, perDay: 9 } };
    const { post } = office({ directory: fakeDirectory({ apiKeys: { 'key-app': client } }) });
    await post(whole);
    await expect(post(whole)).rejects.toThrow(QuotaExceeded);
  });

  test('sent again under its key is the same report; another answer under the key is refused', async () => {
    const { post, stored } = office();
    const first = await post(whole, { idempotencyKey: 'k' });
    expect(await post(whole, { idempotencyKey: 'k' })).toEqual(first);
    expect(stored()).toHaveLength(1);
    const other = post({ ...whole, 'attribute[LAIN]': 'ya' }, { idempotencyKey: 'k' });
    await expect(other).rejects.toMatchObject({ name: 'IdempotencyMismatch' });
  });
});

describe('the service', () => {
  test.each([undefined, '', '   '])('%j is required', async (code) => {
    const { post } = office();
    const { service_code: _, ...rest } = whole;
    expect(await faultsOf(post(code === undefined ? rest : { ...rest, service_code: code }))).toEqual([
      ['service_code', 'required'],
    ]);
  });

  test('may stand between spaces', async () => {
    const { post, stored } = office();
    await post({ ...whole, service_code: ' lampu-jalan ' });
    expect(stored()).toMatchObject([{ serviceCode: 'lampu-jalan' }]);
  });

  test.each(['tidak-ada', 'x'.repeat(41)])('%s is unknown', async (code) => {
    const asked = office().post({ ...whole, service_code: code });
    await expect(asked).rejects.toThrow(new NotFound('service_code: unknown; GET services lists those of this city'));
  });

  test('that is retired is unknown', async () => {
    const { post } = office({ services: ambon.services.map(retired) });
    await expect(post(whole)).rejects.toThrow(NotFound);
  });

  test('has a code of at most 40 characters; a longer one is not looked up', async () => {
    const asked: string[] = [];
    const directory = fakeDirectory();
    const { post, stored } = office({
      directory: {
        ...directory,
        service: async (code) => {
          asked.push(code!);
          return code === undefined ? undefined : { ...withAttributes, attributes: [], code };
        },
      },
    });
    await post({ ...whole, service_code: 'y'.repeat(40) });
    expect(stored()).toMatchObject([{ serviceCode: 'y'.repeat(40) }]);
    await expect(post({ ...whole, service_code: 'z'.repeat(41) })).rejects.toThrow(NotFound);
    expect(asked).not.toContain('z'.repeat(41));
  });
});

describe('the place', () => {
  const { description, service_code } = whole;
  const at = (place: Fields) => ({ service_code, description, ...place });
  const together = 'required: lat and long come together';

  test.each<[Fields, [string, string][]]>([
    [{}, [['lat', 'required: lat and long, or address_string, or address_id']]],
    [{ lat: '-3.7' }, [['long', together]]],
    [{ long: '128.2' }, [['lat', together]]],
    [{ lat: '-3.7', address_string: 'Jalan Ahong' }, [['long', together]]],
    [{ lat: '-91', long: '128.2' }, [['lat', 'at most 90 degrees']]],
    [
      { lat: '90.5', long: '181' },
      [
        ['lat', 'at most 90 degrees'],
        ['long', 'at most 180 degrees'],
      ],
    ],
    [
      { lat: '1e1', long: '0x80' },
      [
        ['lat', 'not a number of degrees (WGS84), such as -3.6954'],
        ['long', 'not a number of degrees (WGS84), such as -3.6954'],
      ],
    ],
    [{ lat: ['-3.7', '-3.8'], long: '128.2' }, [['lat', 'may be given only once']]],
    [{ lat: '0', long: '0' }, [['location.lat', 'the point is outside Kota Ambon']]],
    [{ lat: '90', long: '180' }, [['location.lat', 'the point is outside Kota Ambon']]],
  ])('%j is refused', async (place, faults) => {
    const { post, stored } = office();
    expect(await faultsOf(post(at(place)))).toEqual(faults);
    expect(stored()).toEqual([]);
  });

  test('may be an address, an address id or a point between spaces', async () => {
    const address = office();
    await address.post(at({ address_string: 'Jalan Ahong 7' }));
    expect(address.text()).toEqual({ description, address: 'Jalan Ahong 7' });
    const id = office();
    await id.post(at({ address_id: '81-7' }));
    expect(id.text()).toEqual({ description, addressId: '81-7' });
    const point = office();
    await point.post(at({ lat: ' -3.7 ', long: ' +128.2 ' }));
    expect(point.stored()).toMatchObject([{ lat: -3.7, long: 128.2 }]);
  });
});

describe('the reporter', () => {
  test.each([
    [{ first_name: 'Ani', last_name: 'Latu' }, { name: 'Ani Latu' }],
    [{ first_name: 'Ani' }, { name: 'Ani' }],
    [{ last_name: 'Latu' }, { name: 'Latu' }],
    [{ email: ' warga@example.org ' }, { email: 'warga@example.org' }],
    [
      { phone: '0811-4706-999', first_name: 'x'.repeat(50), last_name: 'y'.repeat(49) },
      {
        phone: '+628114706999',
        name: `${'x'.repeat(50)} ${'y'.repeat(49)}`,
      },
    ],
  ])('%j is kept as identity', async (fields, identity) => {
    const { post, stored, table } = office();
    await post({ ...whole, ...fields });
    const { id } = stored()[0]!;
    expect(await fakeCipher.decrypt(id, table.identities.get(id)!)).toEqual(identity);
  });

  test('without a name, number or address leaves no identity', async () => {
    const { post, table } = office();
    await post(whole);
    expect(table.identities.size).toBe(0);
  });

  test.each<[Fields, [string, string][]]>([
    [{ first_name: 'x'.repeat(50), last_name: 'y'.repeat(50) }, [['reporter.name', 'at most 100 characters']]],
    [{ phone: '1708' }, [['reporter.phone', 'not an Indonesian telephone number']]],
    [{ email: 'warga' }, [['email', 'not an e-mail address']]],
    [{ email: `${'a'.repeat(60)}@${'b.'.repeat(100)}org` }, [['email', expect.any(String) as string]]],
  ])('%j is refused', async (fields, faults) => {
    expect(await faultsOf(office().post({ ...whole, ...fields }))).toEqual(faults);
  });

  test.each([
    ['true', true],
    ['1', true],
    [' TRUE ', true],
    ['false', false],
    ['0', false],
  ])('may say %j to be anonymous or confidential', async (given, taken) => {
    const one = office();
    await one.post({ ...whole, anonymous: given });
    expect(one.stored()).toMatchObject([{ anonymous: taken, confidential: false }]);
    const other = office();
    await other.post({ ...whole, confidential: given });
    expect(other.stored()).toMatchObject([{ anonymous: false, confidential: taken }]);
  });

  test.each(['ya', '2', 'true1'])('may not say %j to it', async (given) => {
    expect(await faultsOf(office().post({ ...whole, anonymous: given }))).toEqual([['anonymous', 'true or false']]);
  });
});

describe('the text', () => {
  test('has the line ends of one system; lines of one-line fields become spaces', async () => {
    const { post, text } = office();
    await post({ ...whole, description: 'Satu\r\ndua\n\ntiga', address_string: 'Jalan\t\u2028Ahong\v 7' });
    expect(text()).toEqual({ description: 'Satu\ndua\n\ntiga', address: 'Jalan Ahong  7' });
  });

  test.each([
    ['media_url', 'https://foto.example/1.jpg'],
    ['media_url', ' http://foto.example/1.jpg '],
  ])('keeps %s %j as a link', async (field, value) => {
    const { post, text } = office();
    await post({ ...whole, [field]: value });
    expect(text()).toEqual({ description: whole.description, mediaUrl: value.trim() });
  });

  test.each(['ftp://foto.example/1.jpg', 'xhttp://foto.example', 'httpx://foto.example', 'foto.jpg'])(
    'keeps no link %s',
    async (value) => {
      const faults = await faultsOf(office().post({ ...whole, media_url: value }));
      expect(faults).toEqual([['media_url', 'an http or https URL']]);
    },
  );
});

describe('a service’s attributes', () => {
  const { description: _, ...withoutText } = whole;
  const services = [withAttributes];

  test('are answered by code, and kept', async () => {
    const { post, text } = office({ services });
    await post({ ...whole, 'attribute[TIANG]': 'AMB-7', 'attribute[WARNA]': 'k' });
    expect(JSON.parse(text()['attributes']!)).toEqual({ TIANG: ['AMB-7'], WARNA: ['k'] });
    expect(text()).not.toHaveProperty('descriptionFrom');
  });

  test('describe the request that has no description', async () => {
    const { post, text } = office({ services });
    await post({ ...withoutText, 'attribute[TIANG]': 'AMB-7', 'attribute[WARNA]': 'k' });
    expect(text()).toMatchObject({
      description: `${withAttributes.name}\nWarna lampu: Kuning\nNomor tiang: AMB-7`,
      descriptionFrom: 'service',
    });
  });

  test('make a description of at most 4,000 characters', async () => {
    const { post, text } = office({ services });
    const many = Object.fromEntries(Array.from({ length: 8 }, (__, n) => [`attribute[LAIN${n}]`, '😀'.repeat(1000)]));
    await post({ ...withoutText, 'attribute[TIANG]': 'AMB-7', ...many });
    expect([...text()['description']!]).toHaveLength(4000);
    expect(text()['description']!.isWellFormed()).toBe(true);
  });

  test('that are missing, wrong or misspelt are named with all other faults at once', async () => {
    const asked = office({ services }).post(
      { ...whole, lat: 'x', email: 'y', 'attribute[WARNA]': 'm', 'attribute(X)': 'z' },
      { files: [{ field: 'foto', name: 'f', type: 'image/gif', bytes: Buffer.from('GIF89a') }] },
    );
    expect((await faultsOf(asked)).map(([field]) => field)).toEqual([
      'lat',
      'email',
      'attribute',
      'attribute[TIANG]',
      'attribute[WARNA]',
      'foto',
    ]);
  });
});

describe('photos', () => {
  const photo = (bytes: Uint8Array): FormFile => ({ field: 'photo', name: 'f.jpg', type: 'image/jpeg', bytes });

  test('are stored under ids of their content, so that a repeated request adds none', async () => {
    const { post, bucket, stored } = office();
    await post(whole, { files: [photo(jpeg())], idempotencyKey: 'k' });
    await post(whole, { files: [photo(jpeg())], idempotencyKey: 'k' });
    expect([...bucket.incoming]).toEqual([
      [
        expect.stringMatching(new RegExp(`^${stored()[0]!.id}/[\\w-]{16}$`)),
        { type: 'image/jpeg', by: { role: 'reporter' }, bytes: jpeg() },
      ],
    ]);
  });

  test('that cannot be stored are told of, and the report stands', async () => {
    const { post, uploads, lost, stored } = office();
    const down = new Error('S3 is down');
    uploads.store = async ({ type }) => (type === 'image/png' ? Promise.reject(down) : undefined);
    const answer = await post(whole, { files: [photo(jpeg()), photo(png())] });
    expect(answer.value).toEqual([
      {
        service_request_id: stored()[0]!.id,
        service_notice: `${accepted} Foto belum dapat disimpan: kirim lagi lewat aplikasi.`,
      },
    ]);
    expect(lost).toEqual([[stored()[0]!.id, down]]);
  });
});
