/** Counting without a transaction: exact whatever comes twice, at once, late, or is cut off at any call. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { assert, asyncProperty, integer } from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { countOnce, type CountedEvent } from '../../functions/adapters/dynamodb/count-once.ts';
import { getItem, queryAll } from '../../functions/adapters/dynamodb/dynamodb.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { drawTrackingId } from '../../functions/domain/kernel/ids.ts';
import { engineOfThisFile } from '../support/stores.ts';
import { runs } from '../support/runs.ts';

const engine = engineOfThisFile();
let table: string;
beforeEach(async () => {
  table = await (await engine()).newTable('complaints');
});

const key = keys.statistics('2026-03', 'dinas-perhubungan', 'lampu-jalan');
/** Events of different complaints, a second apart. */
const event = (n: number): CountedEvent => ({
  complaintId: drawTrackingId('AMB', () => Uint8Array.from({ length: 16 }, (_, i) => (n >> (i * 4)) & 15)),
  version: 1 + (n % 3),
  at: new Date(Date.UTC(2026, 2, 13) + n * 1000).toISOString(),
});
const events = (count: number): CountedEvent[] => Array.from({ length: count }, (_, n) => event(n));

type Call = 'before' | 'after' | 'through';

/** A client of the engine, each of whose calls may be cut off: before the engine has it, or after, its answer lost. */
async function cuttingOff(decide: () => Call): Promise<{ client: DynamoDBDocumentClient; calls: string[] }> {
  const { client } = await engine();
  const { endpoint, region, credentials } = client.config;
  const plain = new DynamoDBClient({
    region,
    credentials,
    maxAttempts: 1,
    ...(endpoint === undefined ? {} : { endpoint: await endpoint() }),
  });
  const calls: string[] = [];
  plain.middlewareStack.add(
    (next, context) => async (args) => {
      calls.push(String(context.commandName));
      const cut = decide();
      if (cut === 'before') throw new Error('cut off');
      const answer = await next(args);
      if (cut === 'after') throw new Error('cut off');
      return answer;
    },
    { step: 'initialize' },
  );
  return { client: DynamoDBDocumentClient.from(plain), calls };
}

const direct = async () => cuttingOff(() => 'through');
const count = (client: DynamoDBDocumentClient, one: CountedEvent) =>
  countOnce({ client, table, key }, one, { received: 1, weight: 3 });
async function counted() {
  const { received, weight } = (await getItem((await engine()).client, table, key)) ?? {};
  return { received, weight };
}

describe('an event', () => {
  test('costs one write, also when the row has others', async () => {
    const { client, calls } = await direct();
    for (const one of events(9)) await count(client, one);
    expect(calls).toEqual(Array.from({ length: 9 }, () => 'UpdateItemCommand'));
    expect(await counted()).toEqual({ received: 9, weight: 27 });
  });

  test('is counted once, however often it comes, before and after it is settled', async () => {
    const { client } = await direct();
    for (const one of events(40)) {
      await count(client, one);
      await count(client, one);
    }
    for (const one of events(40).toReversed()) await count(client, one);
    expect(await counted()).toEqual({ received: 40, weight: 120 });
  });

  test('that comes late is counted once, by its record', async () => {
    const { client } = await direct();
    const [late, ...others] = events(40);
    for (const one of others) await count(client, one);
    for (let i = 0; i < 3; i += 1) await count(client, late!);
    expect(await counted()).toEqual({ received: 40, weight: 120 });
  });

  test('that shares its instant with all others is counted as well', async () => {
    const { client } = await direct();
    const same = events(30).map((one) => ({ ...one, at: '2026-03-13T00:00:00.000Z' }));
    for (const one of [...same, ...same]) await count(client, one);
    expect(await counted()).toEqual({ received: 30, weight: 90 });
  });

  test('keeps one record in its complaint once it is settled, for each row it counted in', async () => {
    const { client } = await direct();
    const other = keys.statistics('2026-02', 'dinas-perhubungan', 'lampu-jalan');
    for (const one of events(40)) {
      await count(client, one);
      await countOnce({ client, table, key: other }, one, { done: 1 });
    }
    const records = await queryAll(client, {
      table,
      condition: 'pk = :pk AND begins_with(sk, :counted)',
      values: { ':pk': event(0).complaintId, ':counted': 'counted#' },
    });
    expect(records.map(({ sk }) => sk)).toEqual([
      'counted#000001#2026-02#dinas-perhubungan#lampu-jalan',
      'counted#000001#2026-03#dinas-perhubungan#lampu-jalan',
    ]);
  });
});

test('four readers at once, each bringing all events in an order of its own, cut off at every seventh call', async () => {
  await assert(
    asyncProperty(integer({ min: 1, max: 2_147_483_646 }), async (seed) => {
      table = await (await engine()).newTable('complaints');
      let state = seed;
      const random = (below: number): number => {
        state = (state * 48_271) % 2_147_483_647;
        return state % below;
      };
      const { client } = await cuttingOff(() => {
        const draw = random(14);
        return draw === 0 ? 'before' : draw === 1 ? 'after' : 'through';
      });
      const untilCounted = async (one: CountedEvent): Promise<void> => {
        for (;;) {
          try {
            return await count(client, one);
          } catch (error) {
            if (!(error instanceof Error && error.message === 'cut off')) throw error;
          }
        }
      };
      const reader = async (): Promise<void> => {
        // Nearly in order, as a stream brings them, with some that are late.
        const order = events(50).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) + (random(9) - 4) * 1000);
        for (const one of order) await untilCounted(one);
      };
      await Promise.all(Array.from({ length: 4 }, reader));
      expect(await counted()).toEqual({ received: 50, weight: 150 });
    }),
    { numRuns: runs(1, 4) },
  );
});
