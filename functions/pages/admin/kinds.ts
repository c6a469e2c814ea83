/** The kinds of record that an admin keeps, as pages: address, name in the admin API, form, and what a list says of each. */
import { agencyForm } from './forms/agency.ts';
import { areaForm } from './forms/area.ts';
import { calendarForm } from './forms/calendar.ts';
import { cityForm } from './forms/city.ts';
import { clientForm } from './forms/client.ts';
import { officerForm } from './forms/officer.ts';
import { policyForm } from './forms/policy.ts';
import { serviceForm } from './forms/service.ts';
import { subscriptionForm } from './forms/subscription.ts';
import { templateForm } from './forms/template.ts';
import type { Field } from './forms/fields.ts';

export type KindName =
  | 'agency'
  | 'service'
  | 'area'
  | 'template'
  | 'officer'
  | 'policy'
  | 'calendar'
  | 'client'
  | 'subscription'
  | 'city';

/**
 * - `path`: last part of `/kelola/<path>`; `api`: of `/v1/admin/<api>`
 * - `id`: field that holds the record's id, if one does; `counter`: what an edit raises
 * - `ours`: fields that the API sets itself and that no edit sends
 * - `title`: field that names the record; `about`: fields that its line in the list shows besides
 */
export type Kind = {
  name: KindName;
  path: string;
  api: string;
  id?: string;
  counter: 'version' | 'edit';
  ours?: readonly string[];
  title?: string;
  about: readonly string[];
  fields: readonly Field[];
};

export const kinds: readonly Kind[] = [
  {
    name: 'agency',
    path: 'instansi',
    api: 'agencies',
    id: 'id',
    counter: 'version',
    title: 'name',
    about: ['kind'],
    fields: agencyForm,
  },
  {
    name: 'service',
    path: 'layanan',
    api: 'services',
    id: 'code',
    counter: 'version',
    title: 'name',
    about: ['group', 'route'],
    fields: serviceForm,
  },
  {
    name: 'area',
    path: 'wilayah',
    api: 'areas',
    id: 'code',
    counter: 'version',
    title: 'name',
    about: ['kind', 'districtName'],
    fields: areaForm,
  },
  {
    name: 'template',
    path: 'templat',
    api: 'templates',
    id: 'id',
    counter: 'version',
    title: 'title',
    about: ['action', 'text'],
    fields: templateForm,
  },
  {
    name: 'officer',
    path: 'petugas',
    api: 'officers',
    id: 'subject',
    counter: 'version',
    ours: ['phoneMac'],
    title: 'name',
    about: ['role', 'office', 'agencies', 'absence'],
    fields: officerForm,
  },
  {
    name: 'policy',
    path: 'kebijakan',
    api: 'policies',
    id: 'version',
    counter: 'edit',
    about: ['validFrom', 'tracks'],
    fields: policyForm,
  },
  {
    name: 'calendar',
    path: 'hari-libur',
    api: 'holidays',
    id: 'year',
    counter: 'version',
    about: [],
    fields: calendarForm,
  },
  {
    name: 'client',
    path: 'klien',
    api: 'clients',
    id: 'clientId',
    counter: 'version',
    ours: ['keys'],
    title: 'name',
    about: ['scopes', 'status'],
    fields: clientForm,
  },
  {
    name: 'subscription',
    path: 'langganan',
    api: 'subscriptions',
    id: 'id',
    counter: 'version',
    ours: ['disabledAt', 'disabledReason'],
    about: ['clientId', 'url'],
    fields: subscriptionForm,
  },
  {
    name: 'city',
    path: 'kota',
    api: 'city',
    counter: 'version',
    title: 'name',
    about: [],
    fields: cityForm,
  },
];

/** The id of the city's one profile in a path. */
export const cityId = 'profile';

export const kindAt = (path: string): Kind | undefined => kinds.find((kind) => kind.path === path);
export const kindNamed = (name: KindName): Kind => kinds.find((kind) => kind.name === name)!;

/** A record's id, as its path spells it. */
export const idOf = ({ id }: Kind, record: Record<string, unknown>): string => (id ? String(record[id]) : cityId);

export const pathOf = ({ path }: Kind, id: string): string => `/kelola/${path}/${encodeURIComponent(id)}`;
export const apiPathOf = ({ api }: Kind, id: string): string => `/v1/admin/${api}/${encodeURIComponent(id)}`;

/** What of a record its form holds: not its id, not its counter, and nothing that the API sets itself. */
export function formValues({ id, counter, ours = [] }: Kind, record: Record<string, unknown>): Record<string, unknown> {
  const others = new Set([id, counter, ...ours]);
  return Object.fromEntries(Object.entries(record).filter(([name]) => !others.has(name)));
}
