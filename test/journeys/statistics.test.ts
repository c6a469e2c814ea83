import { expect, test } from 'vitest';
import { lightLiaison, streetLight, useOwnCity } from '../support/city.ts';

const city = useOwnCity();

test('a complaint that is answered, refused and answered again is in the city’s public figures, in JSON and in CSV', async () => {
  const { client } = city;
  const { body: filed } = await client.file(streetLight());
  const { body: waiting } = await client.file({ description: 'Air tidak mengalir sejak pagi.' });
  await client.idle();
  const answer = async (expectedVersion: number) => {
    const body = { expectedVersion, outcome: 'done', text: 'Sudah.' };
    expect((await client.act(lightLiaison, filed.trackingId, 'answer', body)).status).toBe(200);
  };
  // Public, and so on the map, only once a person has looked at it.
  const verified = await client.act(lightLiaison, filed.trackingId, 'verify', { expectedVersion: 2 });
  expect(verified.status).toBe(200);
  await answer(3);
  await client.asReporter(filed.trackingId, filed.reporterSecret, 'object', { text: 'Masih gelap.' });
  await answer(5);
  await client.asReporter(filed.trackingId, filed.reporterSecret, 'accept');
  await client.asReporter(filed.trackingId, filed.reporterSecret, 'rate', { rating: 2 });
  await client.asReporter(filed.trackingId, filed.reporterSecret, 'rate', { rating: 5 });
  await client.idle();

  const { status, body } = await client.call('GET', '/v1/statistics?groupBy=agency');
  expect(status).toBe(200);
  expect(body.total).toMatchObject({ received: 2, forwarded: 1, answered: 2, closed: 1, falseCloses: 1, ratings: 1 });
  expect(body.total).toMatchObject({ ratingMean: 5, medianWorkingDays: 0, followedUpPercent: 50, donePercent: 50 });
  // Cells of fewer than five complaints are not told apart.
  expect(body.groups).toEqual([]);

  const csv = await client.call('GET', '/v1/statistics?groupBy=agency', { headers: { accept: 'text/csv' } });
  expect(csv.headers.get('content-type')).toContain('text/csv');
  expect(String(csv.body).trimEnd().split('\r\n')).toHaveLength(2);

  const open = await client.call('GET', '/v1/statistics/open');
  expect(open.body).toMatchObject({ queue: 'coordinator', counted: 1, more: false });
  expect(JSON.stringify([body, open.body])).not.toContain(waiting.trackingId);
  const { body: counted } = await client.call('GET', '/v1/statistics/areas');
  expect(counted.areas).toEqual([{ areaCode: '81.71.02.1019', received: 1, open: 0 }]);
  expect((await client.call('GET', '/v1/statistics?agency=x')).body).toMatchObject({ errors: [{ field: 'agency' }] });
});
