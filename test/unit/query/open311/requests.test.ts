/** Open311's requests as the public and the client that filed them see them. */
import { describe, expect, test } from 'vitest';
import { open311Routes } from '../../../../functions/query/open311/open311-routes.ts';
import type { Filing } from '../../../../functions/domain/complaint/filing.ts';
import { cityHall } from '../../../support/city-hall.ts';
import { filed, steps, type Step } from '../../../support/complaints.ts';
import type { DirectoryRecords } from '../../../support/fakes/directory.ts';
import { ambon } from '../../../support/ambon.ts';
import { ask } from '../../../support/request.ts';

const open = 'AMB-7K3Q9C5';
const closed = 'AMB-222224G';
const hidden = 'AMB-333333W';

const attributes = [
  { code: 'TIANG', description: 'Nomor tiang', datatype: 'string', required: false, order: 1, variable: true } as const,
];
const services = ambon.services.map((s) => (s.code === 'lampu-jalan' ? { ...s, attributes } : s));

const text = {
  description: 'Padam, WA 0812 3456 7890',
  address: 'Jalan Ahong 7',
  addressId: 'A-7',
  mediaUrl: 'https://foto.example/1.jpg',
  attributes: '{"TIANG":["AMB-7"]}',
};
const place = { lat: -3.69547, long: 128.18149, areaCode: '81.71.02.1019', serviceCode: 'lampu-jalan' };

async function hall(records: Partial<DirectoryRecords> = {}) {
  const city = cityHall('2026-04-20 10:00', { services, ...records });
  const keep = (id: string, at: string, over: Partial<Filing>, more: readonly Step[]) =>
    city.keep(filed(at, { id, ...over }), more);
  await keep(open, '2026-04-13 10:00', { ...place, text }, [
    ...steps.inProgress('2026-04-14 10:00'),
    ['2026-04-15 10:00', 'comment', 'reporter', { text: 'Masih padam.' }],
  ]);
  await keep(closed, '2026-04-10 10:00', {}, steps.closed('2026-04-13 10:00'));
  await keep(hidden, '2026-04-11 10:00', { confidential: true }, steps.forwarded('2026-04-13 11:00'));
  const routes = open311Routes({ ...city, stage: 'test' });
  const get = async (
    name: string,
    query: Record<string, string> = {},
    headers: Record<string, string> = {},
    path = {},
  ) =>
    JSON.parse((await ask(routes, `GET /open311/v2/${name}`, { query, headers, path })).body as string) as Record<
      string,
      unknown
    >[];
  return {
    ...city,
    list: (query?: Record<string, string>, key?: string) =>
      get('requests.json', query, key ? { 'x-api-key': key } : {}),
    one: (id: string, query?: Record<string, string>, key?: string) =>
      get('requests/{service_request_id}', query, key ? { 'x-api-key': key } : {}, {
        service_request_id: `${id}.json`,
      }),
    token: (id: string, key?: string) =>
      get('tokens/{token}', {}, key ? { 'x-api-key': key } : {}, { token: `${id}.json` }),
  };
}
const idsOf = (list: Record<string, unknown>[]) => list.map((one) => String(one['service_request_id']));

describe('a request', () => {
  test('tells the public its state, its text scrubbed and its place roughly', async () => {
    expect(await (await hall()).one(open)).toEqual([
      {
        service_request_id: open,
        status: 'open',
        status_notes: expect.any(String) as string,
        service_name: 'Lampu jalan',
        service_code: 'lampu-jalan',
        description: 'Padam, WA [TELP]',
        agency_responsible: 'Dinas Perhubungan',
        service_notice: null,
        requested_datetime: '2026-04-13T01:00:00Z',
        updated_datetime: '2026-04-15T01:00:00Z',
        expected_datetime: expect.stringMatching(/^2026-\d\d-\d\dT15:00:00Z$/) as string,
        address: 'Kota Ambon',
        address_id: null,
        zipcode: null,
        lat: -3.695,
        long: 128.181,
        media_url: null,
      },
    ]);
  });

  test('tells the client that filed it all that it sent', async () => {
    expect(await (await hall()).one(open, {}, 'key-app')).toMatchObject([
      {
        description: text.description,
        address: 'Jalan Ahong 7',
        address_id: 'A-7',
        lat: -3.69547,
        long: 128.18149,
        media_url: 'https://foto.example/1.jpg',
      },
    ]);
    expect(await (await hall()).one(open, {}, 'key-other')).toMatchObject([{ address: 'Kota Ambon', lat: -3.695 }]);
  });

  test('without service, place or agency has nothing there, and the city as its address', async () => {
    const city = await hall();
    await city.keep(
      filed('2026-04-12 10:00', { id: 'AMB-444444S', text: { description: 'Sudah lama.', landmark: 'Pasar' } }),
    );
    expect(await city.one('AMB-444444S', {}, 'key-app')).toMatchObject([
      { service_code: '-', service_name: null, agency_responsible: null, lat: null, long: null, address: 'Pasar' },
    ]);
  });

  test('that describes itself by its service has no description', async () => {
    const city = await hall();
    await city.keep(
      filed('2026-04-12 10:00', { id: 'AMB-444444S', text: { description: 'x', descriptionFrom: 'service' } }),
    );
    expect(await city.one('AMB-444444S', {}, 'key-app')).toMatchObject([{ description: null }]);
  });

  test('whose text was erased has none', async () => {
    const city = await hall();
    city.table.texts.clear();
    for (const key of [undefined, 'key-app'])
      expect(await city.one(open, {}, key)).toMatchObject([{ description: null, address: 'Kota Ambon' }]);
  });

  test('that is closed was last updated then', async () => {
    const city = await hall();
    city.table.complaints.get(closed)!.updatedAt = '2026-04-19T00:00:00.000Z';
    expect(await city.one(closed)).toMatchObject([{ status: 'closed', updated_datetime: '2026-04-13T01:00:00Z' }]);
  });

  test('without an expected day says so', async () => {
    const city = await hall();
    delete city.table.complaints.get(open)!.expectedAt;
    expect(await city.one(open)).toMatchObject([{ expected_datetime: null }]);
  });
});

describe('extensions', () => {
  const extensions = 'true';

  test('add state, history and, to its client, answers and texts', async () => {
    const city = await hall();
    const [own] = await city.one(open, { extensions }, 'key-app');
    expect(own).toMatchObject({
      extended_attributes: { status: 'IN_PROGRESS', class: 'pengaduan', track: 'ordinary', reopened: 0 },
      attributes: [{ label: 'Nomor tiang', name: 'AMB-7', value: 'AMB-7', code: 'TIANG' }],
    });
    expect(own!['notes']).toMatchObject([
      { type: 'file', datetime: '2026-04-13T01:00:00Z' },
      { type: 'verify' },
      { type: 'respond' },
      { type: 'comment', description: 'Masih padam.' },
    ]);
    const [seen] = await city.one(open, { extensions });
    expect(seen).toMatchObject({ attributes: [], extended_attributes: { status: 'IN_PROGRESS' } });
    expect((seen!['notes'] as { type: string; description: string }[]).map(({ type }) => type)).toEqual([
      'file',
      'verify',
      'respond',
    ]);
    expect((seen!['notes'] as { description: string }[]).every(({ description }) => description !== '')).toBe(true);
  });

  test('come in a list too, and only when asked for', async () => {
    const city = await hall();
    expect((await city.list({ extensions })).every((one) => 'notes' in one)).toBe(true);
    for (const query of [{}, { extensions: 'false' }]) {
      expect((await city.list(query)).some((one) => 'notes' in one || 'attributes' in one)).toBe(false);
      expect('notes' in (await city.one(open, query))[0]!).toBe(false);
    }
    expect('notes' in (await city.one(open, { extensions: ' true ' }))[0]!).toBe(true);
  });
});

describe('a list', () => {
  test('has the newest public requests first', async () =>
    expect(idsOf(await (await hall()).list())).toEqual([open, closed]));

  test('by last change has the oldest change first', async () => {
    const city = await hall();
    expect(idsOf(await city.list({ updated_after: '2026-04-01T00:00:00Z' }))).toEqual([closed, open]);
  });

  test('by ids has those that the viewer may see', async () => {
    const city = await hall();
    const query = { service_request_id: `${hidden},${closed},kacau, ${open.toLowerCase()}` };
    expect(idsOf(await city.list(query)).sort()).toEqual([closed, open].sort());
    expect(idsOf(await city.list(query, 'key-app')).sort()).toEqual([closed, hidden, open].sort());
    expect(idsOf(await city.list(query, 'key-other')).sort()).toEqual([closed, open].sort());
  });

  test.each([
    ['an unknown key', {}, 'key-none', 'Unauthenticated'],
    ['another city', { jurisdiction_id: 'bandung.go.id' }, undefined, 'NotFound'],
  ])('is refused to %s', async (_, query, key, name) => {
    const city = await hall();
    await expect(city.list(query, key)).rejects.toMatchObject({ name });
  });

  test('is for everybody with an empty key or the city’s own name', async () => {
    const city = await hall();
    expect(idsOf(await city.list({ jurisdiction_id: 'ambon.go.id', api_key: '' }))).toEqual([open, closed]);
  });
});

test.each(['xml', 'json'])('updates come as %s', async (format) => {
  const city = await hall();
  const routes = open311Routes({ ...city, stage: 'test' });
  const query = { start_date: '2026-04-01T00:00:00Z', end_date: '2026-04-20T00:00:00Z' };
  const { body } = await ask(routes, `GET /open311/v2/servicerequestupdates.${format}`, { query });
  expect(body).toContain(`${open}-2`);
});

test.each([
  ['requests.xml', '<service_requests><request>'],
  ['services.xml', '<services><service>'],
  ['discovery.xml', '<discovery>'],
])('%s has the elements of the specification', async (name, elements) => {
  const city = await hall();
  const { body } = await ask(open311Routes({ ...city, stage: 'test' }), `GET /open311/v2/${name}`);
  expect(body).toContain(elements);
});

test.each([
  ['services/{service_code}', { service_code: 'lampu-jalan.xml' }, '<service_definition>'],
  ['tokens/{token}', { token: `${open}.xml` }, '<service_requests><request>'],
])('%s has the elements of the specification', async (name, path, elements) => {
  const city = await hall();
  const { body } = await ask(open311Routes({ ...city, stage: 'test' }), `GET /open311/v2/${name}`, { path });
  expect(body).toContain(elements);
});

describe('a token', () => {
  test('is the id', async () =>
    expect(await (await hall()).token(open)).toEqual([{ service_request_id: open, token: open }]));

  test.each(['one', 'token'] as const)('of what one may not see is not found: %s', async (read) => {
    const city = await hall();
    const message = 'no request with this id or token is visible to you';
    for (const id of [hidden, 'AMB-2222222', 'kacau'])
      await expect((city[read] as typeof city.token)(id)).rejects.toMatchObject({ name: 'NotFound', message });
    expect(await city.one(hidden, {}, 'key-app')).toMatchObject([{ service_request_id: hidden }]);
    expect(await city.token(hidden, 'key-app')).toMatchObject([{ token: hidden }]);
  });
});
