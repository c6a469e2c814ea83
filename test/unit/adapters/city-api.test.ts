/** The pages' client of the city's API, over real sockets. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCityApi } from '../../../functions/adapters/http/city-api.ts';
import { ApiUnavailable } from '../../../functions/pages/ports.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../../support/cloud/misbehaving-server.ts';

let server: MisbehavingServer;
beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
  server.manners.length = 0;
});
const api = () => createCityApi({ url: server.url, webKey: async () => 'kunci-laman' });

describe('a call', () => {
  test.each(['get', 'remove'] as const)('%s has a method, a path and no body', async (name) => {
    await api()[name]('/v1/x?y=1');
    expect(server.requests).toMatchObject([
      {
        method: name === 'get' ? 'GET' : 'DELETE',
        path: '/v1/x?y=1',
        body: '',
        headers: { accept: 'application/json' },
      },
    ]);
    const { headers } = server.requests[0]!;
    for (const absent of ['content-type', 'x-reporter-secret', 'authorization', 'x-api-key', 'idempotency-key'])
      expect(headers).not.toHaveProperty(absent);
  });

  test.each(['post', 'put'] as const)('%s sends its body as JSON', async (name) => {
    await api()[name]('/v1/x', { a: 'é' });
    expect(server.requests).toMatchObject([
      { method: name.toUpperCase(), path: '/v1/x', body: '{"a":"é"}', headers: { 'content-type': 'application/json' } },
    ]);
  });

  test('sends each credential in its header', async () => {
    await api().get('/v1/x', { secret: 's', token: 't', webKey: true, idempotencyKey: 'k' });
    expect(server.requests[0]!.headers).toMatchObject({
      'x-reporter-secret': 's',
      authorization: 'Bearer t',
      'x-api-key': 'kunci-laman',
      'idempotency-key': 'k',
    });
    await api().get('/v1/x', { webKey: false });
    expect(server.requests[1]!.headers).not.toHaveProperty('x-api-key');
  });
});

describe('an answer', () => {
  test.each([200, 201])('of %i is its body', async (status) => {
    server.manners.push({ status, body: '{"a":1}' });
    expect(await api().get('/')).toEqual({ ok: true, body: { a: 1 } });
  });

  test('without a body is undefined', async () => {
    server.manners.push({ status: 200 });
    expect(await api().get('/')).toEqual({ ok: true, body: undefined });
  });

  test('that is a problem keeps what it says', async () => {
    const problem = { code: 'invalid', detail: 'salah', errors: [{ field: 'a', message: 'b' }] };
    server.manners.push({ status: 400, body: JSON.stringify(problem) });
    expect(await api().get('/')).toEqual({ ok: false, status: 400, problem });
  });

  test.each([
    ['{"message":"Unauthorized"}', { message: 'Unauthorized' }],
    ['null', {}],
    ['"text"', {}],
    ['no JSON', {}],
  ])('of API Gateway itself has a code all the same: %s', async (body, known) => {
    server.manners.push({ status: 401, body });
    const problem = { ...known, code: 'http-401', detail: '' };
    expect(await api().get('/')).toEqual({ ok: false, status: 401, problem });
  });

  test('that leads elsewhere is a refusal, and is not followed', async () => {
    server.manners.push({ status: 302, headers: { location: '/elsewhere' } });
    expect(await api().get('/')).toMatchObject({ ok: false, status: 302 });
    expect(server.requests).toHaveLength(1);
  });

  test.each([500, 503])('of %i is none', async (status) => {
    server.manners.push({ status, body: '{}' });
    await expect(api().get('/')).rejects.toThrow(new ApiUnavailable(`answered ${status}`));
  });

  test('that does not come is none, with its cause', async () => {
    server.manners.push('hang-up');
    const asked = api().get('/');
    await expect(asked).rejects.toThrow(new ApiUnavailable('no answer'));
    await expect(asked).rejects.toHaveProperty('cause');
  });
});

describe('a photo', () => {
  const offer = () => ({ url: `${server.url}/bucket`, fields: { key: 'incoming/x', policy: 'p' } });

  test('is posted by the form that was offered, the file last', async () => {
    expect(await api().sendPhoto(offer(), Buffer.from('gambar'), 'image/png')).toBe(true);
    const { method, path, body } = server.requests[0]!;
    expect([method, path]).toEqual(['POST', '/bucket']);
    const names = [...body.matchAll(/; name="(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(['key', 'policy', 'file']);
    expect(body).toContain('Content-Type: image/png\r\n\r\ngambar');
    expect(body).toContain('incoming/x');
  });

  test('that the store refuses was not taken', async () => {
    server.manners.push({ status: 403 });
    expect(await api().sendPhoto(offer(), Buffer.from('x'), 'image/png')).toBe(false);
  });
});
