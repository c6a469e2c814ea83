/** Reads the worked examples of docs/deadlines.md: one row each, its story, its clock and its count day by day. */
import { readFileSync } from 'node:fs';

export type ExampleStep = { local: string; zone: 'WIT' | 'WIB'; action: string; word?: string };
export type Example = {
  row: string;
  steps: ExampleStep[];
  clock: string;
  /** `YYYY-MM-DD` or `provisional`. */
  lastDay: string;
  due: string;
  counted: string;
};
/** A row's count: the day behind `from`, the numbered days, the ranges that a pause took out, every day that is named with its weekday. */
export type Count = {
  from: string;
  days: { n: number; day: string }[];
  paused: { first: string; last: string }[];
  named: { weekday: string; day: string }[];
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function readExamples(): Example[] {
  const page = readFileSync(new URL('../../../docs/deadlines.md', import.meta.url), 'utf8');
  const lines = page.split('\n').filter((line) => /^\| \d/.test(line));
  return lines.map((line) => {
    const [row, story, clock, lastDay, due, counted] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (counted === undefined) throw new Error(`a row without six cells: ${line}`);
    return { row: row!, steps: story!.split('; ').map(stepOf), clock: clock!, lastDay: lastDay!, due: due!, counted };
  });
}

function stepOf(text: string): ExampleStep {
  const found = /^(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)( WIB)? ([a-z]+)(?: (\S+))?$/.exec(text);
  const [, local, wib, action, word] = found ?? [];
  if (local === undefined || action === undefined) throw new Error(`not a step: ${text}`);
  return { local, zone: wib === undefined ? 'WIT' : 'WIB', action, ...(word === undefined ? {} : { word }) };
}

const dayPattern = '(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\\d{1,2}) ([A-Z][a-z]{2})';

/** Days are written without a year: each is the next such date from the start of the count on. */
export function readCount(counted: string): Count {
  const from = /from (\d{4}-\d\d-\d\d)/.exec(counted)?.[1];
  if (from === undefined) throw new Error(`the count names no start: ${counted}`);
  const dated = (day: string, month: string): string => {
    const after = `-${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
    const sameYear = from.slice(0, 4) + after;
    return sameYear >= from ? sameYear : String(Number(from.slice(0, 4)) + 1) + after;
  };
  const text = counted.slice(counted.indexOf(from));
  const all = (pattern: string) => [...text.matchAll(new RegExp(pattern, 'g'))];
  return {
    from,
    days: all(`(?<![\\d-])(\\d{1,2}) ${dayPattern}`).map(([, n, , day, month]) => ({
      n: Number(n),
      day: dated(day!, month!),
    })),
    paused: all(`paused ${dayPattern} to ${dayPattern}`).map(([, , day, month, , day2, month2]) => ({
      first: dated(day!, month!),
      last: dated(day2!, month2!),
    })),
    named: all(dayPattern).map(([, weekday, day, month]) => ({ weekday: weekday!, day: dated(day!, month!) })),
  };
}
