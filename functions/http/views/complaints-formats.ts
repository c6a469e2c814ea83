/** Writes the public list as JSON, GeoJSON or CSV, field by field the same complaints. */
import * as z from 'zod';
import type { ApiResponse } from '../api-handler.ts';
import type { PublicListItem, PublicPage } from './view-schemas.ts';
import { csvAnswer, csvOf, type Cell } from './csv.ts';

/** Formats of the list, for programs, maps and spreadsheets. */
export const listFormat = z.enum(['json', 'geojson', 'csv']);
type ListFormat = z.infer<typeof listFormat>;

/** Returns the requested format: by name, else by the `Accept` header, else JSON. */
export function formatOf(named: string | undefined, accept: string | undefined): ListFormat {
  const known = listFormat.safeParse(named);
  if (known.success) return known.data;
  if (/\bapplication\/geo\+json\b/i.test(accept ?? '')) return 'geojson';
  return /\btext\/csv\b/i.test(accept ?? '') ? 'csv' : 'json';
}

/** Columns of the CSV and properties of the GeoJSON: one flat line per complaint. */
const fields: Record<string, (c: PublicListItem) => Cell> = {
  trackingId: (c) => c.trackingId,
  status: (c) => c.status,
  statusLabel: (c) => c.statusLabel,
  open: (c) => c.open,
  class: (c) => c.class,
  track: (c) => c.track,
  serviceCode: (c) => c.serviceCode,
  serviceName: (c) => c.serviceName,
  agencyId: (c) => c.agency?.id ?? null,
  agencyName: (c) => c.agency?.name ?? null,
  areaCode: (c) => c.report.location.areaCode,
  receivedAt: (c) => c.receivedAt,
  updatedAt: (c) => c.updatedAt,
  dueOn: (c) => c.dueOn,
  expectedOn: (c) => c.expectedOn,
  answeredAt: (c) => c.answeredAt,
  closedAt: (c) => c.closedAt,
  outcome: (c) => c.outcome,
  scheduledOn: (c) => c.scheduledOn,
  reopened: (c) => c.reopened,
  title: (c) => c.report.title,
  description: (c) => c.report.description,
};

const place = {
  lat: (c: PublicListItem): Cell => c.report.location.lat,
  long: (c: PublicListItem): Cell => c.report.location.long,
};

function complaintsCsv({ complaints }: PublicPage): string {
  const columns = { ...fields, ...place };
  return csvOf([Object.keys(columns), ...complaints.map((c) => Object.values(columns).map((read) => read(c)))]);
}

/** Returns a FeatureCollection (RFC 7946) with positions as longitude and latitude; a complaint without a place has a null geometry. */
function complaintsGeoJson({ complaints, next }: PublicPage): object {
  return {
    type: 'FeatureCollection',
    next,
    features: complaints.map((c) => {
      const { lat, long } = c.report.location;
      return {
        type: 'Feature',
        id: c.trackingId,
        geometry: lat === null || long === null ? null : { type: 'Point', coordinates: [long, lat] },
        properties: Object.fromEntries(Object.entries(fields).map(([name, read]) => [name, read(c)])),
      };
    }),
  };
}

/** Answers a page in a format. The next page's cursor is in `x-next-cursor`, and in the body where the format has room for it. */
export function listAnswer(page: PublicPage, format: ListFormat): ApiResponse {
  const headers = { vary: 'accept', ...(page.next === null ? {} : { 'x-next-cursor': page.next }) };
  if (format === 'csv') {
    const csv = csvAnswer(complaintsCsv(page));
    return { ...csv, headers: { ...csv.headers, ...headers } };
  }
  if (format === 'json') return { status: 200, body: page, headers };
  return {
    status: 200,
    body: complaintsGeoJson(page),
    headers: { ...headers, 'content-type': 'application/geo+json; charset=utf-8' },
  };
}
