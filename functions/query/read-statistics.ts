/**
 * Reads the city's public statistics, which contain nothing of a single complaint. Reads monthly rows only, so it costs the same at any
 * number of complaints.
 */
import { InvalidInput } from '../domain/kernel/errors.ts';
import type { CityContext, Directory } from '../domain/city/ports.ts';
import type { StatisticsReader } from '../domain/statistics/ports.ts';
import type { Addition } from '../domain/statistics/statistics.ts';
import { figuresOf, sumOf } from '../domain/statistics/figures.ts';
import type { Statistics } from '../http/views/statistics-schemas.ts';
import { localTime } from '../domain/kernel/zone.ts';
import { parseStatisticsQuery, type StatisticsQuery } from './statistics-query.ts';

export type Deps = CityContext & { statistics: StatisticsReader };

/** The statistics and their requested format. */
export type Answer = { statistics: Statistics; format: StatisticsQuery['format'] };

/** Key of a row without agency or service, in answers and as a filter. */
const none = '-';

/** Returns the statistics. Throws InvalidInput that names the parameter. */
export function readStatistics(deps: Deps) {
  return async (given: unknown): Promise<Answer> => {
    const { zone } = await deps.directory.city();
    const query = parseStatisticsQuery(given, localTime(zone, deps.clock.now()).date.slice(0, 7));
    await checkFilters(deps.directory, query);
    const read = await Promise.all(query.months.map((month) => deps.statistics.rows(month, query.agencyId)));
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
        total: figuresOf(sum(rows), baseOf(query.agencyId)),
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
  const byKey = Map.groupBy(rows, keyOf);
  // A month without complaints is shown; agencies and services without any are many and are not.
  const wanted = groupBy === 'month' ? months : [...byKey.keys()].toSorted();
  return Promise.all(
    wanted.map(async (key) => ({
      key,
      name: (await nameOf(key)) ?? null,
      ...figuresOf(sum(byKey.get(key) ?? []), baseOf(groupBy === 'agency' ? key : agencyId)),
    })),
  );
}
