/** CSV for a spreadsheet (RFC 4180). */
import type { ApiResponse } from '../api-handler.ts';

export type Cell = string | number | boolean | null;

/** Cells that a spreadsheet would take for a formula are names with a typing mistake at best: they are made plain text. */
const formula = /^[=+\-@\t\r]/;

function written(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const plain = formula.test(value) && value !== '-' ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Rows as lines, the first of which names the columns. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');

export const csvAnswer = (body: string): ApiResponse => ({
  status: 200,
  body,
  headers: { 'content-type': 'text/csv; charset=utf-8; header=present' },
});
