/** The public list as GeoJSON and CSV says what the JSON says. */
import { describe, expect, test } from 'vitest';
import { formatOf, listAnswer } from '../../../functions/http/views/complaints-formats.ts';
import type { PublicPage } from '../../../functions/http/views/view-schemas.ts';

type Item = PublicPage['complaints'][number];

const item = (over: Partial<Item> = {}, report: Partial<Item['report']> = {}): Item => ({
  trackingId: 'AMB-7K3Q9C5',
  status: 'FORWARDED',
  statusLabel: 'Belum ditindaklanjuti',
  open: true,
  class: 'pengaduan',
  track: 'ordinary',
  serviceCode: 'lampu-jalan',
  serviceName: 'Lampu jalan',
  agency: { id: 'dinas-perhubungan', name: 'Dinas Perhubungan' },
  receivedAt: '2026-03-13T01:00:00.000Z',
  updatedAt: '2026-03-13T01:00:00.000Z',
  dueOn: '2026-03-26',
  dueAt: null,
  expectedOn: null,
  expectedAt: null,
  answeredAt: null,
  closedAt: null,
  reopened: 0,
  outcome: null,
  scheduledOn: null,
  cannotBecause: null,
  archivedBecause: null,
  next: '-',
  ...over,
  report: {
    title: null,
    description: 'Lampu "besar" mati,\nsudah lama',
    location: { lat: -3.695, long: 128.181, areaCode: '81.71.02.1019' },
    ...report,
  },
});
const nowhere = item({ trackingId: 'AMB-2222222' }, { location: { lat: null, long: null, areaCode: null } });
const page = (complaints: Item[], next: string | null = null): PublicPage => ({ complaints, next });

describe('GeoJSON', () => {
  const answer = listAnswer(page([item(), nowhere], 'abc'), 'geojson');

  test('is a FeatureCollection with longitude first, and null for a complaint without a place', () => {
    expect(answer.headers).toMatchObject({
      'content-type': 'application/geo+json; charset=utf-8',
      'x-next-cursor': 'abc',
    });
    expect(answer.body).toMatchObject({
      type: 'FeatureCollection',
      next: 'abc',
      features: [
        { type: 'Feature', id: 'AMB-7K3Q9C5', geometry: { type: 'Point', coordinates: [128.181, -3.695] } },
        { type: 'Feature', id: 'AMB-2222222', geometry: null },
      ],
    });
  });

  test('has properties that are flat, and none of a reporter', () => {
    const { features } = answer.body as { features: { properties: object }[] };
    expect(Object.values(features[0]?.properties ?? {}).filter((v) => v !== null && typeof v === 'object')).toEqual([]);
    expect(features[0]?.properties).toMatchObject({ agencyName: 'Dinas Perhubungan', areaCode: '81.71.02.1019' });
  });
});

describe('CSV', () => {
  const lines = (list: Item[]) => String(listAnswer(page(list), 'csv').body).split('\r\n');

  test('quotes what needs it, and is a header alone for an empty page', () => {
    const [header, first] = lines([item()]);
    expect(header?.split(',').slice(0, 3)).toEqual(['trackingId', 'status', 'statusLabel']);
    expect(first).toContain('"Lampu ""besar"" mati,\nsudah lama"');
    expect(lines([])).toHaveLength(2);
  });

  test('lets no text become a formula', () => {
    expect(lines([item({}, { title: '=HYPERLINK("http://x")' })])[1]).toContain(`"'=HYPERLINK(""http://x"")"`);
  });
});

test.each([
  [undefined, undefined, 'json'],
  [undefined, 'text/csv', 'csv'],
  [undefined, 'application/geo+json', 'geojson'],
  ['json', 'text/csv', 'json'],
  ['csv', undefined, 'csv'],
])('format=%s and Accept: %s give %s', (named, accept, expected) => {
  expect(formatOf(named, accept)).toBe(expected);
});
