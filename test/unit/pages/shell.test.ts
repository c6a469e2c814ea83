/** What holds of every page: language, security headers, size, and what is shown when something is wrong. */
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pageRoutes } from '../../../lib/functions/page-routes.ts';
import { compressed } from '../../../functions/pages/shell/compress.ts';
import { routesOfPages } from '../../../functions/pages/routes.ts';
import { en } from '../../../functions/pages/words/en/citizen.ts';
import { id } from '../../../functions/pages/words/id/citizen.ts';
import { browser, fakeApi } from '../../support/browser/pages.ts';

const open = browser(fakeApi({}));

describe('the pages', () => {
  test('have a route for each page, and a page for each route', () => {
    const served = Object.keys(routesOfPages({} as never));
    expect(served.sort()).toEqual([...pageRoutes].sort());
  });

  test('are Indonesian, and English where it is asked for, with links that keep it', async () => {
    const indonesian = await open('GET /', '/');
    expect(indonesian.html).toContain('<html lang="id">');
    expect(indonesian.html).toContain('href="/?lang=en"');
    expect(indonesian.html).toContain('href="/lapor"');
    const english = await open('GET /', '/?lang=en');
    expect(english.html).toContain('<html lang="en">');
    expect(english.html).toContain('href="/lapor?lang=en"');
    expect(english.html).toContain('href="/" hreflang="id"');
  });

  test('have the same words in both languages', () => {
    const keys = (value: unknown, at = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${at}.${key}`))
        : [at];
    // Statuses and next steps come in Indonesian from the API.
    const ours = (texts: object) => keys(texts).filter((key) => !/^\.(status|nextStep)\./.test(key));
    expect(ours(en)).toEqual(
      ours({ ...id, status: undefined, nextStep: undefined }).filter((key) => key !== '.status' && key !== '.nextStep'),
    );
  });

  test('name emergency numbers before anything else on the first page', async () => {
    const { html } = await open('GET /', '/');
    expect(html.indexOf('tel:112')).toBeGreaterThan(0);
    expect(html.indexOf('tel:112')).toBeLessThan(html.indexOf(id.home.lead.slice(0, 20)));
  });

  test('run no inline script, load nothing of another host, sit in no frame, tell no other site their address', async () => {
    const { html, headers } = await open('GET /', '/');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*src="\/aset\/)/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test('take no post that another site sends', async () => {
    expect((await open('POST /none', '/', { form: {}, headers: { 'sec-fetch-site': 'cross-site' } })).status).not.toBe(
      200,
    );
  });

  test('style and script come under a name of their content, to be kept for a year; others are 404', async () => {
    const { html } = await open('GET /', '/');
    const name = /\/aset\/(tanggap-[\w-]+\.css)/.exec(html)?.[1] ?? '';
    const asset = await open('GET /aset/{name}', `/aset/${name}`);
    expect([asset.status, asset.html]).toEqual([200, 'body{}']);
    expect(asset.headers['cache-control']).toContain('immutable');
    expect((await open('GET /aset/{name}', '/aset/other.css')).status).toBe(404);
  });

  test('style and script together stay under 40 kB', () => {
    const root = new URL('../../../functions/pages/assets/', import.meta.url);
    const bytes = ['tanggap.css', 'tanggap.js'].reduce((sum, name) => sum + statSync(new URL(name, root)).size, 0);
    expect(bytes).toBeLessThan(40_000);
    expect(readFileSync(new URL('tanggap.js', root), 'utf8')).not.toMatch(/https?:|innerHTML|eval\(/);
  });

  test('travel compressed as the browser takes them, small answers as they are', () => {
    const body = 'Lampu jalan '.repeat(500);
    const packed = (encoding: string) =>
      compressed({ headers: { 'accept-encoding': encoding } }, { statusCode: 200, headers: {}, body });
    const brotli = packed('gzip, deflate, br');
    expect(brotliDecompressSync(Buffer.from(brotli.body ?? '', 'base64')).toString()).toBe(body);
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
    expect(gunzipSync(Buffer.from(packed('gzip').body ?? '', 'base64')).toString()).toBe(body);
    expect(packed('identity')).toMatchObject({ body });
    expect(compressed({ headers: { 'accept-encoding': 'br' } }, { body: 'kecil' })).toEqual({ body: 'kecil' });
  });
});
