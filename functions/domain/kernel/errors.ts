/** Errors of the domain. `http/problem.ts` maps each to an HTTP answer; nothing here depends on HTTP. */
import type * as z from 'zod';

/** An invalid field of the input, and how to correct it. */
export type FieldError = { field: string; message: string };

/** The input has one or more invalid fields. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly fields: readonly FieldError[];
  constructor(fields: readonly FieldError[]) {
    super(fields.map((f) => `${f.field}: ${f.message}`).join('; '));
    this.fields = fields;
  }
}

/** The thing does not exist, or this caller may not know that it does. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** The caller is known but may not do this. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** The caller did not prove who it is. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
}

/** The state in which a refused caller finds the complaint. */
export type CurrentState = { status: string; version: number };

/** The action does not exist in the complaint's present state, or the caller saw an older version of it. */
export class Conflict extends Error {
  override readonly name: string = 'Conflict';
  readonly current: CurrentState | undefined;
  constructor(message: string, current?: CurrentState) {
    super(message);
    this.current = current;
  }
}

/** Somebody else wrote what was read before the change could be stored: read it again and decide anew. */
export class ChangedMeanwhile extends Conflict {
  override readonly name = 'ChangedMeanwhile';
}

/** The directory record was edited by somebody else since it was read. */
export class RecordConflict extends Error {
  override readonly name = 'RecordConflict';
  /** The record as stored now; undefined when there is none. */
  readonly current: Record<string, unknown> | undefined;
  constructor(message: string, current: Record<string, unknown> | undefined) {
    super(message);
    this.current = current;
  }
}

/** A record or complaint that still refers to a directory record. */
export type Blocker = { kind: string; id: string };

/** The directory record cannot be retired while the blockers refer to it. */
export class RecordInUse extends Error {
  override readonly name = 'RecordInUse';
  readonly blockers: readonly Blocker[];
  constructor(message: string, blockers: readonly Blocker[]) {
    super(message);
    this.blockers = blockers;
  }
}

/** The idempotency key was used before with a different body. */
export class IdempotencyMismatch extends Error {
  override readonly name = 'IdempotencyMismatch';
}

/** A client has used up its quota. */
export class QuotaExceeded extends Error {
  override readonly name = 'QuotaExceeded';
  /** Seconds until it may try again. */
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** Something that may be stored only once is stored already. */
export class AlreadyExists extends Error {
  override readonly name = 'AlreadyExists';
}

/** The key of a stored item. */
export type ItemKey = { pk: string; sk: string };

/** A stored item that this release cannot read: a fault of ours, and no caller's. It names the item and the members at fault, and no value of it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly table: string;
  readonly key: ItemKey;
  /** Paths of the members at fault, such as `clock.from`; `item` for the item as a whole. */
  readonly paths: readonly string[];
  constructor(table: string, { pk, sk }: ItemKey, cause: z.ZodError) {
    const paths = zodFields(cause).map(({ field }) => (field === 'body' ? 'item' : field));
    super(`${pk} ${sk} of ${table} cannot be read: ${paths.join(', ')}`);
    this.table = table;
    this.key = { pk, sk };
    this.paths = paths;
  }

  /** True for an item of this complaint, SMS or phone: of its own partition, or of one named after it. */
  concerns(id: string): boolean {
    return this.key.pk === id || this.key.pk.endsWith(`#${id}`);
  }
}

/** No calendar is loaded for the year of a day, so no legal deadline can be computed there (docs/design.md#deadlines). */
export class CalendarNotLoaded extends Error {
  override readonly name = 'CalendarNotLoaded';
  constructor(year: number) {
    super(`the calendar of ${year} is not loaded`);
  }
}

/** Returns the invalid fields of a failed parse, with paths in the caller's input: `location.lat`, `reporter.phone`. */
export function zodFields(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'unknown field' }));
    return [{ field: path.join('.') || 'body', message: issue.message }];
  });
}
