/**
 * Counts public complaints by area (`GET /v1/statistics/areas`): those that `GET /v1/complaints` lists without dates. Reads index entries
 * and no complaint: 90 days of a city with 30,000 complaints a year are two queries.
 */
import * as z from 'zod';
import type { PublicLists } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { localTime } from '../domain/kernel/zone.ts';
import type { AreaCounts } from '../http/views/statistics-schemas.ts';
import { usualWindow } from './list-complaints.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & { lists: PublicLists };

/** Query: no parameters. */
export const areasQuery = z.strictObject({});

/** Returns the counts. Throws InvalidInput for any parameter. */
export function countAreas(deps: Deps) {
  return async (given: unknown): Promise<AreaCounts> => {
    readInput(areasQuery, given);
    const { zone } = await deps.directory.city();
    const window = usualWindow(deps.clock.now());
    const counts = await deps.lists.countByArea(window);
    return {
      from: localTime(zone, window.from).date,
      to: localTime(zone, window.to).date,
      areas: [...counts]
        .map(([areaCode, { received, open }]) => ({ areaCode: areaCode ?? null, received, open }))
        .toSorted((a, b) => ((a.areaCode ?? '') < (b.areaCode ?? '') ? -1 : 1)),
    };
  };
}
