/** Statistics as CSV (RFC 4180) for a spreadsheet: one line per group and one for the total, the same figures as the JSON. */
import type { Statistics } from '../http/statistics-schemas.ts';

/** Cells that a spreadsheet would take for a formula are names with a typing mistake at best: they are made plain text. */
const formula = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = formula.test(value) && value !== '-' ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export function statisticsCsv({ from, to, groupBy, groups, total }: Statistics): string {
  const lines = [...groups, { key: 'total', name: null, ...total }];
  const figures = Object.keys(total) as (keyof typeof total)[];
  const header = ['from', 'to', groupBy ?? 'group', 'name', ...figures];
  const rows = lines.map((line) => [from, to, line.key, line.name, ...figures.map((name) => line[name])]);
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
