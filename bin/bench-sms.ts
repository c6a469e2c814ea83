/**
 * Floods a local cloud of its own with inbound SMS, some of them twice, in any order, as a gateway that resends does, and counts what came of
 * them: one report for each intended one, and no answer twice. Exits 1 otherwise.
 *
 *   npm run bench:sms [-- --messages 10000 --numbers 200 --duplicates 30 --seed 1]
 */
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from './measure-sms/typing.ts';
import { printRows, row } from './bench/row.ts';
import type { LocalClient } from './support/local-client.ts';
import { startLocalCloud } from './support/start-local-cloud.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    numbers: { type: 'string', default: '200' },
    /** Per cent of all posts that repeat an earlier one. */
    duplicates: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
  },
});
const random = seeded(Number(values.seed));
const posts = Number(values.messages);
const distinct = Math.round((posts * (100 - Number(values.duplicates))) / 100);
const connections = 16;

type Sms = { messageId: string; from: string; body: string };

/** Three of ten are reports, each of its own words; the others ask where things stand. */
const messages: Sms[] = Array.from({ length: distinct }, (_, n) => ({
  messageId: `bench-${n}`,
  from: `0811${String(2_000_000 + (n % Number(values.numbers)))}`,
  body: n % 10 < 3 ? `AMBON lampu jalan mati di Batu Merah, tiang ${n}` : n % 10 < 7 ? 'STATUS' : 'BANTUAN',
}));
const reports = messages.filter(({ body }) => body.startsWith('AMBON')).length;
const repeated = Array.from({ length: posts - distinct }, () => messages[Math.floor(random() * distinct)]!);
const flood = [...messages, ...repeated]
  .map((sms) => ({ sms, at: random() }))
  .sort((a, b) => a.at - b.at)
  .map(({ sms }) => sms);

const state = await mkdtemp(join(tmpdir(), 'tanggap-bench-sms-'));
try {
  const cloud = await startLocalCloud({ state, args: ['--unthrottled'] });
  try {
    await measure(cloud.client);
  } finally {
    await cloud.stop();
  }
} finally {
  await rm(state, { recursive: true, force: true });
}

async function measure(client: LocalClient): Promise<void> {
  const secret = String((await client.call('GET', '/_local/ready')).body.gatewaySecret);
  const started = performance.now();
  let resent = 0;
  const queue = [...flood];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let sms = queue.pop(); sms; sms = queue.pop()) resent += await handOver(client, secret, sms);
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await client.idle();
  const { body: statistics } = await client.call('GET', '/v1/statistics');
  const received = Number(statistics.total?.received ?? statistics.totals?.received ?? Number.NaN);
  const receipts = (await client.sms()).filter(({ body }) => body.includes('sudah kami terima'));
  const ids = new Set(receipts.map(({ body }) => /[A-Z]{3}-\w{7}/.exec(body)?.[0]));
  const rows = [
    row(
      'reports beyond one for each intended',
      Math.abs(received - reports),
      'reports',
      0,
      `${reports} intended, ${received} filed`,
    ),
    row(
      'receipts of one report twice',
      receipts.length - ids.size,
      'SMS',
      0,
      `${receipts.length} receipts sent; caps hold back the rest`,
    ),
    row(
      'answers beyond one for each SMS',
      Math.max(0, (await client.sms()).length - distinct),
      'SMS',
      0,
      `${distinct} distinct SMS`,
    ),
  ];
  printRows(rows);
  console.log(
    `${posts} posts in ${seconds.toFixed(0)} s, ${(posts / seconds).toFixed(0)} a second; ${resent} sent again after a refusal`,
  );
  if (rows.some(({ within }) => !within)) process.exitCode = 1;
}

/** As a gateway does: signs, posts, and sends again what was not taken. Answers how often it had to. */
async function handOver(client: LocalClient, secret: string, sms: Sms): Promise<number> {
  const body = JSON.stringify(sms);
  for (let again = 0; again < 50; again += 1) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    const { status } = await client.call('POST', '/sms/inbound', {
      body,
      headers: { 'x-timestamp': timestamp, 'x-signature': signature },
    });
    if (status === 200) return again;
    await new Promise((resolve) => setTimeout(resolve, 20 * random() * (again + 1)));
  }
  throw new Error(`${sms.messageId} was not taken in 50 tries`);
}
