/** Officers at their desk in a real browser: signing in, queues, and what is refused. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { graveFindings } from '../support/axe.ts';
import { hasBrowser, useBrowser } from '../support/browser.ts';
import { lightLiaison, streetLight, useCity } from '../support/city.ts';
import { signInAs } from '../support/officer-browser.ts';

const here = hasBrowser();
const city = useCity();
const visitor = useBrowser();
const at = (path: string): string => new URL(path, city.cloud.url).href;
const liaison = `local-liaison-${lightLiaison.agency}`;
const folder = join(import.meta.dirname, '../../.build/screenshots');

/** Narrow and wide: no grave fault, nothing beyond the edge, a picture. */
async function looked(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft({ name, findings: await graveFindings(page) }).toEqual({ name, findings: [] });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft({ name, width, tooWide: wider > 0 }).toEqual({ name, width, tooWide: false });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
}

test.skipIf(!here)('a liaison signs in, is led back after the session has run out, and signs out', async () => {
  const { trackingId } = (await city.client.file(streetLight())).body;
  await city.client.idle();
  const page = await visitor.page();
  await page.goto(at('/petugas?antrean=instansi&lihat=masuk'));
  await looked(page, 'penyedia-akun-lokal');
  await signInAs(page, liaison);
  expect(page.url()).toBe(at('/petugas?antrean=instansi&lihat=masuk'));
  expect(await page.textContent('.session')).toContain(`Petugas ${lightLiaison.agency}`);
  const row = page.locator('.cards li', { hasText: trackingId });
  expect(await row.textContent()).toContain('Lampu jalan di depan gereja mati sudah tiga malam.');
  expect(await row.textContent()).toContain('5 hari kerja lagi');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: 'tanggap_petugas', httpOnly: true, sameSite: 'Lax', expires: -1 });

  await city.client.advance('PT31M');
  await page.goto(at('/petugas?lihat=dijawab'));
  expect(await page.textContent('h1')).toBe('Masuk sebagai siapa?');
  await signInAs(page, liaison);
  expect(page.url()).toBe(at('/petugas?lihat=dijawab'));
  expect(await page.textContent('main')).toContain('Tidak ada laporan');
  await page.getByRole('link', { name: 'Ikut membantu' }).click();
  await page.waitForURL(/antrean=membantu/);

  // A form that another page made up has no field of this session.
  await page.locator('input[name="csrf"]').evaluateAll((fields) => {
    for (const field of fields) (field as HTMLInputElement).value = 'tebakan';
  });
  await page.getByRole('button', { name: 'Keluar' }).click();
  expect(await page.textContent('main')).toContain('tidak dikirim dari halaman kami');
  await page.goto(at('/petugas'));
  await page.getByRole('button', { name: 'Keluar' }).click();
  await page.waitForURL(/\/petugas\/masuk$/);
  expect(await page.context().cookies()).toEqual([]);
  await looked(page, 'petugas-masuk');
  await page.goto(at('/petugas'));
  expect(await page.textContent('h1')).toBe('Masuk sebagai siapa?');
  await page.context().close();
});

test.skipIf(!here)(
  'the coordinator sees what is new and may tick it; the mayor what is late in the whole city',
  async () => {
    const words = 'Ada yang rusak di dekat sini, tolong dilihat. </li><script>window.broken = 1</script>';
    const { trackingId } = (await city.client.file(streetLight({ serviceCode: 'jalan-rusak', description: words })))
      .body;
    await city.client.idle();
    const page = await visitor.page({ javaScriptEnabled: true });
    await page.goto(at('/petugas'));
    await signInAs(page, 'local-coordinator');
    await page.getByRole('link', { name: 'Baru' }).click();
    await page.waitForURL(/lihat=baru/);
    const row = page.locator('.cards li', { hasText: trackingId });
    expect(await row.textContent()).toContain('</li><script>');
    await row.getByLabel(trackingId).check();
    await looked(page, 'petugas-baru');
    expect(await page.evaluate(() => 'broken' in window)).toBe(false);

    await city.client.advance('P6D');
    const mayor = await visitor.page();
    await mayor.goto(at('/petugas'));
    await signInAs(mayor, 'local-mayor');
    expect(await mayor.textContent('main')).toContain(trackingId);
    expect(await mayor.locator('.flag-red .count.late').first().textContent()).toMatch(/^lewat \d/);
    await looked(mayor, 'petugas-terlambat');
    await mayor.getByRole('link', { name: 'Antrean instansi' }).click();
    await mayor.getByLabel('Instansi').selectOption(lightLiaison.agency);
    await mayor.getByRole('button', { name: 'Tampilkan' }).click();
    await mayor.waitForURL(/instansi=dinas-perhubungan/);
    await looked(mayor, 'petugas-instansi');
    await Promise.all([page.context().close(), mayor.context().close()]);
  },
);

test.skipIf(!here)('who is no officer gets no session', async () => {
  const path = '/v1/admin/officers/local-auditor';
  const admin = { role: 'admin' } as const;
  const { version, ...record } = (await city.client.asOfficer(admin, 'GET', path)).body;
  const gone = { ...record, expectedVersion: version, validTo: '2020-01-01', reason: 'pindah tugas' };
  expect((await city.client.asOfficer(admin, 'PUT', path, gone)).status).toBe(200);
  const page = await visitor.page();
  await page.goto(at('/petugas'));
  await page.locator('a[href*="subject=local-auditor"]').click();
  await page.waitForURL(/\/petugas\/kembali/);
  expect(await page.textContent('main')).toContain('belum terdaftar sebagai petugas');
  expect(await page.context().cookies()).toEqual([]);
  await looked(page, 'petugas-tidak-dikenal');
  await page.context().close();
});
