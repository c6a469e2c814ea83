/**
 * What an edit of the directory may do: rules as data by kind of record. `editFaults` are wrong fields (400), `blockersOf` what still needs
 * a record that is retired (409), `warningsOf` what the admin should know and may still do.
 */
import type { Agency, Area, City, Officer, Service } from './directory.ts';
import { checkArea, checkCity, checkOfficer, checkService, type InForce } from './directory-checks.ts';
import { recordKinds, type AnyRecord, type RecordKind, type RecordOf } from './directory-records.ts';
import type { Blocker, FieldError } from './errors.ts';
import { vacanciesAfter } from './officers.ts';
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

export type Warning = { code: 'vacant-office' | 'no-admin'; message: string } & Record<string, string | null>;

const inForce = <T extends { validTo?: string | undefined }>(records: readonly T[], day: string): T[] =>
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

/** Facts of a deployment: rights, schedules and every tracking id hang on them (lib/environments.ts). */
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
  subscription: (edit) =>
    unlessEnded(edit, () => checkSubscription(edit.after, { ...nameable(edit), clients: edit.all.client })),
};

/** Fields of the record that cannot be as the edit wants them. */
export function editFaults<K extends RecordKind>(kind: K, edit: Edited<K>): FieldError[] {
  return [...faultsOf[kind](edit)];
}

/** Records that need this one for longer than its last day. */
export function blockersOf(kind: RecordKind, { after, all }: Pick<Edited, 'after' | 'all'>): Blocker[] {
  const lastDay = 'validTo' in after ? after.validTo : undefined;
  if (lastDay === undefined) return [];
  const outlasts = ({ validTo }: { validTo?: string | undefined }): boolean =>
    validTo === undefined || validTo > lastDay;
  const services = all.service.filter(outlasts);
  const named = (which: (s: Service) => boolean): Blocker[] =>
    services.filter(which).map((s) => ({ kind: 'service', id: s.code }));
  if (kind === 'agency') {
    const { id } = after as Agency;
    return [
      ...(cityOf(all).coordinatorAgencyId === id ? [{ kind: 'city', id: 'coordinatorAgencyId' }] : []),
      ...named(({ route }) => route.agencyId === id || (route.exceptions ?? []).some((e) => e.agencyId === id)),
      ...all.area.filter((a) => outlasts(a) && a.districtAgencyId === id).map((a) => ({ kind: 'area', id: a.code })),
    ];
  }
  if (kind === 'area') {
    const { code } = after as Area;
    return named(({ route }) => (route.exceptions ?? []).some((e) => e.areaCode === code));
  }
  return [];
}

/** Offices that an edit of an officer leaves empty (pain 6 of domain.md): told, never refused, since people do leave. */
export function warningsOf(kind: RecordKind, { before, after, all, today }: Edited): Warning[] {
  if (kind !== 'officer') return [];
  const touched = { before: before as Officer | undefined, after: after as Officer };
  const vacant = vacanciesAfter(all.officer, touched, today).map(({ office, agencyId, from }) => ({
    code: 'vacant-office' as const,
    office,
    agencyId: agencyId ?? null,
    from,
    message: `from ${from} nobody acts as ${office}${agencyId === undefined ? '' : ` of ${agencyId}`}: what comes due there passes to the next level at once`,
  }));
  const admins = inForce(all.officer, today).some((o) => o.role === 'admin');
  return admins
    ? vacant
    : [
        ...vacant,
        { code: 'no-admin', message: 'no admin is left: only the command npm run officer can add one' } as const,
      ];
}

/** The records with one put in its place. */
export function withEdit(all: Records, kind: RecordKind, record: AnyRecord): Records {
  const { idField } = recordKinds[kind];
  const idOf = (r: AnyRecord): unknown => (idField === undefined ? undefined : r[idField as keyof AnyRecord]);
  const others = (all[kind] as readonly AnyRecord[]).filter((other) => idOf(other) !== idOf(record));
  return { ...all, [kind]: [...others, record] };
}
