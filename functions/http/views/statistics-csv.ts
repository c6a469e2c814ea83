/** Writes statistics as CSV: one line per group and one for the total, with the figures of the JSON. */
import type { Statistics } from './statistics-schemas.ts';
import { csvOf } from './csv.ts';

/** Returns the CSV. */
export function statisticsCsv({ from, to, groupBy, groups, total }: Statistics): string {
  const lines = [...groups, { key: 'total', name: null, ...total }];
  const figures = Object.keys(total) as (keyof typeof total)[];
  const header = ['from', 'to', groupBy ?? 'group', 'name', ...figures];
  return csvOf([header, ...lines.map((line) => [from, to, line.key, line.name, ...figures.map((name) => line[name])])]);
}
