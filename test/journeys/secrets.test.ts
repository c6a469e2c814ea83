/** Secrets of the pages are made and replaced by a command, while the city is running and officers are at work. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hasBrowser, useBrowser } from '../support/browser/browser.ts';
import { signInAs } from '../support/browser/officer-browser.ts';
import { streetLight, useOwnCity } from '../support/city.ts';

const city = useOwnCity();
const visitor = useBrowser();
const at = (path: string): string => new URL(path, city.cloud.url).href;
const secret = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, ['bin/secret.ts', ...args, '--local', city.cloud.url])).stdout;

/** Posts the web form as a browser without script does. */
const post = (): Promise<Response> =>
  fetch(at('/lapor'), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      description: 'Lampu jalan mati sudah tiga malam di depan gereja.',
      serviceCode: 'lampu-jalan',
      areaCode: '81.71.02.1019',
      phone: '0811 1000 0200',
      kunci: crypto.randomUUID(),
      diperiksa: 'ya',
    }),
  });

test('the key of the web form is replaced without being shown: the one before ends, the form goes on', async () => {
  const byOldKey = () => city.client.file(streetLight(), { 'x-api-key': 'local-web-key' });
  expect((await byOldKey()).status).toBe(201);
  expect((await post()).status).toBe(303);
  expect(await secret('web-key', '--at-once')).not.toMatch(/tgp_/);
  await city.client.advance('PT3M');
  expect((await byOldKey()).status).toBe(401);
  expect((await post()).status).toBe(303);
});

test.skipIf(!hasBrowser())('a new session key leaves officers at work; at once, they sign in again', async () => {
  const page = await visitor.page();
  await page.goto(at('/petugas'));
  await signInAs(page, 'local-coordinator');
  await secret('session-key');
  for (const minutes of [1, 3, 5]) {
    await city.client.advance(`PT${minutes}M`);
    await page.goto(at('/petugas'));
    expect(await page.textContent('.session')).toContain('Koordinator');
  }
  await secret('session-key', '--at-once');
  await city.client.advance('PT2M');
  await page.goto(at('/petugas'));
  expect(await page.textContent('h1')).toBe('Masuk sebagai siapa?');
});
