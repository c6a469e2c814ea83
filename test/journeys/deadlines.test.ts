import { expect, test } from 'vitest';
import type { Json } from '../../bin/support/local-client.ts';
import { lightLiaison, staffView, streetLight, useOwnCity } from '../support/city.ts';

const city = useOwnCity();

test('an ignored complaint climbs to the mayor, each escalation step once, and the reminder, a note and a look leave the timer going', async () => {
  const { client } = city;
  const { body: filed } = await client.file(streetLight());
  const id = filed.trackingId;
  await client.idle();
  const first = await client.timers(id);
  await client.act(lightLiaison, id, 'note', { expectedVersion: 2, text: 'Catatan internal.' });
  await client.asOfficer(lightLiaison, 'GET', `/v1/staff/complaints/${id}/identity?reason=menelepon%20pelapor`);
  await client.advance('P28D');
  const { events } = await staffView(client, id);
  const rungs = events.filter((e: Json) => e.rung?.clock === 'forwarded').map((e: Json) => e.rung.office);
  expect(rungs).toEqual(['liaison', 'agency-head', 'city-secretary', 'mayor']);
  expect((await client.timers(id)).map((t) => t.name)).toEqual(first.map((t) => t.name));
  expect((await client.notices(id)).map((n) => n.attributes['office'])).toEqual(expect.arrayContaining(rungs));
});

test('silence of ten working days after the answer closes, and the reporter is told in the morning, never at night', async () => {
  const { client } = city;
  const { body: filed } = await client.file(streetLight());
  const id = filed.trackingId;
  await client.idle();
  await client.act(lightLiaison, id, 'answer', { expectedVersion: 2, text: 'Sudah diperbaiki.' });
  await client.advance('P30D');
  expect(await staffView(client, id)).toMatchObject({ status: 'CLOSED' });
  const texts = await client.sms(id);
  expect(texts).toHaveLength(3);
  for (const { at } of texts)
    expect([21, 22, 23, 0, 1, 2, 3, 4, 5, 6]).not.toContain((new Date(at).getUTCHours() + 9) % 24);
});
