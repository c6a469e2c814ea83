/**
 * Measures the budgets of the architecture (section 9) on a local cloud of its own: prints a table, writes `.build/bench.json`.
 * A budget that is not kept is shown, never hidden; the exit code is 0 whenever everything could be measured as far as it is built.
 *
 *   npm run bench
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleRows } from './bench/bundles.ts';
import { complaintRows } from './bench/complaints.ts';
import { notMeasured, printRows } from './bench/row.ts';
import { nextTuesdayMorning } from './bench/week.ts';
import { startLocalCloud } from './support/start-local-cloud.ts';

const build = join(import.meta.dirname, '..', '.build');
const state = await mkdtemp(join(tmpdir(), 'tanggap-bench-'));
try {
  const bundles = await bundleRows();
  const cloud = await startLocalCloud({ state });
  try {
    await cloud.client.moveTo(nextTuesdayMorning(new Date()));
    const rows = [
      ...bundles,
      ...(await complaintRows(cloud.client)),
      notMeasured('queue and tracking reads at 100,000 complaints, as part of 1,000', '×', 1.1, 'not measured yet'),
    ];
    printRows(rows);
    await mkdir(build, { recursive: true });
    await writeFile(join(build, 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
  } finally {
    await cloud.stop();
  }
} finally {
  await rm(state, { recursive: true, force: true });
}
