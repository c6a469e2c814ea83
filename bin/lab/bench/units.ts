/** DynamoDB units of what is done on the local cloud, as its engine counts them. */
import type { Answer, LocalClient } from '../../support/local-client.ts';

type Tally = { caller: string; operation: string; table: string; calls: number; read: number; write: number };
type Share = { read: number; write: number };
/** Shares by function and operation. */
export type Units = Share & { shares: Map<string, Share> };

/** Counts from now until every consequence of `work` has happened. */
export async function unitsOf(client: LocalClient, work: () => Promise<void>): Promise<Units> {
  await client.idle();
  await client.call('POST', '/_local/capacity', { body: { on: true } });
  await work();
  await client.idle();
  const tallies: Tally[] = (await client.call('GET', '/_local/capacity')).body;
  await client.call('POST', '/_local/capacity', { body: { on: false } });
  return together(
    tallies.map(({ caller, operation, read, write }) => {
      const by = `${caller.replace(/^tanggap-[a-z]+-[a-z]+-/, '')} ${operation}`;
      return { read, write, shares: new Map([[by, { read, write }]]) };
    }),
  );
}

export function together(all: readonly Units[]): Units {
  const sum: Units = { read: 0, write: 0, shares: new Map() };
  for (const units of all) {
    sum.read += units.read;
    sum.write += units.write;
    for (const [by, { read, write }] of units.shares) {
      const before = sum.shares.get(by) ?? { read: 0, write: 0 };
      sum.shares.set(by, { read: before.read + read, write: before.write + write });
    }
  }
  return sum;
}

/** Lists the consumers, the largest first. */
export function described(units: Units, kind: 'read' | 'write', per: number): string {
  return [...units.shares]
    .filter(([, share]) => share[kind] > 0)
    .toSorted(([, a], [, b]) => b[kind] - a[kind])
    .map(([by, share]) => `${by} ${Number((share[kind] / per).toFixed(1))}`)
    .join(', ');
}

/** Returns the body. Throws for another status, because a refused call measures nothing. */
export function must(answer: Answer, status: number): Answer['body'] {
  if (answer.status !== status)
    throw new Error(`${status} expected, ${answer.status} answered: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
