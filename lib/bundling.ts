import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { functionNames } from './function-names.ts';
import type { FunctionName } from './function-names.ts';

/** Where the sources are and where the bundles go. */
export interface BundleOptions {
  /**
   * Root of the repository.
   * @default the folder above this file
   */
  readonly root?: string;
  /**
   * Folder with `<name>/<name>.lambda.ts`.
   * @default `<root>/functions`
   */
  readonly entryRoot?: string;
  /**
   * Folder for `<name>/index.mjs`.
   * @default `<root>/.build/functions`
   */
  readonly outRoot?: string;
}

/**
 * Bundle every function in one esbuild call (0.85 s for eleven; a call per function took a second each).
 * ESM with the SDK inside: 168 ms to import against 239 ms from node_modules, and 478 kB against 715 kB as CommonJS.
 *
 * @returns the folder of each function's bundle
 */
export function bundleFunctions(options: BundleOptions = {}): Record<FunctionName, string> {
  const root = options.root ?? join(import.meta.dirname, '..');
  const entryRoot = options.entryRoot ?? join(root, 'functions');
  const outRoot = options.outRoot ?? join(root, '.build', 'functions');
  const entries = functionNames.map((name) => ({
    in: join(entryRoot, name, `${name}.lambda.ts`),
    out: join(name, 'index'),
  }));
  const missing = entries.map((entry) => entry.in).filter((path) => !existsSync(path));
  if (missing.length > 0) {
    throw new Error(`no entry file: ${missing.map((path) => relative(root, path)).join(', ')}`);
  }
  // Nothing of an earlier bundle may slip into an asset.
  rmSync(outRoot, { recursive: true, force: true });
  buildSync({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: outRoot,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    // Error names cross to Step Functions, the HTTP map and the logs: minified they would read "e".
    keepNames: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    // Stays beside the bundle for reading a stack trace, and is kept out of the asset: no cold start reads it.
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return Object.fromEntries(functionNames.map((name) => [name, join(outRoot, name)])) as Record<FunctionName, string>;
}
