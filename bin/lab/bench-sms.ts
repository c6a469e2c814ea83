/**
 * Floods a local cloud of its own with inbound SMS, some of them twice and in any order, as a gateway that resends does: reports of one part and
 * of several, STATUS and BANTUAN. Then checks its table: one report for each that was meant, by its exact words, and no answer twice.
 */
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { smsSettingsOf } from '../../functions/domain/city/sms-limits.ts';
import { loadCityData } from '../../lib/city/index.ts';
import { command } from '../support/command.ts';
import { printRow } from './bench/row.ts';
import { floodOf, type Flood, type InboundSms } from './bench/sms-flood.ts';
import { checks, readTable } from './bench/sms-outcome.ts';
import { seeded } from './measure-sms/typing.ts';
import type { LocalClient } from '../support/local-client.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { findTarget } from '../support/target.ts';

const count = z.coerce.number().int().positive();
const options = z.object({
  messages: count.default(10_000).describe('posts of the gateway'),
  numbers: count.default(200).describe('telephone numbers'),
  duplicates: z.coerce
    .number()
    .int()
    .min(0)
    .max(99)
    .default(30)
    .describe('per cent of all posts that repeat an earlier one'),
  seed: count.default(1).describe('of everything random'),
});

export default command(import.meta, {
  script: 'bench:sms',
  about:
    'Floods a local cloud of its own with inbound SMS, then checks its table: one report for each that was meant, no answer twice.',
  options,
  run: ({ messages, numbers, duplicates, seed }) => {
    const random = seeded(seed);
    const flood = floodOf({ posts: messages, numbers, duplicates: duplicates / 100 }, random);
    return withLocalCloud({ args: ['--unthrottled'] }, (client) => measure(client, flood, random));
  },
});

const connections = 16;
const progressMs = 2000;
/** Time limit of one request to /_local/idle, which is sent again while work is left. */
const idleMs = 30_000;
const began = performance.now();
const seconds = (): number => (performance.now() - began) / 1000;

async function measure(client: LocalClient, flood: Flood, random: () => number): Promise<number> {
  const { posts } = flood;
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
        resent += await handOver(client, { secret, sms, random });
        done += 1;
      }
    }),
  ).finally(() => clearInterval(shown));
  console.log(`${seconds().toFixed(0)} s: ${rate()}; ${resent} sent again after a refusal`);
  await untilQuiet(client);
  console.log(`${seconds().toFixed(0)} s: quiet`);

  const [items, outbox] = await Promise.all([readTable(await findTarget({ local: client.url })), client.sms()]);
  const rows = checks(items, outbox, { flood, settings: smsSettingsOf(loadCityData('ambon').city) });
  rows.forEach(printRow);
  console.log(`${posts.length} posts, all done and read in ${seconds().toFixed(0)} s`);
  return rows.every(({ within }) => within) ? 0 : 1;
}

type Post = { secret: string; sms: InboundSms; random: () => number };

/** Signs and posts an SMS as a gateway does, and again while it is refused. Returns the number of refusals. */
async function handOver(client: LocalClient, { secret, sms, random }: Post): Promise<number> {
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

/** Waits until no work is left, and prints what still waits. The cloud itself answers 504 after a minute without progress. */
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
