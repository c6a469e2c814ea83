import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSource } from 'oazapfts';
import { expect, test } from 'vitest';
import type { Json } from '../../bin/support/local-client.ts';
import { PROJECT } from '../../lib/local/synth.ts';
import { streetLight, useCity } from '../support/city.ts';

const city = useCity();

test('the API tells what it is: the committed document, and a page that needs no other host', async () => {
  const { body, status } = await city.client.call('GET', '/openapi.json');
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  const page = await city.client.call('GET', '/docs');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.body).toContain('<!doctype html>');
});

test('a client generated from it compiles, files a complaint, follows it and answers it', async () => {
  const api = await generateClient();
  const key = { headers: { 'x-api-key': 'local-dev-key' } };
  const filed = await called(api['fileComplaint']!(streetLight(), { idempotencyKey: 'generated-1' }, key), 201);
  await city.client.idle();
  const tracked = await called(api['trackComplaint']!(filed.trackingId, key), 200);
  expect(tracked).toMatchObject({ status: 'FORWARDED', trackingId: filed.trackingId });

  const liaison = { role: 'liaison', agency: 'dinas-perhubungan' } as const;
  const token = { headers: { authorization: `Bearer ${await city.client.token(liaison)}` } };
  const read = await called(api['readComplaint']!(filed.trackingId, token), 200);
  const answer = { expectedVersion: read.version, outcome: 'done', text: 'Lampu sudah diganti.' };
  expect(await called(api['staffAnswer']!(filed.trackingId, answer, token), 200)).toMatchObject({ status: 'ANSWERED' });

  const reporter = { headers: { 'x-reporter-secret': filed.reporterSecret } };
  expect(await called(api['reporterAccept']!(filed.trackingId, {}, reporter), 200)).toMatchObject({ status: 'CLOSED' });
  expect(await called(api['reporterRate']!(filed.trackingId, { rating: 9 }, reporter), 400)).toMatchObject({
    errors: [{ field: 'rating' }],
  });
});

type Call = (...args: unknown[]) => Promise<{ status: number; data: Json }>;
type Api = Record<string, Call> & { defaults: { baseUrl: string } };

async function called(answer: ReturnType<Call>, status: number): Promise<Json> {
  const { status: answered, data } = await answer;
  expect({ status: answered, data }).toMatchObject({ status });
  return data;
}

/** Generates a TypeScript client, compiles it strictly, and points it at the city. */
async function generateClient(): Promise<Api> {
  const folder = join(PROJECT, '.build', 'generated-client');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'api.ts'), await generateSource(join(PROJECT, 'docs', 'openapi.json')));
  const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', lib: ['es2024', 'dom'], types: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['api.ts'] }));
  execFileSync(process.execPath, [join(PROJECT, 'node_modules/typescript/bin/tsc'), '-p', folder], { stdio: 'pipe' });
  const api = (await import(join(folder, 'api.ts'))) as Api;
  api.defaults.baseUrl = city.cloud.url;
  return api;
}
