import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useCity } from '../support/city.ts';

const city = useCity();

test('the API tells what it is: the committed document, and a page that needs no other host', async () => {
  const { body, status } = await city.client.call('GET', '/openapi.json');
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  const page = await city.client.call('GET', '/docs');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.body).toContain('<!doctype html>');
});
