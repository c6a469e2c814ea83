/**
 * Edits a record of the directory: checks the edit against all other records, stores it conditionally on the version read, and keeps a
 * record of it. Every change of the directory passes here.
 */
import { hashCanonical } from '../domain/kernel/canonical.ts';
import { cityOf, editFaults, withEdit, type Edited, type Records } from '../domain/administration/edits.ts';
import { blockersOf } from '../domain/administration/needs.ts';
import { cityId, editsOf, givenSchema, recordKinds, shownRecord } from '../domain/administration/record-kinds.ts';
import type { AnyRecord, RecordKind, RecordOf } from '../domain/administration/record-kinds.ts';
import { InvalidInput, RecordConflict, RecordInUse, type Blocker } from '../domain/kernel/errors.ts';
import { officerWarnings, type Warning } from '../domain/administration/officer-warnings.ts';
import type { Beside, DirectoryEditor, OpenItems } from '../domain/administration/ports.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import { keepUnknown } from '../domain/kernel/unknown-members.ts';
import { localTime } from '../domain/kernel/zone.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = { editor: DirectoryEditor; open: OpenItems; clock: Clock };

/** An edit to apply. */
export type Edit = {
  kind: RecordKind;
  id: string;
  /** Edit counter that the caller saw; 0 when there was no record. */
  expectedVersion: number;
  /** Fields of the record without id and edit counter, not validated. */
  fields: Record<string, unknown>;
  /** False for fields of the stored record, which a newer release may have written; those of a caller are judged strictly. */
  given?: boolean;
  /** Subject of the admin, or the command and its user. */
  by: string;
  reason?: string | undefined;
  /** Secret values to store beside the record. */
  beside?: Beside | undefined;
};

/** The stored record, and warnings about officers. */
export type Applied = { record: AnyRecord; warnings: Warning[] };

/** Complaints named in a refusal; it also gives their number. */
const namedComplaints = 20;

/**
 * Applies an edit. Throws RecordConflict when the record has changed, InvalidInput for invalid fields, RecordInUse for retiring a record
 * that is still needed.
 */
export async function applyEdit(deps: Deps, edit: Edit): Promise<Applied> {
  const { kind, id, by, reason, beside } = edit;
  const edited = await checkEdit(deps, edit);
  const { before, after } = edited;
  await deps.editor.put(
    {
      kind,
      id,
      edit: editsOf(kind, after),
      at: deps.clock.now().toISOString(),
      by,
      reason,
      beforeHash: before === undefined ? null : hashCanonical(before),
      after,
    },
    beside,
  );
  const warnings = kind === 'officer' ? officerWarnings(edited as Edited<'officer'>) : [];
  return { record: shownRecord(kind, after), warnings };
}

/** Checks an edit without storing it; throws what applyEdit would throw. */
export async function checkEdit(deps: Deps, edit: Omit<Edit, 'by'>): Promise<Edited> {
  const { kind, id, expectedVersion } = edit;
  const before = await deps.editor.record(kind, id);
  assertSeen(kind, before, expectedVersion);
  const after = recordFrom(edit, before);
  const all = withEdit(await allRecords(deps.editor), kind, after);
  const edited: Edited = { before, after, all, today: localTime(cityOf(all).zone, deps.clock.now()).date };

  const faults = editFaults(kind, edited);
  if (faults.length > 0) throw new InvalidInput(faults);
  await assertUnused(deps.open, kind, edited);
  return edited;
}

function assertSeen(kind: RecordKind, before: AnyRecord | undefined, expectedVersion: number): void {
  if (editsOf(kind, before) === expectedVersion) return;
  const message =
    before === undefined
      ? 'there is no such record: omit expectedVersion to create it'
      : 'the record has changed since you read it: read it again and repeat the edit';
  throw new RecordConflict(message, before && shownRecord(kind, before));
}

/** Returns the validated record with the unknown members of the one before. Throws InvalidInput that names every invalid field. */
function recordFrom(
  { kind, id, expectedVersion, fields, given = true }: Omit<Edit, 'by'>,
  before: AnyRecord | undefined,
): RecordOf<RecordKind> {
  const { idField, counter, read, schema } = recordKinds[kind];
  if (counter in fields)
    throw new InvalidInput([{ field: counter, message: 'is set by the system: send expectedVersion' }]);
  if (idField === undefined && id !== cityId)
    throw new InvalidInput([{ field: 'id', message: `a city has one profile: ${cityId}` }]);
  if (idField !== undefined && idField in fields && fields[idField] !== read(id))
    throw new InvalidInput([{ field: idField, message: 'differs from the id in the path' }]);
  // `02026` would be another item with the same year.
  if (String(read(id)) !== id)
    throw new InvalidInput([{ field: idField ?? 'id', message: `must be written ${read(id)}` }]);
  const after = readInput(given ? givenSchema(kind) : schema, {
    ...fields,
    ...(idField === undefined ? {} : { [idField]: read(id) }),
    [counter]: expectedVersion + 1,
  });
  return before === undefined ? after : keepUnknown(schema, before as never, after as never);
}

async function allRecords(editor: DirectoryEditor): Promise<Records> {
  const kinds = Object.keys(recordKinds) as RecordKind[];
  const lists = await Promise.all(kinds.map(async (kind) => [kind, await editor.records(kind)] as const));
  // `records` types each list by its kind; fromEntries loses that.
  return Object.fromEntries(lists) as unknown as Records;
}

/**
 * Throws RecordInUse when something needs the record. An agency's open complaints count, because nobody else would answer them; those of a
 * retired service or area continue.
 */
async function assertUnused(open: OpenItems, kind: RecordKind, edited: Edited): Promise<void> {
  const blockers: Blocker[] = blockersOf(kind, edited);
  const retires = 'validTo' in edited.after && edited.after.validTo !== undefined;
  const queue =
    kind === 'agency' && retires
      ? await open.openIn(`agency#${(edited.after as RecordOf<'agency'>).id}`, namedComplaints)
      : { count: 0, first: [] };
  blockers.push(...queue.first.map((c) => ({ kind: 'complaint', id: c.trackingId })));
  if (blockers.length === 0) return;
  const more = queue.count > queue.first.length ? ` (${queue.count} open complaints in all)` : '';
  const names = blockers.map((b) => `${b.kind} ${b.id}`).join(', ');
  throw new RecordInUse(`still needed by ${names}${more}: change those first`, blockers);
}
