/** What each event adds to a month's counters of its agency and service. */
import type { ComplaintEvent } from './complaint.ts';

export type Counter = 'received' | 'forwarded' | 'answered' | 'closed' | 'reopened' | 'late' | 'ratings' | 'ratingSum';

/** Counters raised by an event, each by how much; empty for one that counts nothing. */
export function countersOf(event: ComplaintEvent): Partial<Record<Counter, number>> {
  if (event.rung?.breach) return { late: 1 };
  switch (event.action) {
    case 'file':
      return { received: 1 };
    case 'forward':
      return { forwarded: 1 };
    case 'verify':
      return event.to === 'FORWARDED' && event.from === 'RECEIVED' ? { forwarded: 1 } : {};
    case 'answer':
      return { answered: 1 };
    case 'accept':
    case 'close':
      return { closed: 1 };
    case 'object':
      return { reopened: 1 };
    case 'rate':
      return { ratings: 1, ratingSum: event.rating ?? 0 };
    case 'keep':
    case 'respond':
    case 'update':
    case 'note':
    case 'restrict':
    case 'privacy':
    case 'comment':
    case 'remind':
    case 'escalate':
    case 'hand-over':
    case 'revive':
      return {};
  }
}
