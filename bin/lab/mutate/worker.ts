/** Finds for each mutant of a job a test that fails with it. Vitest runs this file as its one test; session.ts starts it. */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { collect, runCase, type Case, type Suite } from './harness.ts';
import type { Job, Outcome } from './session.ts';

const job = JSON.parse(readFileSync(process.env['MUTATE_JOB'] ?? '', 'utf8')) as Job;
const report = (outcome: Outcome): void => appendFileSync(job.out, `${JSON.stringify(outcome)}\n`);
const later = globalThis.setTimeout;

type Hits = Record<string, number>;
/** The variables that Stryker's instrumented code reads; the names are Stryker's. */
const stryker = {
  activeMutant: undefined as string | undefined,
  currentTestId: undefined as string | undefined,
  hitCount: 0,
  hitLimit: Infinity,
  mutantCoverage: { static: {}, perTest: {} as Record<string, Hits> },
};
Object.assign(globalThis, { __stryker__: stryker });
const hitsOf = (id: string): Hits => stryker.mutantCoverage.perTest[id] ?? {};

interface Loaded {
  readonly suites: Suite[];
  readonly cases: Case[];
}
interface Known {
  readonly file: string;
  readonly index: number;
  readonly hits: Hits;
  readonly ms: number;
}

const loaded = new Map<string, Loaded>();
/** Files whose tests pass only in their order, each from a fresh load. */
const ordered = new Set<string>();

/** Fails after `ms` of waiting: a mutant may leave a promise that never settles. */
async function within(ms: number, work: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = later(() => reject(new Error('too slow')), ms);
  });
  await Promise.race([work(), late]).finally(() => clearTimeout(timer));
}

async function unload(file: string): Promise<void> {
  const known = loaded.get(file);
  loaded.delete(file);
  for (const hook of known?.suites.toReversed().flatMap(({ afterAll }) => afterAll) ?? [])
    await within(5000, async () => void (await hook())).catch(() => undefined);
}

/** Evaluates a test file and all that it imports anew, then runs what its suites prepare once. */
async function load(file: string): Promise<Loaded> {
  await unload(file);
  vi.resetModules();
  const made = await collect(() => import(/* @vite-ignore */ path.resolve(file)) as Promise<unknown>);
  loaded.set(file, made);
  for (const hook of made.suites.flatMap(({ beforeAll }) => beforeAll)) await hook();
  return made;
}

const attempt = (known: Case, ms: number): Promise<boolean> =>
  within(ms * 10 + 5000, () => runCase(known)).then(
    () => true,
    () => false,
  );

function activate(id: string, hits: number): void {
  stryker.activeMutant = id;
  stryker.hitCount = 0;
  stryker.hitLimit = hits * 50 + 10_000;
}
const rest = (): void => {
  stryker.activeMutant = undefined;
};

const cases: Known[] = [];
/** The mutants that loading a file reaches, or that a test reaches only after a fresh load, and how long the whole file takes. */
const files = new Map<string, { hits: Hits; ms: number; broken: Set<number> }>();

/** Runs a test without a mutant, and counts what it reaches. Returns why it failed. */
async function count(known: Case, id: string): Promise<string | undefined> {
  stryker.currentTestId = id;
  const failed = await within(120_000, () => runCase(known)).then(() => undefined, String);
  stryker.currentTestId = 'none';
  return failed;
}

/** Runs a file's tests twice: the second time shows what caches hide once they are filled. */
async function measure(file: string): Promise<void> {
  const start = performance.now();
  stryker.currentTestId = `${file} load`;
  const made = await load(file).catch((error: unknown) => {
    report({ left: file, why: String(error) });
    return undefined;
  });
  const broken = new Set<number>();
  for (const [index, known] of made?.cases.entries() ?? []) {
    const failed = await count(known, `${file} ${index}`);
    if (failed === undefined) continue;
    broken.add(index);
    report({ left: `${file}: ${known.name}`, why: failed.slice(0, 300) });
  }
  if (!made) return;
  const known = { hits: { ...hitsOf(`${file} load`) }, ms: performance.now() - start, broken };
  files.set(file, known);
  for (const [index, one] of made.cases.entries()) {
    if (broken.has(index)) continue;
    const begun = performance.now();
    if ((await count(one, `${file} ${index} again`)) !== undefined) ordered.add(file);
    const [first, again] = [hitsOf(`${file} ${index}`), hitsOf(`${file} ${index} again`)];
    cases.push({ file, index, hits: again, ms: performance.now() - begun });
    for (const [id, times] of Object.entries(first)) if (again[id] === undefined) known.hits[id] = times;
  }
}

/** Loads the file with the mutant on, and runs its tests in order until one fails. */
async function killsWhole(file: string, id: string, hits: number): Promise<boolean> {
  const { ms, broken } = files.get(file) ?? { ms: 0, broken: new Set() };
  activate(id, hits);
  const survived = await within(ms * 10 + 10_000, async () => {
    for (const [index, known] of (await load(file)).cases.entries()) if (!broken.has(index)) await runCase(known);
  }).then(
    () => true,
    () => false,
  );
  rest();
  await unload(file);
  return !survived;
}

/** Runs one test with the mutant on. A failure counts only if the same test passes right after without it. */
async function killsAlone({ file, index, hits, ms }: Known, id: string): Promise<boolean> {
  for (let tries = 0; tries < 2; tries += 1) {
    const known = (loaded.get(file) ?? (await load(file))).cases[index];
    if (!known) return false;
    activate(id, hits[id] ?? 0);
    const survived = await attempt(known, ms);
    rest();
    if (survived) return false;
    if (await attempt(known, ms)) return true;
    await unload(file);
  }
  ordered.add(file);
  return killsWhole(file, id, hits[id] ?? 0);
}

async function killer(id: string): Promise<string | undefined> {
  const reached = cases.filter(({ hits }) => hits[id] !== undefined).sort((a, b) => a.ms - b.ms);
  for (const known of reached) if (!ordered.has(known.file) && (await killsAlone(known, id))) return known.file;
  const byTests = new Set(reached.map(({ file }) => file));
  const sorted = [...files].sort(([, a], [, b]) => a.ms - b.ms);
  // A cache that the unchanged code has filled may hide the mutant: the quickest file is tried from a fresh load.
  const quickest = sorted.find(([file]) => byTests.has(file))?.[0];
  for (const [file, { hits }] of sorted) {
    const whole = hits[id] !== undefined || file === quickest || (ordered.has(file) && byTests.has(file));
    if (whole && (await killsWhole(file, id, hits[id] ?? 0))) return file;
  }
  return undefined;
}

test('mutants', async () => {
  for (const file of job.tests) {
    await measure(file);
    report({ measured: file });
  }
  for (const { id } of job.mutants) {
    report({ started: id });
    report({ id, by: await killer(id) });
  }
  for (const file of loaded.keys()) await unload(file);
  expect(files.size).toBeGreaterThan(0);
});
