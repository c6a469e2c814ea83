/** The replay's client against a server that is busy: it comes again, as late as it is asked to. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { call } from '../../../bin/lab/replay-complaints/client.ts';

let server: Server | undefined;
afterEach(() => server?.close());

type Canned = [status: number, retryAfter?: string];

/** Answers in turn what it is given, the last one for ever; tells when it was asked. */
async function serving(answers: Canned[]): Promise<{ url: string; askedAt: number[] }> {
  const askedAt: number[] = [];
  server = createServer((request, response) => {
    const [status, retryAfter] = answers[Math.min(askedAt.length, answers.length - 1)]!;
    askedAt.push(performance.now());
    request.resume();
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('{"n":1}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, askedAt };
}

describe('a busy server', () => {
  test('is asked again until it has time', async () => {
    const { url, askedAt } = await serving([[503], [503], [201]]);
    expect(await call(url, { method: 'POST', body: '{}' })).toMatchObject({ status: 201, body: { n: 1 } });
    expect(askedAt).toHaveLength(3);
  });

  test('is left alone for as long as it says', async () => {
    const { url, askedAt } = await serving([[429, '1'], [201]]);
    expect(await call(url)).toMatchObject({ status: 201 });
    expect(askedAt[1]! - askedAt[0]!).toBeGreaterThanOrEqual(1000);
  });

  test('is not asked again when a quota is used up for the day', async () => {
    const { url, askedAt } = await serving([[429, '3600']]);
    expect(await call(url)).toMatchObject({ status: 429, retryAfter: 3600 });
    expect(askedAt).toHaveLength(1);
  });

  test('and an answer that says what is wrong is final', async () => {
    const { url, askedAt } = await serving([[400]]);
    expect(await call(url)).toMatchObject({ status: 400 });
    expect(askedAt).toHaveLength(1);
  });
});
