/** Webhooks by their rules: addresses, URLs, signatures, waits. */
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { endpointProblem, usableAddress } from '../../../../functions/domain/webhooks/endpoint-url.ts';
import { isLoopbackAddress, isPublicAddress } from '../../../../functions/domain/webhooks/public-address.ts';
import { waitAfter, webhookTries } from '../../../../functions/domain/webhooks/retries.ts';
import { signatureHeaders, webhookSecret } from '../../../../functions/domain/webhooks/signature.ts';

const inside = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.0.9',
  '169.254.169.254',
  '169.254.170.2',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.0.8',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '4000::1',
  'example.org',
  '',
];

describe('addresses', () => {
  test.each(inside)('%s is not of the public internet', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '103.10.20.30',
    '2404:6800::1',
    '2606:4700::1111',
  ])('%s is', (address) => expect(isPublicAddress(address)).toBe(true));

  test('an IPv4 address is public or in a closed range, whatever its last part', () => {
    fc.assert(
      fc.property(fc.constantFrom(10, 127, 0, 224, 239, 255), fc.ipV4(), (first, address) => {
        const rest = address.slice(address.indexOf('.'));
        expect(isPublicAddress(`${first}${rest}`)).toBe(false);
      }),
    );
  });

  test('one address inside spoils a name; loopback is usable where it is allowed only', () => {
    expect(usableAddress(['8.8.8.8', '1.1.1.1'], { loopback: false })).toBe('8.8.8.8');
    expect(usableAddress(['8.8.8.8', '10.0.0.1'], { loopback: false })).toBeUndefined();
    expect(usableAddress(['127.0.0.1'], { loopback: false })).toBeUndefined();
    expect(usableAddress(['127.0.0.1'], { loopback: true })).toBe('127.0.0.1');
    expect(usableAddress(['10.0.0.1'], { loopback: true })).toBeUndefined();
    expect(usableAddress([], { loopback: false })).toBeUndefined();
    expect(['localhost', 'example.org', '', '127.0.0'].filter(isLoopbackAddress)).toEqual([]);
    expect([isLoopbackAddress('::1'), isLoopbackAddress('127.9.9.9'), isLoopbackAddress('8.8.8.8')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('an endpoint’s URL', () => {
  test.each([
    ['not a url', 'not a URL'],
    ['http://hooks.kota.go.id/', 'must be https'],
    ['ftp://hooks.kota.go.id/', 'must be https'],
    ['https://user:secret@hooks.kota.go.id/', 'logs'],
    ['https://hooks.kota.go.id/#x', 'fragment'],
    ['https://127.0.0.1/', 'not an address'],
    ['https://2130706433/', 'not an address'],
    ['https://0x7f.1/', 'not an address'],
    ['https://0177.0.0.1/', 'not an address'],
    ['https://[::1]/', 'not an address'],
    ['https://[::ffff:169.254.169.254]/', 'not an address'],
    ['https://169.254.169.254/latest/meta-data', 'not an address'],
    ['https://localhost/', 'not a name'],
    ['https://LOCALHOST./', 'not a name'],
    ['https://a.localhost/', 'not a name'],
    ['https://intranet/', 'not a name'],
    ['https://db.internal/', 'not a name'],
    ['https://printer.local/', 'not a name'],
    ['https://pc.lan./', 'not a name'],
    ['https://home.arpa/', 'not a name'],
    ['https://kantor/', 'not a name'],
    ['https://a.home.arpa/', 'not a name'],
    ['https://user@hooks.kota.go.id/', 'logs'],
    ['https://:secret@hooks.kota.go.id/', 'logs'],
    ['ftp://127.0.0.1/', 'must be https'],
  ])('%s: %s', (url, problem) => expect(endpointProblem(url, { loopback: false })).toContain(problem));

  test.each([
    'https://hooks.kota.go.id/tanggap?x=1',
    'https://8.8.8.8:8443/',
    'https://[2606:4700::1111]/',
    'https://xn--kota-9qa.id/',
    'https://internal.kota.go.id/',
    'https://mylocal.id/',
    'https://kota.localhost.id/',
    'https://kota.xlan/',
  ])('%s is taken', (url) => expect(endpointProblem(url, { loopback: false })).toBeUndefined());

  test('plain HTTP to this machine only where loopback is allowed, and nothing else inside even there', () => {
    expect(endpointProblem('ftp://127.0.0.1/', { loopback: true })).toBe('must be https');
    for (const url of ['http://127.0.0.1:3000/x', 'https://127.0.0.1/', 'http://[::1]:3000/']) {
      expect(endpointProblem(url, { loopback: true })).toBeUndefined();
      expect(endpointProblem(url, { loopback: false })).toBeDefined();
    }
    for (const url of ['http://10.0.0.1/', 'https://10.0.0.1/', 'http://8.8.8.8/', 'http://localhost/'])
      expect(endpointProblem(url, { loopback: true })).toBeDefined();
  });
});

/** The example of docs/webhooks.md, as it stands there. */
const { isFromTanggap } = (await import(
  new URL('../../../../docs/examples/verify-webhook.mjs', import.meta.url).href
)) as {
  isFromTanggap: (headers: Record<string, string>, body: string | Buffer, secret: string) => boolean;
};

describe('signatures', () => {
  const secretA = webhookSecret(new Uint8Array(32).fill(7));
  const secretB = webhookSecret(new Uint8Array(32).fill(8));

  test('are those of Standard Webhooks, for each secret in force', () => {
    fc.assert(
      fc.property(fc.json(), fc.stringMatching(/^msg_[\w-]{1,40}$/), (body, id) => {
        const headers = signatureHeaders({ id, at: new Date(), body, secrets: [secretA, secretB] });
        for (const secret of [secretA, secretB])
          expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      }),
    );
  });

  test('are verified by the example of the documentation too', () => {
    const body = '{"a":"ä"}';
    const signed = (over: object = {}) =>
      signatureHeaders({ id: 'msg_1', at: new Date(), body, secrets: [secretB, secretA], ...over });
    expect(isFromTanggap(signed(), body, secretA)).toBe(true);
    expect(isFromTanggap(signed(), Buffer.from(body), secretB)).toBe(true);
    expect(isFromTanggap(signed({ secrets: [secretB] }), body, secretA)).toBe(false);
    expect(isFromTanggap(signed(), `${body} `, secretA)).toBe(false);
    expect(isFromTanggap(signed({ at: new Date(Date.now() - 301_000) }), body, secretA)).toBe(false);
    expect(isFromTanggap({}, body, secretA)).toBe(false);
  });

  test('have a secret that scanners know, and an exact form', () => {
    expect(webhookSecret(new Uint8Array([1, 2, 3]))).toBe('whsec_AQID');
    const at = new Date(1_773_000_000_999);
    expect(signatureHeaders({ id: 'msg_1', at, body: '{}', secrets: ['whsec_AQID', 'whsec_BAUG'] })).toEqual({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1773000000',
      'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/) as string,
    });
  });

  test('do not hold for another body, id, time or secret', () => {
    const body = '{"a":1}';
    const headers = signatureHeaders({ id: 'msg_1', at: new Date(), body, secrets: [secretA] });
    const verify =
      (secret: string, over: Record<string, string>, text = body) =>
      () =>
        new Webhook(secret).verify(text, { ...headers, ...over });
    expect(verify(secretA, {})).not.toThrow();
    expect(verify(secretB, {})).toThrow('No matching signature');
    expect(verify(secretA, {}, '{"a":2}')).toThrow('No matching signature');
    expect(verify(secretA, { 'webhook-id': 'msg_2' })).toThrow('No matching signature');
    expect(verify(secretA, { 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) })).toThrow(
      'No matching signature',
    );
  });
});

describe('waits', () => {
  test('grow, are a day together, and none is longer than SQS can wait', () => {
    const waits = Array.from({ length: webhookTries }, (_, i) => waitAfter(i + 1));
    expect(waits.at(-1)).toBe(0);
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(86_400);
    expect(Math.max(...waits)).toBeLessThan(12 * 3600);
  });

  test('are as long as the subscriber asks for, within what SQS can wait', () => {
    expect(waitAfter(1, 5)).toBe(30);
    expect(waitAfter(1, 900)).toBe(900);
    expect(waitAfter(1, 10_000_000)).toBe(12 * 3600 - 60);
    expect([1, 2, 3].map((tries) => waitAfter(tries))).toEqual([30, 120, 600]);
  });
});
