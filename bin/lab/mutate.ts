/**
 * Measures which changes of the code its tests notice. Stryker's instrumenter makes the mutants; one warm vitest worker runs, for each, the
 * tests that reach it until one fails. The next run goes on from the report in docs/mutation: it runs what changed and what survived.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { command } from '../support/command.ts';
import { instrument, type Mutant } from './mutate/instrument.ts';
import {
  hashOf,
  identify,
  needed,
  percent,
  readReport,
  withReasons,
  writeReport,
  writeTable,
  type FileReport,
  type Report,
} from './mutate/report.ts';
import type { Job, Outcome } from './mutate/session.ts';
import { subjectNames, subjectOf, type Subject } from './mutate/subjects.ts';

/** A worker that reports nothing for so long hangs in a loop that a mutant made endless, or in its start. */
const stallMs = 120_000;

interface Results {
  readonly by: Map<string, string | undefined>;
  readonly left: Map<string, string>;
}

const outcomes = (file: string): Outcome[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as Outcome)
    : [];

/** Runs the session until it ends or stalls. Returns the mutant it stalled in. */
async function session(job: Job, total: number, results: Results): Promise<string | undefined> {
  const file = job.out.replace(/l$/, '');
  writeFileSync(file, JSON.stringify(job));
  rmSync(job.out, { force: true });
  const child = spawn('nice', ['-n', '15', process.execPath, 'bin/lab/mutate/session.ts', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let [running, at, seen, shown, current]: [boolean, number, number, number, string | undefined] = [
    true,
    Date.now(),
    0,
    0,
    undefined,
  ];
  void ended.then(() => (running = false));
  for (;;) {
    const still = running;
    for (const outcome of outcomes(job.out).slice(seen)) {
      seen += 1;
      at = Date.now();
      if ('left' in outcome) results.left.set(outcome.left, outcome.why);
      else if ('started' in outcome) current = outcome.started;
      else if ('id' in outcome) {
        results.by.set(outcome.id, outcome.by);
        current = undefined;
      }
    }
    if (Date.now() - shown > 10_000) {
      shown = Date.now();
      process.stderr.write(`  ${results.by.size} of ${total} mutants\n`);
    }
    if (!still) return current;
    if (Date.now() - at > stallMs) child.kill('SIGKILL');
    await Promise.race([ended, sleep(500)]);
  }
}

/** Tells which mutants need to run: those of a changed file, those that a changed test killed, and survivors. */
function due(
  subject: Subject,
  mutants: readonly Mutant[],
  last: Report | undefined,
  tests: Report['tests'],
): { run: Mutant[]; kept: Map<string, FileReport> } {
  const kept = new Map<string, FileReport>();
  for (const file of subject.files) {
    const known = last?.files[file];
    if (known?.hash === hashOf(file) && Object.keys(known.killedBy).every((test) => tests[test] === last?.tests[test]))
      kept.set(file, known);
  }
  const survivors = new Set(last?.survivors.map(identify));
  const changed = JSON.stringify(tests) !== JSON.stringify(last?.tests);
  return {
    kept,
    run: mutants.filter((mutant) => !kept.has(mutant.file) || (changed && survivors.has(identify(mutant)))),
  };
}

async function mutate(name: string, only: string | undefined, fresh: boolean): Promise<Report> {
  const subject = subjectOf(name);
  const last = readReport(name);
  const tests = Object.fromEntries(subject.tests.map((file) => [file, hashOf(file)]));
  const { code, mutants } = await instrument(subject.files);
  const { run: all, kept } = due(subject, mutants, fresh ? undefined : last, tests);
  const run = all.filter(({ file }) => only === undefined || file.includes(only));
  const out = path.resolve('.build/mutate', `${name.replaceAll('/', '-')}.jsonl`);
  mkdirSync(path.dirname(out), { recursive: true });
  const results: Results = {
    by: new Map(),
    left: new Map(run.length === 0 ? Object.entries(last?.leftOut ?? {}) : []),
  };
  let open = run;
  while (open.length > 0) {
    const stalled = await session(
      { tests: subject.tests, mutants: open, code: Object.fromEntries(code), out },
      run.length,
      results,
    );
    if (stalled !== undefined) results.by.set(stalled, 'stalled');
    const next = open.filter(({ id }) => !results.by.has(id));
    if (next.length === open.length) throw new Error(`No mutant of ${name} could be run; see the messages above.`);
    open = next;
  }
  // A file outside --only keeps what the last report says of it.
  const skipped = new Set(all.filter(({ id }) => !results.by.has(id)).map(({ file }) => file));
  const known = new Set(last?.survivors.map(identify));
  const files: Record<string, FileReport> = {};
  const survivors: Mutant[] = [];
  for (const file of subject.files) {
    const own = mutants.filter((mutant) => mutant.file === file);
    if (own.length === 0) continue;
    if (skipped.has(file)) {
      const before = last?.files[file];
      if (before) files[file] = before;
      survivors.push(...own.filter((mutant) => known.has(identify(mutant))));
      continue;
    }
    const killedBy: Record<string, number> = { ...kept.get(file)?.killedBy };
    for (const mutant of own) {
      const by = results.by.get(mutant.id);
      if (by !== undefined) killedBy[by] = (killedBy[by] ?? 0) + 1;
      else if (results.by.has(mutant.id) || (kept.has(file) && known.has(identify(mutant)))) survivors.push(mutant);
    }
    files[file] = { hash: hashOf(file), mutants: own.length, killedBy };
  }
  const total = Object.values(files).reduce((sum, each) => sum + each.mutants, 0);
  const report = {
    subject: name,
    mutants: total,
    killed: total - survivors.length,
    tests,
    leftOut: Object.fromEntries(results.left),
    files,
    survivors: withReasons(survivors, last),
  };
  writeReport(report);
  const lines = new Map(mutants.map((mutant) => [identify(mutant), mutant.line]));
  for (const each of report.survivors.filter(({ reason }) => reason === ''))
    console.log(
      `${each.file}:${lines.get(identify(each))} ${each.mutator}\n    ${each.from.slice(0, 160)}\n  → ${each.to.slice(0, 160)}`,
    );
  return report;
}

export default command(import.meta, {
  script: 'mutate',
  about: `Measures which changes of the code its tests notice.\nSubjects: all, ${subjectNames().join(', ')}`,
  options: z.object({
    subject: z.array(z.string()).min(1, 'required').meta({ operand: true, description: 'subjects to measure, or all' }),
    only: z.string().optional().meta({ value: 'TEXT', description: 'only files whose name contains it' }),
    fresh: z.boolean().default(false).describe('run every mutant, also of unchanged files'),
  }),
  run: async ({ subject, only, fresh }) => {
    let short = false;
    for (const name of subject.includes('all') ? subjectNames() : subject) {
      const start = performance.now();
      const report = await mutate(name, only, fresh);
      short ||= percent(report) < needed;
      const open = report.survivors.filter(({ reason }) => reason === '').length;
      console.log(
        `${name}: ${report.killed} of ${report.mutants} mutants killed (${percent(report)} %), ${open} survivors without a reason, ${Math.round((performance.now() - start) / 1000)} s`,
      );
    }
    writeTable();
    if (short) throw new Error(`A subject is below ${needed} %.`);
  },
});
