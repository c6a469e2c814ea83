/** Sizes of the bundles, and how long the intake's takes to import beside its rival's. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleForm, bundleFunctions } from '../../../lib/bundling.ts';
import { row, type Row } from './row.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, '.build', 'bench');
const runs = 15;
const sizeBudget = 600;
const importBudget = 0.6;

export async function bundleRows(): Promise<Row[]> {
  // Bundled anew, into a folder of its own: `.build/functions` may be of other sources when the local cloud had its assembly ready.
  const folders = bundleFunctions({ outRoot: join(folder, 'functions') });
  const sizes = Object.entries(folders).map(([name, at]) =>
    row(`bundle ${name}`, sizeOf(join(at, 'index.mjs')), 'kB', sizeBudget, 'minified ESM, SDK inside'),
  );
  return [...sizes, await coldImport(join(folders.intake, 'index.mjs'))];
}

async function coldImport(own: string): Promise<Row> {
  const rival = join(folder, 'rival', 'index.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: [fileURLToPath(import.meta.resolve('./rival-intake.ts'))],
    outfile: rival,
    ...bundleForm,
    external: ['@aws-sdk/*'],
    // The tracer's X-Ray SDK is CommonJS and requires Node's modules.
    banner: { js: "import{createRequire as __requireOf}from'node:module';const require=__requireOf(import.meta.url);" },
    logLevel: 'error',
  });
  const times: Record<'own' | 'rival', number[]> = { own: [], rival: [] };
  for (let run = 0; run < runs; run += 1) {
    times.own.push(importMs(own));
    times.rival.push(importMs(rival));
  }
  // Pair by pair: what else the machine does meets both alike.
  const ratio = median(times.own.map((ms, run) => ms / times.rival[run]!));
  return row(
    'cold import of intake, as part of its rival’s',
    ratio,
    '×',
    importBudget,
    `median of ${runs} pairs in turn; ${median(times.own).toFixed(0)} ms beside ${median(times.rival).toFixed(0)} ms; ${relative(root, rival)}: ${sizeOf(rival)} kB and the SDK from node_modules`,
  );
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** In a process of its own, timed inside it: Node's own start is the same for both. */
function importMs(module: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(module).href)}); console.log(performance.now() - t); process.exit(0);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: {
      AWS_REGION: 'ap-southeast-3',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_LAMBDA_FUNCTION_NAME: 'bench',
      POWERTOOLS_TRACE_ENABLED: 'false',
      POWERTOOLS_SERVICE_NAME: 'bench',
      POWERTOOLS_METRICS_NAMESPACE: 'Bench',
      STAGE: 'bench',
      COMPLAINTS_TABLE: 'complaints',
      DIRECTORY_TABLE: 'directory',
      IDENTITY_KEY_ARN: 'arn:aws:kms:ap-southeast-3:111122223333:key/identity',
      ATTACHMENTS_BUCKET: 'attachments',
      MAC_KEY_ARN: 'arn:aws:kms:ap-southeast-3:111122223333:key/mac',
    },
  });
  return Number(printed.trim().split('\n').at(-1));
}

/** In thousands of bytes. */
function sizeOf(path: string): number {
  return Math.round(statSync(path).size / 100) / 10;
}
