/** Checks an edit of a directory record by rules per kind. needs.ts lists what blocks a retirement; officer-warnings.ts lists warnings. */
import type { City } from '../city/records.ts';
import { checkArea, checkCity, checkOfficer, checkService, type InForce } from './checks.ts';
import { recordKinds, type AnyRecord, type RecordKind, type RecordOf } from './record-kinds.ts';
import type { FieldError } from '../kernel/errors.ts';
import { checkPolicyEdit } from './policy-edits.ts';
import { checkSubscription } from './subscription-checks.ts';

/** All records by kind, retired ones included, with the edit applied. */
export type Records = { [K in RecordKind]: readonly RecordOf<K>[] };

/** An edit with the records that its rules look at; `today` is the city's local day. */
export type Edited<K extends RecordKind = RecordKind> = {
  before: RecordOf<K> | undefined;
  after: RecordOf<K>;
  all: Records;
  today: string;
};

/** Returns the records in force on a local day; `validTo` is a record's last day. */
export const inForce = <T extends { validTo?: string | undefined }>(records: readonly T[], day: string): T[] =>
  records.filter(({ validTo }) => validTo === undefined || validTo >= day);

/** Returns the city's profile. Throws for a directory that was never seeded. */
export function cityOf({ city: [profile] }: Pick<Records, 'city'>): City {
  if (!profile) throw new Error('the directory holds no city profile: seed it (README, Deploying)');
  return profile;
}

/** Returns the records that a record of this edit may name. */
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

/** Skips checks for a retired record, which may name other retired records. */
const unlessEnded = (edit: Edited, faults: () => Iterable<FieldError>): Iterable<FieldError> =>
  ends(edit) ? [] : faults();

/** Fields that a deployment fixes: permissions, schedules and every tracking id depend on them (lib/stacks/environments.ts). */
const fixedOfCity = ['idPrefix', 'zone'] as const;

function* checkCityEdit(edit: Edited<'city'>): Generator<FieldError> {
  const { before, after } = edit;
  for (const field of fixedOfCity) {
    if (before && before[field] !== after[field]) yield { field, message: 'changes only with a new deployment' };
  }
  if (after.validTo !== undefined) yield { field: 'validTo', message: 'a city profile does not end' };
  yield* checkCity(after, nameable(edit));
}

/** Checks that loaded years follow each other, so that deadlines can be computed for every year between two loaded ones. */
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

/** Returns the fields that cannot be as the edit wants them. */
export function editFaults<K extends RecordKind>(kind: K, edit: Edited<K>): FieldError[] {
  return [...faultsOf[kind](edit)];
}

/** Returns the records with one replaced or added. */
export function withEdit(all: Records, kind: RecordKind, record: AnyRecord): Records {
  const { idField } = recordKinds[kind];
  const idOf = (r: AnyRecord): unknown => (idField === undefined ? undefined : r[idField as keyof AnyRecord]);
  const others = (all[kind] as readonly AnyRecord[]).filter((other) => idOf(other) !== idOf(record));
  return { ...all, [kind]: [...others, record] };
}
