import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync, type BuildOptions } from 'esbuild';
import { functionNames, type FunctionName } from './function-names.ts';

/** Folders of sources and bundles, and the files beside a bundle. */
export interface BundleOptions {
  /** Folder with `<name>/<name>.lambda.ts` (default: `functions/` of this repository). */
  readonly entryRoot?: string;
  /** Folder for `<name>/index.mjs` (default: `.build/functions/` of this repository). */
  readonly outRoot?: string;
  /** Data files beside a function's code: function → file name → content (default: none). */
  readonly beside?: Partial<Record<FunctionName, Readonly<Record<string, string>>>>;
}

const root = join(import.meta.dirname, '../..');

/** Parts of the SDK that Lambda never uses, replaced by files of ours: 160 kB in each bundle (docs/adr/007). Nothing is external: an asset has no node_modules. */
const replaced = {
  '@aws-sdk/credential-provider-node': fileURLToPath(
    import.meta.resolve('../../functions/runtime/lambda-credentials.ts'),
  ),
  '@smithy/core/event-streams': fileURLToPath(import.meta.resolve('../../functions/runtime/no-event-streams.ts')),
};

/** Options of every bundle; the bench builds one of its rivals with them. */
export const bundleForm = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
} satisfies BuildOptions;

/**
 * Bundles every function in one esbuild call: 1.7 s for fifteen, where a call per function took a second each. ESM with the SDK inside: intake
 * imports in 56 ms, and in 92 ms with the SDK left to node_modules. The format alone saves nothing (486 kB either way); without `mainFields` the
 * packages' CommonJS files make it half as large again. Names of functions and classes are minified too (36 kB and 7 ms): each error class sets
 * its `name`, which Step Functions, the HTTP map and the logs read. Returns the folder of each function's bundle.
 */
export function bundleFunctions(options: BundleOptions = {}): Record<FunctionName, string> {
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
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: outRoot,
    outExtension: { '.js': '.mjs' },
    ...bundleForm,
    write: false,
    alias: replaced,
    // Zod asks `typeof navigator`, for which Node loads its Navigator: 4 ms of each cold start.
    define: { navigator: 'undefined' },
    // Stays beside the bundle for reading a stack trace, and is kept out of the asset: no cold start reads it.
    sourcemap: 'external',
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const file of outputFiles) writeIfChanged(file.path, Buffer.from(file.contents));
  return Object.fromEntries(
    functionNames.map((name) => {
      const folder = join(outRoot, name);
      const files = Object.entries(options.beside?.[name] ?? {});
      for (const [file, content] of files) writeIfChanged(join(folder, file), Buffer.from(content));
      removeOthers(folder, new Set(['index.mjs', 'index.mjs.map', ...files.map(([file]) => file)]));
      return [name, folder];
    }),
  ) as Record<FunctionName, string>;
}

/** The same sources give the same bytes, so two synths at once (a test beside `npm start`) never disturb each other. */
function writeIfChanged(path: string, content: Buffer): void {
  if (existsSync(path) && readFileSync(path).equals(content)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = join(dirname(dirname(path)), `.${process.pid}-${basename(dirname(path))}-${basename(path)}`);
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}

/** Removes files of earlier bundles, which would become part of the asset. */
function removeOthers(folder: string, keep: ReadonlySet<string>): void {
  for (const file of readdirSync(folder)) {
    if (!keep.has(file)) rmSync(join(folder, file), { recursive: true });
  }
}
