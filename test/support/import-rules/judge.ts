/** Judges a file's imports by the rows of the table. */
import path from 'node:path';
import { constantsOf, importsOf, type Import } from './imports-of.ts';
import { rows, type Row } from './rules.ts';

const patterns = new Map<string, RegExp>();

function fits(pattern: string, file: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    const source = pattern.replaceAll(/[.+?^$()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
    compiled = new RegExp(`^${source}${pattern.endsWith('/') ? '' : '$'}`);
    patterns.set(pattern, compiled);
  }
  return compiled.test(file);
}

const anyFits = (list: readonly string[] = [], file: string): boolean => list.some((pattern) => fits(pattern, file));

export const rowOf = (file: string): Row | undefined => rows.find(({ from }) => fits(from, file));

/** What is wrong with each import of a file, one line each. `textOf` gives the text of another file. */
export function judge(file: string, text: string, textOf: (file: string) => string): string[] {
  const row = rowOf(file);
  if (!row) return [`${file}: no row of the import rules is about it`];
  const own = `${file.split('/').slice(0, 2).join('/')}/`;
  const may = row.may.map((pattern) => (pattern === '$own' ? own : pattern));
  return importsOf(file, text)
    .filter((imported) => !isAllowed(imported))
    .map(({ specifier, type, names, line }) => {
      const what = `${type ? 'types of ' : ''}${specifier ?? 'what a variable names'}`;
      return `${file}:${line}: may not import ${what}${names.length > 0 ? ` (${names.join(', ')})` : ''}`;
    });

  function isAllowed(imported: Import): boolean {
    const { specifier, type } = imported;
    if (specifier === undefined) return row!.computed ?? false;
    if (!specifier.startsWith('.')) return row!.packages.some((allowed) => isPackage(allowed, imported));
    const target = path.posix.join(path.posix.dirname(file), specifier);
    if (anyFits(row!.not, target)) return false;
    return (
      anyFits(may, target) ||
      (type && anyFits(row!.types, target)) ||
      (anyFits(row!.constants, target) && (type || areConstants(imported, target)))
    );
  }

  function areConstants({ names }: Import, target: string): boolean {
    const constants = constantsOf(target, textOf(target));
    return names.length > 0 && names.every((name) => constants.has(name));
  }
}

function isPackage(allowed: string, { specifier, type, names }: Import): boolean {
  if (allowed.startsWith('types:')) return type && specifier === allowed.slice('types:'.length);
  const [name = '', only] = allowed.split('#');
  if (only !== undefined)
    return specifier === name && names.length > 0 && names.every((given) => only.split(',').includes(given));
  return name.endsWith('*') ? specifier!.startsWith(name.slice(0, -1)) : specifier === name;
}
