/**
 * Measures what people and apps read in a city with a thousand complaints and in one with a hundred thousand: the cost of a read must not depend
 * on their number. Add a read as one entry of `reads`.
 */
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { progress } from '../../support/progress.ts';
import type { Answer, LocalClient } from '../../support/local-client.ts';
import { withLocalCloud } from '../../support/local-cloud.ts';
import { findTarget } from '../../support/target.ts';
import { operation, type Operation } from './operations.ts';
import { row, type Row } from './row.ts';
import { storeCity, type TableDescription } from './stored-city.ts';
import { must, unitsOf, type Units } from './units.ts';

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

/** Measures each read in both cities, whose tables are made like those of `like`; their clocks start at `now`. */
export async function readRows(like: LocalClient, now: string, tell: (row: Row) => void): Promise<Operation[]> {
  const table = await describeComplaints(like);
  const tick = progress('complaints made', few + many);
  const atFew: Record<string, Units> = {};
  await inCityOf(few, { table, now, tick }, (what, units) => (atFew[what] = units));
  const operations: Operation[] = [];
  await inCityOf(many, { table, now, tick }, (what, units) => {
    const before = atFew[what]!.read;
    const detail = `${units.read} read units at ${many.toLocaleString('en')} complaints, ${before} at ${few.toLocaleString('en')}`;
    tell(row(`reads, ${what}: 100 times the complaints`, units.read / before, '×', ratioBudget, detail));
    operations.push(operation(what, units));
  });
  return operations;
}

async function describeComplaints(client: LocalClient): Promise<TableDescription> {
  const { outputs, client: settings } = await findTarget({ local: client.url });
  const engine = new DynamoDBClient(settings);
  const { Table } = await engine.send(new DescribeTableCommand({ TableName: outputs.ComplaintsTable }));
  engine.destroy();
  if (Table?.TableName === undefined) throw new Error('the local cloud has no complaints table');
  return { ...Table, TableName: Table.TableName };
}

type City = { table: TableDescription; now: string; tick: () => void };

type Tell = (what: string, units: Units) => void;

async function inCityOf(count: number, { table, now, tick }: City, tell: Tell): Promise<void> {
  const prepare = (state: string) => storeCity(state, { table, count, now: new Date(now), tick });
  await withLocalCloud({ prepare, args: ['--clock', now] }, async (client) =>
    measure(client, await fileAndVerify(client), tell),
  );
}

async function fileAndVerify(client: LocalClient): Promise<Known> {
  const report = { description: 'Lampu jalan mati sejak tiga malam.', reporter: { phone: '081100001377' } };
  const { trackingId, reporterSecret, version } = must(await client.file(report), 201);
  const body = { expectedVersion: version, agencyId: agency };
  must(await client.act({ role: 'coordinator' }, trackingId, 'verify', body), 200);
  return { trackingId, reporterSecret };
}

/** Reads each once to fill the function's directory cache, then once counted. */
async function measure(client: LocalClient, known: Known, tell: Tell): Promise<void> {
  for (const [what, read] of Object.entries(reads)) {
    must(await read(client, known), 200);
    const consumed = await unitsOf(client, async () => {
      must(await read(client, known), 200);
    });
    if (consumed.read === 0) throw new Error(`${what} consumed nothing: it was not read from the table`);
    tell(what, consumed);
  }
}
