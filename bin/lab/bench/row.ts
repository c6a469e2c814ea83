/** One measured figure beside its budget. */
export type Row = {
  what: string;
  measured: number;
  unit: string;
  /** The most it may be. */
  budget: number;
  within: boolean;
  /** Method or parts of the measurement. */
  detail: string;
};

export function row(what: string, measured: number, unit: string, budget: number, detail: string): Row {
  return { what, measured, unit, budget, within: measured <= budget, detail };
}

/** Longest name and longest value of the rows we have: rows are printed as they are measured, before the others are known. */
const widths = { what: 69, measured: 13, budget: 15 };

export function printRow({ within, what, measured, unit, budget, detail }: Row): void {
  const cells = [
    within ? 'ok  ' : 'OVER',
    what.padEnd(widths.what),
    `${shown(measured)} ${unit}`.padEnd(widths.measured),
    `≤ ${budget} ${unit}`.padEnd(widths.budget),
    detail,
  ];
  console.log(cells.join('  '));
}

function shown(value: number): string {
  return String(Number(value.toFixed(value < 1 ? 3 : 1)));
}
