/** Lists public complaints: the newest first, or by last change for synchronisation. Reports are scrubbed and contain no persons. */
import * as z from 'zod';
import { InvalidInput } from '../domain/kernel/errors.ts';
import { state, states, type State } from '../domain/complaint/lifecycle.ts';
import type { PublicLists, Window } from '../domain/complaint/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { addDays, instantOf } from '../domain/kernel/zone.ts';
import { publicListItem } from '../http/views/complaint-view.ts';
import { listFormat } from '../http/views/complaints-formats.ts';
import { cursorAt, cursorOf } from '../http/cursor.ts';
import type { PublicPage } from '../http/views/view-schemas.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & { lists: PublicLists };

const day = 86_400_000;
/** Default and maximum days of a list; a month is a partition that each page may have to read. */
const usualDays = 90;
const mostDays = 366;

const position = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z#[A-Z]{3}-[2-9A-Z]{7}$/;
const code = z.string().min(1).max(60);
/** A local day, or an instant with zone, of a year in which a complaint may have been filed; zone data does not cover all years. */
const time = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'a date, or a date and time with zone')
  .refine((text) => text >= '1970-01-02' && text < '9999', 'not a year in which anything was filed');

/** Query of the list. */
export const publicQuery = z.strictObject({
  status: z
    .string()
    .max(200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.union([state, z.enum(['open', 'closed'])])).min(1))
    .optional()
    .meta({ description: '`open`, `closed`, or statuses with commas between.' }),
  serviceCode: code.optional(),
  agencyId: code.optional(),
  areaCode: code.optional(),
  from: time.optional().meta({ description: 'Received on or after; 90 days before `to` unless given.' }),
  to: time.optional().meta({ description: 'Received up to and including; now unless given. At most 366 days.' }),
  changedSince: time.optional().meta({
    description: 'Instead of `from` and `to`: by last change, the oldest first, from then until now or 366 days on.',
  }),
  format: listFormat.optional().meta({
    description: 'Instead of `Accept: application/geo+json` or `text/csv`; the next cursor is in `x-next-cursor` too.',
  }),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: cursorOf((text) => position.test(text)),
});
type Query = z.infer<typeof publicQuery>;

/** Returns a page of the list. Throws InvalidInput. */
export function listComplaints(deps: Deps) {
  return async (parameters: unknown): Promise<PublicPage> => {
    const query = readInput(publicQuery, parameters);
    const { zone } = await deps.directory.city();
    const filter = {
      states: statesOf(query.status),
      serviceCodes: query.serviceCode === undefined ? undefined : [query.serviceCode],
      agencyId: query.agencyId,
      areaCode: query.areaCode,
    };
    const page = { limit: query.limit, from: query.cursor };
    const now = deps.clock.now();
    const found =
      query.changedSince === undefined
        ? await deps.lists.received(receivedWindow(query, zone, now), filter, page)
        : await deps.lists.changed(changeWindow(query, zone, now), filter, page);
    const texts = await deps.lists.reports(found.items.map((c) => c.id));
    return {
      complaints: await Promise.all(found.items.map((c) => publicListItem(c, texts.get(c.id), deps.directory))),
      next: cursorAt(found.next),
    };
  };
}

function statesOf(wanted: Query['status']): State[] | undefined {
  if (wanted === undefined) return undefined;
  return state.options.filter((s) => wanted.includes(s) || wanted.includes(states[s].open ? 'open' : 'closed'));
}

/** Returns the window of a list without dates. */
export const usualWindow = (to: Date): Window => ({ from: new Date(to.getTime() - usualDays * day), to });

function receivedWindow({ from, to }: Query, zone: string, now: Date): Window {
  const end = to === undefined ? now : lastOf(to, zone);
  const start = from === undefined ? usualWindow(end).from : firstOf(from, zone);
  const span = end.getTime() - start.getTime();
  if (span < 0 || span > mostDays * day)
    throw new InvalidInput([{ field: 'from', message: `must be earlier than to, by at most ${mostDays} days` }]);
  return { from: start, to: end };
}

function changeWindow({ changedSince, from, to }: Query, zone: string, now: Date): Window {
  if (from !== undefined || to !== undefined)
    throw new InvalidInput([{ field: 'changedSince', message: 'cannot be combined with from or to' }]);
  const start = firstOf(changedSince ?? '', zone);
  const latest = new Date(Math.min(now.getTime(), start.getTime() + mostDays * day));
  return { from: start, to: latest < start ? start : latest };
}

const isDay = (text: string): boolean => text.length === 'YYYY-MM-DD'.length;

const firstOf = (text: string, zone: string): Date => (isDay(text) ? instantOf(zone, text) : new Date(text));

/** Returns a day's last millisecond; for an instant without a fraction, its second's. */
function lastOf(text: string, zone: string): Date {
  if (isDay(text)) return new Date(instantOf(zone, addDays(text, 1)).getTime() - 1);
  const at = new Date(text);
  return at.getUTCMilliseconds() === 0 ? new Date(at.getTime() + 999) : at;
}
