/** Posting to endpoints that others have named, over real sockets. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHttpPoster } from '../../../functions/adapters/http/http-poster.ts';
import { startMisbehavingServer, type MisbehavingServer } from '../../support/cloud/misbehaving-server.ts';

let server: MisbehavingServer;
beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
});

const local = (timeLimit = 2000) => createHttpPoster({ loopback: true }, { timeLimit });
const deployed = (addresses: string[]) => {
  const asked: string[] = [];
  const resolver = {
    resolve: async (host: string) => {
      asked.push(host);
      return addresses;
    },
  };
  return { asked, poster: createHttpPoster({ loopback: false }, { resolver, timeLimit: 300 }) };
};

describe('what is sent', () => {
  test('is the body with its headers, to the path and query of the URL', async () => {
    server.manners.push({ status: 200, body: 'danke', headers: { 'retry-after': '120' } });
    const answer = await local().post(`${server.url}/hook?x=1`, { 'webhook-id': 'msg_1' }, '{"ä":1}');
    expect(answer).toEqual({ outcome: 'answered', status: 200, body: 'danke', retryAfter: 120 });
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/hook?x=1', body: '{"ä":1}', headers: { 'webhook-id': 'msg_1', 'content-length': '8' } },
    ]);
    expect(server.requests[0]!.headers['host']).toBe(new URL(server.url).host);
  });

  test.each([
    ['0', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['Fri, 13 Mar 2026 01:00:00 GMT', undefined],
    ['1', 1],
  ])('may be asked for again after %s: %s s', async (header, retryAfter) => {
    server.manners.push({ status: 503, headers: { 'retry-after': header } });
    const answer = await local().post(server.url, {}, 'a');
    expect(answer).toEqual({ outcome: 'answered', status: 503, body: '', ...(retryAfter ? { retryAfter } : {}) });
  });

  test.each([
    [new TypeError('x'), 'TypeError'],
    [Object.assign(new Error('x'), { code: 'EAI_AGAIN' }), 'EAI_AGAIN'],
    [Object.assign(new Error('x'), { code: 7 }), 'Error'],
    ['text', 'string'],
    [{ code: 'EVIL' }, 'object'],
  ])('is not sent when its name cannot be looked up: %#', async (thrown, cause) => {
    const resolver = { resolve: () => Promise.reject(thrown) };
    const poster = createHttpPoster({ loopback: false }, { resolver, timeLimit: 300 });
    expect(await poster.post('https://hooks.kota.go.id/', {}, 'a')).toEqual({
      outcome: 'failed',
      cause,
      arrived: false,
    });
  });

  test('never follows a redirect', async () => {
    server.manners.push({ status: 307, headers: { location: `${server.url}/elsewhere` } });
    expect(await local().post(`${server.url}/hook`, {}, 'a')).toMatchObject({ outcome: 'answered', status: 307 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('an endpoint that', () => {
  test('is slow gets its time and no more', async () => {
    server.manners.push({ afterMs: 600_000 });
    const answer = await local(500).post(server.url, {}, 'a');
    expect(answer).toEqual({ outcome: 'failed', cause: 'no answer in time', arrived: true });
  });

  test('sends for ever is read for a few kB', async () => {
    server.manners.push('endless');
    const answer = await local(600_000).post(server.url, {}, 'a');
    expect(answer).toMatchObject({ outcome: 'answered', status: 200, body: 'x'.repeat(8192) });
  });

  test('sends half an answer has answered: its status counts', async () => {
    server.manners.push('half');
    expect(await local(500).post(server.url, {}, 'a')).toMatchObject({
      outcome: 'answered',
      status: 200,
      body: 'half',
    });
  });

  test('hangs up may have taken it', async () => {
    server.manners.push('hang-up');
    expect(await local().post(server.url, {}, 'a')).toEqual({ outcome: 'failed', cause: 'ECONNRESET', arrived: true });
  });

  test('speaks no HTTP is a failure', async () => {
    server.manners.push('garbage');
    expect(await local().post(server.url, {}, 'a')).toMatchObject({ outcome: 'failed', cause: /^HPE_/ });
  });

  test('does not listen has certainly not taken it', async () => {
    const answer = await local().post('http://127.0.0.1:1/', {}, 'a');
    expect(answer).toEqual({ outcome: 'failed', cause: 'ECONNREFUSED', arrived: false });
  });

  test('has no TLS where TLS is due has not taken it', async () => {
    const answer = await local().post(server.url.replace('http:', 'https:'), {}, 'a');
    expect(answer).toMatchObject({ outcome: 'failed', arrived: false });
    expect(server.requests).toEqual([]);
  });
});

describe('an address inside', () => {
  const refused = { outcome: 'failed', cause: 'the address is not public', arrived: false };

  test.each([['10.0.0.1'], ['127.0.0.1'], ['169.254.169.254'], ['::1'], ['fd00:ec2::254'], ['8.8.8.8', '192.168.0.1']])(
    'behind a public name is refused: %s %s',
    async (...addresses) => {
      const { poster, asked } = deployed(addresses.filter((a) => a !== undefined));
      expect(await poster.post('https://hooks.kota.go.id/', {}, 'a')).toEqual(refused);
      expect(asked).toEqual(['hooks.kota.go.id']);
    },
  );

  test('in the URL is refused without a look-up', async () => {
    const { poster, asked } = deployed(['8.8.8.8']);
    for (const url of ['https://127.0.0.1/', server.url, 'https://[::1]/', 'https://169.254.169.254/'])
      expect(await poster.post(url, {}, 'a')).toEqual({ ...refused, cause: 'the URL may not be called' });
    expect(asked).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test('of a name that leads to this machine where that is allowed is connected to as checked', async () => {
    const resolver = { resolve: async () => ['127.0.0.1'] };
    const poster = createHttpPoster({ loopback: true }, { resolver, timeLimit: 500 });
    const { port } = new URL(server.url);
    // TLS fails on a plain server, which shows that the checked address was connected to.
    expect(await poster.post(`https://hooks.kota.go.id:${port}/`, {}, 'a')).toMatchObject({ outcome: 'failed' });
  });

  test('is not looked up for ever', async () => {
    const poster = createHttpPoster(
      { loopback: false },
      { resolver: { resolve: () => new Promise(() => undefined) }, timeLimit: 100 },
    );
    expect(await poster.post('https://hooks.kota.go.id/', {}, 'a')).toEqual({
      outcome: 'failed',
      cause: 'no answer in time',
      arrived: false,
    });
  });
});
