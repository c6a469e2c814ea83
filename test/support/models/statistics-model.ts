/**
 * The statistics counted a second time, by another way: over finished stories of complaints, state by state, with nothing of the code's
 * rules. One line of text per count: `<month> <agency> <service> <counter>`.
 */
import type { Change, Complaint } from '../../../functions/domain/complaint/complaint.ts';
import type { Addition } from '../../../functions/domain/statistics/statistics.ts';

const monthIn = (zone: string, instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit' }).format(new Date(instant));

export type Totals = Record<string, number>;

export function modelTotals(stories: readonly (readonly Change[])[], zone: string): Totals {
  const totals: Totals = {};
  for (const changes of stories) {
    changes.forEach(({ complaint: now, event }, i) => {
      const before = changes[i - 1]?.complaint;
      const add = (counter: string, by = 1, at = event.at, agency = now.agencyId) => {
        // Of a confidential complaint the city's year is told, and nothing else.
        const row = now.confidential
          ? [monthIn(zone, at).slice(0, 4), '-', '-']
          : [monthIn(zone, at), agency ?? '-', now.serviceCode ?? '-'];
        const key = [...row, counter].join(' ');
        totals[key] = (totals[key] ?? 0) + by;
      };
      countOne(before, now, event, add);
    });
  }
  return clean(totals);
}

type Add = (counter: string, by?: number, at?: string, agency?: string) => void;

/** What the answer comes to when it closes the complaint; one of an earlier release counts as done. */
const endOf = ({ outcome }: Complaint) =>
  outcome === 'explained' ? 'explained' : outcome === 'cannot' ? 'cannotBeDone' : 'done';

function countOne(before: Complaint | undefined, now: Complaint, event: Change['event'], add: Add): void {
  const received = now.receivedAt;
  if (!before) {
    add(now.state === 'RECEIVED' ? 'received' : 'joined');
    return;
  }
  const move = `${before.state}>${now.state}`;
  const fromCoordinator = before.state === 'RECEIVED' || before.state === 'RETURNED';
  if (fromCoordinator && now.state === 'FORWARDED') add('forwarded');
  if (fromCoordinator && ['FORWARDED', 'IN_PROGRESS'].includes(now.state)) add('taken', 1, received);
  if (now.state !== before.state) {
    const entered = {
      RETURNED: 'returned',
      ARCHIVED: 'archived',
      WITHDRAWN: 'withdrawn',
      DUPLICATE: 'merged',
    } as const;
    const counter = entered[now.state as keyof typeof entered];
    if (counter) add(counter);
    if (counter === 'returned') add('taken', -1, received);
  }
  if (event.action === 'answer') {
    add('answered');
    if (before.reopened === 0 && before.answeredAt === undefined) {
      add('followedUp', 1, received);
      const days = event.workingDays;
      if (days !== undefined && days <= 60) add(`days${days}`);
    }
  }
  if (move === 'ANSWERED>CLOSED') {
    add('closed');
    add(endOf(before), 1, received);
  }
  if (event.action === 'object') add('objected');
  if (now.state === 'SCHEDULED' && before.state !== 'SCHEDULED') add('scheduled', 1, received);
  if (before.state === 'SCHEDULED' && now.state !== 'SCHEDULED') add('scheduled', -1, received);
  if (move === 'CLOSED>IN_PROGRESS') {
    add('reopened');
    add(endOf(before), -1, received);
  }
  if (event.action === 'rate') {
    if (before.rating === undefined) add('ratings');
    add('ratingSum', now.rating! - (before.rating ?? 0));
  }
  // What nobody had found late before this event, and is found late now.
  const holder = fromCoordinator ? '-' : now.agencyId;
  const [total, stage] = [event.late?.includes('total'), event.late?.some((name) => name !== 'total')];
  if (total) add('late', 1, event.at, holder);
  if (stage) add('lateStages', 1, event.at, holder);
}

/** What a store holds, in the model's words. */
export function storedTotals(rows: readonly Addition[]): Totals {
  const totals: Totals = {};
  for (const { month, agencyId, serviceCode, counters } of rows) {
    for (const [counter, value] of Object.entries(counters)) {
      const key = [month, agencyId ?? '-', serviceCode ?? '-', counter].join(' ');
      totals[key] = (totals[key] ?? 0) + (value ?? 0);
    }
  }
  return clean(totals);
}

/** Sums that came to nothing are nothing, and the coarse bins are not the model's business. */
const clean = (totals: Totals): Totals =>
  Object.fromEntries(
    Object.entries(totals)
      .filter(([key, value]) => value !== 0 && !/ days(61|81|\d{3})$/.test(key))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
