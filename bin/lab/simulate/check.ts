/** Checks every complaint after the simulated year: the invariants (docs/service.md#invariants), the stored items, its timer, and the statistics. */
import { isDeepStrictEqual } from 'node:util';
import { checkChain } from '../../../functions/domain/complaint/chain.ts';
import type { Change, Complaint } from '../../../functions/domain/complaint/complaint.ts';
import { yearOf, type Counter } from '../../../functions/domain/statistics/statistics.ts';
import { faultsOfHistory, linesOf } from './invariants.ts';
import { count, type Counts, type Tally } from './tally.ts';
import type { Ward } from './ward.ts';

/** Adds to the tally; `tick` is told of each complaint. */
export async function checkWard(ward: Ward, tally: Tally, tick: () => void): Promise<void> {
  for (const [id, changes] of ward.histories) {
    const chain = linesOf({ changes });
    for (const found of [
      ...faultsOfHistory({ changes }),
      ...(await storedFaults(ward, id, changes)),
      ...sleepFaults(ward, changes),
    ])
      tally.violations.push({ ...found, chain });
    count(tally.states, changes.at(-1)!.complaint.state);
    tally.checked += 1;
    tick();
  }
  for (const fault of await figureFaults(ward))
    tally.violations.push({ invariant: 'statistics are exact', fault, chain: [] });
}

type Found = { invariant: string; fault: string }[];

async function storedFaults(ward: Ward, id: string, changes: readonly Change[]): Promise<Found> {
  const [complaint, { events, texts }] = await Promise.all([ward.stored.get(id), ward.stored.history(id)]);
  const last = changes.at(-1)!;
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const chain = checkChain(events, texts, complaint?.head ?? '');
  const faults = [
    !isDeepStrictEqual(plain(complaint), plain(last.complaint)) && 'the complaint is not what was decided',
    !isDeepStrictEqual(plain(events), plain(changes.map((c) => c.event))) && 'the events are not those that happened',
    !chain.valid && 'the chain of stored events does not verify',
  ];
  return faults.flatMap((fault) => (fault ? [{ invariant: 'what is stored is what happened', fault }] : []));
}

/** The nightly sweep finds timers that are a quarter of an hour late. */
const longestLateMs = 25 * 3_600_000;

function sleepFaults(ward: Ward, changes: readonly Change[]): Found {
  const { complaint } = changes.at(-1)!;
  if (complaint.nextWakeAt === undefined) return [];
  const late = ward.clock.now().getTime() - Date.parse(complaint.nextWakeAt) > longestLateMs;
  const faults = [
    !ward.sleeps(complaint) && 'no timer sleeps for it',
    late && `its wake of ${complaint.nextWakeAt} was never heard`,
  ];
  return faults.flatMap((fault) => (fault ? [{ invariant: 'an open complaint is never forgotten', fault }] : []));
}

/** Computes each statistics counter from the finished histories, independently of routing's counting. */
const countedBy = {
  received: (before, { complaint: c }) => before === undefined && c.state === 'RECEIVED',
  joined: (before, { complaint: c }) => before === undefined && c.state === 'DUPLICATE',
  forwarded: (before, { complaint: c }) =>
    c.state === 'FORWARDED' && (before?.state === 'RECEIVED' || before?.state === 'RETURNED'),
  answered: (_, { event }) => event.action === 'answer',
  closed: (before, { complaint: c }) => before?.state === 'ANSWERED' && c.state === 'CLOSED',
  returned: (before, { complaint: c }) => before?.state !== 'RETURNED' && c.state === 'RETURNED',
  objected: (_, { event }) => event.action === 'object',
  reopened: (_, { event }) => event.action === 'reopen',
  archived: (before, { complaint: c }) => before?.state !== 'ARCHIVED' && c.state === 'ARCHIVED',
  withdrawn: (_, { event }) => event.action === 'withdraw',
  merged: (_, { event }) => event.action === 'merge',
  late: (_, { event }) => event.late?.includes('total') ?? false,
} satisfies Partial<Record<Counter, (before: Complaint | undefined, change: Change) => boolean>>;

async function figureFaults({ histories, statistics, clock }: Ward): Promise<string[]> {
  const expected: Counts = {};
  let first = clock.now().toISOString();
  for (const changes of histories.values()) {
    first = changes[0]!.event.at < first ? changes[0]!.event.at : first;
    changes.forEach((change, i) => {
      for (const [counter, holds] of Object.entries(countedBy))
        if (holds(changes[i - 1]?.complaint, change)) count(expected, counter);
    });
  }
  const found: Counts = {};
  const months = monthsBetween(first, clock.now().toISOString());
  // Confidential complaints count in a row of the year.
  for (const period of [...months, ...new Set(months.map(yearOf))]) {
    const rows = await statistics.rows(period);
    for (const { counters } of rows)
      for (const [name, n] of Object.entries<number | undefined>(counters)) count(found, name, n ?? 0);
  }
  return Object.keys(countedBy).flatMap((name) =>
    (found[name] ?? 0) === (expected[name] ?? 0)
      ? []
      : [`${name}: ${found[name] ?? 0} counted, ${expected[name] ?? 0} happened`],
  );
}

/** One more at either end: months are local, instants are not. */
function monthsBetween(first: string, last: string): string[] {
  const [from, to] = [first, last].map((at) => Number(at.slice(0, 4)) * 12 + Number(at.slice(5, 7)) - 1) as [
    number,
    number,
  ];
  return Array.from({ length: to - from + 3 }, (_, i) => {
    const month = from - 1 + i;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}
