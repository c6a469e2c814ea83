import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** What a template depends on, besides the packages that package-lock.json names. */
const SOURCES = ['bin/app.ts', 'lib', 'functions', 'cdk.json', 'package-lock.json'];

/**
 * Synthesizes the app into `folder`, a place of its own that no other cdk command overwrites, unless what lies there was
 * made from the same sources. AWS's template validator stays off here: it takes seconds, and `npm run synth` runs it.
 * Throws with the app's own output when it fails.
 */
export async function synthesize(folder: string, print: (line: string) => void): Promise<void> {
  const hash = sourcesHash();
  const hashFile = join(folder, 'sources.sha256');
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === hash) return;
  if (!existsSync(join(PROJECT, 'bin/app.ts'))) throw new Error('There is no bin/app.ts to synthesize.');
  print('The sources have changed: synthesizing the app (bin/app.ts) …');
  const began = performance.now();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await runApp(folder);
  writeFileSync(hashFile, hash);
  print(`Synthesized in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
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
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:enable-asset-metadata': false }),
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
  const hash = createHash('sha256');
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
