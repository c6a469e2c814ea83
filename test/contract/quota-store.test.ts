/** The contract of QuotaCounter, in memory and in DynamoDB: no post too many, none too few, one write unit each. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { createQuotaCounter } from '../../functions/adapters/dynamodb/quota-store.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import type { QuotaCounter } from '../../functions/domain/city/ports.ts';
import { quotaWindows } from '../../functions/domain/city/quota.ts';
import { wit } from '../support/ambon.ts';
import { fakeQuotaCounter } from '../support/fakes/quotas.ts';
import { engineOfThisFile } from '../support/stores.ts';

const engine = engineOfThisFile();
const at = (local: string) => quotaWindows('Asia/Jayapura', wit(local));
const app = (perMinute: number, perDay: number, clientId = 'app') => ({ clientId, quota: { perMinute, perDay } });
const repeat = async <T>(times: number, run: () => Promise<T>): Promise<T[]> => {
  const all: T[] = [];
  for (let i = 0; i < times; i += 1) all.push(await run());
  return all;
};

const realCounter = async (): Promise<QuotaCounter> => {
  const running = await engine();
  return createQuotaCounter(running.client, await running.newTable('complaints'));
};
const implementations = [
  { name: 'in memory', open: async () => fakeQuotaCounter() },
  { name: 'in DynamoDB', open: realCounter },
];

describe.each(implementations)('a quota $name', ({ open }) => {
  test('ends with the minute or the local day, and begins again with the next', async () => {
    const counter = await open();
    const client = app(2, 5);
    const count = async (local: string, times: number) => repeat(times, () => counter.count(client, at(local)));

    expect(await count('2026-03-13 23:57', 3)).toEqual(['counted', 'counted', 'minute']);
    expect(await count('2026-03-13 23:58', 3)).toEqual(['counted', 'counted', 'minute']);
    expect(await count('2026-03-13 23:59', 3)).toEqual(['counted', 'day', 'day']);
    expect(await count('2026-03-14 00:00', 3)).toEqual(['counted', 'counted', 'minute']);
  });

  test("is nobody else's", async () => {
    const counter = await open();
    const window = at('2026-03-13 10:00');
    expect(await counter.count(app(1, 1), window)).toBe('counted');
    expect(await counter.count(app(1, 1, 'other'), window)).toBe('counted');
    expect(await counter.count(app(1, 1), window)).toBe('day');
  });

  test('holds under posts at once', async () => {
    const counter = await open();
    const window = at('2026-03-13 10:00');
    const answers = await Promise.all(Array.from({ length: 60 }, () => counter.count(app(20, 1000), window)));
    expect(answers.filter((a) => a === 'counted')).toHaveLength(20);
    expect(answers.filter((a) => a === 'minute')).toHaveLength(40);
  });
});

test('functions whose clocks differ by a minute count in the later one', async () => {
  const running = await engine();
  const table = await running.newTable('complaints');
  const [ahead, behind] = [createQuotaCounter(running.client, table), createQuotaCounter(running.client, table)];
  const client = app(3, 100);
  expect(await ahead.count(client, at('2026-03-13 10:01'))).toBe('counted');
  expect(await behind.count(client, at('2026-03-13 10:00'))).toBe('counted');
  expect(await ahead.count(client, at('2026-03-13 10:01'))).toBe('counted');
  expect(await behind.count(client, at('2026-03-13 10:00'))).toBe('minute');

  const { Item } = await running.client.send(
    new GetCommand({ TableName: table, Key: keys.quota('app', '2026-03-13') }),
  );
  expect(Item).toMatchObject({ inDay: 3, inMinute: 3 });
  // Kept two days after its own, for whoever asks what a client used.
  expect(new Date(Number(Item?.['expiresAt']) * 1000)).toEqual(wit('2026-03-16 00:00'));
});

test('a post costs one write unit, the first of a minute and each later one', async () => {
  const running = await engine();
  const table = await running.newTable('complaints');
  const units: number[] = [];
  const send = running.client.send.bind(running.client);
  const metered = {
    send: async (command: { input: object }) => {
      Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = (await send(command as never)) as { ConsumedCapacity?: { CapacityUnits?: number } };
      units.push(answer.ConsumedCapacity?.CapacityUnits ?? 0);
      return answer;
    },
  };
  const counter = createQuotaCounter(metered as never, table);
  for (const local of ['2026-03-13 10:00', '2026-03-13 10:00', '2026-03-13 10:01', '2026-03-13 10:02'])
    await counter.count(app(10, 10), at(local));
  expect(units).toEqual([1, 1, 1, 1]);
});
