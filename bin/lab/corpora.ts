/** Finds the corpora of real complaints beside this repository. They are citizens' own words: read, counted, never printed or stored. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const folder = join(import.meta.dirname, '../../../shared/data');

/** Option of the commands that read them. */
export const dataOption = {
  data: z.string().default(folder).meta({ value: 'DIR', description: 'folder with complaints/ and reference/' }),
};

export const hasCorpora = (data = folder): boolean => existsSync(join(data, 'complaints'));

/** Path of one corpus. Throws when it is not there: the corpora are not in this repository. */
export function corpus(file: string, data = folder): string {
  const path = join(data, 'complaints', file);
  if (!existsSync(path)) throw new Error(`no corpus at ${path}: the corpora are not in this repository`);
  return path;
}
