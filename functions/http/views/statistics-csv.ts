/** Writes statistics as CSV: one line per group and one for the total, with the figures of the JSON. */
import { figures } from '../../domain/statistics/figures.ts';
import type { Statistics } from './statistics-schemas.ts';
import { csvOf } from './csv.ts';

/** Returns the CSV. */
export function statisticsCsv({ from, to, groupBy, groups, total }: Statistics): string {
  const lines = [...groups, ...(total ? [{ key: 'total', name: null, ...total }] : [])];
  const names = figures.keyof().options;
  const header = ['from', 'to', groupBy ?? 'group', 'name', ...names];
  return csvOf([header, ...lines.map((line) => [from, to, line.key, line.name, ...names.map((name) => line[name])])]);
}
