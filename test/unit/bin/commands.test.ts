/** Every npm script that runs a file of ours explains itself, and refuses a wrong option before it does anything. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { command, UsageError, type Command } from '../../../bin/support/command.ts';
import manifest from '../../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../../..');
const files = Object.entries(manifest.scripts).flatMap(([script, line]) => {
  const file = /^node (\S+\.ts)$/.exec(line)?.[1];
  return file === undefined ? [] : [{ script, file }];
});

async function executed(one: Command, ...argv: string[]) {
  const printed = { log: '', error: '' };
  const code = await one.execute(argv, {
    log: (text: string) => (printed.log += `${text}\n`),
    error: (text: string) => (printed.error += `${text}\n`),
  });
  return { code, ...printed };
}

test('no script runs a file of ours in another way', () => {
  const ours = Object.values(manifest.scripts).filter((line) => /\bnode \S|\bbin\//.test(line));
  expect(files).toHaveLength(ours.length);
  expect(files.length).toBeGreaterThan(15);
});

describe.each(files)('npm run $script', ({ script, file }) => {
  const load = async (): Promise<Command> => ((await import(join(root, file))) as { default: Command }).default;

  test('prints its usage for --help', async () => {
    const { code, log, error } = await executed(await load(), '--help');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(log).toContain(`usage: npm run ${script} --`);
    // Each option is followed by its description, on the next line where its name is long.
    expect(log.replaceAll(/\n {9,}/g, '   ')).not.toMatch(/^ {2}--\S+(?: \S+)? *$/m);
  });

  test('exits 2 with its usage for an option that it does not have', async () => {
    const { code, log, error } = await executed(await load(), '--no-such-option');
    expect({ code, log }).toEqual({ code: 2, log: '' });
    expect(error).toContain("'--no-such-option'");
    expect(error).toContain(`usage: npm run ${script} --`);
  });
});

test('a process ends with the exit code of its command', () => {
  const run = (...argv: string[]) =>
    execFileSync(process.execPath, ['bin/verify-file.ts', ...argv], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  expect(run('--help')).toContain('usage: npm run verify:file -- FILE');
  expect(() => run('--no-such-option')).toThrow(
    expect.objectContaining({ status: 2, stdout: '', stderr: expect.stringContaining('usage: npm run verify:file') }),
  );
});

describe('a command', () => {
  const seen: unknown[] = [];
  const one = command({ main: false } as ImportMeta, {
    script: 'try',
    about: 'Tries.',
    options: z.object({
      what: z.enum(['add', 'list']).meta({ operand: true, description: 'what to do' }),
      rows: z.coerce.number().int().max(9).default(3).describe('rows'),
      tag: z.array(z.string()).default([]).describe('tags'),
      force: z.boolean().default(false).describe('force'),
      since: z.iso.datetime().describe('start'),
    }),
    run: (options) => {
      seen.push(options);
      if (options.rows === 1) throw new Error('no such stage');
      if (options.rows === 2) throw new UsageError('--tag: two at most');
      return options.force ? 4 : undefined;
    },
  });
  const since = ['--since', '2026-11-01T00:00:00Z'];

  test('gets its options checked, with their defaults', async () => {
    const given = ['add', ...since, '--tag', 'a', '--tag', 'b', '--force', '--rows', '7'];
    expect(await executed(one, ...given)).toMatchObject({ code: 4, error: '' });
    expect(seen.pop()).toEqual({ what: 'add', since: since[1], tag: ['a', 'b'], force: true, rows: 7 });
    expect(await executed(one, 'list', ...since)).toMatchObject({ code: 0, error: '' });
    expect(seen.pop()).toEqual({ what: 'list', since: since[1], tag: [], force: false, rows: 3 });
  });

  test.each([
    [[], /^what: required\n--since: required\n/],
    [['drop', ...since], /^what: Invalid option/],
    [['add', 'twice', ...since], /^too many words: twice\n/],
    [['add', ...since, '--rows', '10'], /^--rows: Too big/],
    [['add', ...since, '--rows', 'many'], /^--rows: Invalid input/],
    [['add', ...since, '--rows', '2'], /^--tag: two at most\n/],
  ])('refuses %j with what is wrong and its usage', async (argv, says) => {
    const { code, error } = await executed(one, ...argv);
    expect(code).toBe(2);
    expect(error).toMatch(says);
    expect(error).toContain('usage: npm run try -- add|list [options]');
  });

  test('that fails says why, without its usage', async () => {
    expect(await executed(one, 'add', ...since, '--rows', '1')).toEqual({ code: 1, log: '', error: 'no such stage\n' });
  });

  test('describes each option', async () => {
    const { log } = await executed(one, '--help');
    expect(log.split('\n').map((line) => line.trim())).toEqual([
      'usage: npm run try -- add|list [options]',
      'Tries.',
      '',
      'add|list       what to do (required)',
      '--rows N       rows (default 3)',
      '--tag TAG      tags (may be repeated)',
      '--force        force',
      '--since SINCE  start (required)',
      '--help         print this',
      '',
    ]);
  });
});
