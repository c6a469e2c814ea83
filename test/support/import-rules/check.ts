/** Checks the imports of every file in functions, lib, bin and test; `npm run lint` runs it. Exits 1 with one line for each that is refused. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { judge } from './judge.ts';

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const files = globSync('{functions,lib,bin,test}/**/*.{ts,tsx}', { cwd: root });
const refused = files.flatMap((file) => judge(file, read(file), read));

for (const line of refused) console.error(line);
console.log(`${files.length} files checked, ${refused.length} imports refused (docs/adr/021-import-rules.md)`);
process.exitCode = refused.length > 0 ? 1 : 0;
