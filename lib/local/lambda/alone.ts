import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Folder of the copies, outside of the project: no node_modules there can help out a bundle that lacks a package. */
const PARENT = join(tmpdir(), `tanggap-assets-${process.getuid?.() ?? 'all'}`);

/** Copies unused for this long are removed. */
const KEEP_MS = 24 * 3_600_000;

/** Copies an asset to a folder in which it is alone, as on Lambda, and returns that folder. Copies are named by their content and shared. */
export function copyAlone(asset: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(asset, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(asset, file);
    if (statSync(path).isFile()) hash.update(`${file}\n`).update(readFileSync(path));
  }
  const copy = join(PARENT, hash.digest('hex').slice(0, 32));
  if (!existsSync(copy)) {
    mkdirSync(PARENT, { recursive: true, mode: 0o700 });
    const draft = join(PARENT, randomUUID());
    cpSync(asset, draft, { recursive: true });
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true });
      // Another cloud may have made the same copy first.
      if (!existsSync(copy)) throw error;
    }
  }
  utimesSync(copy, new Date(), new Date());
  return copy;
}

/** Removes the copies that no cloud has used for a day. */
export function removeUnusedCopies(): void {
  for (const name of existsSync(PARENT) ? readdirSync(PARENT) : []) {
    const used = statSync(join(PARENT, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - used > KEEP_MS) rmSync(join(PARENT, name), { recursive: true, force: true });
  }
}
