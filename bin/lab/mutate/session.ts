/** Runs the mutants of one job in a vitest worker: `node session.ts JOB`. mutate.ts starts it, and ends it when it hangs. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { startVitest } from 'vitest/node';
import type { Mutant } from './instrument.ts';

export interface Job {
  readonly tests: readonly string[];
  readonly mutants: readonly Mutant[];
  readonly code: Readonly<Record<string, string>>;
  /** File to which results are appended, one JSON value a line. */
  readonly out: string;
}

export type Outcome =
  | { readonly left: string; readonly why: string }
  | { readonly measured: string }
  | { readonly started: string }
  | { readonly id: string; readonly by: string | undefined };

const file = process.argv[2];
if (file !== undefined) {
  const here = import.meta.dirname;
  const job = JSON.parse(readFileSync(file, 'utf8')) as Job;
  const code = new Map(Object.entries(job.code).map(([name, text]) => [path.resolve(name), text]));
  const stands = (_: string, name: string): string => `from '${here}/${name === 'vitest' ? 'harness' : name}.ts'`;
  process.env['MUTATE_JOB'] = file;
  process.env['POWERTOOLS_LOG_LEVEL'] = 'SILENT';
  const vitest = await startVitest(
    [],
    {
      config: false,
      watch: false,
      // Its key knows the plugins' names, not the mutants.
      fsModuleCache: false,
      include: ['bin/lab/mutate/worker.ts'],
      pool: 'threads',
      maxWorkers: 1,
      silent: true,
      testTimeout: 0,
      hookTimeout: 0,
      teardownTimeout: 1000,
      dangerouslyIgnoreUnhandledErrors: true,
      reporters: ['dot'],
    },
    {
      plugins: [
        {
          name: 'mutants',
          enforce: 'pre',
          transform: (text: string, id: string) =>
            id.startsWith(here)
              ? undefined
              : (code.get(id.split('?')[0] ?? id) ?? text.replaceAll(/from '(vitest|fast-check)'/g, stands)),
        },
      ],
    },
  );
  await vitest.close();
}
