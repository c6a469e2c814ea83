/** Reads a report from its form, and builds the API's body from it. */
import type { FieldError } from '../../../domain/kernel/errors.ts';
import type { Faults } from './form.tsx';
import { fieldOf, type Visit } from '../visit.ts';

const names = ['description', 'cari', 'serviceCode', 'areaCode', 'landmark', 'lat', 'long', 'phone', 'name'] as const;

export type Draft = Record<(typeof names)[number], string> & { anonymous: boolean; confidential: boolean };

/** Reads the form, or a link to it with a service already chosen. */
export function draftOf(visit: Visit): Draft {
  const value = (name: string): string => fieldOf(visit, name).replaceAll('\r\n', '\n');
  const fields = Object.fromEntries(names.map((name) => [name, value(name)])) as Record<(typeof names)[number], string>;
  return {
    ...fields,
    serviceCode: fields.serviceCode || (visit.request.query['layanan'] ?? ''),
    anonymous: value('anonymous') !== '',
    confidential: value('confidential') !== '',
  };
}

/** True if a service is searched and nothing filed yet: by the search button, or by Enter while a search has led to no service. */
export function isSearch(visit: Visit, { cari, serviceCode }: Draft): boolean {
  const step = fieldOf(visit, 'langkah');
  return step === 'cari' || (step === 'enter' && cari !== '' && serviceCode === '');
}

const filled = (fields: Record<string, string | number | undefined>) => {
  const some = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return some.length > 0 ? Object.fromEntries(some) : undefined;
};

/** Degrees as a number; text that is no number is passed on, and the API refuses it. */
function degrees(text: string): number | string | undefined {
  if (text === '') return undefined;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? value : text;
}

/** The place of a draft as the API takes it; undefined without one. */
export const placeOf = ({ areaCode, lat, long }: Draft) => filled({ areaCode, lat: degrees(lat), long: degrees(long) });

/** The reporter of a draft and what is hidden, as the API takes them. */
export const reporterOf = ({ name, phone, anonymous, confidential }: Draft) => ({
  ...(filled({ name, phone }) && { reporter: filled({ name, phone }) }),
  ...(anonymous && { anonymous }),
  ...(confidential && { confidential }),
});

/** The body of `POST /v1/complaints`. */
export function reportOf(draft: Draft) {
  const { description, serviceCode, landmark } = draft;
  const location = filled({ ...placeOf(draft), landmark });
  return { description, ...(serviceCode && { serviceCode }), ...(location && { location }), ...reporterOf(draft) };
}

/** Names in the form by field of the API. */
const fieldNames: Record<string, string> = {
  'location.areaCode': 'areaCode',
  'location.landmark': 'landmark',
  'location.lat': 'lat',
  'location.long': 'lat',
  location: 'lat',
  'reporter.phone': 'phone',
  'reporter.name': 'name',
  areaCode: 'areaCode',
  lat: 'lat',
};

/** Faults by field of the form, in the visitor's language. */
export function faultsOf({ t }: Visit, errors: readonly FieldError[] = []): Faults {
  return Object.fromEntries(
    errors.map(({ field }) => {
      const name = fieldNames[field] ?? field;
      return [name, t.field[name === 'lat' ? 'position' : name] ?? t.error.generic];
    }),
  );
}

/** Names one filling of a form, so that sending it twice files one report: a fresh key is another report. */
export const freshKey = ({ deps }: Visit): string => Buffer.from(deps.random(16)).toString('base64url');

/** The key that the form brought back; a fresh one when it is missing or malformed. */
export function keyOf(visit: Visit): string {
  const sent = fieldOf(visit, 'kunci');
  return /^[\w-]{8,60}$/.test(sent) ? sent : freshKey(visit);
}
