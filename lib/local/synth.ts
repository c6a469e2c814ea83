import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Sources of a template, besides the packages that package-lock.json names. */
const SOURCES = ['bin/app.ts', 'lib', 'functions', 'cdk.json', 'package-lock.json'];

/** Context that a deployed stage does not get: receivers of webhooks on this machine. */
const LOCAL_CONTEXT = { webhookLoopback: 'true' };

/** Assemblies unused for this long are removed. */
const KEEP_MS = 24 * 3_600_000;

/**
 * Synthesizes the app, unless that has been done from the same sources. Each version has a folder of its own under
 * `.tanggap/cloud-assembly`: no other cdk command overwrites it, a running cloud keeps its bundles when the sources change,
 * and two starts at once do not disturb each other. AWS's template validator stays off here: it takes seconds, and
 * `npm run synth` runs it.
 *
 * @returns the folder of the assembly
 * @throws with the app's own output when it fails
 */
export async function synthesize(print: (line: string) => void): Promise<string> {
  const parent = join(PROJECT, '.tanggap', 'cloud-assembly');
  const folder = join(parent, sourcesHash().slice(0, 16));
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  if (!existsSync(join(PROJECT, 'bin/app.ts'))) throw new Error('There is no bin/app.ts to synthesize.');
  print('The sources have changed: synthesizing the app (bin/app.ts) …');
  const began = performance.now();
  mkdirSync(parent, { recursive: true });
  removeUnused(parent);
  const draft = mkdtempSync(join(parent, 'draft-'));
  try {
    await runApp(draft);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another start may have finished the same version first.
    if (!existsSync(folder)) throw error;
  }
  print(`Synthesized in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  return folder;
}

function removeUnused(parent: string): void {
  for (const name of readdirSync(parent)) {
    const folder = join(parent, name);
    if (Date.now() - statSync(folder).mtimeMs > KEEP_MS) rmSync(folder, { recursive: true, force: true });
  }
}

function runApp(folder: string): Promise<void> {
  const { context = {} } = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8')) as { context?: object };
  const child = spawn(process.execPath, ['bin/app.ts'], {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: folder,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...LOCAL_CONTEXT, 'aws:cdk:enable-asset-metadata': false }),
    },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The app cannot be synthesized. What it said:\n${output}`));
    });
  });
}

/** One hash over every source file's path and content; the local cloud itself makes no template. */
function sourcesHash(): string {
  const hash = createHash('sha256').update(JSON.stringify(LOCAL_CONTEXT));
  const visit = (path: string): void => {
    const inProject = relative(PROJECT, path);
    if (inProject === 'lib/local' || !existsSync(path)) return;
    const entries = readEntries(path);
    if (entries === undefined) hash.update(`${inProject}\n`).update(readFileSync(path));
    else for (const entry of entries) visit(join(path, entry));
  };
  for (const source of SOURCES) visit(join(PROJECT, source));
  return hash.digest('hex');
}

function readEntries(path: string): string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}
