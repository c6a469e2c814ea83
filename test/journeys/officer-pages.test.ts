/** Officers at their desk in a real browser: signing in, queues, and what is refused. */
import { expect, test } from 'vitest';
import { graveFindings } from '../support/axe.ts';
import { hasBrowser, useBrowser } from '../support/browser.ts';
import { useCity } from '../support/city.ts';
import { signInAs } from '../support/officer-browser.ts';

const here = hasBrowser();
const city = useCity();
const visitor = useBrowser();
const at = (path: string): string => new URL(path, city.cloud.url).href;

test.skipIf(!here)('a liaison signs in, is led back after the session has run out, and signs out', async () => {
  const page = await visitor.page();
  await page.goto(at('/petugas?antrean=instansi'));
  await signInAs(page, 'local-liaison-dinas-perhubungan');
  expect(page.url()).toBe(at('/petugas?antrean=instansi'));
  expect(await page.textContent('.session')).toContain('Petugas dinas-perhubungan');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: 'tanggap_petugas', httpOnly: true, sameSite: 'Lax', expires: -1 });
  expect(await graveFindings(page)).toEqual([]);

  await city.client.advance('PT31M');
  await page.goto(at('/petugas?antrean=telat'));
  expect(await page.textContent('h1')).toBe('Masuk sebagai siapa?');
  await signInAs(page, 'local-liaison-dinas-perhubungan');
  expect(page.url()).toBe(at('/petugas?antrean=telat'));

  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.waitForURL(/\/petugas\/masuk$/);
  expect(await page.context().cookies()).toEqual([]);
  expect(await graveFindings(page)).toEqual([]);
  await page.goto(at('/petugas'));
  expect(await page.textContent('h1')).toBe('Masuk sebagai siapa?');
});
