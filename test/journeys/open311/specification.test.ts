/**
 * Open311 GeoReport v2 over HTTP, point by point: the letters are those of the checklist that the API was built to (G general, D
 * discovery, S services, SD definitions, P posts, T tokens, R requests, E and U extensions). Every answer is checked for its content
 * type, well-formedness and shape by the client itself (test/support/open311/calls.ts).
 */
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { coordinator, freshPhone, lightLiaison, useOwnCity } from '../../support/city.ts';
import { jpeg } from '../../support/images/images.ts';
import { addTestServices, editRecord, everyAttribute, newClient } from '../../support/open311/city.ts';
import { formats, Open311, type Fields, type Plain, type Told } from '../../support/open311/calls.ts';

const city = useOwnCity();
let app: Open311;
let other: Open311;
let anybody: Open311;

beforeAll(async () => {
  await addTestServices(city.client);
  const url = city.client.url;
  app = new Open311(url, await newClient(city.client, 'aplikasi-uji'));
  other = new Open311(url, await newClient(city.client, 'aplikasi-lain'));
  anybody = new Open311(url);
  // What functions have cached of the directory is older than 60 s after this.
  await city.client.advance('PT61S');
});

const place = { lat: '-3.6954', long: '128.1814' };
const lamp = { service_code: 'lampu-jalan', ...place, description: 'Lampu jalan padam di depan gereja.' };
const unrouted = { ...lamp, service_code: 'UJI_2' };

/** Files as the app and gives the id. */
async function filed(fields: Fields = unrouted, by = app): Promise<string> {
  const { status, plain, text } = await by.post('json', 'v2/requests', fields);
  if (status !== 200) throw new Error(text);
  return plain[0].service_request_id ?? plain[0].token;
}

const versionOf = async (id: string): Promise<number> =>
  (await city.client.asOfficer({ role: 'auditor' }, 'GET', `/v1/staff/complaints/${id}`)).body.version;

async function act(who: typeof coordinator | typeof lightLiaison, id: string, action: string, body: object) {
  await city.client.idle();
  const answer = await city.client.act(who, id, action, { expectedVersion: await versionOf(id), ...body });
  if (answer.status !== 200) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
}

/** Verified, which makes it public, and with the liaison of the lights. */
async function published(fields: Fields = unrouted, by = app): Promise<string> {
  const id = await filed(fields, by);
  await act(coordinator, id, 'verify', { agencyId: 'dinas-perhubungan' });
  return id;
}

async function answeredRequest(): Promise<string> {
  const id = await published();
  await act(lightLiaison, id, 'answer', { outcome: 'done', text: 'Lampu sudah diganti.' });
  return id;
}

const codes = ({ plain }: Told): string[] => plain.map((error: Plain) => error.code);
const descriptions = ({ plain }: Told): string => plain.map((error: Plain) => error.description).join('; ');
const ids = ({ plain }: Told): string[] => plain.map((request: Plain) => request.service_request_id);
const now = async (): Promise<Date> => new Date(await city.client.advance('PT0S'));

describe.each(formats)('in %s', (format) => {
  const get = (path: string, query: Fields = {}, by = anybody) => by.get(format, path, query);
  const post = (path: string, fields: Fields, by = app, headers = {}) => by.post(format, path, fields, headers);

  describe('general', () => {
    test('G1 the suffix of the path decides the format; without one we speak, it is not found, in XML', async () => {
      expect((await get('v2/services')).status).toBe(200);
      const bare = await anybody.ask('xml', 'v2/services', 'v2/services', {});
      const odd = await anybody.ask('xml', 'v2/services', 'v2/services.yaml', {});
      expect([bare.status, odd.status]).toEqual([404, 404]);
      const unknown = await get('v2/nothing');
      expect([unknown.status, codes(unknown)]).toEqual([404, ['404']]);
    });

    test('G2 forms come url-encoded or as multipart; every answer has its exact content type', async () => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...lamp, api_key: app.key! })) form.append(name, value);
      form.append('photo1', new Blob([new Uint8Array(jpeg())], { type: 'image/jpeg' }), 'foto.jpg');
      expect((await app.send(format, 'v2/requests', form)).status).toBe(200);
      const json = await app.send(format, 'v2/requests', '{}', { 'content-type': 'application/json' });
      expect([json.status, codes(json)]).toEqual([400, ['415']]);
    });

    test('G3 XML is declared UTF-8, without namespace or foreign elements; special characters survive', async () => {
      const description = 'Lampu <b>mati</b> & "gelap" \'sekali\' ]]> é 漢字 🚧\nbaris dua';
      const id = await filed({ ...unrouted, description });
      const { text, plain } = await get(`v2/requests/${id}`, {}, app);
      expect(plain[0].description).toBe(description);
      const beginning = {
        xml: '<?xml version="1.0" encoding="UTF-8"?><service_requests><request><service_request_id>',
        json: '[{"service_request_id":',
      };
      expect(text.startsWith(beginning[format])).toBe(true);
    });

    test('G4 dates are UTC with seconds and Z; those that come may have any zone but must have one', async () => {
      const id = await published();
      const { plain } = await get(`v2/requests/${id}`);
      expect(plain[0].requested_datetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const at = plain[0].requested_datetime as string;
      const inWit = `${new Date(Date.parse(at) + 9 * 3_600_000).toISOString().slice(0, 19)}+09:00`;
      const found = await get('v2/requests', { start_date: inWit, end_date: inWit });
      expect(ids(found)).toContain(id);
      expect((await get('v2/requests', { start_date: at.slice(0, 19) })).status).toBe(400);
      // A plus that was not encoded arrives as a space.
      const raw = await anybody.ask(
        format,
        'v2/requests',
        `v2/requests.${format}?start_date=${inWit}&end_date=${inWit}`,
        {},
      );
      expect(ids(raw)).toContain(id);
    });

    test('G5 an empty parameter is an absent one; what is missing is null or an empty element', async () => {
      const id = await published();
      const empty = await get('v2/requests', {
        start_date: '',
        status: '',
        service_code: '',
        page: '',
        jurisdiction_id: '',
      });
      expect([empty.status, ids(empty).includes(id)]).toEqual([200, true]);
      const sent = await post('v2/requests', { ...lamp, email: '', phone: '', address_string: '', media_url: '' });
      expect(sent.status).toBe(200);
      const { plain } = await get(`v2/requests/${id}`);
      expect(plain[0]).toMatchObject({ media_url: '', zipcode: '', address_id: '', service_notice: '' });
    });

    test('G6 the jurisdiction may be left out; another one is 404', async () => {
      for (const path of ['v2/services', 'v2/requests', 'v2/servicerequestupdates']) {
        expect((await get(path, { jurisdiction_id: 'ambon.go.id' })).status).toBe(200);
        const elsewhere = await get(path, { jurisdiction_id: 'jakarta.go.id' });
        expect([elsewhere.status, codes(elsewhere)]).toEqual([404, ['404']]);
      }
      const posted = await post('v2/requests', { ...lamp, jurisdiction_id: 'jakarta.go.id' });
      expect(posted.status).toBe(404);
    });

    test('G7 a post needs a key, in the form, the query or the header; a wrong or missing one is 403', async () => {
      const nobody = await post('v2/requests', lamp, anybody);
      const wrong = await post('v2/requests', lamp, anybody.as('salah'));
      expect([nobody.status, codes(nobody), wrong.status, codes(wrong)]).toEqual([403, ['403'], 403, ['403']]);
      const inQuery = await app.ask(format, 'v2/requests', `v2/requests.${format}?api_key=${app.key}`, {
        method: 'POST',
        body: new URLSearchParams(lamp),
      });
      const inHeader = await post('v2/requests', lamp, anybody, { 'x-api-key': app.key });
      expect([inQuery.status, inHeader.status]).toEqual([200, 200]);
      expect((await get('v2/requests', {}, anybody.as('salah'))).status).toBe(403);
    });

    test('G8 every fault is an error of its own, with a code and what to do', async () => {
      const told = await post('v2/requests', {
        service_code: 'uji-atribut',
        lat: '95',
        long: 'x',
        email: 'bukan',
        media_url: 'file:///etc/passwd',
        'attribute[ANGKA]': 'banyak',
      });
      expect(told.status).toBe(400);
      expect(new Set(codes(told))).toEqual(new Set(['400']));
      for (const named of ['lat', 'long', 'email', 'media_url', 'attribute[ANGKA]', 'attribute[KATA]'])
        expect(descriptions(told)).toContain(`${named}: `);
    });

    test('G9 a list is a JSON array at the top and a container in XML; discovery and definitions are objects', async () => {
      expect((await get('v2/services')).plain).toBeInstanceOf(Array);
      expect((await get('v2/requests')).plain).toBeInstanceOf(Array);
      expect((await get('v2/requests/AMB-0000000')).plain).toBeInstanceOf(Array);
      expect((await get('v2/services/uji-atribut')).plain.attributes).toBeInstanceOf(Array);
      expect((await get('discovery')).plain.endpoints).toBeInstanceOf(Array);
    });

    test('G10 ids and codes are text, flags booleans, lat and long numbers with a decimal point', async () => {
      const id = await filed({ ...unrouted, lat: '-3.700', long: '128.20' });
      const { text, plain } = await get(`v2/requests/${id}`, {}, app);
      expect(plain[0]).toMatchObject({ service_request_id: id, lat: '-3.7', long: '128.2' });
      expect(text).toContain({ json: '"lat":-3.7,"long":128.2', xml: '<lat>-3.7</lat><long>128.2</long>' }[format]);
      const services = await get('v2/services');
      expect(services.text).toContain({ json: '"metadata":true', xml: '<metadata>true</metadata>' }[format]);
    });
  });

  describe('discovery', () => {
    test('D1 lists production and test endpoints in both formats, the same in either', async () => {
      const { plain } = await get('discovery');
      const inOther = await anybody.get(format === 'xml' ? 'json' : 'xml', 'discovery');
      expect(plain).toEqual(inOther.plain);
      expect(plain.endpoints.map((e: Plain) => e.type)).toEqual(['production', 'test']);
      for (const endpoint of plain.endpoints) {
        expect(endpoint).toMatchObject({
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: `${city.client.url}/open311/v2`,
          formats: ['text/xml', 'application/json'],
        });
        expect(Date.parse(endpoint.changeset)).toBeLessThan(Date.now());
      }
      expect(plain.contact).toContain('Ambon');
      expect(plain.key_service).not.toBe('');
      expect((await get('v2/discovery')).plain).toEqual(plain);
    });
  });

  describe('services', () => {
    test('S1 each has a code, a name, a description, keywords, whether it asks more, and its type', async () => {
      const { plain } = await get('v2/services');
      const byCode = Object.fromEntries(plain.map((s: Plain) => [s.service_code, s]));
      expect(byCode['lampu-jalan']).toMatchObject({ metadata: 'true', type: 'realtime', group: 'Perhubungan' });
      expect(byCode['lampu-jalan'].keywords).toContain('lampu mati, ');
      expect(byCode['UJI_2']).toMatchObject({ metadata: 'false', keywords: 'uji, coba' });
      expect(byCode['uji-antrean'].type).toBe('batch');
      for (const s of plain) expect([s.description, s.keywords].includes('')).toBe(false);
    });

    test('S2 of another jurisdiction are not found', async () => {
      expect((await get('v2/services', { jurisdiction_id: 'x.example' })).status).toBe(404);
    });

    test('SD1, SD2 a definition has its attributes in order, each with everything that the form needs', async () => {
      const { plain } = await get('v2/services/uji-atribut');
      expect(plain.service_code).toBe('uji-atribut');
      expect(plain.attributes.map((a: Plain) => [a.order, a.code, a.datatype, a.variable, a.required])).toEqual(
        everyAttribute
          .toSorted((a, b) => a.order - b.order)
          .map((a) => [String(a.order), a.code, a.datatype, String(!('variable' in a)), String(a.required)]),
      );
      expect(plain.attributes[4].values).toEqual([
        { key: 'satu', name: 'Satu' },
        { key: 'dua', name: 'Dua' },
        { key: 'tiga', name: 'Tiga' },
      ]);
      expect(plain.attributes[0]).toMatchObject({ datatype_description: 'Satu baris', values: [] });
    });

    test('SD3 an unknown service is 404, one without attributes has an empty list', async () => {
      const unknown = await get('v2/services/tidak-ada');
      expect([unknown.status, codes(unknown)]).toEqual([404, ['404']]);
      expect((await get('v2/services/UJI_2')).plain).toEqual({ service_code: 'UJI_2', attributes: [] });
    });
  });

  describe('a posted request', () => {
    test('P1 needs a service and a place: coordinates, an address, or an address id', async () => {
      const service = { service_code: 'UJI_2' };
      expect((await post('v2/requests', { ...service, address_string: 'Jalan Pattimura 1' })).status).toBe(200);
      expect((await post('v2/requests', { ...service, address_id: '545483' })).status).toBe(200);
      const nowhere = await post('v2/requests', { ...service, description: 'Di mana?' });
      const nothing = await post('v2/requests', place);
      expect([nowhere.status, nothing.status]).toEqual([400, 400]);
      expect(descriptions(nowhere)).toMatch(/required.*lat.*address_string.*address_id/);
      expect(descriptions(nothing)).toContain('service_code: required');
    });

    test('P2 takes attributes of every kind and gives them back; what is wrong with one is said by its code', async () => {
      const answers: [string, string][] = [
        ['attribute[KATA]', 'tiang 12'],
        ['attribute[ANGKA]', '3'],
        ['attribute[KAPAN]', '2026-03-13T09:00:00+09:00'],
        ['attribute[CERITA]', 'baris satu\r\nbaris dua'],
        ['attribute[SATU]', 'dua'],
        ['attribute[BANYAK][]', 'satu'],
        ['attribute[BANYAK][]', 'tiga'],
        ['attribute[CATATAN]', 'tidak diperiksa'],
        ['attribute[LAIN]', 'yang tidak kami kenal'],
      ];
      const base: [string, string][] = Object.entries({ service_code: 'uji-atribut', ...place });
      const id = await filed([...base, ...answers]);
      const { plain } = await get(`v2/requests/${id}`, { extensions: 'true' }, app);
      expect(plain[0].attributes.map((a: Plain) => [a.code, a.value, a.name])).toEqual([
        ['KATA', 'tiang 12', 'tiang 12'],
        ['ANGKA', '3', '3'],
        ['KAPAN', '2026-03-13T09:00:00+09:00', '2026-03-13T09:00:00+09:00'],
        ['CERITA', 'baris satu\nbaris dua', 'baris satu\nbaris dua'],
        ['SATU', 'dua', 'Dua'],
        ['BANYAK', 'satu', 'Satu'],
        ['BANYAK', 'tiga', 'Tiga'],
        ['CATATAN', 'tidak diperiksa', 'tidak diperiksa'],
        ['LAIN', 'yang tidak kami kenal', 'yang tidak kami kenal'],
      ]);
      const refused = async (...wrong: [string, string][]) => {
        const told = await post('v2/requests', [...base, ...wrong]);
        expect(told.status).toBe(400);
        return descriptions(told);
      };
      expect(await refused()).toMatch(/attribute\[KATA\]: required/);
      const word: [string, string] = ['attribute[KATA]', 'x'];
      expect(await refused(word, ['attribute[SATU]', 'empat'])).toContain(
        'attribute[SATU]: not one of satu, dua, tiga',
      );
      expect(await refused(word, ['attribute[BANYAK][]', 'x'])).toContain('attribute[BANYAK]');
      expect(await refused(word, ['attribute[SATU]', 'satu'], ['attribute[SATU]', 'dua'])).toContain('one value only');
      expect(await refused(word, ['attribute[ANGKA]', '1e3'])).toContain('attribute[ANGKA]: not a number');
      expect(await refused(word, ['attribute[KAPAN]', 'kemarin'])).toContain('attribute[KAPAN]: not a date');
      expect(await refused(word, ['attribute[', 'x'])).toContain('write attribute[CODE]');
    });

    test('P3 keeps what is given, drops no line break, and never tells who reported', async () => {
      const phone = freshPhone();
      const id = await published({
        ...unrouted,
        description: 'baris satu\r\nbaris dua',
        address_string: 'Jalan A.Y. Patty 5',
        address_id: '77',
        media_url: 'https://example.org/foto.jpg',
        email: 'warga@example.org',
        first_name: 'Nama',
        last_name: 'Rahasia',
        phone,
        device_id: 'PERANGKAT',
        account_id: 'AKUN',
      });
      const own = await get(`v2/requests/${id}`, { extensions: 'true' }, app);
      expect(own.plain[0]).toMatchObject({
        description: 'baris satu\nbaris dua',
        address: 'Jalan A.Y. Patty 5',
        address_id: '77',
        media_url: 'https://example.org/foto.jpg',
        ...place,
      });
      const all = await get(`v2/requests/${id}`, { extensions: 'true' });
      for (const { text } of [own, all])
        expect(text).not.toMatch(new RegExp(`warga@|Nama|Rahasia|${phone.slice(4)}|PERANGKAT|AKUN`));
      expect(all.text).not.toMatch(/Patty|foto\.jpg|3\.6954/);
      const long = await post('v2/requests', { ...lamp, description: 'x'.repeat(4001) });
      expect([long.status, descriptions(long)]).toEqual([400, 'description: at most 4000 characters']);
      const { status } = await post('v2/requests', { service_code: 'UJI_2', ...place });
      expect(status).toBe(200);
    });

    test('P4 takes no half place, no place outside the world and none outside the city', async () => {
      const wrong: [Fields, string][] = [
        [{ lat: '-3.69' }, 'long'],
        [{ long: '128.18' }, 'lat'],
        [{ lat: '91', long: '128.18' }, 'lat'],
        [{ lat: '-3.69', long: '181' }, 'long'],
        [{ lat: '3,69', long: '128.18' }, 'lat'],
        [{ lat: 'NaN', long: 'Infinity' }, 'lat'],
        [{ lat: '-6.2', long: '106.8' }, 'lat'],
      ];
      for (const [where, field] of wrong) {
        const told = await post('v2/requests', { service_code: 'UJI_2', ...where });
        expect([told.status, descriptions(told)]).toEqual([400, expect.stringContaining(`${field}: `)]);
      }
    });

    test('P5 is answered with its id, of a batch service with a token', async () => {
      const { plain, status } = await post('v2/requests', lamp);
      expect([status, Object.keys(plain[0])]).toEqual([200, ['service_request_id', 'service_notice']]);
      expect(plain[0].service_request_id).toMatch(/^[\w-]+$/);
      const batch = await post('v2/requests', { ...lamp, service_code: 'uji-antrean' });
      expect(Object.keys(batch.plain[0])).toEqual(['token', 'service_notice']);
    });

    test('P6 for a service that is not there is 404, whatever else is wrong; without a key 403 first', async () => {
      const unknown = await post('v2/requests', { service_code: 'tidak-ada' });
      expect([unknown.status, codes(unknown)]).toEqual([404, ['404']]);
      expect((await post('v2/requests', { service_code: 'tidak-ada' }, anybody)).status).toBe(403);
    });

    test('P7 sent again under its Idempotency-Key is the same one; it may be anonymous and confidential', async () => {
      const headers = { 'idempotency-key': `kunci-${format}` };
      const first = await post('v2/requests', unrouted, app, headers);
      const again = await post('v2/requests', unrouted, app, headers);
      expect(again.plain).toEqual(first.plain);
      const differs = await post('v2/requests', { ...unrouted, description: 'Lain sama sekali.' }, app, headers);
      expect([differs.status, codes(differs)]).toEqual([400, ['409']]);
      const id = await filed({ ...unrouted, anonymous: 'true', confidential: 'true' });
      const { body } = await city.client.asOfficer(coordinator, 'GET', `/v1/staff/complaints/${id}`);
      expect(body).toMatchObject({ anonymous: true, confidential: true, channel: 'open311', clientId: 'aplikasi-uji' });
      expect((await post('v2/requests', { ...lamp, anonymous: 'ya' })).status).toBe(400);
    });
  });

  describe('a token', () => {
    test('T1 gives its client the id of its request at once, and everybody once that is public; else it is 404', async () => {
      const { plain } = await post('v2/requests', { ...lamp, service_code: 'uji-antrean' });
      const { token } = plain[0];
      expect((await get(`v2/tokens/${token}`, {}, app)).plain).toEqual([{ service_request_id: token, token }]);
      expect((await get(`v2/tokens/${token}`)).status).toBe(404);
      const known = await published();
      expect((await get(`v2/tokens/${known}`)).plain).toEqual([{ service_request_id: known, token: known }]);
      expect((await get(`v2/tokens/${token}x`)).status).toBe(404);
      const secret = await filed({ ...unrouted, confidential: 'true' });
      expect((await get(`v2/tokens/${secret}`)).status).toBe(404);
      expect((await get(`v2/tokens/${secret}`, {}, app)).status).toBe(200);
    });
  });

  describe('requests', () => {
    test('R1 by id override every other argument; else service and status narrow, each a list with commas', async () => {
      const open = await published();
      const closed = await answeredRequest();
      await post('v2/servicerequestupdates', updateOf(closed, 'CLOSED', { description: '' }));
      const service = { service_code: 'UJI_2' };

      const byId = await get('v2/requests', { service_request_id: `${open}, ${closed},AMB-XXXXXXX`, status: 'salah' });
      expect(ids(byId)).toEqual([open, closed]);
      const onlyOpen = ids(await get('v2/requests', { ...service, status: 'open' }));
      const onlyClosed = ids(await get('v2/requests', { ...service, status: 'closed' }));
      const both = ids(await get('v2/requests', { service_code: 'UJI_2,lampu-jalan', status: 'open,closed' }));
      expect([onlyOpen.includes(open), onlyOpen.includes(closed)]).toEqual([true, false]);
      expect([onlyClosed.includes(open), onlyClosed.includes(closed)]).toEqual([false, true]);
      expect([both.includes(open), both.includes(closed)]).toEqual([true, true]);
      expect(ids(await get('v2/requests', { service_code: 'sampah' }))).toEqual([]);
      const { plain } = await get(`v2/requests/${closed}`);
      expect(plain[0].status).toBe('closed');
    });

    test('R2 span 90 days: the latest unless said otherwise; a longer span or one turned round is 400', async () => {
      const id = await published();
      const today = await now();
      const days = (n: number) => new Date(today.getTime() + n * 86_400_000).toISOString();
      expect(ids(await get('v2/requests'))).toContain(id);
      expect(ids(await get('v2/requests', { start_date: days(-1) }))).toContain(id);
      expect(ids(await get('v2/requests', { end_date: days(1) }))).toContain(id);
      expect(ids(await get('v2/requests', { end_date: days(-1) }))).toEqual([]);
      expect(ids(await get('v2/requests', { start_date: days(-95) }))).not.toContain(id);
      expect((await get('v2/requests', { start_date: days(-90), end_date: days(0) })).status).toBe(200);
      const long = await get('v2/requests', { start_date: days(-91), end_date: days(0) });
      const turned = await get('v2/requests', { start_date: days(0), end_date: days(-1) });
      expect([long.status, turned.status]).toEqual([400, 400]);
    });

    test('R3 have every field of the specification; what the public may not know is empty, its text scrubbed, its place rounded', async () => {
      const told = 'Lampu padam, WA 0812-3456-7890.';
      const id = await published({ ...unrouted, description: told });
      const { plain } = await get(`v2/requests/${id}`);
      expect(Object.keys(plain[0])).toEqual([
        'service_request_id',
        'status',
        'status_notes',
        'service_name',
        'service_code',
        'description',
        'agency_responsible',
        'service_notice',
        'requested_datetime',
        'updated_datetime',
        'expected_datetime',
        'address',
        'address_id',
        'zipcode',
        'lat',
        'long',
        'media_url',
      ]);
      expect(plain[0]).toMatchObject({
        status: 'open',
        status_notes: 'Belum ditindaklanjuti',
        service_name: 'Uji tanpa rute',
        service_code: 'UJI_2',
        description: 'Lampu padam, WA [TELP].',
        lat: '-3.695',
        long: '128.181',
        agency_responsible: 'Dinas Perhubungan',
        address: 'Kota Ambon',
      });
      expect(plain[0].expected_datetime).toMatch(/T15:00:00Z$/);
      expect((await get(`v2/requests/${id}`, {}, app)).plain[0]).toMatchObject({
        ...place,
        description: told,
      });
      expect((await get(`v2/requests/${id}`, {}, other)).plain).toEqual(plain);
    });

    test('R4 none is an empty list', async () => {
      const { status, text, plain } = await get('v2/requests', { service_code: 'pasar' });
      expect([status, plain]).toEqual([200, []]);
      expect(text).toBe(format === 'json' ? '[]' : '<?xml version="1.0" encoding="UTF-8"?><service_requests/>');
    });

    test.each([
      { start_date: 'kemarin' },
      { end_date: '2026-02-30T00:00:00Z' },
      { start_date: '2026-03-13' },
      { status: 'pending' },
      { page: '0' },
      { page_size: '1001' },
      { extensions: 'ya' },
    ])('R5 %j is 400 and named', async (query) => {
      const told = await get('v2/requests', query);
      expect([told.status, descriptions(told)]).toEqual([400, expect.stringContaining(Object.keys(query)[0]!)]);
    });

    test('R6 one is a list of one; unverified or confidential it is 404 to all but the client that filed it', async () => {
      const unverified = await filed();
      const confidential = await published({ ...unrouted, confidential: 'true' });
      for (const id of [unverified, confidential]) {
        const hidden = [await get(`v2/requests/${id}`), await get(`v2/requests/${id}`, {}, other)];
        const none = await get('v2/requests/AMB-2222222');
        for (const told of hidden) expect([told.status, told.plain]).toEqual([404, none.plain]);
        const own = await get(`v2/requests/${id}`, {}, app);
        expect([own.status, ids(own)]).toEqual([200, [id]]);
        expect(ids(await get('v2/requests', { service_request_id: id }))).toEqual([]);
        expect(ids(await get('v2/requests', { service_request_id: id }, app))).toEqual([id]);
        expect(ids(await get('v2/requests', {}, app))).not.toContain(id);
      }
    });
  });

  describe('extensions', () => {
    test('E1 page and page_size walk through a list without loss or repetition', async () => {
      for (let n = 0; n < 3; n += 1) await published({ ...unrouted, service_code: 'uji-antrean' });
      const all = ids(await get('v2/requests', { service_code: 'uji-antrean' }));
      const pages: string[][] = [];
      for (let page = 1; page <= Math.ceil(all.length / 2) + 1; page += 1)
        pages.push(ids(await get('v2/requests', { service_code: 'uji-antrean', page: String(page), page_size: '2' })));
      expect(all.length).toBeGreaterThanOrEqual(3);
      expect(pages.at(-1)).toEqual([]);
      expect(pages.flat()).toEqual(all);
    });

    test('E2 extensions add how it stands, what was answered, and what has happened', async () => {
      const id = await answeredRequest();
      const own = await get(`v2/requests/${id}`, { extensions: 'true' }, app);
      const all = await get('v2/requests', { service_request_id: id, extensions: 'true' });
      expect(own.plain[0].extended_attributes).toEqual({
        status: 'ANSWERED',
        class: 'pengaduan',
        track: 'ordinary',
        reopened: '0',
        outcome: 'done',
      });
      expect(own.plain[0].notes.map((n: Plain) => [n.type, n.description])).toEqual([
        ['file', 'Diterima'],
        ['verify', 'Belum ditindaklanjuti'],
        ['answer', 'Lampu sudah diganti.'],
      ]);
      expect(all.plain[0].notes.map((n: Plain) => n.description)).not.toContain('Lampu sudah diganti.');
      expect((await get(`v2/requests/${id}`)).plain[0]).not.toHaveProperty('notes');
      expect((await get('v2/requests', { extensions: 'true', page_size: '101' })).status).toBe(400);
    });

    test('E5 updated_after and updated_before give what has changed since, the oldest first', async () => {
      const still = await published();
      await city.client.advance('PT1H');
      const since = (await now()).toISOString();
      const moved = await answeredRequest();
      const found = ids(await get('v2/requests', { updated_after: since }));
      expect([found.includes(moved), found.includes(still)]).toEqual([true, false]);
      await act(lightLiaison, still, 'respond', {});
      const later = ids(await get('v2/requests', { updated_after: since }));
      expect(later.slice(-2)).toEqual([moved, still]);
      expect(ids(await get('v2/requests', { updated_before: since }))).not.toContain(still);
      const received = { updated_after: since, start_date: since };
      expect(ids(await get('v2/requests', received))).not.toContain(still);
    });
  });

  describe('updates', () => {
    test('U1 tell the client that filed what happened, in its words and ours; the public only that the state changed', async () => {
      const start = (await now()).toISOString();
      const unverified = await filed();
      const id = await answeredRequest();
      await act(coordinator, id, 'note', { text: 'CATATAN DALAM' });
      const window = { start_date: start, end_date: new Date(Date.parse(start) + 3_600_000).toISOString() };
      const own = await get('v2/servicerequestupdates', window, app);
      const mine = own.plain.filter((u: Plain) => u.service_request_id === id);
      expect(mine.map((u: Plain) => [u.status, u.description])).toEqual([
        ['INVESTIGATING', 'Belum ditindaklanjuti'],
        ['FIXED', 'Lampu sudah diganti.'],
      ]);
      expect(new Set(own.plain.map((u: Plain) => u.update_id)).size).toBe(own.plain.length);
      expect(own.text).not.toContain('CATATAN DALAM');
      expect(own.plain.some((u: Plain) => u.service_request_id === unverified)).toBe(false);
      const all = await get('v2/servicerequestupdates', window);
      expect(all.plain.filter((u: Plain) => u.service_request_id === id)).toHaveLength(2);
      expect(all.text).not.toContain('diganti');
      expect((await get('v2/servicerequestupdates', window, other)).text).not.toContain(id);
      const half = await get('v2/servicerequestupdates', { start_date: start });
      expect([half.status, descriptions(half)]).toEqual([400, expect.stringContaining('end_date: required')]);
    });

    test('U1 reach the client even of what is forwarded at once and nobody has verified', async () => {
      const id = await filed(lamp);
      await act(lightLiaison, id, 'answer', { outcome: 'done', text: 'Sudah menyala.' });
      const own = await get('v2/servicerequestupdates', {}, app);
      const mine = own.plain.filter((u: Plain) => u.service_request_id === id);
      expect(mine.map((u: Plain) => u.status)).toEqual(['INVESTIGATING', 'FIXED']);
      expect((await get('v2/servicerequestupdates')).text).not.toContain(id);
    });

    test('U2 are taken from the client that filed it, once; each has the id under which it is listed', async () => {
      const id = await published();
      const comment = updateOf(id, 'INVESTIGATING', { description: 'Masih gelap\r\nmalam ini.' });
      const taken = await post('v2/servicerequestupdates', comment);
      expect(taken.status).toBe(200);
      const listed = (await get('v2/servicerequestupdates', {}, app)).plain.find(
        (u: Plain) => u.update_id === taken.plain[0].update_id,
      );
      expect(listed).toMatchObject({ service_request_id: id, description: 'Masih gelap\nmalam ini.' });
      const again = await post('v2/servicerequestupdates', comment);
      expect([again.status, descriptions(again)]).toEqual([400, expect.stringContaining('already exists')]);
      expect((await post('v2/servicerequestupdates', updateOf(id, 'OPEN'), other)).status).toBe(404);
      expect((await post('v2/servicerequestupdates', updateOf(id, 'OPEN'), anybody)).status).toBe(403);
      const empty = await post('v2/servicerequestupdates', { service_request_id: id });
      expect(empty.status).toBe(400);
      for (const field of ['update_id', 'updated_datetime', 'status'])
        expect(descriptions(empty)).toContain(`${field}: required`);
      expect((await post('v2/servicerequestupdates', updateOf(id, 'SELESAI'))).status).toBe(400);
      expect((await post('v2/servicerequestupdates', updateOf(id, 'OPEN', { description: '' }))).status).toBe(400);
    });

    test.each([
      ['FIXED', 'CLOSED'],
      ['CLOSED', 'CLOSED'],
      ['OPEN', 'IN_PROGRESS'],
      ['REOPEN', 'IN_PROGRESS'],
      ['IN_PROGRESS', 'ANSWERED'],
    ])('U3 %s on an answer leads to %s', async (word, state) => {
      const id = await answeredRequest();
      expect((await post('v2/servicerequestupdates', updateOf(id, word))).status).toBe(200);
      const { body } = await city.client.asOfficer(coordinator, 'GET', `/v1/staff/complaints/${id}`);
      expect(body.status).toBe(state);
      // The system notes meanwhile that nobody could be told of the answer: its reporter has left no number.
      const people = body.events
        .map((e: { actor: { role: string } }) => e.actor.role)
        .filter((r: string) => r !== 'system');
      expect(people.at(-1)).toBe('reporter');
    });

    test('U3 REOPEN on a closed request opens it again; an update to what was asked for is the reply', async () => {
      const id = await answeredRequest();
      await post('v2/servicerequestupdates', updateOf(id, 'FIXED', { description: '' }));
      expect((await get(`v2/requests/${id}`)).plain[0].status).toBe('closed');
      await post('v2/servicerequestupdates', updateOf(id, 'REOPEN', { description: 'Padam lagi.' }));
      const own = await get('v2/servicerequestupdates', {}, app);
      const words = own.plain.filter((u: Plain) => u.service_request_id === id).map((u: Plain) => u.status);
      expect(words).toEqual(['INVESTIGATING', 'FIXED', 'CLOSED', 'REOPEN']);

      const asked = await published();
      await act(lightLiaison, asked, 'ask', { text: 'Di tiang nomor berapa?' });
      const open = await get(`v2/requests/${asked}`, { extensions: 'true' }, app);
      expect(open.plain[0].extended_attributes.status).toBe('NEEDS_INFO');
      expect((await post('v2/servicerequestupdates', updateOf(asked, 'OPEN'))).status).toBe(200);
      const replied = await get(`v2/requests/${asked}`, { extensions: 'true' }, app);
      expect(replied.plain[0].extended_attributes.status).toBe('FORWARDED');
      expect(replied.plain[0].notes.at(-1)).toMatchObject({ type: 'reply', description: 'Kata pelapor.' });
    });
  });

  let updates = 0;
  function updateOf(id: string, status: string, over: Record<string, string> = {}): Record<string, string> {
    updates += 1;
    return {
      service_request_id: id,
      update_id: `${format}-${updates}`,
      updated_datetime: inject('morning'),
      status,
      description: 'Kata pelapor.',
      ...over,
    };
  }
});

test('a client whose quota is used up is told so in its format', async () => {
  const key = await newClient(city.client, 'aplikasi-kecil', 1);
  const small = anybody.as(key);
  await small.post('json', 'v2/requests', unrouted);
  for (const format of formats) {
    const told = await small.post(format, 'v2/requests', unrouted);
    expect([told.status, codes(told)]).toEqual([429, ['429']]);
  }
});

test('a city without Open311 particulars serves any jurisdiction', async () => {
  await editRecord(city.client, 'city/profile', { open311: undefined });
  await city.client.advance('PT61S');
  const told = await anybody.get('json', 'v2/services', { jurisdiction_id: 'x.example' });
  expect(told.status).toBe(200);
});
