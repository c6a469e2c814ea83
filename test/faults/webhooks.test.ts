/** The process dies while a subscriber is told: nothing is lost, and what comes twice comes under one id. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalClient } from '../../bin/support/local-client.ts';
import { streetLight } from '../support/city.ts';
import { seededState } from '../support/cloud/seeded.ts';
import { startLocalCloud } from '../support/local-cloud.ts';
import { afterKill } from '../support/cloud/revived-cloud.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../support/cloud/misbehaving-server.ts';
import { subscribersOf } from '../support/subscribers.ts';

const state = seededState();
let server: MisbehavingServer;
beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(async () => {
  await server.stop();
  rmSync(state, { recursive: true, force: true });
});

const ids = (): string[] => server.requests.map((r) => r.headers['webhook-id'] ?? '');

test('killed between the answer and the record: told once more under the same id, and in order', async () => {
  const first = await startLocalCloud({ state });
  const before = new LocalClient(first.url);
  await subscribersOf(before).subscribe('own', { clientId: 'local-dev', url: server.url });
  await before.advance('PT61S');
  // The record is the function's only PutItem: it never arrives.
  await first.post('/_local/faults', {
    service: 'dynamodb',
    action: 'PutItem',
    effect: 'kill-before',
    times: 1,
    caller: 'webhooks',
  });
  const { body: filed } = await before.file(streetLight());
  await first.ended;
  expect(ids()).toEqual([`msg_${filed.trackingId}_1_own`]);

  await afterKill(state, async () => {
    const event = (version: number): string => `msg_${filed.trackingId}_${version}_own`;
    expect(ids()).toEqual([event(1), event(1), event(2)]);
  });
});
