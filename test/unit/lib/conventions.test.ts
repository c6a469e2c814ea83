/** Rules of this code base that no compiler checks. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const files = globSync('functions/**/*.{ts,tsx}', { cwd: root }).map((file) => ({
  file,
  text: readFileSync(path.join(root, file), 'utf8'),
}));
const breaking = (breaks: (file: string, text: string) => boolean) =>
  files.filter((f) => breaks(f.file, f.text)).map((f) => f.file);

describe('folders', () => {
  const limit = 28;

  test(`hold at most ${limit} files each, so that a stranger sees what is there`, () => {
    const all = globSync('{functions,lib,bin,test}/**/*', { cwd: root, withFileTypes: true }).filter((f) => f.isFile());
    const folders = Map.groupBy(all, ({ parentPath }) => path.relative(root, parentPath));
    expect(folders.size).toBeGreaterThan(100);
    expect([...folders].filter(([, found]) => found.length > limit).map(([folder]) => folder)).toEqual([]);
  });
});

describe('functions/', () => {
  test('are there to be checked', () => expect(files.length).toBeGreaterThan(60));

  test('import zod as a namespace: `import { z }` bundles 450 kB of error messages in every language', () => {
    expect(breaking((_, text) => /import\s+(?:type\s+)?(?:\{[^}]*\}|z)\s+from 'zod/.test(text))).toEqual([]);
  });

  test('take the time from their clock: only runtime/clock.ts asks the machine', () => {
    const asks = /new Date\(\)|Date\.now\(\)/;
    expect(breaking((file, text) => file !== 'functions/runtime/clock.ts' && asks.test(text))).toEqual([]);
  });

  test('draw chance from the random source handed in: nothing but adapters, http and runtime asks the machine', () => {
    const asks = /Math\.random|\bcrypto\.|randomBytes|randomUUID|getRandomValues|performance\.now/;
    expect(breaking((file, text) => !/^functions\/(adapters|http|runtime)\//.test(file) && asks.test(text))).toEqual(
      [],
    );
  });

  test('read no port in the domain: nothing waits there but the helpers that repeat and order the work of others', () => {
    const waits = (file: string, text: string) =>
      file.startsWith('functions/domain/') && /\b(async|await)\b/.test(text);
    expect(breaking(waits).toSorted()).toEqual([
      'functions/domain/kernel/ordered-batch.ts',
      'functions/domain/kernel/retry-races.ts',
    ]);
  });

  test('name their error classes: bundles minify the names of classes, and logs, HTTP and Step Functions read them', () => {
    const classes = files.flatMap(({ text }) => [...text.matchAll(/class (\w+) extends \w+ \{\s*([^\n]*)/g)]);
    expect(classes.length).toBeGreaterThan(15);
    const named = (name: string) => new RegExp(`^override readonly name(: string)? = '${name}';$`);
    expect(classes.flatMap(([, name = '', first = '']) => (named(name).test(first) ? [] : name))).toEqual([]);
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

  /** Function folders: those that hold use cases, besides what they share. */
  const useCaseFiles = files.filter(
    ({ file }) => /^functions\/(?!access|adapters|domain|http|pages|runtime)/.test(file) && !file.endsWith('routes.ts'),
  );
  const parameters = String.raw`\((?:[^()]|\([^()]*\))*\)`;

  test('export use cases as functions, so that a search for the name finds them', () => {
    const arrow = new RegExp(`^export const \\w+ =\\s*${parameters}\\s*=>\\s*(?:async )?${parameters}[^\\n=]*=>`, 'm');
    expect(arrow.test('export const takeAway =\n  (deps: Deps) =>\n  async (id: string): Promise<void> => {')).toBe(
      true,
    );
    expect(useCaseFiles.filter(({ text }) => arrow.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('name a file that holds one use case after it', () => {
    const useCase = new RegExp(`^export function (\\w+)${parameters} \\{\\n  return (?:async )?\\(`, 'gm');
    const named = useCaseFiles.flatMap(({ file, text }) => {
      const names = [...text.matchAll(useCase)].map((match) => match[1]!);
      return names.length === 1 ? [{ file: path.basename(file, '.ts'), name: names[0]! }] : [];
    });
    expect(named.length).toBeGreaterThan(30);
    const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(named.filter(({ file, name }) => kebab(name) !== file)).toEqual([]);
  });
});

describe('the header of a file', () => {
  const headed = globSync('{functions,lib,bin}/**/*.{ts,tsx}', { cwd: root }).map((file) => ({
    file,
    header: /^(?:#!.*\n)?\/\*\*[\s*]*(.*)/.exec(readFileSync(path.join(root, file), 'utf8'))?.[1] ?? '',
  }));

  test('is there in functions and commands; in lib a file may start with the comment of its class', () => {
    expect(headed.length).toBeGreaterThan(600);
    const missing = headed.filter(({ file, header }) => header === '' && !file.startsWith('lib/'));
    expect(missing.map(({ file }) => file)).toEqual([]);
  });

  test('says what the file does rather than what it is about', () => {
    expect(headed.filter(({ header }) => /^(What|Whether|Which|Who|Whose|How)\b/.test(header))).toEqual([]);
  });
});
