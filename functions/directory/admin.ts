/** Authorizes access to the directory's records: the admin reads and edits, the auditor reads. */
import { Forbidden, NotFound } from '../domain/kernel/errors.ts';
import { kindOfPath, type RecordKind } from '../domain/administration/record-kinds.ts';
import type { Clock } from '../domain/kernel/ports.ts';
import type { Directory } from '../domain/city/ports.ts';
import { officerOf } from '../access/officer.ts';

export type Deps = { directory: Directory; clock: Clock };

/** Returns the admin's subject. Throws Forbidden for every other officer. */
export async function adminOf(deps: Deps, subject: string | undefined): Promise<string> {
  const officer = await officerOf(deps, subject);
  if (officer.role !== 'admin') throw new Forbidden('only an admin edits the directory');
  return officer.subject;
}

/** Throws Forbidden unless the caller is an admin or an auditor. */
export async function assertReader(deps: Deps, subject: string | undefined): Promise<void> {
  const { role } = await officerOf(deps, subject);
  if (role !== 'admin' && role !== 'auditor')
    throw new Forbidden('only an admin or an auditor reads the records of the directory');
}

/** Returns the kind of record that a path names. Throws NotFound for another path. */
export function kindNamed(path: string): RecordKind {
  const kind = kindOfPath(path);
  if (!kind) throw new NotFound(`no such resource: /v1/admin/${path}`);
  return kind;
}
