/** Maps errors to RFC 9457 problems; no other file maps errors to HTTP statuses. */
import {
  AlreadyExists,
  Conflict,
  Forbidden,
  IdempotencyMismatch,
  InvalidInput,
  NotFound,
  QuotaExceeded,
  RecordConflict,
  RecordInUse,
  Unauthenticated,
  type Blocker,
  type FieldError,
} from '../domain/kernel/errors.ts';

/** A problem as answered, without its type and correlation id. */
export type Problem = {
  status: number;
  /** Stable machine-readable code. */
  code: string;
  title: string;
  detail: string;
  errors?: readonly FieldError[];
  /** Seconds until a retry; also sent as `Retry-After`. */
  retryAfter?: number;
  /** Current state of a complaint, or the directory record (null: there is none). */
  current?: { status: string; version: number } | Record<string, unknown> | null;
  /** Records and complaints that still refer to the directory record. */
  blockers?: readonly Blocker[];
};

const problem = (status: number, code: string, title: string, detail: string): Problem => ({
  status,
  code,
  title,
  detail,
});

/** Maps an error to its problem; undefined for an unexpected one, such as a stored item that cannot be read. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof InvalidInput) return invalid(error.fields);
  if (error instanceof NotFound) return problem(404, 'not-found', 'Not found', error.message);
  if (error instanceof Unauthenticated) return problem(401, 'unauthenticated', 'Not authenticated', error.message);
  if (error instanceof Forbidden) return problem(403, 'forbidden', 'Not allowed', error.message);
  if (error instanceof IdempotencyMismatch)
    return problem(409, 'idempotency-key-reused', 'Idempotency key reused', error.message);
  if (error instanceof AlreadyExists) return problem(409, 'already-exists', 'Already exists', error.message);
  if (error instanceof QuotaExceeded)
    return { ...problem(429, 'quota-exceeded', 'Quota exceeded', error.message), retryAfter: error.retryAfter };
  if (error instanceof RecordConflict)
    return { ...problem(409, 'conflict', 'Conflict', error.message), current: error.current ?? null };
  if (error instanceof RecordInUse)
    return { ...problem(409, 'in-use', 'Still in use', error.message), blockers: error.blockers };
  if (error instanceof Conflict) {
    return {
      ...problem(409, 'conflict', 'Conflict', error.message),
      ...(error.current ? { current: error.current } : {}),
    };
  }
  return undefined;
}

function invalid(errors: readonly FieldError[]): Problem {
  const detail = errors.map((e) => `${e.field}: ${e.message}`).join('; ');
  return { ...problem(400, 'invalid-input', 'Invalid input', detail), errors };
}
