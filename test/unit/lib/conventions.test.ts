/** Rules of this code base that no compiler checks. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const files = globSync('functions/**/*.{ts,tsx}', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(path.join(root, file), 'utf8'),
}));
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?<!')\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1]!);
const breaking = (breaks: (file: string, text: string) => boolean) =>
  files.filter((f) => breaks(f.file, f.text)).map((f) => f.file);

describe('functions/', () => {
  test('are there to be checked', () => expect(files.length).toBeGreaterThan(60));

  test('import zod as a namespace: `import { z }` bundles 450 kB of error messages in every language', () => {
    expect(breaking((_, text) => /import\s+(?:type\s+)?(?:\{[^}]*\}|z)\s+from 'zod/.test(text))).toEqual([]);
  });

  test('leave adapters to the wiring: only *.lambda.ts and adapters import them', () => {
    const allowed = (file: string) => file.endsWith('.lambda.ts') || file.startsWith('functions/adapters/');
    expect(breaking((file, text) => !allowed(file) && importsOf(text).some((i) => i.includes('/adapters/')))).toEqual(
      [],
    );
  });

  test('leave AWS to adapters and to the logger and metrics', () => {
    const allowed = (file: string) => /^functions\/(adapters|runtime)\//.test(file);
    expect(
      breaking(
        (file, text) => !allowed(file) && importsOf(text).some((i) => /^@aws-(sdk|lambda-powertools)\//.test(i)),
      ),
    ).toEqual([]);
  });

  test('know nothing of lib/ and the CDK', () => {
    expect(breaking((_, text) => importsOf(text).some((i) => /(^|\/)lib\/|^aws-cdk-lib|^constructs$/.test(i)))).toEqual(
      [],
    );
  });

  test('domain/ imports itself, zod, the telephone parser, node:crypto, node:net (for addresses), and nothing else', () => {
    const inDomain = files.filter((f) => f.file.startsWith('functions/domain/')).flatMap((f) => importsOf(f.text));
    const outside = new Set(inDomain.filter((i) => !/^\.\.?\/([a-z]+\/)?[^/]+$/.test(i)));
    expect([...outside].sort()).toEqual(['libphonenumber-js/core', 'node:crypto', 'node:net', 'zod']);
  });

  test('take the time from their clock: only runtime/clock.ts asks the machine', () => {
    const asks = /new Date\(\)|Date\.now\(\)/;
    expect(breaking((file, text) => file !== 'functions/runtime/clock.ts' && asks.test(text))).toEqual([]);
  });

  test('have no branches where they are wired', () => {
    const branch = /\bif \(|\bswitch \(|\bfor \(|\bwhile \(/;
    expect(
      breaking((file, text) => file.endsWith('.lambda.ts') && branch.test(text.replaceAll(/\/\/.*/g, ''))).filter(
        (f) => !f.includes('seed'),
      ),
    ).toEqual([]);
  });

  test('stay short: at most 250 lines a file, but for one that holds every word of a language', () => {
    expect(
      breaking((file, text) => !file.startsWith('functions/pages/words/') && text.split('\n').length > 251),
    ).toEqual([]);
  });
});
