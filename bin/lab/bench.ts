/** Measures the budgets of docs/design.md on local clouds of its own. Exit 1 when one is exceeded. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { command } from '../support/command.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { nextTuesdayMorning } from '../support/week.ts';
import { bundleRows } from './bench/bundles.ts';
import { complaintRows } from './bench/complaints.ts';
import { printOperations } from './bench/operations.ts';
import { readRows } from './bench/reads.ts';
import { printRow, type Row } from './bench/row.ts';

const build = join(import.meta.dirname, '..', '..', '.build');

export default command(import.meta, {
  script: 'bench',
  about: 'Measures every budget of the design; prints each row as it is measured, and writes all to .build/bench.json.',
  options: z.object({}),
  run: async () => {
    const rows: Row[] = [];
    const tell = (row: Row): void => {
      rows.push(row);
      printRow(row);
    };
    await bundleRows(tell);
    // The clock starts there: a jump to it would run six nights' sweeps of the whole city on the way.
    const start = nextTuesdayMorning(new Date());
    const operations = await withLocalCloud({ args: ['--clock', start] }, async (client) => [
      ...(await complaintRows(client, tell)),
      ...(await readRows(client, start, tell)),
    ]);
    printOperations(operations);
    await mkdir(build, { recursive: true });
    await writeFile(join(build, 'bench.json'), `${JSON.stringify({ rows, operations }, null, 2)}\n`);
    return rows.every(({ within }) => within) ? 0 : 1;
  },
});
