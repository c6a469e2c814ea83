/**
 * Reads the city's public statistics, which contain nothing of a single complaint. Reads monthly rows only, so it costs the same at any
 * number of complaints.
 */
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { CityContext, Directory } from '../domain/city/ports.ts';
import type { FigureBoard, StatisticsReader } from '../domain/statistics/ports.ts';
import { isSmall, merged, mergeSmall } from '../domain/statistics/small-cells.ts';
import { yearOf, type Addition, type Counters } from '../domain/statistics/statistics.ts';
import { figuresOf, sumOf } from '../domain/statistics/figures.ts';
import type { Statistics } from '../http/views/statistics-schemas.ts';
import { localTime } from '../domain/kernel/zone.ts';
import { parseStatisticsQuery, type StatisticsQuery } from './statistics-query.ts';

export type Deps = CityContext & { statistics: StatisticsReader; board: FigureBoard };

/** The statistics and their requested format. */
export type Answer = { statistics: Statistics; format: StatisticsQuery['format'] };

/** Key of a row without agency or service, in answers and as a filter. */
const none = '-';

/** Name of the cell of small cells. */
const mergedName = 'Lainnya (masing-masing kurang dari 5)';

/** Returns the statistics. Throws InvalidInput that names the parameter. */
export function readStatistics(deps: Deps) {
  return async (given: unknown): Promise<Answer> => {
    const { zone } = await deps.directory.city();
    const query = parseStatisticsQuery(given, localTime(zone, deps.clock.now()).date.slice(0, 7));
    await checkFilters(deps.directory, query);
    const shown = await deps.board.shown();
    // Before the first night there is no copy yet.
    const source = shown ? deps.board : deps.statistics;
    const read = await Promise.all(query.months.map((month) => source.rows(month, query.agencyId)));
    const { serviceCode } = query;
    const rows = read.flat().filter((row) => serviceCode === undefined || (row.serviceCode ?? none) === serviceCode);
    return {
      format: query.format,
      statistics: {
        from: query.months[0] ?? '',
        to: query.months.at(-1) ?? '',
        agencyId: query.agencyId ?? null,
        serviceCode: serviceCode ?? null,
        groupBy: query.groupBy ?? null,
        asOf: shown?.asOf ?? null,
        total: await totalOf(source, query, sum(rows)),
        groups: await groupsOf(deps.directory, query, rows),
      },
    };
  };
}

/** Refuses unknown agencies and services only; retired ones have statistics. */
async function checkFilters(directory: Directory, { agencyId, serviceCode }: StatisticsQuery): Promise<void> {
  const [agency, service] = await Promise.all([
    agencyId === undefined || agencyId === none ? true : directory.agency(agencyId),
    serviceCode === undefined || serviceCode === none ? true : directory.service(serviceCode),
  ]);
  const faults = [
    ...(agency ? [] : [{ field: 'agencyId', message: 'unknown agency' }]),
    ...(service ? [] : [{ field: 'serviceCode', message: 'unknown service: GET /v1/services lists them' }]),
  ];
  if (faults.length > 0) throw new InvalidInput(faults);
}

const sum = (rows: readonly Addition[]) => sumOf(rows.map((row) => row.counters));

/** Base of the rates: for an agency the complaints it took over, for the city, a service or a month those received. */
const baseOf = (agencyId: string | undefined) => (agencyId === undefined || agencyId === none ? 'received' : 'taken');

/** Returns the total: of the city with its confidential complaints where whole years are asked for, else none of fewer than five. */
async function totalOf(
  source: StatisticsReader,
  { agencyId, serviceCode, months }: StatisticsQuery,
  total: Counters,
): Promise<Statistics['total']> {
  if ((agencyId ?? serviceCode) !== undefined) return isSmall(total) ? null : figuresOf(total, baseOf(agencyId));
  const years = months.length % 12 === 0 && months[0]?.endsWith('-01') ? [...new Set(months.map(yearOf))] : [];
  const confidential = sum((await Promise.all(years.map((year) => source.rows(year)))).flat());
  return figuresOf(isSmall(confidential) ? total : sumOf([total, confidential]), 'received');
}

async function groupsOf(
  directory: Directory,
  { groupBy, agencyId, months }: StatisticsQuery,
  rows: readonly Addition[],
): Promise<Statistics['groups']> {
  if (groupBy === undefined) return [];
  const keyOf = {
    agency: (row: Addition) => row.agencyId ?? none,
    service: (row: Addition) => row.serviceCode ?? none,
    month: (row: Addition) => row.month,
  }[groupBy];
  const nameOf = {
    agency: async (id: string) => (await directory.agency(id))?.name,
    service: async (code: string) => (await directory.service(code))?.name,
    month: async () => undefined,
  }[groupBy];
  const byKey = new Map([...Map.groupBy(rows, keyOf)].map(([key, part]) => [key, sum(part)]));
  // A month without complaints is shown; agencies and services without any are many and are not.
  if (groupBy === 'month') for (const month of months) if (!byKey.has(month)) byKey.set(month, {});
  const cells = [...mergeSmall(byKey)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(
    cells
      .filter(([, cell]) => !isSmall(cell))
      .map(async ([key, cell]) => ({
        key,
        name: key === merged ? mergedName : ((await nameOf(key)) ?? null),
        ...figuresOf(cell, baseOf(groupBy === 'agency' ? key : agencyId)),
      })),
  );
}
