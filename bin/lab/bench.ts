/**
 * Measures the budgets of the architecture (section 9) on local clouds of its own: prints a table, then what each operation consumes, and
 * writes both to `.build/bench.json`. Takes about a minute. A budget that is not kept is shown as OVER, and the exit code is then 1.
 *
 *   npm run bench
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleRows } from './bench/bundles.ts';
import { complaintRows } from './bench/complaints.ts';
import { printOperations } from './bench/operations.ts';
import { readRows } from './bench/reads.ts';
import { printRows } from './bench/row.ts';
import { nextTuesdayMorning } from './bench/week.ts';
import { startLocalCloud } from '../support/start-local-cloud.ts';

const build = join(import.meta.dirname, '..', '..', '.build');
const state = await mkdtemp(join(tmpdir(), 'tanggap-bench-'));
try {
  const bundles = await bundleRows();
  const cloud = await startLocalCloud({ state });
  try {
    await cloud.client.moveTo(nextTuesdayMorning(new Date()));
    const complaints = await complaintRows(cloud.client);
    const reads = await readRows(cloud.client);
    const rows = [...bundles, ...complaints.rows, ...reads.rows];
    const operations = [...complaints.operations, ...reads.operations];
    printRows(rows);
    printOperations(operations);
    await mkdir(build, { recursive: true });
    await writeFile(join(build, 'bench.json'), `${JSON.stringify({ rows, operations }, null, 2)}\n`);
    if (rows.some(({ within }) => !within)) process.exitCode = 1;
  } finally {
    await cloud.stop();
  }
} finally {
  await rm(state, { recursive: true, force: true });
}
