/** A record's values as people read them. */
import type { Desk } from '../../shell/session/desk.ts';
import { mapRow, type Field, type Values, type Words } from './fields.ts';

/** The word for a value of a list; the value itself where there is none. */
export function wordOf({ t }: Desk, words: Words, value: string): string {
  const known: Record<string, string> =
    words === 'action' ? t.timeline : words === 'role' ? t.officer.role : t.admin.value[words];
  return known[value] ?? value;
}

/** Every place of a record in which something stands, by path: its name and its value in words. */
export type Told = Map<string, { name: string; value: string }>;

/** A record in words, place by place. A row's place is its first value, so that one row less does not move all behind it. */
export function tell(desk: Desk, fields: readonly Field[], values: Values, path = '', name = ''): Told {
  const told: Told = new Map();
  for (const field of fields) {
    const value = values[field.name];
    const label = name + desk.t.admin.field[field.label];
    const at = path + field.name;
    if (value === undefined) continue;
    if (field.type === 'group') {
      for (const [p, one] of tell(desk, field.fields, value as Values, `${at}.`, `${label} › `)) told.set(p, one);
    } else if (field.type === 'rows' && Array.isArray(value)) {
      const [first, ...others] = field.fields;
      for (const row of value as Values[]) {
        const key = first === undefined ? '' : valueOf(desk, first, row[first.name] ?? '');
        const place = freePlace(told, `${at}.${key}`);
        told.set(place, { name: `${label}: ${key}`, value: lineOf(desk, others, row) });
      }
    } else told.set(at, { name: label, value: valueOf(desk, field, value) });
  }
  return told;
}

const freePlace = (told: Told, place: string): string => (told.has(place) ? freePlace(told, `${place}+`) : place);

/** A row, or a whole record, in one line: what is true is named, what is false left out. */
export const lineOf = (desk: Desk, fields: readonly Field[], values: Values): string =>
  fields
    .map((field) => shortOf(desk, field, values[field.name]))
    .filter(Boolean)
    .join(' · ');

function shortOf(desk: Desk, field: Field, value: unknown): string {
  if (value === undefined) return '';
  if (field.type === 'flag') return value === true ? desk.t.admin.field[field.label] : '';
  return valueOf(desk, field, value);
}

/** The value of one field in a line. */
export function valueOf(desk: Desk, field: Field, value: unknown): string {
  const { t } = desk;
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  switch (field.type) {
    case 'flag':
      return value === true ? t.admin.yes : value === false ? t.admin.no : plain(value);
    case 'choice':
    case 'choices':
      return list.map((one) => wordOf(desk, field.words, plain(one))).join(', ');
    case 'records':
    case 'texts':
      return list.map(plain).join(', ');
    case 'measure':
      return Object.entries(value as Values)
        .map(([unit, number]) => `${plain(number)} ${wordOf(desk, 'unit', unit)}`)
        .join(', ');
    case 'map':
      return Object.entries(value as Values)
        .map(([key, text]) => `${key}: ${plain(text)}`)
        .join(', ');
    case 'group':
      return lineOf(desk, field.fields, value as Values);
    case 'rows':
      return (value as Values[]).map((row) => lineOf(desk, field.fields, row)).join('; ');
    case 'text':
    case 'number':
    case 'decimal':
    case 'date':
    case 'record':
    case 'unseen':
      return plain(value);
  }
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** The rows of a map, as its form has them. */
export const pairsOf = (value: unknown): Values[] =>
  Object.entries((value ?? {}) as Values).map(([key, text]) => ({ [mapRow[0]!.name]: key, [mapRow[1]!.name]: text }));
