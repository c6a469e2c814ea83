/** What the bench measures is rows, each beside its budget. */
export type Row = {
  what: string;
  /** Null where it was not measured; the detail says why. */
  measured: number | null;
  unit: string;
  /** The most it may be. */
  budget: number;
  within: boolean | null;
  /** How it was measured or what it is made of. */
  detail: string;
};

export function row(what: string, measured: number, unit: string, budget: number, detail: string): Row {
  return { what, measured, unit, budget, within: measured <= budget, detail };
}

export function notMeasured(what: string, unit: string, budget: number, why: string): Row {
  return { what, measured: null, unit, budget, within: null, detail: why };
}

export function printRows(rows: readonly Row[]): void {
  const cells = rows.map((r) => [
    r.within === null ? '?' : r.within ? 'ok' : 'OVER',
    r.what,
    r.measured === null ? 'not measured' : `${shown(r.measured)} ${r.unit}`,
    `≤ ${r.budget} ${r.unit}`,
    r.detail,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  for (const line of cells) console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function shown(value: number): string {
  return String(Number(value.toFixed(value < 1 ? 3 : 1)));
}
