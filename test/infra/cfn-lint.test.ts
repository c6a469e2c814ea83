import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { production, templatesOf } from './support/synthesized.ts';

/** W3005: CDK repeats dependencies. W6001: outputs name the data stack's tables on purpose, for commands that read one stack. */
const ignored = ['W3005', 'W6001'];

const found = spawnSync('cfn-lint', ['--version']).status === 0;
if (!found) console.log('cfn-lint is not installed (pip install cfn-lint): the templates are checked without it');

test.skipIf(!found)('cfn-lint finds nothing in either template', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tanggap-cfn-lint-'));
  try {
    const files = Object.entries(templatesOf(production)).map(([name, template]) => {
      const file = join(folder, `${name}.template.json`);
      writeFileSync(file, JSON.stringify(template.toJSON()));
      return file;
    });
    const { stdout } = spawnSync('cfn-lint', ['--ignore-checks', ...ignored, '--template', ...files], {
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
