/** Open311's discovery, services and service definitions. */
import { describe, expect, test } from 'vitest';
import type { Service } from '../../../../functions/domain/city/records.ts';
import { open311Routes } from '../../../../functions/query/open311/open311-routes.ts';
import { ambon } from '../../../support/ambon.ts';
import { cityHall } from '../../../support/city-hall.ts';
import { retired, type DirectoryRecords } from '../../../support/fakes/directory.ts';
import { ask } from '../../../support/request.ts';

const attributes: Service['attributes'] = [
  {
    code: 'B',
    description: 'Warna?',
    datatype: 'singlevaluelist',
    required: true,
    order: 2,
    variable: true,
    values: [{ key: 'k', name: 'Kuning' }],
  },
  {
    code: 'A',
    description: 'Nomor?',
    datatype: 'string',
    datatypeDescription: 'seperti 7',
    required: false,
    order: 1,
    variable: false,
  },
];
const { attributes: _, ...lamp } = ambon.services.find((s) => s.code === 'lampu-jalan')!;
const services = [
  { ...lamp, attributes },
  { ...lamp, code: 'lama', type: 'batch' as const },
  retired({ ...lamp, code: 'tua' }),
];

/** Of discovery and of definitions, what single tests look into. */
type Answer = { endpoints: { url: string }[]; attributes: unknown[] };

const city = (records: Partial<DirectoryRecords> = {}, stage = 'test') => {
  const routes = open311Routes({ ...cityHall('2026-04-20 10:00', { services, ...records }), stage });
  return async (name: string, over: Parameters<typeof ask>[2] = {}): Promise<Answer> =>
    JSON.parse((await ask(routes, `GET /open311/${name}`, over)).body as string) as Answer;
};

describe('discovery', () => {
  // A forged host: the address comes from the settings.
  const headers = { host: 'evil.example', 'x-forwarded-proto': 'http' };
  const endpoint = (url: string, type: string) => ({
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url,
    changeset: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
    type,
    formats: ['text/xml', 'application/json'],
  });
  const own = 'https://api.ambon.go.id/open311/v2';

  test.each(['discovery', 'v2/discovery'])('%s names this city, as both endpoints in a test stage', async (name) => {
    expect(await city()(`${name}.json`, { headers })).toEqual({
      changeset: expect.any(String) as string,
      contact: ambon.city.open311?.contact,
      key_service: ambon.city.open311?.keyService,
      endpoints: [endpoint(own, 'production'), endpoint(own, 'test')],
    });
  });

  test('in production names the test system of the profile, if there is one', async () => {
    const open311 = { ...ambon.city.open311!, testUrl: 'https://uji.ambon.go.id/open311/v2' };
    const both = await city({ city: { ...ambon.city, open311 } }, 'production')('discovery.json', { headers });
    expect(both.endpoints).toEqual([endpoint(own, 'production'), endpoint(open311.testUrl, 'test')]);
    const { testUrl: __, ...without } = open311;
    const one = await city({ city: { ...ambon.city, open311: without } }, 'production')('discovery.json', { headers });
    expect(one.endpoints).toEqual([endpoint(own, 'production')]);
  });

  test('of a city without a profile has its name', async () => {
    const { open311: __, ...bare } = ambon.city;
    expect(await city({ city: bare })('discovery.json', { headers })).toMatchObject({
      contact: 'Kota Ambon',
      key_service: 'Kota Ambon',
      endpoints: [{ type: 'production' }, { type: 'test' }],
    });
    expect((await city({ city: bare }, 'production')('discovery.json', { headers })).endpoints).toHaveLength(1);
  });

  test('has media types without a charset, unlike all others', async () => {
    const routes = open311Routes({ ...cityHall('2026-04-20 10:00'), stage: 'test' });
    const typeOf = async (name: string) => (await ask(routes, `GET /open311/${name}`)).headers?.['content-type'];
    expect(await typeOf('discovery.xml')).toBe('text/xml');
    expect(await typeOf('v2/discovery.json')).toBe('application/json');
    expect(await typeOf('v2/services.xml')).toBe('text/xml; charset=utf-8');
  });
});

describe('services', () => {
  test('are those in force', async () => {
    expect(await city()('v2/services.json')).toEqual([
      {
        service_code: 'lampu-jalan',
        service_name: lamp.name,
        description: lamp.description,
        metadata: true,
        type: 'realtime',
        keywords: lamp.keywords.join(', '),
        group: lamp.group,
      },
      expect.objectContaining({ service_code: 'lama', metadata: false, type: 'batch' }),
    ]);
  });

  test('are those of this city alone', async () => {
    const query = { jurisdiction_id: 'bandung.go.id' };
    await expect(city()('v2/services.json', { query })).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('a definition', () => {
  const define = (code: string, query = {}) =>
    city()('v2/services/{service_code}', { path: { service_code: `${code}.json` }, query });

  test('has its questions in order', async () => {
    expect(await define('lampu-jalan')).toEqual({
      service_code: 'lampu-jalan',
      attributes: [
        {
          variable: false,
          code: 'A',
          datatype: 'string',
          required: false,
          datatype_description: 'seperti 7',
          order: 1,
          description: 'Nomor?',
          values: [],
        },
        expect.objectContaining({
          code: 'B',
          order: 2,
          datatype_description: '',
          values: [{ key: 'k', name: 'Kuning' }],
        }),
      ],
    });
  });

  test('without questions has an empty list', async () => expect((await define('lama')).attributes).toEqual([]));

  test.each(['tidak-ada', 'tua', 'x'.repeat(41)])('of %s is unknown', async (code) => {
    const message = 'service_code: unknown';
    await expect(define(code)).rejects.toMatchObject({ name: 'NotFound', message });
  });

  test('is looked up by codes of at most 40 characters', async () => {
    const hall = cityHall('2026-04-20 10:00');
    const directory = { ...hall.directory, service: async (code?: string) => ({ ...lamp, code: code ?? '' }) };
    const routes = open311Routes({ ...hall, directory, stage: 'test' });
    const of = (code: string) =>
      ask(routes, 'GET /open311/v2/services/{service_code}', { path: { service_code: `${code}.json` } });
    expect((await of('x'.repeat(40))).body).toContain('x'.repeat(40));
    await expect(of('x'.repeat(41))).rejects.toMatchObject({ name: 'NotFound' });
  });

  test('in another city is not found', async () => {
    await expect(define('lampu-jalan', { jurisdiction_id: 'x' })).rejects.toMatchObject({ name: 'NotFound' });
  });
});
