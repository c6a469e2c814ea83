/** A work queue, the earliest due first. */
import * as z from 'zod';
import type { Officer } from '../domain/directory.ts';
import { Forbidden, InvalidInput } from '../domain/errors.ts';
import type { Clock, ContributionReader, Directory, QueueReader } from '../domain/ports.ts';
import { staffListItem } from '../http/complaint-view.ts';
import { cursorAt, cursorOf } from '../http/cursor.ts';
import { officerOf } from '../http/officer.ts';
import type { QueuePage } from '../http/view-schemas.ts';

export type Deps = { queues: QueueReader & ContributionReader; directory: Directory; clock: Clock };

/** Of a queue: due and id. Of contributions: id. */
const position = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z#)?[A-Z]{3}-[2-9A-Z]{7}$/;

export const queueQuery = z.strictObject({
  queue: z.enum(['coordinator', 'agency', 'contributing']),
  agencyId: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: cursorOf((text) => position.test(text)),
});

export const listQueue =
  (deps: Deps) =>
  async (request: { subject: string | undefined; query: unknown }): Promise<QueuePage> => {
    const officer = await officerOf(deps, request.subject);
    const query = queueQuery.parse(request.query);
    const { queue, limit, cursor } = query;
    // A position of one list means nothing in the other.
    if (cursor !== undefined && cursor.includes('#') === (queue === 'contributing'))
      throw new InvalidInput([{ field: 'cursor', message: 'not a cursor of this list' }]);
    const page =
      queue === 'contributing'
        ? await deps.queues.contributions(agencyWanted(officer, query), limit, cursor)
        : await deps.queues.queue(queueKey(officer, query), limit, cursor);
    const now = deps.clock.now();
    return {
      complaints: page.items.map((c) => staffListItem(c, now)),
      next: cursorAt(page.next),
    };
  };

type Query = z.infer<typeof queueQuery>;

/** Liaisons and agency heads see their own agencies only; the coordinator and those who read all may ask for any. */
const ownOnly = (officer: Officer): boolean => officer.role === 'liaison' || officer.office === 'agency-head';

function queueKey(officer: Officer, query: Query): string {
  if (query.queue === 'agency') return `agency#${agencyWanted(officer, query)}`;
  mustSeeComplaints(officer);
  if (ownOnly(officer)) throw new Forbidden("the coordinator's queue is not yours: ask for queue=agency");
  return 'coordinator';
}

function agencyWanted(officer: Officer, { agencyId }: Query): string {
  mustSeeComplaints(officer);
  const wanted = agencyId ?? (officer.agencies.length === 1 ? officer.agencies[0] : undefined);
  if (wanted === undefined) throw new InvalidInput([{ field: 'agencyId', message: 'required: which agency' }]);
  if (ownOnly(officer) && !officer.agencies.includes(wanted)) throw new Forbidden(`${wanted} is not your agency`);
  return wanted;
}

function mustSeeComplaints(officer: Officer): void {
  if (officer.role === 'admin') throw new Forbidden('an admin keeps the directory and sees no complaints');
}
