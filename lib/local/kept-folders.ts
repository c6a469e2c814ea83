import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** Folders unused for this long are removed. */
const KEEP_MS = 24 * 3_600_000;

/** One hash over the path and content of files beneath `root`, whatever their order; folders among them do not count. */
export function hashOfFiles(root: string, files: string[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  for (const file of files.toSorted())
    if (statSync(join(root, file)).isFile()) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 32);
}

/** Returns true if there is the folder, and keeps it for another day. */
export function isKept(folder: string): boolean {
  if (!existsSync(folder)) return false;
  utimesSync(folder, new Date(), new Date());
  return true;
}

/** Gives a complete draft its name. Another start may have made the same folder first: then that one stays. */
export function keepDraft(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Removes the folders in `parent` that nobody has used for a day. */
export function removeUnused(parent: string): void {
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const used = statSync(join(parent, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - used > KEEP_MS) rmSync(join(parent, name), { recursive: true, force: true });
  }
}
