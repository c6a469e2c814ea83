/** A city's seed: the directory records that a fresh deployment, or the local cloud, starts with. */
import type { Agency, Area, CalendarYear, City, Service, Template } from '../../functions/domain/city/records.ts';
import type { Policy } from '../../functions/domain/city/policy.ts';
import { crossCheck } from './checks.ts';
import { readCity, type CityData } from './read.ts';

/** One item of the directory table. */
export type SeedItem = { pk: string; sk: string } & (City | Agency | Service | Area | Template | Policy | CalendarYear);

/** Reads a city's data files; throws one error that lists every mistake with its file, record and field. */
export function loadCityData(name: string, root?: string): CityData {
  const problems: string[] = [];
  const data = readCity(name, problems, root);
  // Cross-checks on half-read files would only repeat the mistakes already found.
  if (data && problems.length === 0) problems.push(...crossCheck(data));
  if (!data || problems.length > 0) throw new Error(`city '${name}' has mistakes:\n  ${problems.join('\n  ')}`);
  return data;
}

/** The directory items of a city, read from `<root>/<name>/` (by default `lib/city/<name>/`). */
export function loadCity(name: string, root?: string): SeedItem[] {
  const { city, agencies, services, areas, templates, policies, calendar } = loadCityData(name, root);
  return [
    { pk: 'city', sk: 'profile', ...city },
    ...agencies.map((agency) => ({ pk: 'agency', sk: agency.id, ...agency })),
    ...services.map((service) => ({ pk: 'service', sk: service.code, ...service })),
    ...areas.map((area) => ({ pk: 'area', sk: area.code, ...area })),
    ...templates.map((template) => ({ pk: 'template', sk: template.id, ...template })),
    // Padded, so that the sort keys of years and versions sort as numbers.
    ...policies.map((policy) => ({ pk: 'policy', sk: String(policy.version).padStart(4, '0'), ...policy })),
    ...calendar.map((year) => ({ pk: 'calendar', sk: String(year.year), ...year })),
  ];
}
