import { beforeAll, expect, test } from 'vitest';
import type { Json } from '../../../bin/support/local-client.ts';
import { lightLiaison, staffView, streetLight, useOwnCity } from '../../support/city.ts';

const city = useOwnCity();
let ignored: string;
let answered: string;
let sleeping: string[];

const timersOf = async (id: string): Promise<string[]> => (await city.client.timers(id)).map((t) => t.name);

/** A month passes once for both: moving the clock runs every hourly schedule on the way. */
beforeAll(async () => {
  const { client } = city;
  ignored = (await client.file(streetLight())).body.trackingId;
  answered = (await client.file(streetLight())).body.trackingId;
  await client.idle();
  sleeping = await timersOf(ignored);
  await client.act(lightLiaison, ignored, 'note', { expectedVersion: 2, text: 'Catatan internal.' });
  await client.asOfficer(lightLiaison, 'GET', `/v1/staff/complaints/${ignored}/identity?reason=menelepon%20pelapor`);
  await client.act(lightLiaison, answered, 'answer', {
    outcome: 'done',
    expectedVersion: 2,
    text: 'Sudah diperbaiki.',
  });
  await client.advance('P30D');
});

test('an ignored complaint climbs to the mayor, each escalation step once, and the reminder, a note and a look leave the timer going', async () => {
  const { client } = city;
  const { events } = await staffView(client, ignored);
  const rungs = events.filter((e: Json) => e.rung?.clock === 'forwarded').map((e: Json) => e.rung.office);
  expect(rungs).toEqual(['liaison', 'agency-head', 'city-secretary', 'mayor']);
  expect(await timersOf(ignored)).toEqual(sleeping);
  expect((await client.notices(ignored)).map((n) => n.attributes['office'])).toEqual(expect.arrayContaining(rungs));
});

test('silence of ten working days after the answer closes, and the reporter is told in the morning, never at night', async () => {
  const { client } = city;
  expect(await staffView(client, answered)).toMatchObject({ status: 'CLOSED' });
  const texts = await client.sms(answered);
  expect(texts).toHaveLength(3);
  for (const { at } of texts)
    expect([21, 22, 23, 0, 1, 2, 3, 4, 5, 6]).not.toContain((new Date(at).getUTCHours() + 9) % 24);
});
