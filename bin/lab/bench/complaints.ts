/** Measures one complaint: DynamoDB units when it is filed, transitions and US$ until it is closed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalClient } from '../../support/local-client.ts';
import { countCheckRow } from './count-check.ts';
import { operation, type Operation } from './operations.ts';
import prices from './prices.json' with { type: 'json' };
import { row, type Row } from './row.ts';
import { described, must, together, unitsOf, type Units } from './units.ts';

const times = 10;
const agency = 'dinas-perhubungan';
const sentence = 'Lampu jalan di depan gereja mati sudah tiga malam dan jalan gelap sekali. ';
const description = sentence.repeat(7).slice(0, 499).padEnd(500, '.');
const left = { description };
const forwarded = { description, serviceCode: 'lampu-jalan', location: { areaCode: '81.71.02.1019' } };

export async function complaintRows(client: LocalClient, tell: (row: Row) => void): Promise<Operation[]> {
  const toCoordinator = await filed(client, left);
  unitRows('left to the coordinator', toCoordinator, 20).forEach(tell);
  const atOnce = await filed(client, forwarded);
  unitRows('forwarded at once', atOnce, 40).forEach(tell);
  const life = await lifeOf(client);
  const accepted = 'transitions, answered and accepted in time';
  tell(row(accepted, life.transitions, 'transitions', 8, 'all executions of one complaint'));
  tell(await countCheckRow(client, { ...left, reporter: reporter(98) }));
  tell(costRow(life));
  tell(idleRow());
  return [
    operation('filing, left to the coordinator', toCoordinator, times),
    operation('filing, forwarded at once', atOnce, times),
    ...life.steps.map(([what, units]) => operation(what, units)),
  ];
}

async function filed(client: LocalClient, report: object): Promise<Units> {
  return unitsOf(client, async () => {
    for (let n = 0; n < times; n += 1) must(await client.file({ ...report, reporter: reporter(n) }), 201);
  });
}

function reporter(n: number): { name: string; phone: string } {
  return { name: 'Warga Contoh', phone: `0811000013${String(n).padStart(2, '0')}` };
}

function unitRows(how: string, units: Units, writeBudget: number): Row[] {
  const detail = (kind: 'read' | 'write'): string => `average of ${times}: ${described(units, kind, times)}`;
  return [
    row(`writes per complaint ${how}`, units.write / times, 'units', writeBudget, detail('write')),
    row(`reads per complaint ${how}`, units.read / times, 'units', 8, detail('read')),
  ];
}

type Execution = { name: string; status: string; transitions: number };
type Life = { steps: [what: string, units: Units][]; units: Units; transitions: number; requests: number };

/** Forwarded at once, responded to, answered and accepted within an hour: no schedule fires in between. */
async function lifeOf(client: LocalClient): Promise<Life> {
  const liaison = { role: 'liaison', agency } as const;
  let trackingId = '';
  let reporterSecret = '';
  let version = 0;
  const filing = await unitsOf(client, async () => {
    const answer = must(await client.file({ ...forwarded, reporter: reporter(99) }), 201);
    ({ trackingId, reporterSecret } = answer);
  });
  const staff = `/v1/staff/complaints/${trackingId}`;
  const responding = await later(client, async () => {
    const read = must(await client.asOfficer(liaison, 'GET', staff), 200);
    const body = { expectedVersion: read.version };
    ({ version } = must(await client.act(liaison, trackingId, 'respond', body), 200));
  });
  const answering = await later(client, async () => {
    const body = { expectedVersion: version, outcome: 'done', text: 'Lampu sudah diganti petugas malam ini.' };
    must(await client.act(liaison, trackingId, 'answer', body), 200);
  });
  const accepting = await unitsOf(client, async () => {
    must(await client.asReporter(trackingId, reporterSecret, 'accept'), 200);
  });
  const closed = must(await client.asOfficer(liaison, 'GET', staff), 200);
  if (closed.status !== 'CLOSED') throw new Error(`the complaint is ${closed.status}, not closed`);
  return {
    steps: [
      ['respond, by the liaison', responding],
      ['answer, by the liaison', answering],
      ['accept, by the reporter', accepting],
    ],
    units: together([filing, responding, answering, accepting]),
    transitions: await transitionsOf(client, trackingId),
    requests: 5,
  };
}

async function later(client: LocalClient, work: () => Promise<void>): Promise<Units> {
  await client.advance('PT20M');
  return unitsOf(client, work);
}

/** Counts the transitions of all executions of the complaint. Throws while one can still move. */
async function transitionsOf(client: LocalClient, trackingId: string): Promise<number> {
  if ((await client.timers(trackingId)).length > 0) throw new Error('a timer of the closed complaint is still running');
  const { executions }: { executions: Execution[] } = must(await client.call('GET', '/_local/transitions'), 200);
  const own = executions.filter(({ name }) => name.includes(trackingId));
  if (own.length === 0) throw new Error('no execution is named after the complaint');
  return own.reduce((sum, one) => sum + one.transitions, 0);
}

function costRow({ units, transitions: moved, requests }: Life): Row {
  const price = prices.usdPerMillion;
  const assumed = prices.assumedPerComplaint;
  // Per million times a thousand complaints: US$ per 1,000.
  const parts = {
    'DynamoDB writes': (units.write * price.dynamodbWriteUnits) / 1000,
    'DynamoDB reads': (units.read * price.dynamodbReadUnits) / 1000,
    'Step Functions': (moved * price.stepFunctionsTransitions) / 1000,
    'HTTP API': (requests * price.httpApiRequests) / 1000,
    'Lambda (assumed)':
      (assumed.lambdaRequests *
        (price.lambdaRequests + assumed.lambdaSecondsEach * assumed.lambdaGb * price.lambdaGbSecondsArm)) /
      1000,
    'KMS, SQS, SNS (assumed)':
      (assumed.kmsRequests * price.kmsRequests +
        assumed.sqsFifoRequests * price.sqsFifoRequests +
        assumed.snsPublishes * price.snsPublishes) /
      1000,
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const items = Object.entries(parts).map(([name, part]) => `${name} ${part.toFixed(3)}`);
  const detail = `${prices.asOf} ${prices.region}; ${units.write} write and ${units.read} read units in a whole life: ${items.join(', ')}`;
  return row('cost per 1,000 complaints, without SMS', total, 'US$', 0.4, detail);
}

/** Read from the page that test/infra/idle-cost.test.ts compares with the template. */
function idleRow(): Row {
  const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'costs.md'), 'utf8');
  const total = /\| \*\*together\*\* .*\*\*(?<usd>[\d.]+)\*\* \|/.exec(page)?.groups?.['usd'];
  if (total === undefined) throw new Error('docs/costs.md has no total');
  return row('idle cost a month', Number(total), 'US$', 8, 'docs/costs.md, itemised; held to the template by a test');
}
