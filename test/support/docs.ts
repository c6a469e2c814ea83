/** Reads the repository's Markdown as its readers do: pages, headings and their anchors, links, code spans, tables. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's folder. */
export const root = path.join(import.meta.dirname, '../..');

export type Page = {
  /** Path from the repository's folder. */
  file: string;
  text: string;
  /** The text without fenced blocks, whose paths and commands may be examples. */
  prose: string;
};

const away = ['node_modules', '.build', '.tanggap', 'cdk.out', '.git', 'coverage'];

/** Files of the working tree that match a pattern, sorted, from the repository's folder; none of those that tools make. */
export const filesOf = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (name) => away.includes(path.basename(name)) })
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort();

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
export const exists = (file: string): boolean => existsSync(path.join(root, file));

/** One page of documentation. */
export function pageOf(file: string): Page {
  const text = read(file);
  return { file, text, prose: text.replaceAll(/^```[\s\S]*?^```/gm, '') };
}

/** Every page of the repository. */
export const pages = filesOf('**/*.md').map(pageOf);

/** GitHub's anchor of a heading. */
const slug = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

/** Anchors that a page offers. */
export const anchorsOf = ({ prose }: Page): Set<string> =>
  new Set([...prose.matchAll(/^#{1,6} (.+)$/gm)].map((match) => slug(match[1]!)));

/** Targets of a page's links. */
export const linksOf = ({ prose }: Page): string[] =>
  [...prose.replaceAll(/`[^`\n]*`/g, '').matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map((match) => match[1]!);

/** What stands between single backticks. */
export const spansOf = ({ prose }: Page): string[] =>
  [...prose.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!.replaceAll(String.raw`\|`, '|'));

/** Text of the section under a heading, up to the next heading of the same or a higher level. */
export function sectionOf({ file, text }: Page, heading: string): string {
  const found = new RegExp(`^(#+) ${heading}$`, 'm').exec(text);
  if (!found) throw new Error(`${file} has no heading "${heading}"`);
  const rest = text.slice(found.index + found[0].length);
  const next = new RegExp(`^#{1,${found[1]!.length}} `, 'm').exec(rest);
  return next ? rest.slice(0, next.index) : rest;
}

/** Rows of the tables in a text, without their heads; an escaped bar is part of its cell. */
export function rowsOf(text: string): string[][] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter(
      (line, at) => line.startsWith('|') && !/^\|[-| :]+\|$/.test(line) && !/^\|[-| :]+\|$/.test(lines[at + 1] ?? ''),
    )
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll(String.raw`\|`, '|')),
    );
}

/** Source files of the product and of its tests. */
export const sources = filesOf('{functions,lib,bin,test}/**/*.{ts,tsx}').map((file) => ({ file, text: read(file) }));

/** What is wrong in any page, as `file: what`. */
export const faults = (check: (page: Page) => Iterable<string>): string[] =>
  pages.flatMap((page) => [...check(page)].map((fault) => `${page.file}: ${fault}`));
