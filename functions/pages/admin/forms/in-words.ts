/** Says a record's labels and values in the visitor's language. */
import { states } from '../../../domain/complaint/lifecycle.ts';
import { capitalized } from '../../shell/parts.tsx';
import type { Desk } from '../../shell/session/desk.ts';
import { mapRow, type Field, type Values } from './fields.ts';

const stateLabels = Object.fromEntries(Object.entries(states).map(([state, { label }]) => [state, label]));

/** The words for the values of a list. @param label of the field that holds them */
export function wordsFor({ t }: Desk, label: string): Record<string, string> {
  const words: Record<string, Record<string, string>> = {
    ...t.admin.value,
    actions: { ...t.timeline, ...t.desk.event },
    templateAction: t.timeline,
    role: t.officer.role,
    upstreamStates: { ...stateLabels, ...t.status },
  };
  return words[label] ?? {};
}

/** The word for a value of a list; the value itself where there is none. */
export const wordOf = (desk: Desk, label: string, value: string): string => wordsFor(desk, label)[value] ?? value;

/** A field's label. A label `tracks:ordinary` is the word for a value, since the fields of that group are the values of a list. */
export function labelOf(desk: Desk, { label }: Pick<Field, 'label'>): string {
  const [name = '', value] = label.split(':');
  if (value !== undefined) return capitalized(wordOf(desk, name, value));
  const names: Record<string, string> = desk.t.admin.field;
  return names[name] ?? name;
}

/** The hint of a field, and the largest number that it takes. A text's length is limited by its control. */
export function hintOf({ t }: Desk, { label, type, max }: Field): string | undefined {
  const { hint, fault } = t.admin;
  const limit = max !== undefined && type !== 'text' ? fault.long(String(max)) : undefined;
  return [hint[label], limit].filter(Boolean).join(' ') || undefined;
}

/** Filled places of a record by path, each with its name and its value in words. */
export type Told = Map<string, { name: string; value: string }>;

/** A record in words, place by place. A row's path is its first value, so that a removed row does not move all rows behind it. */
export function tell(desk: Desk, fields: readonly Field[], values: Values, path = '', name = ''): Told {
  const told: Told = new Map();
  for (const field of fields) {
    const value = values[field.name];
    const label = name + labelOf(desk, field);
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

/** A row or a record in one line: a true flag is named, a false one left out. */
export const lineOf = (desk: Desk, fields: readonly Field[], values: Values): string =>
  fields
    .map((field) => shortOf(desk, field, values[field.name]))
    .filter(Boolean)
    .join(' · ');

function shortOf(desk: Desk, field: Field, value: unknown): string {
  if (value === undefined) return '';
  if (field.type === 'flag') return value === true ? labelOf(desk, field) : '';
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
      return list.map((one) => wordOf(desk, field.label, plain(one))).join(', ');
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

/** A map as rows of its form. */
export const pairsOf = (value: unknown): Values[] =>
  Object.entries((value ?? {}) as Values).map(([key, text]) => ({ [mapRow[0]!.name]: key, [mapRow[1]!.name]: text }));
