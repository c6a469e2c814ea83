/**
 * Floods a local cloud of its own with inbound SMS, some of them twice, in any order, as a gateway that resends does: reports of one part and
 * of several, STATUS and BANTUAN. Then looks into its table: one report for each that was meant, by its exact words, and no answer twice.
 * Exits 1 otherwise.
 *
 *   npm run bench:sms [-- --messages 10000 --numbers 200 --duplicates 30 --seed 1]
 */
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { smsSettingsOf } from '../../functions/domain/city/sms-limits.ts';
import { loadCityData } from '../../lib/city/index.ts';
import { printRows } from './bench/row.ts';
import { floodOf, type Flood, type InboundSms } from './bench/sms-flood.ts';
import { checks, readTable } from './bench/sms-outcome.ts';
import { seeded } from './measure-sms/typing.ts';
import type { LocalClient } from '../support/local-client.ts';
import { startLocalCloud } from '../support/start-local-cloud.ts';
import { findTarget } from '../support/target.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    numbers: { type: 'string', default: '200' },
    /** Per cent of all posts that repeat an earlier one. */
    duplicates: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
});
const connections = 16;
const progressMs = 10_000;
/** One question whether all is quiet; asked again as long as something still moves. */
const idleMs = 30_000;

const random = seeded(Number(values.seed));
const flood = floodOf(
  { posts: Number(values.messages), numbers: Number(values.numbers), duplicates: Number(values.duplicates) / 100 },
  random,
);
const began = performance.now();
const seconds = (): number => (performance.now() - began) / 1000;

const state = await mkdtemp(join(tmpdir(), 'tanggap-bench-sms-'));
try {
  const cloud = await startLocalCloud({ state, args: ['--unthrottled'] });
  try {
    await measure(cloud.client, flood);
  } finally {
    await cloud.stop();
  }
} finally {
  await rm(state, { recursive: true, force: true });
}

async function measure(client: LocalClient, { posts }: Flood): Promise<void> {
  const secret = String((await client.call('GET', '/_local/ready')).body.gatewaySecret);
  const started = seconds();
  let done = 0;
  let resent = 0;
  const rate = (): string => `${done} of ${posts.length} posts, ${(done / (seconds() - started)).toFixed(0)} a second`;
  const shown = setInterval(() => console.log(`${seconds().toFixed(0)} s: ${rate()}`), progressMs);
  const queue = [...posts];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let sms = queue.pop(); sms; sms = queue.pop()) {
        resent += await handOver(client, secret, sms);
        done += 1;
      }
    }),
  );
  clearInterval(shown);
  console.log(`${seconds().toFixed(0)} s: ${rate()}; ${resent} sent again after a refusal`);
  await untilQuiet(client);
  console.log(`${seconds().toFixed(0)} s: quiet`);

  const [items, outbox] = await Promise.all([readTable(await findTarget('dev', client.url)), client.sms()]);
  const rows = checks(items, outbox, { flood, settings: smsSettingsOf(loadCityData('ambon').city) });
  printRows(rows);
  console.log(`${posts.length} posts over ${values.numbers} numbers, all done and read in ${seconds().toFixed(0)} s`);
  if (rows.some(({ within }) => !within)) process.exitCode = 1;
}

/** As a gateway does: signs, posts, and sends again what was not taken. Answers how often it had to. */
async function handOver(client: LocalClient, secret: string, sms: InboundSms): Promise<number> {
  const body = JSON.stringify(sms);
  for (let again = 0; again < 50; again += 1) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    const { status } = await client.call('POST', '/sms/inbound', {
      body,
      headers: { 'x-timestamp': timestamp, 'x-signature': signature },
    });
    if (status === 200) return again;
    await sleep(20 * random() * (again + 1));
  }
  throw new Error(`${sms.messageId} was not taken in 50 tries`);
}

/** Asks in bounded requests, telling what still waits. The cloud itself gives up (504) when nothing moves for a minute. */
async function untilQuiet(client: LocalClient): Promise<void> {
  for (;;) {
    const asked = await fetch(new URL('/_local/idle', client.url), { signal: AbortSignal.timeout(idleMs) }).catch(
      (error: unknown) => {
        if (error instanceof Error && error.name === 'TimeoutError') return undefined;
        throw error;
      },
    );
    if (asked?.ok) return;
    if (asked) throw new Error(`not quiet: ${await asked.text()}`);
    const { body: queues } = await client.call('GET', '/_local/queues');
    const waiting = queues.flatMap((q: { name: string; visible: number; hidden: number }) =>
      q.visible + q.hidden === 0 ? [] : [`${q.name} ${q.visible + q.hidden}`],
    );
    console.log(`${seconds().toFixed(0)} s: still waiting: ${waiting.join(', ') || 'the streams'}`);
  }
}
