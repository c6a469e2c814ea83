/** Defines what each event adds to the monthly counters of an agency and a service; docs/statistics.md explains each counter. */
import * as z from 'zod';
import { defined } from '../kernel/members.ts';
import { openPartialRecord } from '../kernel/stored.ts';
import type { Outcome } from '../complaint/outcomes.ts';
import type { ComplaintEvent } from '../complaint/complaint.ts';
import { binNames, binOf } from './histogram.ts';

/** Counters of the month of the event. */
const inItsMonth = [
  'received',
  'joined',
  'forwarded',
  'answered',
  'closed',
  'returned',
  'objected',
  'reopened',
  'archived',
  'withdrawn',
  'merged',
  'late',
  'lateStages',
  'ratings',
  'ratingSum',
] as const;

/** Counters of the month of receipt, which show what became of the complaints of that month. */
const inMonthOfReceipt = ['taken', 'followedUp', 'done', 'explained', 'cannotBeDone', 'scheduled'] as const;

const counterNames = [...inItsMonth, ...inMonthOfReceipt, ...binNames];
export type Counter = (typeof counterNames)[number];
export type Counters = Partial<Record<Counter, number>>;

/** Counters as stored, whole numbers. A counter is negative where more was taken back in a row than was added to it. */
export const storedCounters = openPartialRecord(z.enum(counterNames), z.number().int());

/**
 * An addition to one row. Without agency or service it is the row of complaints that have none. A row whose `month` is a year holds what
 * happened to confidential complaints of the whole city.
 */
export type Addition = { month: string; agencyId?: string; serviceCode?: string; counters: Counters };

/** An event with its own month and its complaint's month of receipt, both local, `YYYY-MM`. */
export type Counted = { event: ComplaintEvent; month: string; monthOfReceipt: string };

type Rule = (e: ComplaintEvent) => number | boolean | undefined;

const enters =
  (state: ComplaintEvent['to']): Rule =>
  (e) =>
    e.from !== undefined && e.from !== state && e.to === state;
const firstAnswer: Rule = (e) => e.action === 'answer' && e.reopened === undefined && !e.again;
/** The complaint goes from the coordinator to an agency. */
const takes: Rule = (e) => held(e) && (e.to === 'FORWARDED' || e.to === 'IN_PROGRESS');
const forwards: Rule = (e) => held(e) && e.to === 'FORWARDED';
const closes: Rule = (e) => e.from === 'ANSWERED' && e.to === 'CLOSED';
/** Closings with this outcome, minus those that were reopened. Answers of earlier releases have none and count as done (ADR 027). */
const ends =
  (outcome: Outcome): Rule =>
  (e) =>
    (e.outcome ?? 'done') === outcome && (reopens(e) ? -1 : closes(e));
const reopens: Rule = (e) => e.from === 'CLOSED' && e.to === 'IN_PROGRESS';

/** True when the coordinator held the complaint until this event. */
const held = ({ from }: ComplaintEvent): boolean => from === 'RECEIVED' || from === 'RETURNED';

const rules: Record<(typeof inItsMonth)[number] | (typeof inMonthOfReceipt)[number], Rule> = {
  received: (e) => e.from === undefined && e.to === 'RECEIVED',
  joined: (e) => e.from === undefined && e.to === 'DUPLICATE',
  forwarded: forwards,
  answered: (e) => e.action === 'answer',
  closed: closes,
  returned: enters('RETURNED'),
  objected: (e) => (e.from === 'ANSWERED' || e.action === 'object') && e.to === 'IN_PROGRESS',
  reopened: reopens,
  archived: enters('ARCHIVED'),
  withdrawn: enters('WITHDRAWN'),
  merged: enters('DUPLICATE'),
  late: (e) => e.late?.includes('total'),
  lateStages: (e) => e.late?.some((clock) => clock !== 'total'),
  ratings: (e) => e.action === 'rate' && e.previousRating === undefined,
  ratingSum: (e) => (e.action === 'rate' ? (e.rating ?? 0) - (e.previousRating ?? 0) : 0),
  taken: (e) => (enters('RETURNED')(e) ? -1 : takes(e)),
  followedUp: firstAnswer,
  done: ends('done'),
  explained: ends('explained'),
  cannotBeDone: ends('cannot'),
  scheduled: (e) => Number(e.to === 'SCHEDULED') - Number(e.from === 'SCHEDULED'),
};

/** Counters of lateness. Lateness before a complaint left the coordinator counts for no agency. */
const ofHolder = new Set<Counter>(['late', 'lateStages']);
const ofReceipt = new Set<Counter>(inMonthOfReceipt);

/** Most months of the public figures: each is one small read of an answer, and one comparison of a night. */
export const mostMonths = 36;

/** Returns a month some months later. */
export function plusMonths(start: string, months: number): string {
  const count = Number(start.slice(0, 4)) * 12 + Number(start.slice(5)) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** Returns the months of which figures are shown, up to one, and those before them that an answer of that day may still ask for. */
export const lastMonths = (last: string): string[] =>
  Array.from({ length: mostMonths + 1 }, (_, n) => plusMonths(last, n - mostMonths));

/** Returns the year of a month. */
export const yearOf = (month: string): string => month.slice(0, 'YYYY'.length);

/** Moves a complaint of another service than before, as received and as taken over, from the old service's row to the new one's. */
function reclassified({ event, monthOfReceipt: month }: Counted): Addition[] {
  const from = event.classifiedFrom;
  if (!from || from.serviceCode === event.serviceCode) return [];
  const taken = event.agencyId !== undefined && event.to !== 'RETURNED' && event.to !== 'RECEIVED';
  const move = (service: string | undefined, amount: number): Addition[] => {
    const row = { month, ...(service === undefined ? {} : { serviceCode: service }) };
    return [
      { ...row, counters: { received: amount } },
      ...(taken && event.agencyId ? [{ ...row, agencyId: event.agencyId, counters: { taken: amount } }] : []),
    ];
  };
  return [...move(from.serviceCode, -1), ...move(event.serviceCode, 1)];
}

/** Returns what an event adds to which rows: nearly always one row, and none when the event counts nothing. */
export function additionsOf({ event, month, monthOfReceipt }: Counted): Addition[] {
  const rows = new Map<string, Addition>();
  const add = (counter: Counter, amount: number) => {
    const agencyId = ofHolder.has(counter) && held(event) ? undefined : event.agencyId;
    const itsMonth = ofReceipt.has(counter) ? monthOfReceipt : month;
    const row = event.hidden
      ? { month: yearOf(itsMonth) }
      : { month: itsMonth, ...defined({ agencyId, serviceCode: event.serviceCode }) };
    const key = JSON.stringify(row);
    rows.set(key, { ...row, counters: { ...rows.get(key)?.counters, [counter]: amount } });
  };
  for (const addition of reclassified({ event, month, monthOfReceipt })) rows.set(JSON.stringify([addition]), addition);
  for (const [counter, rule] of Object.entries(rules) as [Counter, Rule][]) {
    const amount = Number(rule(event) ?? 0);
    if (amount !== 0) add(counter, amount);
  }
  if (firstAnswer(event) && event.workingDays !== undefined) add(binOf(event.workingDays), 1);
  return [...rows.values()];
}
