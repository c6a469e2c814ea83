/** Describes the kinds of record as pages: address, form, and what a list says of each. */
import { cityId, givenSchema, recordKinds, type RecordKind } from '../../domain/administration/record-kinds.ts';
import type { Desk } from '../shell/session/desk.ts';
import type { Field, Leaf, Values } from './forms/fields.ts';
import { formOf } from './forms/form-of-schema.ts';

/**
 * - `path`: last part of `/kelola/<path>`
 * - `title`: field that names the record; `about`: fields that its line in the list shows besides
 * - `ours`: fields that the API sets itself and that no edit sends
 */
type Screen = { path: string; title?: string; about?: readonly string[]; ours?: readonly string[] };

/** Kinds in the order of the start page. */
const screens: Record<RecordKind, Screen> = {
  agency: { path: 'instansi', title: 'name', about: ['kind'] },
  service: { path: 'layanan', title: 'name', about: ['group', 'route'] },
  area: { path: 'wilayah', title: 'name', about: ['kind', 'districtName'] },
  template: { path: 'templat', title: 'title', about: ['action', 'text'] },
  officer: { path: 'petugas', title: 'name', about: ['role', 'office', 'agencies', 'absence'], ours: ['phoneMac'] },
  policy: { path: 'kebijakan', about: ['validFrom', 'tracks'] },
  calendar: { path: 'hari-libur' },
  client: { path: 'klien', title: 'name', about: ['scopes', 'status'], ours: ['keys'] },
  subscription: { path: 'langganan', about: ['clientId', 'url'], ours: ['disabledAt', 'disabledReason'] },
  city: { path: 'kota', title: 'name' },
};

/** `id`: field that holds the record's id, if one does; `counter`: what an edit raises; `others`: fields that its form does not hold. */
export type Kind = Screen & {
  name: RecordKind;
  /** Last part of `/v1/admin/<api>`. */
  api: string;
  id: string | undefined;
  counter: string;
  others: readonly string[];
  fields: readonly Field[];
};

export const kinds: readonly Kind[] = (Object.keys(screens) as RecordKind[]).map((name) => {
  const { path: api, idField: id, counter } = recordKinds[name];
  const screen = screens[name];
  const others = [...(id ? [id] : []), counter, ...(screen.ours ?? [])];
  return { ...screen, name, api, id, counter, others, fields: formOf(givenSchema(name), name, others) };
});

export const kindAt = (path: string): Kind | undefined => kinds.find((kind) => kind.path === path);
export const kindNamed = (name: RecordKind): Kind => kinds.find((kind) => kind.name === name)!;

/** Fields of one day off: rows of a year's form, and the form that declares a day. */
export const holidayFields = kindNamed('calendar').fields.flatMap((field) =>
  field.type === 'rows' ? (field.fields as Leaf[]) : [],
);

/** A record's id, as its path spells it. */
export const idOf = ({ id }: Kind, record: Values): string => (id ? String(record[id]) : cityId);

export const pathOf = ({ path }: Kind, id: string): string => `/kelola/${path}/${encodeURIComponent(id)}`;
export const apiPathOf = ({ api }: Kind, id: string): string => `/v1/admin/${api}/${encodeURIComponent(id)}`;

/** The part of a record that its form holds: not its id, not its counter, and nothing that the API sets itself. */
export const formValues = ({ others }: Kind, record: Values): Values =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !others.includes(name)));

/** True once the record's last day is over. A record ends with the UTC day, as in the API. */
export function hasEnded({ deps }: Desk, { validTo }: Values): boolean {
  return typeof validTo === 'string' && validTo < deps.clock.now().toISOString().slice(0, 10);
}
