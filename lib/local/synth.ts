import { execFile } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hashOfFiles, isKept, keepDraft, removeUnused } from './kept-folders.ts';

/** The project's folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Sources of a template, besides the packages that package-lock.json names. */
const SOURCES = ['bin/app.ts', 'lib/**', 'functions/**', 'cdk.json', 'package-lock.json'];

/** Context that a deployed stage does not get: receivers of webhooks on this machine. */
const LOCAL_CONTEXT = { webhookLoopback: 'true' };

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
  const folder = join(parent, sourcesHash());
  if (isKept(folder)) return folder;
  if (!existsSync(join(PROJECT, 'bin/app.ts'))) throw new Error('There is no bin/app.ts to synthesize.');
  print('The sources have changed: synthesizing the app (bin/app.ts) …');
  const began = performance.now();
  mkdirSync(parent, { recursive: true });
  removeUnused(parent);
  const draft = mkdtempSync(join(parent, 'draft-'));
  await runApp(draft);
  keepDraft(draft, folder);
  print(`Synthesized in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  return folder;
}

async function runApp(folder: string): Promise<void> {
  const { context = {} } = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8')) as { context?: object };
  const env = {
    ...process.env,
    CDK_OUTDIR: folder,
    CDK_VALIDATION: 'false',
    CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...LOCAL_CONTEXT, 'aws:cdk:enable-asset-metadata': false }),
  };
  try {
    await promisify(execFile)(process.execPath, ['bin/app.ts'], { cwd: PROJECT, env });
  } catch (error) {
    rmSync(folder, { recursive: true });
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`The app cannot be synthesized. What it said:\n${stdout}${stderr}`, { cause: error });
  }
}

/** The local cloud itself makes no template. */
function sourcesHash(): string {
  const files = globSync(SOURCES, { cwd: PROJECT, exclude: ['lib/local/**'] });
  return hashOfFiles(PROJECT, files, JSON.stringify(LOCAL_CONTEXT));
}
