/** What can go wrong in the domain. `http/problem.ts` maps each to an answer; nothing here knows of HTTP. */

/** One field of the input that is wrong: where, and what to do about it. */
export type FieldError = { field: string; message: string };

export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly fields: readonly FieldError[];
  constructor(fields: readonly FieldError[]) {
    super(fields.map((f) => `${f.field}: ${f.message}`).join('; '));
    this.fields = fields;
  }
}

/** No such thing, or nothing that this caller may know of. */
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

/** Somebody else changed the complaint first, or the action does not exist in its present state. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  readonly current: CurrentState | undefined;
  constructor(message: string, current?: CurrentState) {
    super(message);
    this.current = current;
  }
}

/** Somebody else edited the directory record first. */
export class RecordConflict extends Error {
  override readonly name = 'RecordConflict';
  /** The record as it is; undefined when there is none. */
  readonly current: Record<string, unknown> | undefined;
  constructor(message: string, current: Record<string, unknown> | undefined) {
    super(message);
    this.current = current;
  }
}

/** Something that still needs a directory record. */
export type Blocker = { kind: string; id: string };

/** A directory record cannot be retired while these need it. */
export class RecordInUse extends Error {
  override readonly name = 'RecordInUse';
  readonly blockers: readonly Blocker[];
  constructor(message: string, blockers: readonly Blocker[]) {
    super(message);
    this.blockers = blockers;
  }
}

/** Same idempotency key, other body. */
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

/** What was to be stored once is there already. */
export class AlreadyExists extends Error {
  override readonly name = 'AlreadyExists';
}

/** A day in a year for which no calendar is loaded: no legal deadline may be computed there (docs/design.md#deadlines). */
export class CalendarNotLoaded extends Error {
  override readonly name = 'CalendarNotLoaded';
  constructor(year: number) {
    super(`the calendar of ${year} is not loaded`);
  }
}
