/** Instruments source files with Stryker's mutants, each behind a switch, so that one load of a module holds them all. */
import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';

/** One mutant, identified by its text and not by its place, so that it is recognised after lines have moved. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  readonly mutator: string;
  readonly from: string;
  readonly to: string;
  /** Counts equal changes within a file, from 0. */
  readonly nth: number;
  readonly line: number;
}

const silent = new Proxy({}, { get: (_, name) => (String(name).startsWith('is') ? () => false : () => undefined) });
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function textAt(lines: readonly string[], start: { line: number; column: number }, end: typeof start): string {
  if (start.line === end.line) return (lines[start.line] ?? '').slice(start.column, end.column);
  const inner = lines.slice(start.line + 1, end.line);
  return [(lines[start.line] ?? '').slice(start.column), ...inner, (lines[end.line] ?? '').slice(0, end.column)].join(
    '\n',
  );
}

/** Returns the instrumented text of each file and the list of mutants in it. */
export async function instrument(files: readonly string[]): Promise<{ code: Map<string, string>; mutants: Mutant[] }> {
  const sources = files.map((name) => ({ name, content: readFileSync(name, 'utf8'), mutate: true }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const made = await new Instrumenter(silent as never).instrument(sources, options);
  const lines = new Map(sources.map(({ name, content }) => [name, content.split('\n')]));
  const seen = new Map<string, number>();
  const mutants = made.mutants.map(({ id, fileName: file, mutatorName: mutator, location, replacement }) => {
    const from = oneLine(textAt(lines.get(file) ?? [], location.start, location.end));
    const to = oneLine(replacement);
    const key = JSON.stringify([file, mutator, from, to]);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { id, file, mutator, from, to, nth, line: location.start.line + 1 };
  });
  return { code: new Map(made.files.map(({ name, content }) => [name, content])), mutants };
}
