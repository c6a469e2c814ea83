/** A photo that has arrived is attached once, however often sanitising dies or fails on the way; a week later what failed is gone. */
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LocalClient, type Json } from '../../bin/support/local-client.ts';
import { staffView, streetLight } from '../support/city.ts';
import { png } from '../support/images/images.ts';
import { seededState } from '../support/cloud/seeded.ts';
import { startLocalCloud, type TestCloud } from '../support/local-cloud.ts';

/** Files a complaint and sends one photo of it; answers its id and the photo's key. */
async function send(client: LocalClient): Promise<{ id: string; key: string }> {
  const { body: filed } = await client.file(streetLight());
  await client.idle();
  const { body: offer } = await client.call('POST', `/v1/complaints/${filed.trackingId}/attachments`, {
    body: { type: 'image/png', bytes: png().length },
    headers: { 'x-reporter-secret': filed.reporterSecret },
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(offer.fields as Record<string, string>)) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(png())]));
  expect((await fetch(offer.url, { method: 'POST', body: form })).status).toBe(204);
  return { id: filed.trackingId, key: offer.fields.key };
}

const attached = async (client: LocalClient, id: string): Promise<string[]> => {
  const { events, chain } = await staffView(client, id);
  expect(chain).toEqual({ valid: true });
  return events.map((e: Json) => e.action).filter((action: string) => action === 'attach');
};

test.each([
  ['the clean copy is kept', { service: 's3', action: 'PutObject', effect: 'kill-after' }],
  ['the fact is recorded', { service: 'dynamodb', action: 'TransactWriteItems', effect: 'kill-after' }],
  ['the upload is taken off', { service: 's3', action: 'DeleteObject', effect: 'kill-before' }],
])('killed just when %s: attached once after the restart', async (_, fault) => {
  const state = seededState();
  const first = await startLocalCloud({ state });
  const before = new LocalClient(first.url);
  await first.post('/_local/faults', { ...fault, caller: 'sanitising' });
  const { id } = await send(before);
  await first.ended;

  const second = await startLocalCloud({ state });
  try {
    const after = new LocalClient(second.url);
    await after.idle();
    expect(await attached(after, id)).toEqual(['attach']);
  } finally {
    await second.stop();
    rmSync(state, { recursive: true, force: true });
  }
});

/** What an operator types by the runbook: the key that failed, given to sanitising again. */
const giveBack = (cloud: TestCloud, key: string) =>
  fetch(`${cloud.servicesUrl}/2015-03-31/functions/tanggap-ambon-dev-sanitising/invocations`, {
    method: 'POST',
    body: JSON.stringify({ key }),
  }).then(async (response) => (await response.json()) as { outcome: string });

test('what fails three times lies in the failures queue, can be given back for a week, and is gone then', async () => {
  const cloud = await startLocalCloud({ state: seededState() });
  try {
    const client = new LocalClient(cloud.url);
    const fault = {
      service: 's3',
      action: 'GetObject',
      effect: 'error',
      error: 'InternalError',
      times: 1000,
      caller: 'sanitising',
    };
    await cloud.post('/_local/faults', fault);
    const [given, forgotten] = [await send(client), await send(client)];
    await client.idle();
    await fetch(`${cloud.url}/_local/faults`, { method: 'DELETE' });
    const queues = await cloud.get<{ name: string; messages: { body: string }[] }[]>('/_local/queues');
    const failures = queues.find(({ name }) => name.endsWith('upload-failures'))?.messages ?? [];
    const keys = failures.map(
      ({ body }) => (JSON.parse(body) as { requestPayload: { key: string } }).requestPayload.key,
    );
    expect(keys.toSorted()).toEqual([given.key, forgotten.key].toSorted());
    expect(JSON.stringify(failures)).not.toContain('127.0.0.1');

    expect(await giveBack(cloud, given.key)).toEqual({ outcome: 'attached' });
    expect(await giveBack(cloud, given.key)).toEqual({ outcome: 'gone' });
    expect(await attached(client, given.id)).toEqual(['attach']);
    await client.advance('P8D');
    expect(await giveBack(cloud, forgotten.key)).toEqual({ outcome: 'gone' });
    expect(await attached(client, forgotten.id)).toEqual([]);
  } finally {
    await cloud.stop();
  }
});
