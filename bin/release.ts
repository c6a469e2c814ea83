/**
 * Records a release for the tests of later ones: a state as this code writes it, and this code as one bundle (docs/upgrade.md). CI then needs
 * neither a tag nor a network. Only the last release is kept.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';
import { linesOf } from '../test/compat/state.ts';
import { writeState } from '../test/compat/write-state.ts';
import { command, UsageError } from './support/command.ts';
import { startDynoxide } from './support/engine.ts';

/** Each release adds its bundle to the repository for ever; at 600 kB, 20 releases are some 4 MB compressed. */
const bundleLimit = 600_000;
const folder = 'test/compat';

const versionPattern = /^\d+\.\d+\.\d+$/;
const options = z.object({
  version: z
    .string()
    .regex(versionPattern, 'three numbers, such as 1.0.0')
    .meta({ operand: true })
    .describe('of the release'),
});

export default command(import.meta, {
  script: 'release',
  about: 'Records a release for the tests of later ones, and prints how to commit and tag it.',
  options,
  run: ({ version }) => record(version),
});

async function record(version: string): Promise<void> {
  const before = lastRelease();
  if (before !== undefined && order(before, version) >= 0)
    throw new UsageError(`version: ${before} is recorded already`);
  if (git('status', '--porcelain') !== '') throw new Error('commit first: a release is what is committed');
  const [file, state] = await Promise.all([bundled(), written()]);
  if (file.length > bundleLimit) throw new Error(`the bundle has ${file.length} bytes; the limit is ${bundleLimit}`);
  const into = join(folder, version);
  mkdirSync(into);
  writeFileSync(join(into, 'release.mjs'), file);
  writeFileSync(join(into, 'state.jsonl'), state);
  if (before !== undefined) rmSync(join(folder, before), { recursive: true });
  for (const name of ['package.json', 'package-lock.json']) setVersion(name, version);
  console.log(`${into}: a bundle of ${file.length} bytes, a state of ${state.length} bytes. Then, on the main branch:

  npm test
  git add --all && git commit --message 'build(release): ${version}'
  git tag --annotate v${version} --message 'Release ${version}'`);
}

/** Returns the version whose recording is kept. */
function lastRelease(): string | undefined {
  return readdirSync(folder).find((name) => versionPattern.test(name));
}

function order(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim();
}

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'release.ts')],
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    // AWS's SDK is the platform's; all other packages are part of a release.
    external: ['@aws-sdk/*', '@smithy/*'],
  });
  return outputFiles[0]!.text;
}

async function written(): Promise<string> {
  const engine = await startDynoxide();
  try {
    return linesOf(await writeState(engine));
  } finally {
    await engine.stop();
  }
}

/** Sets the project's own version, which a lock file names twice. */
function setVersion(file: string, version: string): void {
  const json = JSON.parse(readFileSync(file, 'utf8')) as {
    version: string;
    packages?: Record<string, { version: string }>;
  };
  json.version = version;
  if (json.packages?.['']) json.packages[''].version = version;
  writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
}
