/** Parses the parameters of Open311's GET requests into a query of the lists. Empty parameters count as absent (G5). */
import * as z from 'zod';
import { InvalidInput } from '../../domain/kernel/errors.ts';
import { state, states } from '../../domain/complaint/lifecycle.ts';
import type { ListFilter, PageRequest, Window } from '../../domain/complaint/ports.ts';
import { dateParameter, mostDays, windowOf } from '../../http/open311/dates.ts';
import { readInput } from '../../domain/kernel/read-input.ts';

/** Maximum requests of the specification: "90 days or first 1,000 requests, whichever is smallest". */
export const mostRequests = 1000;
/** Maximum requests with extensions, which cost a read of each request's history. */
const mostExtended = 100;
/** Page size when only a page is given, as in other cities. */
const usualPage = 50;

const commaList = (most: number) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== ''))
    .refine((all) => all.length > 0 && all.length <= most, `1 to ${most}, with commas between`);

const wholeNumber = (most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,7}$/, 'a whole number')
    .transform(Number)
    .refine((n) => n >= 1 && n <= most, `from 1 to ${most}`);

const extensions = z.object({ extensions: z.enum(['true', 'false'], 'true or false').optional() });
const byId = extensions.extend({ service_request_id: commaList(mostRequests) });
const byList = extensions.extend({
  service_code: commaList(100).optional(),
  status: commaList(2)
    .refine((all) => all.every((one) => one === 'open' || one === 'closed'), 'open, closed, or both with a comma')
    .optional(),
  start_date: dateParameter.optional(),
  end_date: dateParameter.optional(),
  updated_after: dateParameter.optional(),
  updated_before: dateParameter.optional(),
  page: wholeNumber(1_000_000).optional(),
  page_size: wholeNumber(mostRequests).optional(),
});

/** All parameters, for the API's description. */
export const requestsParameters = byList.extend({ service_request_id: byId.shape.service_request_id.optional() });

/** A parsed query: by ids, by time received, or by last change. */
export type RequestsQuery =
  | { kind: 'ids'; ids: string[]; extended: boolean }
  | { kind: 'received' | 'changed'; window: Window; filter: ListFilter; page: PageRequest; extended: boolean };

/** Returns the parameters that are not empty. */
export const given = (query: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value.trim() !== ''));

/** Parses a query. `service_request_id` overrides all other parameters. Throws InvalidInput that names the parameter. */
export function parseRequestsQuery(query: Record<string, string>, now: Date): RequestsQuery {
  const parameters = given(query);
  if (parameters['service_request_id'] !== undefined) {
    const { service_request_id: ids, extensions: wanted } = readInput(byId, parameters);
    if (wanted === 'true' && ids.length > mostExtended)
      throw fault('service_request_id', `at most ${mostExtended} with extensions=true`);
    return { kind: 'ids', ids, extended: wanted === 'true' };
  }
  const asked = readInput(byList, parameters);
  const extended = asked.extensions === 'true';
  const filter: ListFilter = { serviceCodes: asked.service_code, states: statesOf(asked.status) };
  const page = pageOf(asked.page, asked.page_size, extended);
  const received = window('start_date', asked.start_date, asked.end_date, now);
  if (asked.updated_after === undefined && asked.updated_before === undefined)
    return { kind: 'received', window: received, filter, page, extended };
  const byReceipt = asked.start_date === undefined && asked.end_date === undefined ? {} : { received };
  const changed = window('updated_after', asked.updated_after, asked.updated_before, now);
  return { kind: 'changed', window: changed, filter: { ...filter, ...byReceipt }, page, extended };
}

/** Returns the error of one parameter. */
export const fault = (field: string, message: string) => new InvalidInput([{ field, message }]);

/** Returns the window of two dates. Throws InvalidInput when it is reversed or too long. */
export function window(field: string, from: Date | undefined, to: Date | undefined, now: Date): Window {
  const found = windowOf(from, to, now);
  if (!found) throw fault(field, `from the earlier date to the later one, at most ${mostDays} days`);
  return found;
}

function statesOf(status: readonly string[] | undefined): ListFilter['states'] {
  if (status === undefined || status.length === 2) return undefined;
  const open = status[0] === 'open';
  return state.options.filter((s) => states[s].open === open);
}

function pageOf(page: number | undefined, size: number | undefined, extended: boolean): PageRequest {
  const most = extended ? mostExtended : mostRequests;
  if (size !== undefined && size > most) throw fault('page_size', `at most ${most} with extensions=true`);
  const limit = size ?? (page === undefined ? most : usualPage);
  return { limit, skip: ((page ?? 1) - 1) * limit };
}
