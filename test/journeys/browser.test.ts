/** What a browser asks before it lets a page of another origin call the API, and what it checks afterwards. */
import { expect, test } from 'vitest';
import { streetLight, useCity } from '../support/city.ts';
import { png } from '../support/images/images.ts';

const city = useCity();
const origin = 'http://localhost:5173';

const preflight = (path: string, from: string, method = 'POST') =>
  fetch(new URL(path, city.cloud.url), {
    method: 'OPTIONS',
    headers: {
      origin: from,
      'access-control-request-method': method,
      'access-control-request-headers': 'content-type,x-api-key,idempotency-key',
    },
  });

test('a page of the city may file, follow and act; one of another origin is told nothing', async () => {
  const paths = [
    '/v1/complaints',
    '/v1/complaints/AMB-7K3Q9C5/actions/comment',
    '/v1/staff/complaints',
    '/open311/v2/requests.json',
  ];
  for (const path of paths) {
    const allowed = await preflight(path, origin);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(origin);
    expect(allowed.headers.get('access-control-allow-methods')).toContain('POST');
    for (const header of ['x-api-key', 'x-reporter-secret', 'authorization', 'idempotency-key', 'content-type'])
      expect(allowed.headers.get('access-control-allow-headers')).toContain(header);
    expect((await preflight(path, 'https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('answers and refusals can be read by the page, and so can the store that takes its photo', async () => {
  const headers = { origin };
  const filed = await city.client.file(streetLight(), headers);
  const refused = await city.client.file({}, headers);
  const unknown = await city.client.call('GET', '/v1/staff/complaints', { headers });
  for (const answer of [filed, refused, unknown])
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(filed.headers.get('access-control-expose-headers')).toContain('location');
  expect(filed.headers.has('access-control-allow-credentials')).toBe(false);

  const { body: offer } = await city.client.call('POST', `/v1/complaints/${filed.body.trackingId}/attachments`, {
    body: { type: 'image/png', bytes: png().length },
    headers: { 'x-reporter-secret': filed.body.reporterSecret },
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(offer.fields as Record<string, string>)) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(png())]));
  const sent = await fetch(offer.url, { method: 'POST', body: form, headers });
  expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
});
