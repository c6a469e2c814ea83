/** What everybody sees: list, map, scoreboard, open data. */
import { expect, test } from 'vitest';
import { areas, browser, fakeApi } from '../../support/browser/pages.ts';

const listed = (over: object = {}) => ({
  trackingId: 'AMB-7K3Q9CX',
  status: 'FORWARDED',
  statusLabel: 'Belum ditindaklanjuti',
  open: true,
  serviceName: 'Lampu jalan',
  agency: { id: 'dinas-perhubungan', name: 'Dinas Perhubungan' },
  receivedAt: '2026-03-10T00:00:00.000Z',
  dueOn: '2026-03-17',
  report: { title: null, description: 'Lampu mati.', location: { lat: null, long: null, areaCode: '81.71.02.1019' } },
  ...over,
});

test('the list passes its filters on, and leads to the next page with them', async () => {
  const api = fakeApi({
    'GET /v1/complaints': { complaints: [listed()], next: 'lanjutan' },
    'GET /v1/services': { services: [] },
    'GET /v1/areas': areas,
  });
  const { html } = await browser(api)('GET /laporan', '/laporan?status=open&kelurahan=81.71.02.1019&dari=2026-03-01');
  expect(api.asked.map(({ path }) => path)).toContain(
    '/v1/complaints?status=open&areaCode=81.71.02.1019&from=2026-03-01&limit=20',
  );
  expect(api.asked).toHaveLength(3);
  expect(html).toContain('Lampu mati.');
  expect(html).toContain('Batas 17 Mar 2026');
  expect(html).toMatch(
    /href="\/laporan\?status=open&amp;kelurahan=81.71.02.1019&amp;dari=2026-03-01&amp;lanjut=lanjutan"/,
  );
});

test('the list shows the beginning of a long report', async () => {
  const long = { title: null, description: '😀'.repeat(300), location: { lat: null, long: null, areaCode: null } };
  const api = fakeApi({ 'GET /v1/complaints': { complaints: [listed({ report: long })], next: null } });
  const { html } = await browser(api)('GET /laporan', '/laporan');
  expect(html).toContain(`${'😀'.repeat(140)}…<`);
});

test('the map counts reports by area, in words too', async () => {
  const api = fakeApi({
    'GET /v1/statistics/areas': {
      from: '2025-12-10',
      to: '2026-03-10',
      areas: [
        { areaCode: '81.71.02.1019', received: 2, open: 1 },
        { areaCode: null, received: 3, open: 0 },
      ],
    },
    'GET /v1/areas': areas,
  });
  const { html } = await browser(api)('GET /peta', '/peta');
  expect(api.asked).toHaveLength(2);
  expect(html).toContain('5 laporan umum sejak 10 Desember 2025, 3 di antaranya tanpa kelurahan');
  expect(html).toContain('<path d="M0,0L5,0L5,5Z" class="h5"><title>Uritetu: 2 laporan</title>');
  expect(html).toMatch(/Uritetu <\/a> <b>2<\/b>/);
});

const figures = {
  received: 3,
  forwarded: 3,
  late: 1,
  medianWorkingDays: 4,
  p90WorkingDays: 9,
  reopened: 1,
  falseCloses: 2,
  falseClosePercent: 66.7,
  ratingMean: 3.5,
};

test('the scoreboard shows charts, and every figure in the table under them', async () => {
  const api = fakeApi({
    'GET /v1/statistics': {
      from: '2026-01',
      to: '2026-03',
      total: figures,
      groups: [{ key: 'dinas-perhubungan', name: 'Dinas Perhubungan', ...figures }],
    },
  });
  const { html } = await browser(api)('GET /kinerja', '/kinerja?dari=2026-01&sampai=2026-03');
  expect(api.asked).toMatchObject([{ path: '/v1/statistics?groupBy=agency&from=2026-01&to=2026-03' }]);
  expect(html.match(/<svg class="chart"/g)).toHaveLength(2);
  const row = /<th scope="row">Dinas Perhubungan<\/th>(.*?)<\/tr>/.exec(html)?.[1] ?? '';
  expect([...row.matchAll(/>([\d.]+)</g)].map((cell) => cell[1])).toEqual([
    '3',
    '3',
    '1',
    '4',
    '9',
    '1',
    '2',
    '66.7',
    '3.5',
  ]);
  expect(html).toContain('Januari 2026 sampai Maret 2026');
});

test('open data is found from a page, under the licence that the city has set', async () => {
  const { html } = await browser(fakeApi({}))('GET /data', '/data');
  expect(html).toContain('/v1/statistics?groupBy=agency&amp;format=csv');
  expect(html).toContain('<p>CC BY 4.0 &lt;Kota Ambon></p>');
});

test('a filter that the API refuses is said', async () => {
  const api = fakeApi({
    'GET /v1/complaints': { refused: { status: 400, problem: { code: 'invalid-input', detail: 'from: not a date' } } },
  });
  expect((await browser(api)('GET /laporan', '/laporan?dari=kemarin')).status).toBe(400);
});

test('narrowing the list further keeps the agency that a link has set', async () => {
  const api = fakeApi({ 'GET /v1/complaints': { complaints: [], next: null } });
  const shown = await browser(api)('GET /laporan', '/laporan?instansi=dinas-perhubungan');
  expect(shown.html).toContain('<input type="hidden" name="instansi" value="dinas-perhubungan"/>');
});
