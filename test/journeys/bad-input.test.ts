import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { findTarget } from '../../bin/support/target.ts';
import { freshPhone, streetLight, useCity } from '../support/city.ts';

const city = useCity();

/** Partitions of the complaints table, but for the client's quota: a refused post counts as a post. */
async function partitions(): Promise<string[]> {
  const { outputs, client } = await findTarget({ local: city.cloud.url });
  const engine = new DynamoDBClient(client);
  const { Items = [] } = await engine.send(new ScanCommand({ TableName: outputs.ComplaintsTable }));
  engine.destroy();
  return Items.map(({ pk }) => pk?.S ?? '')
    .filter((pk) => !pk.startsWith('quota#'))
    .sort();
}

const cases: [string, unknown, number, string][] = [
  ['not JSON', '{"description":', 400, 'body'],
  ['an array', [], 400, 'body'],
  ['null', 'null', 400, 'body'],
  ['wrong type', { description: 42 }, 400, 'description'],
  ['empty', { description: '' }, 400, 'description'],
  ['too short', { description: 'pendek' }, 400, 'description'],
  ['unknown field', streetLight({ colour: 'red' }), 400, 'colour'],
  ['1 MB', { description: 'a'.repeat(1_000_000) }, 413, 'body'],
  ['unknown service', streetLight({ serviceCode: 'tak-ada' }), 400, 'serviceCode'],
  ['point zero', streetLight({ location: { lat: 0, long: 0 } }), 400, 'location.lat'],
  ['outside the city', streetLight({ location: { lat: -6.2, long: 106.8 } }), 400, 'location.lat'],
  ['half a point', streetLight({ location: { lat: -3.69 } }), 400, 'location.lat'],
  ['future incident', streetLight({ incidentDate: '2099-01-01' }), 400, 'incidentDate'],
  ['control characters', streetLight({ description: 'Lampu jalan mati \u0000 di sini' }), 400, 'description'],
  ['half a character', '{"description":"Lampu jalan mati di sini \\ud83d"}', 400, 'description'],
  ['no telephone', streetLight({ reporter: { phone: '1708' } }), 400, 'reporter.phone'],
];

test.each(cases)('%s is refused by field and stores nothing', async (_, body, status, field) => {
  const before = [await partitions(), await city.client.timers()];
  const answer = await city.client.file(body);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body.errors.map((e: { field: string }) => e.field)).toContain(field);
  await city.client.idle();
  expect([await partitions(), await city.client.timers()]).toEqual(before);
});

test('a wrong or missing key is 401 whatever the body', async () => {
  for (const headers of [{ 'x-api-key': 'wrong' }, { 'x-api-key': '' }]) {
    expect((await city.client.file({}, headers)).status).toBe(401);
  }
  expect((await city.client.call('POST', '/v1/complaints', { body: {} })).status).toBe(401);
});

test('any script and emoji are welcome in a text, and never reach an SMS', async () => {
  const { body } = await city.client.file(
    streetLight({ description: '🚦 灯が消えた ضوء الشارع lampu mati', reporter: { phone: freshPhone() } }),
  );
  await city.client.idle();
  const [sms] = await city.client.sms(body.trackingId);
  expect(sms?.body).toMatch(/^[\x20-\x7e]{1,160}$/);
});
