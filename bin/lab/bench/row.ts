/** What the bench measures is rows, each beside its budget. */
export type Row = {
  what: string;
  measured: number;
  unit: string;
  /** The most it may be. */
  budget: number;
  within: boolean;
  /** How it was measured or what it is made of. */
  detail: string;
};

export function row(what: string, measured: number, unit: string, budget: number, detail: string): Row {
  return { what, measured, unit, budget, within: measured <= budget, detail };
}

export function printRows(rows: readonly Row[]): void {
  const cells = rows.map((r) => [
    r.within ? 'ok' : 'OVER',
    r.what,
    `${shown(r.measured)} ${r.unit}`,
    `≤ ${r.budget} ${r.unit}`,
    r.detail,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  for (const line of cells) console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

function shown(value: number): string {
  return String(Number(value.toFixed(value < 1 ? 3 : 1)));
}
