/**
 * Posts the first rows of the Surabaya corpus to a running Tanggap, as complaints of Ambon:
 * `npm run replay:complaints -- --url http://127.0.0.1:3000 --key local-dev-key --rows 500 --verify`.
 * Row ids are the Idempotency-Keys, so a run may be repeated. Texts are sent on and never printed.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { call, eachConcurrently } from './replay-complaints/client.ts';
import { progress } from './replay-complaints/progress.ts';
import { readRequests, type Request } from './replay-complaints/requests.ts';
import { count, report, type Tally } from './replay-complaints/summary.ts';
import { verify } from './replay-complaints/verify.ts';

const usage = `Options:
  --url URL          where Tanggap listens (http://127.0.0.1:3000)
  --key KEY          API key (local-dev-key)
  --file FILE        corpus (../shared/data/complaints/surabaya-mediacenter.csv beside this repository)
  --rows N           how many rows from the top (500; at most 10000, the supply of made-up numbers)
  --concurrency N    requests at a time (8)
  --verify           afterwards check routing, timers and SMS; needs the local cloud`;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  return fail(`--${name} must be a whole number from 1 to ${most}`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:3000' },
      key: { type: 'string', default: 'local-dev-key' },
      file: {
        type: 'string',
        default: path.join(import.meta.dirname, '../../../shared/data/complaints/surabaya-mediacenter.csv'),
      },
      rows: { type: 'string', default: '500' },
      concurrency: { type: 'string', default: '8' },
      verify: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  if (!existsSync(values.file)) fail(`no corpus at ${values.file}: name one with --file`);
  return {
    ...values,
    url: values.url.replace(/\/+$/, ''),
    rows: wholeNumber('rows', values.rows, 10_000),
    concurrency: wholeNumber('concurrency', values.concurrency, 256),
  };
}

async function postAll(url: string, key: string, requests: readonly Request[], concurrency: number): Promise<Tally> {
  const tally: Tally = { accepted: [], refused: new Map(), other: new Map() };
  const tick = progress('posted', requests.length);
  await eachConcurrently(requests, concurrency, async (request) => {
    const answer = await call(`${url}/v1/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': key, 'idempotency-key': request.idempotencyKey },
      body: JSON.stringify(request.body),
    });
    count(tally, request, answer);
    tick();
  });
  return tally;
}

async function main(): Promise<void> {
  const { url, key, file, rows, concurrency, verify: verifying } = readOptions();
  const requests = readRequests(file, rows);
  const start = performance.now();
  const tally = await postAll(url, key, requests, concurrency);
  console.log(report(tally, (performance.now() - start) / 1000));
  const failures = verifying ? await verify(url, tally.accepted, concurrency) : undefined;
  for (const [what, ids] of failures ?? []) {
    console.log(`FAILED ${what}: ${ids.length} complaints, such as ${ids.slice(0, 3).join(', ')}`);
    if (what.startsWith('SMS of receipt: 0')) {
      console.log('  (messages are held from 21:00 to 07:00 local time: POST /_local/clock, then run this again)');
    }
  }
  if (failures?.size === 0) {
    console.log(`verified         ${tally.accepted.length}: routed as due, one timer, one SMS to each mobile number`);
  }
  if (tally.other.size > 0 || (failures?.size ?? 0) > 0) process.exitCode = 1;
}

// Only the message: an error's other properties may hold a row of the corpus.
await main().catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));
