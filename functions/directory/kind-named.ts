/** Finds the kind of record that a path of the administration names. */
import { NotFound } from '../domain/kernel/errors.ts';
import { kindOfPath, type RecordKind } from '../domain/administration/record-kinds.ts';

/** Returns the kind of record that a path names. Throws NotFound for another path. */
export function kindNamed(path: string): RecordKind {
  const kind = kindOfPath(path);
  if (!kind) throw new NotFound(`no such resource: /v1/admin/${path}`);
  return kind;
}
