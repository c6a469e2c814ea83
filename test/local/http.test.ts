import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLocalCloud, type TestCloud } from '../support/local-cloud.ts';
import { writeAssembly } from './fixtures/assembly.ts';
import { sortKeys } from './aws.ts';

const assembly = writeAssembly();
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ assembly });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(assembly, { recursive: true });
});

type Echo = {
  event: Record<string, unknown> & { requestContext: Record<string, unknown> };
  answers: { error?: string }[];
  now: string;
  remaining: number;
};
const echo = async (path: string, init: RequestInit = {}): Promise<Echo> =>
  (await (await fetch(`${cloud.url}${path}`, { method: 'POST', ...init })).json()) as Echo;
const calls = async (...list: { target: string; body: unknown }[]): Promise<Echo['answers']> => {
  const headers = { 'content-type': 'application/json' };
  return (await echo('/echo/x', { headers, body: JSON.stringify({ calls: list }) })).answers;
};

test('a request becomes an event of payload format 2.0', async () => {
  const headers = { 'content-type': 'application/json; charset=utf-8', Cookie: 'a=b; c=d', 'X-Api-Key': 'k' };
  const { event } = await echo('/echo/a%20b?q=1&q=2&r=', { headers, body: '{}' });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'POST /echo/{id}',
    rawQueryString: 'q=1&q=2&r=',
    queryStringParameters: { q: '1,2', r: '' },
    pathParameters: { id: 'a b' },
    cookies: ['a=b', 'c=d'],
    headers: { 'x-api-key': 'k' },
    body: '{}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' }, stage: '$default' },
  });
  expect(event['headers']).not.toHaveProperty('cookie');
});

test('a form and a picture come as base64, as API Gateway hands them over', async () => {
  const { event } = await echo('/echo/x', { body: new URLSearchParams({ From: '+62' }) });
  expect(event).toMatchObject({ isBase64Encoded: true, body: Buffer.from('From=%2B62').toString('base64') });
});

test('a request without a body has none in the event', async () => {
  const { event } = await echo('/nowhere?x');
  expect(event).toMatchObject({ routeKey: '$default', isBase64Encoded: false });
  expect(event).not.toHaveProperty('body');
});

test('the JWT authorizer lets only its own tokens pass, and tells who it is', async () => {
  const asked = async (token?: string) =>
    fetch(`${cloud.url}/staff`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  const without = await asked();
  expect(without.status).toBe(401);
  expect(await without.json()).toEqual({ message: 'Unauthorized' });
  const token = await cloud.token({ role: 'liaison', agency: 'dlhp' });
  expect((await asked(`${token.slice(0, -6)}AAAAAA`)).status).toBe(401);
  const { event } = (await (await asked(token)).json()) as Echo;
  expect(event.requestContext['authorizer']).toMatchObject({ jwt: { claims: { sub: 'local-liaison-dlhp' } } });
});

test('one officer was seeded for each office', async () => {
  expect(await sortKeys(cloud, 'officer', 'Data-Directory')).toEqual([
    'local-admin',
    'local-agency-head-dishub',
    'local-agency-head-dlhp',
    'local-auditor',
    'local-city-secretary',
    'local-coordinator',
    'local-diskominfo-head',
    'local-liaison-dishub',
    'local-liaison-dlhp',
    'local-mayor',
  ]);
  const { officer } = await cloud.get<{ officer: unknown }>('/_local/token?role=supervisor');
  expect(officer).toMatchObject({ subject: 'local-mayor' });
});

test('what API Gateway answers itself', async () => {
  const large = await fetch(`${cloud.url}/echo/x`, { method: 'POST', body: new Uint8Array(10 * 1024 * 1024 + 1) });
  expect([large.status, await large.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  const headers = { 'content-type': 'application/json' };
  const broken = await fetch(`${cloud.url}/echo/x`, { method: 'POST', headers, body: '{"fail":"on purpose"}' });
  expect([broken.status, await broken.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

test('a function that takes too long is ended, and the next call works', async () => {
  const headers = { 'content-type': 'application/json' };
  const late = await fetch(`${cloud.url}/echo/x`, { method: 'POST', headers, body: '{"wait":8000}' });
  expect(late.status).toBe(500);
  expect((await echo('/echo/x')).remaining).toBeGreaterThan(4000);
});

test('a function does only what its policy says', async () => {
  const item = (pk: string) => ({ TableName: '$TABLE', Item: { pk: { S: pk }, sk: { S: 'x' } } });
  const [put, identity, scan, topic] = await calls(
    { target: 'DynamoDB_20120810.PutItem', body: item('AMB-1') },
    { target: 'DynamoDB_20120810.PutItem', body: item('identity#AMB-1') },
    { target: 'DynamoDB_20120810.Scan', body: { TableName: '$TABLE' } },
    { target: 'AWSStepFunctions.StopExecution', body: { executionArn: '$MACHINE:x' } },
  );
  expect([put?.error, identity?.error, scan?.error, topic?.error]).toEqual([
    undefined,
    'AccessDeniedException',
    'AccessDeniedException',
    'AccessDeniedException',
  ]);
});

test('KMS keeps to key policy, encryption context and key', async () => {
  const plain = Buffer.from('Siti').toString('base64');
  const encrypt = (EncryptionContext: object) => ({
    target: 'TrentService.Encrypt',
    body: { KeyId: '$KEY', Plaintext: plain, EncryptionContext },
  });
  const [refused, ciphertext, mac] = (await calls(
    encrypt({ purpose: 'reply' }),
    encrypt({ purpose: 'identity', complaintId: 'AMB-1' }),
    { target: 'TrentService.GenerateMac', body: { KeyId: '$MAC_KEY', Message: plain, MacAlgorithm: 'HMAC_SHA_256' } },
  )) as { error?: string; CiphertextBlob?: string; Mac?: string }[];
  expect(refused?.error).toBe('AccessDeniedException');
  expect(mac?.Mac).toHaveLength(44);
  const decrypt = (complaintId: string) => ({
    target: 'TrentService.Decrypt',
    body: { CiphertextBlob: ciphertext?.CiphertextBlob, EncryptionContext: { complaintId, purpose: 'identity' } },
  });
  const [opened, other] = (await calls(decrypt('AMB-1'), decrypt('AMB-2'))) as { Plaintext?: string; error?: string }[];
  expect(opened?.Plaintext).toBe(plain);
  expect(other?.error).toBe('InvalidCiphertextException');
});

test('consumed capacity is counted by function and operation', async () => {
  await cloud.post('/_local/capacity', { on: true });
  await calls({
    target: 'DynamoDB_20120810.PutItem',
    body: { TableName: '$TABLE', Item: { pk: { S: 'c' }, sk: { S: 'x' }, queueKey: { S: 'q' } } },
  });
  const tallies = await cloud.get<unknown[]>('/_local/capacity');
  expect(tallies).toContainEqual({
    caller: 'Service-Web',
    operation: 'PutItem',
    table: 'Data-Complaints',
    calls: 1,
    read: 0,
    write: 2,
  });
  await cloud.post('/_local/capacity', { on: false });
});
