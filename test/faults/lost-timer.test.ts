import { expect, test } from 'vitest';
import { staffView, streetLight, useOwnCity } from '../support/city.ts';

const city = useOwnCity();

test('the nightly sweep revives a timer that could never be started, under a new name', async () => {
  const { client, cloud } = city;
  // More failures than the stream's twenty tries: the event is parked and no execution exists.
  await cloud.post('/_local/faults', {
    service: 'states',
    action: 'StartExecution',
    effect: 'error',
    // Not one that the SDK itself tries again: the stream's twenty tries take long enough.
    error: 'AccessDeniedException',
    times: 500,
  });
  const { body: filed } = await client.file(streetLight());
  const id = filed.trackingId;
  await client.idle();
  expect(await client.timers(id)).toEqual([]);
  await fetch(`${cloud.url}/_local/faults`, { method: 'DELETE' });

  await client.advance('P14D');
  const { events, stage } = await staffView(client, id);
  expect(events.map((e: { action: string }) => e.action)).toEqual(expect.arrayContaining(['remind', 'revive']));
  expect((await client.timers(id)).map((t) => t.name)).toEqual([`${id}-${stage ?? 2}-1`]);
});
