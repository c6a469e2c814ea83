/** Posts the first rows of the Surabaya corpus to a running Tanggap, as complaints of Ambon. Texts are sent on and never printed. */
import * as z from 'zod';
import { corpus } from './corpora.ts';
import { call, eachConcurrently } from './replay-complaints/client.ts';
import { command } from '../support/command.ts';
import { progress } from '../support/progress.ts';
import { readRequests, type Request } from './replay-complaints/requests.ts';
import { count, report, type Tally } from './replay-complaints/summary.ts';
import { verify } from './replay-complaints/verify.ts';

const options = z.object({
  url: z.url().default('http://127.0.0.1:3000').describe('where Tanggap listens'),
  key: z.string().default('local-dev-key').describe('API key'),
  file: z.string().optional().describe('corpus, if not surabaya-mediacenter.csv beside this repository'),
  rows: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(500)
    .describe('rows from the top; 10,000 is the supply of made-up numbers'),
  concurrency: z.coerce.number().int().min(1).max(256).default(8).describe('requests at a time'),
  verify: z.boolean().default(false).describe('check routing, timers and SMS afterwards; needs the local cloud'),
});

export default command(import.meta, {
  script: 'replay:complaints',
  about:
    'Posts rows of the Surabaya corpus as complaints of Ambon. A run may be repeated: row ids are the Idempotency-Keys.',
  options,
  run: replayComplaints,
});

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

async function replayComplaints({ file, rows, key, concurrency, ...given }: z.infer<typeof options>): Promise<number> {
  const url = given.url.replace(/\/+$/, '');
  const requests = readRequests(file ?? corpus('surabaya-mediacenter.csv'), rows);
  const start = performance.now();
  const tally = await postAll(url, key, requests, concurrency);
  console.log(report(tally, (performance.now() - start) / 1000));
  const failures = given.verify ? await verify(url, tally.accepted, concurrency) : undefined;
  for (const [what, ids] of failures ?? []) {
    console.log(`FAILED ${what}: ${ids.length} complaints, such as ${ids.slice(0, 3).join(', ')}`);
    if (what.startsWith('SMS of receipt: 0')) {
      console.log('  (messages are held from 21:00 to 07:00 local time: POST /_local/clock, then run this again)');
    }
  }
  if (failures?.size === 0) {
    console.log(`verified         ${tally.accepted.length}: routed as due, one timer, one SMS to each mobile number`);
  }
  return tally.other.size > 0 || (failures?.size ?? 0) > 0 ? 1 : 0;
}
