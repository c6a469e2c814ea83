/** Lists a work queue, the earliest due first. */
import * as z from 'zod';
import type { Complaint } from '../domain/complaint/complaint.ts';
import type { Officer } from '../domain/city/records.ts';
import { InvalidInput } from '../domain/kernel/errors.ts';
import { state, states } from '../domain/complaint/lifecycle.ts';
import type { ContributionReader, PublicLists, QueueReader } from '../domain/complaint/ports.ts';
import type { Page } from '../domain/kernel/ports.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { rulesToday } from '../access/rules.ts';
import { flagOf } from '../http/views/complaint-view.ts';
import { cursorAt, cursorOf } from '../http/cursor.ts';
import { officerOf } from '../access/officer.ts';
import { assertReadsComplaints, assertReadsQueue, readsOwnAgenciesOnly } from '../access/offices.ts';
import type { QueuePage } from '../http/views/view-schemas.ts';
import { queueItems } from './queue-items.ts';
import { readInput } from '../domain/kernel/read-input.ts';

export type Deps = CityContext & {
  queues: QueueReader & ContributionReader;
  lists: Pick<PublicLists, 'reports'>;
};

/** Position in a queue: due and id. In contributions: id. */
const position = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z#)?[A-Z]{3}-[2-9A-Z]{7}$/;

/** Maximum reads of one filtered request. Matches may be far behind, so the cursor continues from there. */
const mostReads = 5;

/** Query of a queue. */
export const queueQuery = z.strictObject({
  queue: z.enum(['coordinator', 'agency', 'contributing', 'late']).meta({
    description: '`late`: what is past its due in every queue that the officer may read, the longest late first.',
  }),
  agencyId: z.string().max(60).optional(),
  status: state
    .refine((s) => states[s].open, 'a closed complaint is in no queue')
    .optional()
    .meta({ description: 'Only these. A page may then hold fewer than `limit`, or none, and still have a next.' }),
  flag: z.enum(['yellow', 'red']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: cursorOf((text) => position.test(text)),
});
type Query = z.infer<typeof queueQuery>;
type Read = (limit: number, from: string | undefined) => Promise<Page<Complaint>>;

/** Returns a page of a queue. Throws Forbidden for a queue that the officer may not read. */
export function listQueue(deps: Deps) {
  return async (request: { subject: string | undefined; query: unknown }): Promise<QueuePage> => {
    const officer = await officerOf(deps, request.subject);
    const query = readInput(queueQuery, request.query);
    // A position of one list is invalid in the other.
    if (query.cursor !== undefined && query.cursor.includes('#') === (query.queue === 'contributing'))
      throw new InvalidInput([{ field: 'cursor', message: 'not a cursor of this list' }]);
    assertReadsComplaints(officer);
    const page = await narrowed(await readerOf(deps, officer, query), query, deps.clock.now());
    return {
      complaints: await queueItems(deps, page.items, await rulesToday(deps)),
      unreadable: page.unreadable ?? 0,
      next: cursorAt(page.next),
    };
  };
}

async function readerOf({ queues, directory, clock }: Deps, officer: Officer, query: Query): Promise<Read> {
  if (query.queue === 'late') {
    const own = readsOwnAgenciesOnly(officer);
    const agencies = own ? officer.agencies : (await directory.agencies()).map(({ id }) => id);
    const keys = [...(own ? [] : ['coordinator']), ...agencies.map(agencyKey)];
    return (limit, from) => queues.overdue(keys, clock.now(), limit, from);
  }
  if (query.queue === 'contributing') {
    const agencyId = agencyWanted(officer, query);
    return (limit, from) => queues.contributions(agencyId, limit, from);
  }
  if (query.queue === 'coordinator') assertReadsQueue(officer, undefined);
  const key = query.queue === 'agency' ? agencyKey(agencyWanted(officer, query)) : 'coordinator';
  return (limit, from) => queues.queue(key, limit, from);
}

/** Reads until a page of matching complaints is full. */
async function narrowed(read: Read, query: Query, now: Date): Promise<Page<Complaint>> {
  const { status, flag, limit } = query;
  const wanted = (c: Complaint): boolean =>
    (status === undefined || c.state === status) && (flag === undefined || flagOf(c, now) === flag);
  const items: Complaint[] = [];
  let unreadable = 0;
  let next = query.cursor;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const page = await read(limit - items.length, next);
    items.push(...page.items.filter(wanted));
    unreadable += page.unreadable ?? 0;
    next = page.next;
    if (next === undefined || items.length === limit || (status === undefined && flag === undefined)) break;
  }
  return { items, unreadable, ...(next !== undefined && { next }) };
}

const agencyKey = (id: string): string => `agency#${id}`;

/** Returns the agency asked for, else the officer's only one. Throws InvalidInput when neither says which, Forbidden when it is not theirs. */
function agencyWanted(officer: Officer, { agencyId }: Query): string {
  const wanted = agencyId ?? (officer.agencies.length === 1 ? officer.agencies[0] : undefined);
  if (wanted === undefined) throw new InvalidInput([{ field: 'agencyId', message: 'required: which agency' }]);
  assertReadsQueue(officer, wanted);
  return wanted;
}
