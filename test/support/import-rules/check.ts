/** Checks the imports of every file in functions, lib, bin and test; `npm run lint` runs it. Exits 1 with one line for each that is refused. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { command } from '../../../bin/support/command.ts';
import { judge } from './judge.ts';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

export default command(import.meta, {
  script: 'imports',
  about: 'Checks the imports of every file against the table of rooms (docs/adr/021-import-rules.md).',
  options: z.object({}),
  run: () => {
    const files = globSync('{functions,lib,bin,test}/**/*.{ts,tsx}', { cwd: root });
    const refused = files.flatMap((file) => judge(file, read(file), read));
    for (const line of refused) console.error(line);
    console.log(`${files.length} files checked, ${refused.length} imports refused (docs/adr/021-import-rules.md)`);
    return refused.length > 0 ? 1 : 0;
  },
});
