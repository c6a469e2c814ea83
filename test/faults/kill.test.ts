import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LocalClient } from '../../bin/support/local-client.ts';
import { streetLight } from '../support/city.ts';
import { seededState } from '../support/cloud/seeded.ts';
import { startLocalCloud } from '../support/local-cloud.ts';
import { ticksOf, until } from '../../bin/support/until.ts';
import { afterKill } from '../support/cloud/revived-cloud.ts';

const state = seededState();
afterAll(() => rmSync(state, { recursive: true, force: true }));

test('killed between SNS and the confirmation: sent once more, counted, and only that one twice', async () => {
  const first = await startLocalCloud({ state });
  const before = new LocalClient(first.url);
  await first.post('/_local/faults', { service: 'sns', action: 'Publish', effect: 'kill-after', times: 1 });
  const { body: filed } = await before.file(streetLight());
  await first.ended;

  await afterKill(state, async (after) => {
    expect(await after.sms(filed.trackingId)).toHaveLength(2);
    expect(await after.timers(filed.trackingId)).toHaveLength(1);
    const counted = readFileSync(join(state, 'functions.log'), 'utf8').match(/"SmsUnconfirmed":1/g) ?? [];
    console.log(`${counted.length} SMS sent twice, as counted by SmsUnconfirmed`);
    expect(counted).toHaveLength(1);
  });
});

test('killed while complaints pour in: nothing accepted is lost, each has one timer and one SMS', async () => {
  const folder = seededState();
  const first = await startLocalCloud({ state: folder });
  const before = new LocalClient(first.url);
  const accepted: string[] = [];
  const pouring = Promise.all(
    Array.from({ length: 20 }, () =>
      before.file(streetLight()).then(
        (answer) => (answer.status === 201 ? accepted.push(answer.body.trackingId) : 0),
        () => 0,
      ),
    ),
  );
  await until(
    'eight accepted complaints',
    () => (accepted.length < 8 ? undefined : true),
    () => [accepted.length, ticksOf(first.pid)],
  );
  await first.kill();
  await pouring;

  await afterKill(folder, async (after) => {
    let twice = 0;
    for (const id of accepted) {
      const sent = (await after.sms(id)).length;
      expect({ id, timers: (await after.timers(id)).length, told: sent > 0 }).toEqual({ id, timers: 1, told: true });
      if (sent > 1) twice += 1;
    }
    console.log(`${accepted.length} accepted before the kill, ${twice} told twice`);
    // At most the five messages of the one batch that was being sent may have fallen between SNS's answer and the confirmation.
    expect(twice).toBeLessThanOrEqual(5);
  });
  rmSync(folder, { recursive: true, force: true });
});
