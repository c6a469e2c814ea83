/** Measures the sizes of the bundles, and how long the intake's takes to import beside its two rivals. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { bundleForm, bundleFunctions } from '../../../lib/functions/bundling.ts';
import { row, type Row } from './row.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, '.build', 'bench');
const runs = 15;
const sizeBudget = 600;

type Rival = { row: string; budget: number; file: string; form: BuildOptions };

/** Bundles that the intake's cold import is compared with. */
const rivals: readonly Rival[] = [
  {
    row: 'cold import of intake, as part of its rival’s',
    budget: 0.6,
    file: 'rival/index.mjs',
    form: {
      ...bundleForm,
      // Names are kept, as they were when this rival was first measured.
      keepNames: true,
      entryPoints: [fileURLToPath(import.meta.resolve('./rival-intake.ts'))],
      external: ['@aws-sdk/*'],
      // The tracer's X-Ray SDK is CommonJS and requires Node's modules.
      banner: {
        js: "import{createRequire as __requireOf}from'node:module';const require=__requireOf(import.meta.url);",
      },
    },
  },
  {
    row: 'cold import of intake, as part of NodejsFunction’s',
    budget: 0.7,
    file: 'nodejs-function/index.cjs',
    // The arguments of aws-cdk-lib/aws-lambda-nodejs without options, under the recommended feature flags: CommonJS, not minified, no SDK.
    form: {
      entryPoints: [join(root, 'functions', 'intake', 'intake.lambda.ts')],
      bundle: true,
      target: 'node24',
      platform: 'node',
      external: ['@aws-sdk/*', '@smithy/*'],
      // The one addition: CommonJS has no import.meta, from which the intake names a file that it does not read yet.
      define: { 'import.meta.url': JSON.stringify('file:///var/task/index.cjs') },
    },
  },
];

export async function bundleRows(tell: (row: Row) => void): Promise<void> {
  // Bundled into a folder of its own: `.build/functions` may be of other sources when the local cloud had its assembly ready.
  const folders = bundleFunctions({ outRoot: join(folder, 'functions') });
  for (const [name, at] of Object.entries(folders))
    tell(row(`bundle ${name}`, sizeOf(join(at, 'index.mjs')), 'kB', sizeBudget, 'minified ESM, SDK inside'));
  for (const rival of rivals) tell(await coldImport(join(folders.intake, 'index.mjs'), rival));
}

async function coldImport(own: string, { row: what, budget, file, form }: Rival): Promise<Row> {
  const rival = join(folder, file);
  await build({ absWorkingDir: root, outfile: rival, logLevel: 'error', ...form });
  const times: Record<'own' | 'rival', number[]> = { own: [], rival: [] };
  for (let run = 0; run < runs; run += 1) {
    times.own.push(cpuMsOf(own));
    times.rival.push(cpuMsOf(rival));
  }
  // Compared pair by pair, because a slower processor slows both alike.
  const ratio = median(times.own.map((ms, run) => ms / times.rival[run]!));
  const [ours, theirs] = [times.own, times.rival].map((all) => median(all).toFixed(0));
  const detail = `median of ${runs} pairs in turn; ${ours} ms of processor time beside ${theirs} ms; ${relative(root, rival)}: ${sizeOf(rival)} kB and the SDK from node_modules`;
  return row(what, ratio, '×', budget, detail);
}

/** Variables that the intake reads when it is imported; test/infra/functions.test.ts compares them with the template. */
export const importEnvironment = {
  AWS_REGION: 'ap-southeast-3',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  POWERTOOLS_TRACE_ENABLED: 'false',
  POWERTOOLS_SERVICE_NAME: 'bench',
  METRICS_NAMESPACE: 'Bench',
  STAGE: 'bench',
  COMPLAINTS_TABLE: 'complaints',
  IDENTITIES_TABLE: 'identities',
  DIRECTORY_TABLE: 'directory',
  IDENTITY_KEY_ARN: 'arn:aws:kms:ap-southeast-3:111122223333:key/identity',
  ATTACHMENTS_BUCKET: 'attachments',
  MAC_KEY_ARN: 'arn:aws:kms:ap-southeast-3:111122223333:key/mac',
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/**
 * Imports in a new process and returns the processor time that took, without Node's own start. Elapsed time doubles beside other load, processor
 * time does not. Lambda's runtime requires a .js file without "type": "module".
 */
function cpuMsOf(module: string): number {
  const load = module.endsWith('.cjs')
    ? `createRequire(import.meta.url)(${JSON.stringify(module)})`
    : `await import(${JSON.stringify(pathToFileURL(module).href)})`;
  const script = `import { createRequire } from 'node:module'; const before = process.cpuUsage(); ${load}; const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000); process.exit(0);`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: importEnvironment,
  });
  return Number(printed.trim().split('\n').at(-1));
}

/** In thousands of bytes. */
function sizeOf(path: string): number {
  return Math.round(statSync(path).size / 100) / 10;
}
