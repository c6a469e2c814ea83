/** The HTTP border: what arrives broken gets a clear answer in problem+json, what fails inside tells nothing of itself. */
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Conflict, QuotaExceeded } from '../../../functions/domain/kernel/errors.ts';
import { apiHandler, type ApiRequest } from '../../../functions/http/api-handler.ts';
import { logger } from '../../../functions/runtime/logger.ts';
import { unreadable } from '../../support/fakes/unreadable.ts';

afterEach(() => vi.restoreAllMocks());

type Sent = {
  method?: string;
  body?: string;
  type?: string;
  base64?: boolean;
  routeKey?: string;
  claims?: object;
};

const eventOf = ({
  method = 'POST',
  body,
  type = 'application/json',
  base64 = false,
  routeKey = 'POST /x',
  claims,
}: Sent): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey,
  rawPath: '/x',
  rawQueryString: '',
  headers: type === '' ? {} : { 'content-type': type },
  ...(body === undefined ? {} : { body }),
  isBase64Encoded: base64,
  requestContext: {
    accountId: '0',
    apiId: 'a',
    domainName: 'd',
    domainPrefix: 'p',
    http: { method, path: '/x', protocol: 'HTTP/1.1', sourceIp: '::1', userAgent: 't' },
    requestId: 'req-1',
    routeKey,
    stage: '$default',
    time: '',
    timeEpoch: 0,
    ...(claims ? { authorizer: { jwt: { claims, scopes: [] } } } : {}),
  },
});

// middy hands the context on and reads nothing of it that these handlers use.
const context = { getRemainingTimeInMillis: () => 1000 } as Context;

async function send(sent: Sent, answer: (request: ApiRequest) => unknown = ({ body }) => ({ body })) {
  const handler = apiHandler({
    'POST /x': async (r) => ({ status: 200, body: await answer(r) }),
    'GET /x': async (r) => ({ status: 200, body: await answer(r) }),
  });
  const response = await handler(eventOf(sent), context);
  const headers = Object.fromEntries(Object.entries(response.headers ?? {}).map(([k, v]) => [k, String(v)]));
  return { status: response.statusCode, headers, body: JSON.parse(response.body ?? 'null') as Record<string, unknown> };
}

describe('a body', () => {
  test.each([
    ['an object', '{"a":1}', { a: 1 }],
    ['null', 'null', null],
    ['a list', '[1]', [1]],
    ['emoji', '{"a":"💡"}', { a: '💡' }],
  ])('that is %s is read', async (_, body, read) => {
    expect((await send({ body })).body).toEqual({ body: read });
  });

  test('in base64 is read, and none is none', async () => {
    expect((await send({ body: Buffer.from('{"a":"é"}').toString('base64'), base64: true })).body).toEqual({
      body: { a: 'é' },
    });
    expect((await send({})).body).toEqual({});
    expect((await send({ body: '' })).body).toEqual({});
  });

  test.each(['application/json; charset=utf-8', 'application/problem+json', 'APPLICATION/JSON'])(
    'sent as %s is read',
    async (type) => {
      expect((await send({ body: '{}', type })).status).toBe(200);
    },
  );

  test.each([
    ['not JSON', { body: '{"a":' }, 400, 'malformed-json'],
    ['not UTF-8', { body: Buffer.from([0x22, 0xff, 0x22]).toString('base64'), base64: true }, 400, 'malformed-json'],
    ['a form', { body: 'a=1', type: 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
    ['of no type', { body: '{}', type: '' }, 415, 'unsupported-media-type'],
    ['a megabyte', { body: JSON.stringify('x'.repeat(1_048_576)) }, 413, 'body-too-large'],
    ['just too large', { body: JSON.stringify('x'.repeat(65_535)) }, 413, 'body-too-large'],
  ])('that is %s is refused before any route sees it', async (_, sent, status, code) => {
    const seen: unknown[] = [];
    const response = await send(sent, (r) => seen.push(r));

    expect(response).toMatchObject({
      status,
      body: { status, code, type: `urn:tanggap:problem:${code}`, correlationId: 'req-1' },
    });
    expect(response.body['errors']).toMatchObject([{ field: 'body' }]);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(seen).toEqual([]);
  });

  test('of a GET is nobody’s concern', async () => {
    expect((await send({ method: 'GET', routeKey: 'GET /x', body: 'nonsense', type: 'text/plain' })).status).toBe(200);
  });

  test('of 4,000 emoji, escaped, is not too large', async () => {
    const body = JSON.stringify({ a: '💡'.repeat(4000) }).replaceAll('💡', String.raw`\ud83d\udca1`);
    expect((await send({ body })).body).toEqual({ body: { a: '💡'.repeat(4000) } });
  });
});

describe('the caller', () => {
  test.each([
    ['is the subject of the token', { sub: 'sub-1' }, 'sub-1'],
    ['is nobody without a token', undefined, undefined],
    ['is nobody when the subject is no text', { sub: 7 }, undefined],
  ])('%s', async (_, claims, subject) => {
    expect((await send(claims ? { claims } : {}, (r) => ({ subject: r.subject }))).body['subject']).toBe(subject);
  });
});

describe('an error', () => {
  test('that is expected is told as it is, with where the complaint stands', async () => {
    const response = await send({ body: '{}' }, () => {
      throw new Conflict('read it again', { status: 'ANSWERED', version: 4 });
    });
    expect(response).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: 'read it again', current: { status: 'ANSWERED', version: 4 } },
    });
  });

  test('that passes with time says when to come back', async () => {
    const response = await send({ body: '{}' }, () => {
      throw new QuotaExceeded('too many posts', 47);
    });
    expect(response).toMatchObject({ status: 429, body: { code: 'quota-exceeded', retryAfter: 47 } });
    expect(response.headers['retry-after']).toBe('47');
  });

  test.each([
    ['an Error', new Error('Ibu A, 0811')],
    ['no Error', 'Ibu A, 0811'],
  ])('that is unknown, %s, tells nothing but an id', async (_, thrown) => {
    const response = await send({ body: '{}' }, () => {
      throw thrown;
    });
    expect(response).toMatchObject({ status: 500, body: { code: 'internal-error', correlationId: 'req-1' } });
    expect(JSON.stringify(response)).not.toMatch(/Ibu A|0811|stack/);
  });

  test('of a stored item that cannot be read is ours: 500, and logged as an error with its key', async () => {
    const logged = vi.spyOn(logger, 'error').mockReturnValue();
    const response = await send({ body: '{}' }, () => {
      throw unreadable('AMB-7K3Q9C5');
    });
    expect(response).toMatchObject({ status: 500, body: { code: 'internal-error', correlationId: 'req-1' } });
    expect(JSON.stringify(response)).not.toContain('version');
    expect(logged).toHaveBeenCalledWith(
      'failed',
      expect.objectContaining({
        key: { pk: 'AMB-7K3Q9C5', sk: 'complaint' },
        paths: ['version'],
        correlationId: 'req-1',
      }),
    );
  });

  test('of a path that is nobody’s is 404', async () => {
    expect(await send({ routeKey: 'GET /nowhere', method: 'GET' })).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});

test('every answer, refusals and failures too, keeps its type and comes by HTTPS for a year', async () => {
  const failing = () => Promise.reject(new Error('inside'));
  for (const response of [await send({}), await send({ body: '{"a":' }), await send({}, failing)])
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000',
    });
});
