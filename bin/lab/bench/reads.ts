/**
 * What people and apps read, in a city that has had a thousand complaints and in one that has had a hundred thousand: the price must not
 * depend on how many there are. A read to be measured is one entry of `reads`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { progress } from '../replay-complaints/progress.ts';
import type { Answer, LocalClient } from '../../support/local-client.ts';
import { startLocalCloud } from '../../support/start-local-cloud.ts';
import { findTarget } from '../../support/target.ts';
import { operation, type Operation } from './operations.ts';
import { row, type Row } from './row.ts';
import { storeCity, type TableDescription } from './stored-city.ts';
import { must, unitsOf, type Units } from './units.ts';
import { nextTuesdayMorning } from './week.ts';

const few = 1000;
const many = 100_000;
const ratioBudget = 1.1;
const agency = 'dinas-perhubungan';

/** A complaint that was filed and verified through the API. */
type Known = { trackingId: string; reporterSecret: string };
type Read = (client: LocalClient, known: Known) => Promise<Answer>;

const reads: Record<string, Read> = {
  'queue of the coordinator': (client) =>
    client.asOfficer({ role: 'coordinator' }, 'GET', '/v1/staff/complaints?queue=coordinator'),
  'queue of an agency': (client) =>
    client.asOfficer({ role: 'liaison', agency }, 'GET', `/v1/staff/complaints?queue=agency&agencyId=${agency}`),
  'what is late in the whole city': (client) =>
    client.asOfficer({ role: 'coordinator' }, 'GET', '/v1/staff/complaints?queue=late'),
  'one complaint with its history, staff': (client, { trackingId }) =>
    client.asOfficer({ role: 'coordinator' }, 'GET', `/v1/staff/complaints/${trackingId}`),
  'tracking, anyone': (client, { trackingId }) => client.call('GET', `/v1/complaints/${trackingId}`),
  'tracking, reporter': (client, { trackingId, reporterSecret }) =>
    client.call('GET', `/v1/complaints/${trackingId}`, { headers: { 'x-reporter-secret': reporterSecret } }),
  'public list': (client) => client.call('GET', '/v1/complaints'),
  'statistics of the last twelve months': (client) => client.call('GET', '/v1/statistics'),
  'open work': (client) => client.call('GET', '/v1/statistics/open'),
};

/** `like` is a running local cloud, whose tables the two cities get. */
export async function readRows(like: LocalClient): Promise<{ rows: Row[]; operations: Operation[] }> {
  const table = await describeComplaints(like);
  const now = nextTuesdayMorning(new Date());
  const tick = progress('complaints made', few + many);
  const atFew = await inCityOf(few, { table, now, tick });
  const atMany = await inCityOf(many, { table, now, tick });
  const rows = Object.keys(reads).map((what) => {
    const [before, after] = [atFew[what]!.read, atMany[what]!.read];
    const detail = `${after} read units at ${many.toLocaleString('en')} complaints, ${before} at ${few.toLocaleString('en')}`;
    return row(`reads, ${what}: 100 times the complaints`, after / before, '×', ratioBudget, detail);
  });
  return { rows, operations: Object.entries(atMany).map(([what, units]) => operation(what, units)) };
}

async function describeComplaints(client: LocalClient): Promise<TableDescription> {
  const { outputs, client: settings } = await findTarget('dev', client.url);
  const engine = new DynamoDBClient(settings);
  const { Table } = await engine.send(new DescribeTableCommand({ TableName: outputs.ComplaintsTable }));
  engine.destroy();
  if (Table?.TableName === undefined) throw new Error('the local cloud has no complaints table');
  return { ...Table, TableName: Table.TableName };
}

type City = { table: TableDescription; now: string; tick: () => void };

async function inCityOf(count: number, { table, now, tick }: City): Promise<Record<string, Units>> {
  const state = await mkdtemp(join(tmpdir(), 'tanggap-bench-'));
  try {
    await storeCity(state, { table, count, now: new Date(now), tick });
    const cloud = await startLocalCloud({ state });
    try {
      await cloud.client.moveTo(now);
      return await measured(cloud.client, await fileAndVerify(cloud.client));
    } finally {
      await cloud.stop();
    }
  } finally {
    await rm(state, { recursive: true, force: true });
  }
}

async function fileAndVerify(client: LocalClient): Promise<Known> {
  const report = { description: 'Lampu jalan mati sejak tiga malam.', reporter: { phone: '081100001377' } };
  const { trackingId, reporterSecret, version } = must(await client.file(report), 201);
  const body = { expectedVersion: version, agencyId: agency };
  must(await client.act({ role: 'coordinator' }, trackingId, 'verify', body), 200);
  return { trackingId, reporterSecret };
}

/** Each once to warm the function's directory cache, then once counted. */
async function measured(client: LocalClient, known: Known): Promise<Record<string, Units>> {
  const units: Record<string, Units> = {};
  for (const [what, read] of Object.entries(reads)) {
    must(await read(client, known), 200);
    const consumed = await unitsOf(client, async () => {
      must(await read(client, known), 200);
    });
    if (consumed.read === 0) throw new Error(`${what} consumed nothing: it was not read from the table`);
    units[what] = consumed;
  }
  return units;
}
