/** Parses the query of `GET /v1/statistics`. Unknown parameters are refused by name, so that a misspelt filter does not return the whole city. */
import * as z from 'zod';
import { InvalidInput } from '../domain/kernel/errors.ts';
import { mostMonths, plusMonths } from '../domain/statistics/statistics.ts';
import { readInput } from '../domain/kernel/read-input.ts';

const month = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'a month such as 2026-03');

/** Parameters. */
export const statisticsFields = z.strictObject({
  from: month.optional(),
  to: month.optional(),
  /** An agency's id, or `-` for complaints without an agency. */
  agencyId: z.string().max(60).optional(),
  serviceCode: z.string().max(40).optional(),
  groupBy: z.enum(['agency', 'service', 'month']).optional(),
  format: z.enum(['json', 'csv']).optional(),
});

export type StatisticsQuery = Omit<z.infer<typeof statisticsFields>, 'from' | 'to'> & { months: string[] };

/** Parses a query. Defaults: `to` is the present month, `from` eleven months before `to`. Throws InvalidInput. */
export function parseStatisticsQuery(query: unknown, thisMonth: string): StatisticsQuery {
  const { from, to, ...rest } = readInput(statisticsFields, query);
  const last = to ?? thisMonth;
  const months = monthsBetween(from ?? plusMonths(last, -11), last);
  if (months.length === 0) throw new InvalidInput([{ field: 'from', message: 'must not be later than to' }]);
  if (months.length > mostMonths) throw new InvalidInput([{ field: 'from', message: `at most ${mostMonths} months` }]);
  return { ...rest, months };
}

/** Returns the months between two, at most one more than allowed, which suffices to refuse them. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let next = from; next <= to && months.length <= mostMonths; next = plusMonths(next, 1)) months.push(next);
  return months;
}
