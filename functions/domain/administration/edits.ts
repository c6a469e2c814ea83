/**
 * What an edit of the directory may make of a record: rules as data by kind. What still needs a record that is retired says
 * directory-needs.ts, what the admin should know of officers officer-warnings.ts.
 */
import type { City } from '../city/records.ts';
import { checkArea, checkCity, checkOfficer, checkService, type InForce } from './checks.ts';
import { recordKinds, type AnyRecord, type RecordKind, type RecordOf } from './record-kinds.ts';
import type { FieldError } from '../kernel/errors.ts';
import { checkPolicyEdit } from './policy-edits.ts';
import { checkSubscription } from './subscription-checks.ts';

/** All records by kind, retired ones too, with the edit applied. */
export type Records = { [K in RecordKind]: readonly RecordOf<K>[] };

/** An edit with all that its rules look at; `today` is the city's local day. */
export type Edited<K extends RecordKind = RecordKind> = {
  before: RecordOf<K> | undefined;
  after: RecordOf<K>;
  all: Records;
  today: string;
};

/** Records in force on a local day; `validTo` is their last one. */
export const inForce = <T extends { validTo?: string | undefined }>(records: readonly T[], day: string): T[] =>
  records.filter(({ validTo }) => validTo === undefined || validTo >= day);

/** The city's profile; a directory without one was never seeded. */
export function cityOf({ city: [profile] }: Pick<Records, 'city'>): City {
  if (!profile) throw new Error('the directory holds no city profile: seed it (README, Deploying)');
  return profile;
}

/** Records that a record of this edit may name. */
function nameable({ all, today }: Edited): InForce {
  return {
    city: cityOf(all),
    agencies: inForce(all.agency, today),
    services: inForce(all.service, today),
    areas: inForce(all.area, today),
  };
}

const ends = ({ after, today }: Edited): boolean =>
  'validTo' in after && after.validTo !== undefined && after.validTo < today;

/** A retired record may go on naming what is retired too. */
const unlessEnded = (edit: Edited, faults: () => Iterable<FieldError>): Iterable<FieldError> =>
  ends(edit) ? [] : faults();

/** Facts of a deployment: rights, schedules and every tracking id hang on them (lib/stacks/environments.ts). */
const fixedOfCity = ['idPrefix', 'zone'] as const;

function* checkCityEdit(edit: Edited<'city'>): Generator<FieldError> {
  const { before, after } = edit;
  for (const field of fixedOfCity) {
    if (before && before[field] !== after[field]) yield { field, message: 'changes only with a new deployment' };
  }
  if (after.validTo !== undefined) yield { field: 'validTo', message: 'a city profile does not end' };
  yield* checkCity(after, nameable(edit));
}

/** Loaded years follow each other: between two lies none for which deadlines cannot be computed. */
function* checkYear({ before, after: { year }, all }: Edited<'calendar'>): Generator<FieldError> {
  const others = all.calendar.map((y) => y.year).filter((y) => y !== year);
  if (!before && others.length > 0 && !others.includes(year - 1) && !others.includes(year + 1))
    yield {
      field: 'year',
      message: `loaded are ${Math.min(...others)} to ${Math.max(...others)}: load the one next to them`,
    };
}

const faultsOf: { [K in RecordKind]: (edit: Edited<K>) => Iterable<FieldError> } = {
  agency: () => [],
  service: (edit) => unlessEnded(edit, () => checkService(edit.after, nameable(edit))),
  area: (edit) => unlessEnded(edit, () => checkArea(edit.after, nameable(edit))),
  officer: (edit) =>
    unlessEnded(edit, () => checkOfficer(edit.after, nameable(edit), inForce(edit.all.officer, edit.today))),
  policy: checkPolicyEdit,
  calendar: checkYear,
  city: checkCityEdit,
  client: () => [],
  template: () => [],
  subscription: (edit) =>
    unlessEnded(edit, () => checkSubscription(edit.after, { ...nameable(edit), clients: edit.all.client })),
};

/** Fields of the record that cannot be as the edit wants them. */
export function editFaults<K extends RecordKind>(kind: K, edit: Edited<K>): FieldError[] {
  return [...faultsOf[kind](edit)];
}

/** The records with one put in its place. */
export function withEdit(all: Records, kind: RecordKind, record: AnyRecord): Records {
  const { idField } = recordKinds[kind];
  const idOf = (r: AnyRecord): unknown => (idField === undefined ? undefined : r[idField as keyof AnyRecord]);
  const others = (all[kind] as readonly AnyRecord[]).filter((other) => idOf(other) !== idOf(record));
  return { ...all, [kind]: [...others, record] };
}
