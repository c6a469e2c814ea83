import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOfFiles, isKept, keepDraft, removeUnused } from '../kept-folders.ts';

/** Folder of the copies, outside of the project: no node_modules there can help out a bundle that lacks a package. */
const PARENT = join(tmpdir(), `tanggap-assets-${process.getuid?.() ?? 'all'}`);

/** Copies an asset to a folder in which it is alone, as on Lambda, and returns that folder. Copies are named by their content and shared. */
export function copyAlone(asset: string): string {
  const copy = join(PARENT, hashOfFiles(asset, readdirSync(asset, { recursive: true, encoding: 'utf8' })));
  if (isKept(copy)) return copy;
  mkdirSync(PARENT, { recursive: true, mode: 0o700 });
  const draft = mkdtempSync(join(PARENT, 'draft-'));
  cpSync(asset, draft, { recursive: true });
  keepDraft(draft, copy);
  return copy;
}

/** Removes the copies that no cloud has used for a day. */
export const removeUnusedCopies = (): void => removeUnused(PARENT);
