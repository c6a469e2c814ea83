/** Reads a city's data files record by record, so that a mistake is reported with its file, record and field. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import {
  agency,
  area,
  calendarYear,
  city,
  service,
  template,
  type Agency,
  type Area,
  type CalendarYear,
  type City,
  type Service,
  type Template,
} from '../../functions/domain/city/records.ts';
import { strict } from '../../functions/domain/kernel/strict.ts';
import { dangerWords, type DangerWords } from '../../functions/domain/city/danger-words.ts';
import { policy, type Policy } from '../../functions/domain/city/policy.ts';

/** A city's data files, parsed. */
export type CityData = {
  city: City;
  agencies: Agency[];
  services: Service[];
  areas: Area[];
  templates: Template[];
  policies: Policy[];
  calendar: CalendarYear[];
  danger: DangerWords[];
};

type Reader = { folder: string; problems: string[] };
type Json = Record<string, unknown>;

function readJson({ folder, problems }: Reader, file: string): unknown {
  try {
    return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  } catch (error) {
    problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, where: string, problems: string[]): T[] {
  const parsed = strict(schema).safeParse(value);
  if (parsed.success) return [parsed.data];
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.');
    problems.push(`${where}${field ? `: ${field}` : ''}: ${issue.message}`);
  }
  return [];
}

/** Directory records start at version 1. The files leave it out, because it may not be chosen. */
const seeded = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? { version: 1, ...value } : value;

function readList<T>(
  reader: Reader,
  file: string,
  { schema, nameField, as = seeded }: { schema: z.ZodType<T>; nameField: string; as?: (value: unknown) => unknown },
): T[] {
  const before = reader.problems.length;
  const list = readJson(reader, file);
  if (!Array.isArray(list)) {
    if (reader.problems.length === before) reader.problems.push(`${file}: must be a list`);
    return [];
  }
  return list.flatMap((value: unknown, index) => {
    const name = (value as Json | null)?.[nameField];
    const label = typeof name === 'string' || typeof name === 'number' ? String(name) : `record ${index + 1}`;
    return parse(schema, as(value), `${file}: ${label}`, reader.problems);
  });
}

/**
 * Reads and validates the files of `<root>/<name>/`, and adds each mistake to `problems`. Without a valid city profile there is nothing to check
 * further, and it answers undefined.
 */
export function readCity(name: string, problems: string[], root = import.meta.dirname): CityData | undefined {
  const reader = { folder: path.join(root, name), problems };
  const profile = readJson(reader, 'city.json');
  const [parsedCity] = profile === undefined ? [] : parse(city, seeded(profile), 'city.json', problems);
  const lists = {
    agencies: readList(reader, 'agencies.json', { schema: agency, nameField: 'id' }),
    services: readList(reader, 'services.json', { schema: service, nameField: 'code' }),
    areas: readList(reader, 'areas.json', { schema: area, nameField: 'code' }),
    templates: readList(reader, 'templates.json', { schema: template, nameField: 'id' }),
    policies: readList(reader, 'policies.json', { schema: policy, nameField: 'version' }),
    calendar: readList(reader, 'calendar.json', { schema: calendarYear, nameField: 'year' }),
    danger: readList(reader, 'danger.json', { schema: dangerWords, nameField: 'id', as: (value) => value }),
  };
  return parsedCity && { city: parsedCity, ...lists };
}
