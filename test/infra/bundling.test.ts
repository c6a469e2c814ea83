import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleFunctions } from '../../lib/functions/bundling.ts';
import { functionNames } from '../../lib/functions/function-names.ts';
import { pageFiles } from '../../lib/functions/page-files.ts';
import { openApiFiles } from '../../lib/openapi/index.ts';
import { resourcesOf, templatesOf } from './support/synthesized.ts';

const scratch = mkdtempSync(join(tmpdir(), 'tanggap-bundling-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const entryRoot = join(scratch, 'functions');
const outRoot = join(scratch, 'out');

function writeEntries(names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(entryRoot, name), { recursive: true });
    writeFileSync(
      join(entryRoot, name, `${name}.lambda.ts`),
      `export const handler = async (): Promise<string> => '${name}';\n`,
    );
  }
}

/** The bundles of this repository, in a folder with no node_modules above it, as on Lambda. */
const real = bundleFunctions({
  outRoot: join(scratch, 'real'),
  beside: { seed: { 'seed.json': '[]' }, query: openApiFiles(), pages: pageFiles('ambon') },
});

const functions = Object.values(resourcesOf(templatesOf().service, 'AWS::Lambda::Function'));

/** Environment of a function: the template's variables, and those that Lambda sets. */
function environmentOf(name: string): Record<string, string> {
  const found = functions.find(({ Properties }) => Properties.FunctionName === `tanggap-ambon-dev-${name}`);
  const variables = Object.entries((found?.Properties.Environment?.Variables ?? {}) as Record<string, unknown>);
  return {
    ...Object.fromEntries(variables.map(([key, value]) => [key, typeof value === 'string' ? value : 'https://x'])),
    AWS_REGION: 'ap-southeast-3',
    AWS_LAMBDA_FUNCTION_NAME: `tanggap-ambon-dev-${name}`,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  };
}

describe('bundling', () => {
  test('names the entry files that are missing', () => {
    writeEntries(functionNames.filter((name) => name !== 'routing' && name !== 'seed'));
    expect(() => bundleFunctions({ entryRoot, outRoot })).toThrow(
      /^no entry file: .*routing\/routing\.lambda\.ts, .*seed\/seed\.lambda\.ts$/,
    );
  });

  test('makes one ES module per function, with its data beside it and nothing left of an earlier bundle', async () => {
    writeEntries(functionNames);
    mkdirSync(join(outRoot, 'intake'), { recursive: true });
    writeFileSync(join(outRoot, 'intake', 'stale.mjs'), '');
    const folders = bundleFunctions({ entryRoot, outRoot, beside: { seed: { 'seed.json': '[]' } } });
    expect(Object.keys(folders).sort()).toEqual([...functionNames].sort());
    expect(readdirSync(folders.intake).sort()).toEqual(['index.mjs', 'index.mjs.map']);
    expect(readdirSync(folders.seed).sort()).toEqual(['index.mjs', 'index.mjs.map', 'seed.json']);
    const { handler } = (await import(join(folders.intake, 'index.mjs'))) as { handler: () => Promise<string> };
    expect(await handler()).toBe('intake');
    expect(readFileSync(join(folders.intake, 'index.mjs'), 'utf8')).not.toContain('sourceMappingURL');
  });

  test('rewrites nothing that has not changed, so that two synths at once do not disturb each other', () => {
    const { intake } = bundleFunctions({ entryRoot, outRoot });
    const { mtimeNs } = statSync(join(intake, 'index.mjs'), { bigint: true });
    bundleFunctions({ entryRoot, outRoot });
    expect(statSync(join(intake, 'index.mjs'), { bigint: true }).mtimeNs).toBe(mtimeNs);
    expect(readdirSync(outRoot).sort()).toEqual([...functionNames].sort());
  });

  test.each(functionNames)('%s loads alone in its folder, with the variables of the template', async (name) => {
    const index = pathToFileURL(join(real[name], 'index.mjs')).href;
    const script = `console.log(typeof (await import('${index}')).handler)`;
    const child = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: real[name],
      env: environmentOf(name),
    });
    expect(child).toEqual({ stdout: 'function\n', stderr: '' });
  });

  test('leaves out the credential sources that Lambda never asks, and stays under 600 kB', () => {
    for (const folder of Object.values(real)) {
      const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
      const left = [
        'sso_start_url',
        'source_profile',
        'AWS_CONTAINER_CREDENTIALS_FULL_URI',
        'AssumeRoleWithWebIdentity',
      ];
      expect(left.filter((word) => code.includes(word))).toEqual([]);
      expect(code.length).toBeLessThan(600_000);
    }
  });
});
