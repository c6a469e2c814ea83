/**
 * Copies the counters to the public's board, once a local day: figures that moved with each report would tell when somebody reported what.
 * It writes only rows that differ, so a night costs about as many writes as rows changed that day.
 */
import { canonical } from '../domain/kernel/canonical.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { holderOf, type Complaint } from '../domain/complaint/complaint.ts';
import type { WakeReader } from '../domain/complaint/ports.ts';
import { openByDue } from '../domain/statistics/open-by-due.ts';
import type { FigureBoard, StatisticsReader } from '../domain/statistics/ports.ts';
import { lastMonths, yearOf, type Addition } from '../domain/statistics/statistics.ts';
import { localTime } from '../domain/kernel/zone.ts';
import { endOfTime } from './recalculate.ts';

export type Deps = CityContext & { statistics: StatisticsReader; board: FigureBoard; wakes: WakeReader };

const pageSize = 50;
/** Rows put at once. */
const together = 25;

/** Publishes the figures unless that was done today. */
export function publishFigures(deps: Deps) {
  return async (): Promise<void> => {
    const { zone } = await deps.directory.city();
    const now = deps.clock.now();
    const today = localTime(zone, now).date;
    const before = await deps.board.shown();
    if (before && localTime(zone, new Date(before.asOf)).date === today) return;
    const months = lastMonths(today.slice(0, 'YYYY-MM'.length));
    for (const period of [...months, ...new Set(months.map(yearOf))]) await copyRows(deps, period);
    const dues = await openDues(deps);
    const open = Object.fromEntries([...dues].map(([queue, all]) => [queue, openByDue(all, zone, now)]));
    await deps.board.finish({ asOf: now.toISOString(), open });
  };
}

async function copyRows({ statistics, board }: Deps, period: string): Promise<void> {
  const [rows, shown] = await Promise.all([statistics.rows(period), board.rows(period)]);
  const known = new Set(shown.map((row) => canonical(row)));
  const changed: Addition[] = rows.filter((row) => !known.has(canonical(row)));
  for (let i = 0; i < changed.length; i += together)
    await Promise.all(changed.slice(i, i + together).map((row) => board.show(row)));
}

/** Returns the dues of the open complaints of each queue, without confidential ones. Every open complaint with a due has a wake. */
async function openDues({ wakes }: Deps): Promise<Map<string, (string | undefined)[]>> {
  const dues = new Map<string, (string | undefined)[]>();
  let from: string | undefined;
  do {
    const page = await wakes.overdueWakes(endOfTime, pageSize, from);
    for (const c of page.items) {
      if (c.confidential) continue;
      const queue = queueOf(c);
      dues.set(queue, [...(dues.get(queue) ?? []), c.dueAt]);
    }
    from = page.next;
  } while (from !== undefined);
  return dues;
}

const queueOf = (c: Complaint): string => {
  const holder = c.state === 'RECEIVED' ? undefined : holderOf(c);
  return holder === undefined ? 'coordinator' : `agency#${holder}`;
};
