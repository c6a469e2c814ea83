/** Writes CSV for spreadsheets (RFC 4180). */
import type { ApiResponse } from '../api-handler.ts';

/** A value of a cell; null is empty. */
export type Cell = string | number | boolean | null;

/** Cells that a spreadsheet would execute as a formula; they are prefixed to become plain text. */
const formula = /^[=+\-@\t\r]/;

function written(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const plain = formula.test(value) && value !== '-' ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** Returns rows as lines; the first names the columns. */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');

/** Answers CSV. */
export const csvAnswer = (body: string): ApiResponse => ({
  status: 200,
  body,
  headers: { 'content-type': 'text/csv; charset=utf-8; header=present' },
});
