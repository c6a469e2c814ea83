/** Checks that the files of a city agree with each other. */
import { checkArea, checkCity, checkService } from '../../functions/domain/administration/checks.ts';
import type { FieldError } from '../../functions/domain/kernel/errors.ts';
import type { CityData } from './read.ts';

function duplicates(keys: readonly (string | number)[]): (string | number)[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
}

function* checkIdentifiers(data: CityData): Generator<string> {
  for (const id of duplicates(data.agencies.map((a) => a.id))) yield `agencies.json: ${id}: id: is there twice`;
  for (const code of duplicates(data.services.map((s) => s.code))) yield `services.json: ${code}: code: is there twice`;
  for (const code of duplicates(data.areas.map((a) => a.code))) yield `areas.json: ${code}: code: is there twice`;
  for (const id of duplicates(data.templates.map((t) => t.id))) yield `templates.json: ${id}: id: is there twice`;
  for (const v of duplicates(data.policies.map((p) => p.version))) yield `policies.json: ${v}: version: is there twice`;
  for (const year of duplicates(data.calendar.map((c) => c.year))) yield `calendar.json: ${year}: year: is there twice`;
}

const located = (where: string, faults: Iterable<FieldError>): string[] =>
  [...faults].map(({ field, message }) => `${where}: ${field}: ${message}`);

/** Checks that the danger words name services and groups that exist. */
function* checkDanger({ danger, services }: CityData): Generator<string> {
  for (const id of duplicates(danger.map((d) => d.id))) yield `danger.json: ${id}: id: is there twice`;
  const groups = new Set(danger.filter((d) => d.use === 'group').map((d) => d.id));
  for (const { id, use, words, hints = [], serviceCode } of danger) {
    if (serviceCode !== undefined && !services.some((s) => s.code === serviceCode))
      yield `danger.json: ${id}: serviceCode: no service '${serviceCode}'`;
    for (const [, name = ''] of [...words, ...hints].join(' ').matchAll(/@([a-z]+)/g))
      if (!groups.has(name)) yield `danger.json: ${id}: words: no group '${name}'`;
    if (use !== 'danger' && (serviceCode !== undefined || hints.length > 0))
      yield `danger.json: ${id}: use: only a danger has hints and a service`;
  }
}

/** Every disagreement between a city's files, as "file: record: field: what is wrong". */
export function crossCheck(data: CityData): string[] {
  return [
    ...checkIdentifiers(data),
    ...checkDanger(data),
    ...located('city.json', checkCity(data.city, data)),
    ...data.areas.flatMap((area) => located(`areas.json: ${area.code}`, checkArea(area, data))),
    ...data.services.flatMap((service) => located(`services.json: ${service.code}`, checkService(service, data))),
  ];
}
