/** Posts of ten apps at once: whoever is told to wait and sends the same again loses nothing and stores nothing twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Answer, Json } from '../../bin/support/local-client.ts';
import { runs } from '../support/runs.ts';
import { useOwnCity } from '../support/city.ts';

const city = useOwnCity();
const admin = { role: 'admin' } as const;

const clients = 10;
const postsEach = runs(10, 100);
/** Posts that an app has under way at a time. */
const lanes = 10;

async function newClient(clientId: string): Promise<string> {
  const put = (path: string, method: string, body: unknown) =>
    city.client.asOfficer(admin, method, `/v1/admin/clients/${path}`, body);
  const quota = { perMinute: 100_000, perDay: 1_000_000 };
  await put(clientId, 'PUT', { name: clientId, scopes: ['complaints:write'], quota, status: 'active' });
  return (await put(`${clientId}/keys`, 'POST', {})).body.apiKey;
}

/** Sends the same until it is taken, as the quick-start tells apps to: 429 and 503 say that nothing was stored. */
async function postUntilTaken(apiKey: string, reference: string): Promise<Answer> {
  for (;;) {
    const report = { description: `Laporan banjir nomor ${reference}.`, serviceCode: 'lainnya', reference };
    const answer = await city.client.file(report, { 'x-api-key': apiKey, 'idempotency-key': reference });
    if (answer.status !== 429 && answer.status !== 503) return answer;
    await sleep(Number(answer.headers.get('retry-after') ?? 0) * 1000 + 200 + Math.random() * 800);
  }
}

test('so many posts over ten clients are so many complaints', async () => {
  const keys = await Promise.all(Array.from({ length: clients }, (_, n) => newClient(`aplikasi-${n}`)));
  const answers: Answer[] = [];
  const lane = async (apiKey: string, references: string[]) => {
    for (const reference of references) answers.push(await postUntilTaken(apiKey, reference));
  };
  await Promise.all(
    keys.flatMap((key, client) =>
      Array.from({ length: lanes }, (_, n) =>
        lane(
          key,
          Array.from({ length: postsEach / lanes }, (_unused, i) => `${client}-${n}-${i}`),
        ),
      ),
    ),
  );
  expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]));
  expect(new Set(answers.map((a) => a.body.reference)).size).toBe(clients * postsEach);
  expect(new Set(answers.map((a) => a.body.trackingId)).size).toBe(clients * postsEach);

  await city.client.idle();
  const { body } = await city.client.asOfficer(admin, 'GET', '/v1/admin/officers/local-coordinator/handover');
  expect(body.posts.map((p: Json) => p.open.count)).toEqual([clients * postsEach]);
});
