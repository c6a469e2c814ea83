/** Whatever is thrown at Open311's paths: a well-formed answer in the asked format, never a 5xx, and nothing stored on a 4xx. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { countItems } from '../../support/count-items.ts';
import { useCity } from '../../support/city.ts';
import { runs } from '../../support/runs.ts';
import { nastyTexts } from '../../support/open311/hostile.ts';
import { addTestServices, newClient } from '../../support/open311/city.ts';
import { Open311, type Format, type Told } from '../../support/open311/calls.ts';

// Without the stage's request limit, which answers in API Gateway's own words before any function is asked.
const city = useCity();
let app: Open311;

beforeAll(async () => {
  await addTestServices(city.client);
  app = new Open311(city.client.url, await newClient(city.client, 'aplikasi-kasar', 1_000_000));
  await city.client.advance('PT61S');
});

const tries = { numRuns: runs(50, 150), endOnFailure: true };

const nasty = fc.constantFrom(...nastyTexts);
const anything = fc.oneof(
  { weight: 3, arbitrary: nasty },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
);

const formatAsked = (target: string): Format => (target.split('?')[0]!.endsWith('.json') ? 'json' : 'xml');
/** Spelled so that a URL can hold it; half of a character cannot be. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

async function ask(target: string, init: RequestInit = {}): Promise<Told> {
  const path = target.split('?')[0]!.replace(/\.(?:xml|json)$/, '');
  const told = await app.ask(formatAsked(target), path, target, init);
  expect(told.status, `${target.slice(0, 200)}: ${told.text.slice(0, 200)}`).toBeLessThan(500);
  return told;
}

/** A URL that is too long for the server never reaches a function. */
const longest = 1500;

const resources = [
  'discovery',
  'v2/services',
  'v2/requests',
  'v2/servicerequestupdates',
  'v2/tokens',
  'v2/discovery',
  'v2',
];
const parameters = [
  'jurisdiction_id',
  'api_key',
  'service_request_id',
  'service_code',
  'start_date',
  'end_date',
  'updated_after',
  'updated_before',
  'status',
  'page',
  'page_size',
  'extensions',
  'lain',
];
const query = fc
  .array(fc.tuple(fc.constantFrom(...parameters), anything), { maxLength: 5 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${encoded(value).slice(0, longest)}`).join('&'));
const suffix = fc.constantFrom('.xml', '.json', '', '.XML', '.yaml', '.json.xml', '.');

describe('GET', () => {
  test('of any resource with any parameters', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...resources), suffix, query, async (resource, end, parametersOf) => {
        const { status } = await ask(`${resource}${end}?${parametersOf}`);
        expect([200, 400, 403, 404]).toContain(status);
      }),
      tries,
    );
  });

  test('of any item, however it is spelled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('v2/services', 'v2/requests', 'v2/tokens', 'v2'),
        anything,
        suffix,
        async (list, name, end) => {
          const { status } = await ask(`${list}/${encoded(name).slice(0, longest)}${end}`);
          expect([200, 400, 403, 404]).toContain(status);
        },
      ),
      tries,
    );
  });

  test('by any other method is not found', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      for (const target of ['v2/requests.json', 'v2/services.xml', 'discovery.json'])
        expect((await ask(target, { method })).status).toBe(404);
  });
});

const fieldNames = [
  'service_code',
  'lat',
  'long',
  'address_string',
  'address_id',
  'email',
  'phone',
  'first_name',
  'description',
  'media_url',
  'anonymous',
  'confidential',
  'attribute[KATA]',
  'attribute[BANYAK][]',
  'attribute[__proto__]',
  'attribute[a][b][c]',
  'attribute[',
  'service_request_id',
  'update_id',
  'updated_datetime',
  'status',
  '__proto__',
];
const fields = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...fieldNames), anything), anything), { maxLength: 8 });
const posts = fc.constantFrom(
  'v2/requests.xml',
  'v2/requests.json',
  'v2/servicerequestupdates.xml',
  'v2/servicerequestupdates.json',
);
/** A complete request, so that one wrong field at a time is met too. */
const complete: [string, string][] = [
  ['service_code', 'uji-atribut'],
  ['lat', '-3.7'],
  ['long', '128.2'],
  ['attribute[KATA]', 'kata'],
];

describe('POST', () => {
  const post = (target: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) =>
    ask(`${target}?api_key=${app.key}`, { method: 'POST', body, headers });

  test('of any form, which is stored whole or not at all', async () => {
    await city.client.idle();
    const before = await countItems(city.cloud, 'complaint');
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(posts, fields, fc.boolean(), async (target, some, whole) => {
        const form = new URLSearchParams([...(whole ? complete : []), ...some]);
        const { status } = await post(target, form);
        expect([200, 400, 403, 404]).toContain(status);
        if (status === 200) taken += 1;
      }),
      tries,
    );
    expect(taken).toBeGreaterThan(0);
    expect(await countItems(city.cloud, 'complaint')).toBe(before + taken);
  });

  test('that is refused leaves no item behind', async () => {
    await city.client.idle();
    const before = await countItems(city.cloud);
    await fc.assert(
      fc.asyncProperty(posts, fields, async (target, some) => {
        const { status } = await post(target, new URLSearchParams([...some, ['lat', 'x'], ['update_id', '']]));
        expect([400, 404]).toContain(status);
      }),
      tries,
    );
    await city.client.idle();
    expect(await countItems(city.cloud)).toBe(before);
  });

  test('of any bytes under any content type', async () => {
    const types = fc.oneof(
      fc.constantFrom(
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'multipart/form-data',
        'multipart/form-data; boundary=""',
        'multipart/mixed; boundary=x',
        'application/json',
        'text/xml',
        'application/octet-stream',
        'application/x-www-form-urlencoded; charset=utf-16',
      ),
      fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
    );
    const multipart = fc.array(fc.tuple(anything, anything), { maxLength: 4 }).map((parts) =>
      parts
        .map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')
        .concat('--x--\r\n'),
    );
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => new Uint8Array(bytes)),
      multipart.map((text) => new TextEncoder().encode(text)),
      fc
        .constantFrom('a[b]=%ff%fe&%=&=&&', '%E0%A4%A', 'x='.repeat(3000))
        .map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(posts, types, bodies, async (target, type, body) => {
        const { status } = await post(target, body, { 'content-type': type });
        expect([200, 400, 404]).toContain(status);
      }),
      tries,
    );
  });

  test('of more than a form may hold is 400', async () => {
    const large = await post('v2/requests.json', new URLSearchParams({ description: 'x'.repeat(70_000) }));
    const many = await post(
      'v2/requests.xml',
      new URLSearchParams(Array.from({ length: 300 }, (_, n) => [`f${n}`, 'x'])),
    );
    expect([large.status, large.plain[0].code, many.status]).toEqual([400, '413', 400]);
  });

  test('with any Idempotency-Key', async () => {
    for (const key of [' ', 'a'.repeat(201), 'dua kata', 'é', '#'.repeat(50)]) {
      const { status } = await post('v2/requests.json', new URLSearchParams(complete), { 'idempotency-key': key });
      expect([200, 400]).toContain(status);
    }
  });
});
