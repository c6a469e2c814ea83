/** Keeps one report a subject in docs/mutation, from which the next run goes on, and the table of scores in docs/testing.md. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import type { Mutant } from './instrument.ts';
import { takesNoPart } from './subjects.ts';

export interface Survivor {
  readonly file: string;
  readonly mutator: string;
  readonly from: string;
  readonly to: string;
  readonly nth: number;
  /** The reason why no test need fail, written by a person; a survivor without one is a gap. */
  readonly reason: string;
}

export interface Report {
  readonly subject: string;
  readonly mutants: number;
  readonly killed: number;
  /** Tests that took part, by the hash of their text. */
  readonly tests: Readonly<Record<string, string>>;
  /** Tests that did not take part, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
  /** For each source file its hash, its mutants, and how many of them each test file killed. */
  readonly files: Readonly<Record<string, FileReport>>;
  readonly survivors: readonly Survivor[];
}
export interface FileReport {
  readonly hash: string;
  readonly mutants: number;
  readonly killedBy: Readonly<Record<string, number>>;
}

/** Killed mutants of all, in percent, that a subject needs. */
export const needed = 88;

const folder = 'docs/mutation';
const pathOf = (subject: string): string => `${folder}/${subject.replaceAll('/', '-')}.json`;

export const hashOf = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);

export const percent = ({ killed, mutants }: Pick<Report, 'killed' | 'mutants'>): number =>
  mutants === 0 ? 100 : Math.floor((killed * 1000) / mutants) / 10;

export function readReport(subject: string): Report | undefined {
  return existsSync(pathOf(subject)) ? (JSON.parse(readFileSync(pathOf(subject), 'utf8')) as Report) : undefined;
}

const keyOf = ({ mutator, from, to, nth }: Omit<Survivor, 'reason' | 'file'>): string =>
  JSON.stringify([mutator, from, to, nth]);
/** Names a mutant by its file and text. */
export const identify = (mutant: Omit<Survivor, 'reason'>): string => `${mutant.file} ${keyOf(mutant)}`;

/** Returns survivors with the reasons that the last report gave, also where the file has moved since. */
export function withReasons(survivors: readonly Mutant[], last: Report | undefined): Survivor[] {
  const known = new Map<string, string>();
  for (const each of last?.survivors ?? []) {
    if (each.reason !== '') known.set(keyOf(each), each.reason).set(identify(each), each.reason);
  }
  return survivors.map((mutant) => {
    const { file, mutator, from, to, nth } = mutant;
    return { file, mutator, from, to, nth, reason: known.get(identify(mutant)) ?? known.get(keyOf(mutant)) ?? '' };
  });
}

/** Writes one line an entry, so that a change shows as the lines that changed. */
export function writeReport(report: Report): void {
  const line = (value: unknown): string => `    ${JSON.stringify(value)}`;
  const object = (value: object): string =>
    `{\n${Object.entries(value)
      .map(([key, each]) => `    ${JSON.stringify(key)}: ${JSON.stringify(each)}`)
      .join(',\n')}\n  }`;
  const { subject, mutants, killed, tests, leftOut, files, survivors } = report;
  const head = JSON.stringify({ subject, mutants, killed }, undefined, 2).replace(/\n\}$/, '');
  writeFileSync(
    pathOf(subject),
    `${head},\n  "tests": ${object(tests)},\n  "leftOut": ${object(leftOut)},\n  "files": ${object(files)},\n  "survivors": [\n${survivors.map(line).join(',\n')}\n  ]\n}\n`,
  );
}

/** Writes the scores of all reports, and what takes no part, between the two marks in docs/testing.md. */
export function writeTable(): void {
  const [page, from, to] = ['docs/testing.md', '<!-- mutation scores -->', '<!-- end of mutation scores -->'];
  const rows = globSync(`${folder}/*.json`)
    .sort()
    .map((file) => {
      const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
      const open = report.survivors.filter(({ reason }) => reason === '').length;
      return `| ${report.subject} | ${report.mutants} | ${report.killed} | ${percent(report).toFixed(1)} % | ${report.survivors.length} | ${open} |`;
    });
  const table = [
    '| subject | mutants | killed | score | survivors | without a reason |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    '| takes no part | reason |',
    '|---|---|',
    ...takesNoPart.map(([what, reason]) => `| ${what} | ${reason} |`),
  ];
  const text = readFileSync(page, 'utf8');
  const [start, end] = [text.indexOf(from), text.indexOf(to)];
  if (start < 0 || end < 0) throw new Error(`${page} lacks ${from} or ${to}.`);
  writeFileSync(page, `${text.slice(0, start + from.length)}\n${table.join('\n')}\n${text.slice(end)}`);
}
