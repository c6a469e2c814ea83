/**
 * Answers the open work of one queue by age (`GET /v1/statistics/open`), as the last night published it: without confidential complaints.
 * Before the first night it counts at most the hundred earliest dues; `more` says that there are others, all due later.
 */
import * as z from 'zod';
import { InvalidInput } from '../domain/kernel/errors.ts';
import { countOpenIn, noneOpen, openByDue } from '../domain/statistics/open-by-due.ts';
import type { OpenWork } from '../http/views/statistics-schemas.ts';
import type { CityContext } from '../domain/city/ports.ts';
import type { FigureBoard, OpenReader } from '../domain/statistics/ports.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & { open: OpenReader; board: Pick<FigureBoard, 'shown'> };

/** Maximum dues read: about 13 kB of index keys, two read units. */
const mostCounted = 100;

/** Query of the open work. */
export const openQuery = z.strictObject({ agencyId: z.string().max(60).optional() });

/** Counts an agency's queue, or without `agencyId` the coordinator's. Throws InvalidInput. */
export function countOpen(deps: Deps) {
  return async (given: unknown): Promise<OpenWork> => {
    const { agencyId } = readInput(openQuery, given);
    if (agencyId !== undefined && !(await deps.directory.agency(agencyId)))
      throw new InvalidInput([{ field: 'agencyId', message: 'unknown agency' }]);
    const queue = agencyId === undefined ? 'coordinator' : `agency#${agencyId}`;
    const of = {
      queue: agencyId === undefined ? ('coordinator' as const) : ('agency' as const),
      agencyId: agencyId ?? null,
    };
    const shown = await deps.board.shown();
    if (shown) {
      const byDue = shown.open[queue] ?? noneOpen;
      return { ...of, asOf: shown.asOf, counted: countOpenIn(byDue), more: false, byDue };
    }
    // Before the first night there is no copy yet.
    const { zone } = await deps.directory.city();
    const now = deps.clock.now();
    const { dues, more } = await deps.open.openDues(queue, mostCounted);
    return { ...of, asOf: now.toISOString(), counted: dues.length, more, byDue: openByDue(dues, zone, now) };
  };
}
