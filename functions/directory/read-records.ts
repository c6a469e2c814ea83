/** Reads the directory's records and their edits, for admins and auditors. */
import * as z from 'zod';
import { shownRecord } from '../domain/administration/record-kinds.ts';
import { NotFound } from '../domain/kernel/errors.ts';
import type { DirectoryEditor } from '../domain/administration/ports.ts';
import { cursorAt, cursorOf } from '../http/cursor.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { assertReadsDirectory } from '../access/offices.ts';
import { kindNamed } from './kind-named.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & { editor: DirectoryEditor };
type Request = { subject: string | undefined; path: string };

/** Query of a list of records. */
export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: cursorOf((id) => id.length > 0 && Buffer.byteLength(id) <= 1024),
});

/** Edits returned of one record; older ones stay in the table. */
const editsShown = 100;

/** Returns a page of the records of one kind. */
export function listRecords(deps: Deps) {
  return async ({ subject, path, query }: Request & { query: unknown }) => {
    await assertReadsDirectory(deps, subject);
    const { limit, cursor } = readInput(listQuery, query);
    const kind = kindNamed(path);
    const { items, next, unreadable = 0 } = await deps.editor.page(kind, limit, cursor);
    return { records: items.map((record) => shownRecord(kind, record)), unreadable, next: cursorAt(next) };
  };
}

/** Returns one record. Throws NotFound when there is none. */
export function readRecord(deps: Deps) {
  return async ({ subject, path, id }: Request & { id: string }) => {
    await assertReadsDirectory(deps, subject);
    const kind = kindNamed(path);
    const record = await deps.editor.record(kind, id);
    if (!record) throw new NotFound(`there is no record ${id} in ${path}`);
    return shownRecord(kind, record);
  };
}

/** Returns the newest edits of one record. */
export function listEdits(deps: Deps) {
  return async ({ subject, path, id }: Request & { id: string }) => {
    await assertReadsDirectory(deps, subject);
    return { edits: await deps.editor.edits(kindNamed(path), id, editsShown) };
  };
}
