/**
 * Makes the state of a local cloud with many complaints: written as a DynamoDB export and imported by the engine itself, which takes seconds for
 * a hundred thousand where single writes would take many minutes. The items are those that the domain makes of some hundred complaints in all
 * services, areas and states, with new ids.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { marshall } from '@aws-sdk/util-dynamodb';
import { complaintItem } from '../../../functions/adapters/dynamodb/complaints/complaint-items.ts';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { drawTrackingId } from '../../../functions/domain/kernel/ids.ts';
import { additionsOf } from '../../../functions/domain/statistics/statistics.ts';

import { modelStories, type Story } from './model-stories.ts';

/** Answer of DescribeTable for the complaints table. */
export type TableDescription = { TableName: string };

/** Makes the state folder's tables with `count` complaints as they stand at `now`; `tick` is told of each. */
export async function storeCity(
  folder: string,
  { table, count, now, tick }: { table: TableDescription; count: number; now: Date; tick: () => void },
): Promise<void> {
  const source = join(folder, 'export');
  const data = join(source, table.TableName, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(source, 'schema.json'), JSON.stringify({ Table: table }));
  const stories = modelStories(now);
  await pipeline(Readable.from(lines(stories, count, tick)), createWriteStream(join(data, 'items.json')));
  await promisify(execFile)(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide'), [
    'import',
    `--source=${source}`,
    `--schema=${join(source, 'schema.json')}`,
    `--output=${join(folder, 'tables.db')}`,
  ]);
  rmSync(source, { recursive: true });
}

function* lines(stories: readonly Story[], count: number, tick: () => void): Generator<string> {
  const line = (item: object): string =>
    `${JSON.stringify({ Item: marshall(item, { removeUndefinedValues: true }) })}\n`;
  for (let n = 0; n < count; n += 1) {
    const { complaint } = stories[n % stories.length]!;
    yield line(complaintItem({ ...complaint, id: drawTrackingId('AMB', randomBytes) }));
    tick();
  }
  for (const row of statisticsOf(stories, count)) yield line(row);
}

/** The monthly rows that routing would have counted. */
function statisticsOf(stories: readonly Story[], count: number): Record<string, string | number>[] {
  const rows = new Map<string, Record<string, string | number>>();
  for (const [n, { events }] of stories.entries()) {
    const times = Math.ceil((count - n) / stories.length);
    for (const event of events) {
      const month = event.at.slice(0, 7);
      for (const { agencyId, serviceCode, counters } of additionsOf({ event, month, monthOfReceipt: month })) {
        const key = keys.statistics(month, agencyId, serviceCode);
        const row = rows.get(key.sk) ?? { ...key };
        for (const [name, amount] of Object.entries(counters))
          row[name] = Number(row[name] ?? 0) + (amount ?? 0) * times;
        rows.set(key.sk, row);
      }
    }
  }
  return [...rows.values()];
}
