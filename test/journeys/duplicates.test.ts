import { expect, test } from 'vitest';
import { coordinator, freshPhone, lightLiaison, streetLight, useCity } from '../support/city.ts';

const city = useCity();
const church = { lat: -3.6954, long: 128.1814 };
/** In areas of which no other test's report is. */
const location = { areaCode: '81.71.02.1016', ...church };

test('the second report of one lamp is found: by the coordinator with its text, by an app without, once the first is public', async () => {
  const { client } = city;
  const { body: first } = await client.file(streetLight({ location }));
  const { body: second } = await client.file(
    streetLight({ description: 'lampu jln mati dpn greja, gelap skali', location: { ...location, lat: -3.6955 } }),
  );
  await client.idle();

  const asked = { serviceCode: 'lampu-jalan', location };
  const ask = async () => (await client.call('POST', '/v1/complaints/candidates', { body: asked })).body.candidates;
  expect(await ask()).toEqual([]);
  await client.act(lightLiaison, first.trackingId, 'verify', { expectedVersion: 2 });
  await client.idle();
  const [candidate] = await ask();
  expect(candidate).toMatchObject({ trackingId: first.trackingId, agency: { id: lightLiaison.agency } });
  expect(candidate.why).toContainEqual({ what: 'near', words: 'di dekat sini' });
  expect(JSON.stringify(candidate)).not.toContain('gereja');

  const path = `/v1/staff/complaints/${second.trackingId}/duplicates`;
  const seen = await client.asOfficer(coordinator, 'GET', path);
  expect(seen.status).toBe(200);
  expect(seen.body.candidates[0]).toMatchObject({
    trackingId: first.trackingId,
    description: expect.stringContaining('gereja'),
  });
  expect(seen.body.candidates[0].score).toBeGreaterThan(0.6);
  expect((await client.asOfficer({ role: 'auditor' }, 'GET', path)).status).toBe(403);
  expect((await client.asOfficer({ role: 'liaison', agency: 'dinas-pupr' }, 'GET', path)).status).toBe(404);
  expect(
    (await client.call('POST', '/v1/complaints/candidates', { body: { serviceCode: 'naga', location } })).status,
  ).toBe(400);
});

test('of a report without a service the coordinator is told whose it may be, and nobody else is', async () => {
  const { client } = city;
  const { body: filed } = await client.file({
    description: 'Air PAM mati sejak pagi, keran tidak mengalir sama sekali.',
  });
  const path = `/v1/staff/complaints/${filed.trackingId}`;
  const { body: seen } = await client.asOfficer(coordinator, 'GET', path);
  expect(seen.suggestions[0]).toMatchObject({ source: 'keywords', agency: { id: 'perumda-air-minum' } });
  expect((await client.asOfficer({ role: 'auditor' }, 'GET', path)).body.suggestions).toEqual([]);
});

test('a neighbour is told of the lamp that the city knows, joins it, and hears that it was answered', async () => {
  const { client } = city;
  const there = { areaCode: '81.71.01.1007', lat: -3.7032, long: 128.171 };
  const { body: first } = await client.file(streetLight({ location: there }));
  await client.idle();
  await client.act(lightLiaison, first.trackingId, 'verify', { expectedVersion: 2 });
  await client.idle();
  const { body: second } = await client.file(streetLight({ location: there }));
  expect(second.possibleDuplicates).toEqual([first.trackingId]);

  const joining = (id: string) =>
    client.call('POST', `/v1/complaints/${id}/join`, {
      body: { reporter: { phone: freshPhone() } },
      headers: { 'x-api-key': 'local-dev-key' },
    });
  const { status, body: joined } = await joining(first.trackingId);
  expect(status).toBe(201);
  expect(joined).toMatchObject({ status: 'DUPLICATE', expectedAt: null });
  expect((await joining(second.trackingId)).status).toBe(404);
  await client.act(lightLiaison, first.trackingId, 'answer', {
    outcome: 'done',
    expectedVersion: 3,
    text: 'Lampu sudah diganti.',
  });
  await client.idle();
  // One on joining, one with the other's news; both name the neighbour's own number.
  expect(await client.sms(joined.trackingId)).toHaveLength(2);
  const own = await client.call('GET', `/v1/complaints/${joined.trackingId}`, {
    headers: { 'x-reporter-secret': joined.reporterSecret },
  });
  expect(JSON.stringify(own.body)).toContain(first.trackingId);
});

test('an officer files for somebody at the counter, who can follow it by the secret on the receipt', async () => {
  const { client } = city;
  const body = {
    description: 'Warga melapor di loket: jalan berlubang.',
    reporter: { name: 'Warga', phone: freshPhone() },
  };
  const { status, body: receipt } = await client.asOfficer(lightLiaison, 'POST', '/v1/staff/complaints', body);
  expect(status).toBe(201);
  const own = await client.call('GET', `/v1/complaints/${receipt.trackingId}`, {
    headers: { 'x-reporter-secret': receipt.reporterSecret },
  });
  expect(own.body).toMatchObject({ channel: 'staff', status: 'RECEIVED' });
  expect((await client.asOfficer({ role: 'auditor' }, 'POST', '/v1/staff/complaints', body)).status).toBe(403);
});
