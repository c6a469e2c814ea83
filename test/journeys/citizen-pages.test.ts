/** A citizen with a browser: reports, keeps the link, follows, judges. With script and without, by mouse and by keyboard alone. */
import { rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { graveFindings } from '../support/axe.ts';
import { hasBrowser, useBrowser } from '../support/browser.ts';
import { lightLiaison, streetLight, useCity } from '../support/city.ts';
import { png } from '../support/images.ts';

const here = hasBrowser();
const city = useCity();
const visitor = useBrowser();
const at = (path: string): string => new URL(path, city.cloud.url).href;

/** Fills in the form and sends it. Answers the number. */
async function report(page: Page, description: string, areaCode = '81.71.02.1019'): Promise<string> {
  await page.goto(at('/'));
  await page.getByRole('link', { name: 'Buat laporan' }).click();
  await page.getByLabel('Ceritakan').fill(description);
  await page.getByLabel('Tentang layanan apa?').selectOption('lampu-jalan');
  await page.getByLabel('Kelurahan, desa, atau negeri').selectOption(areaCode);
  await page.getByLabel('Patokan').fill('depan gereja');
  await page.getByLabel('Nomor telepon seluler').fill('0811 1000 0200');
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  await page.waitForURL(/\/bukti/);
  return (await page.locator('.number').textContent()) ?? '';
}

const act = async (id: string, action: string, body: object): Promise<void> => {
  const seen = await city.client.asOfficer(lightLiaison, 'GET', `/v1/staff/complaints/${id}`);
  const path = `/v1/staff/complaints/${id}/actions/${action}`;
  const done = await city.client.asOfficer(lightLiaison, 'POST', path, { expectedVersion: seen.body.version, ...body });
  expect(done.status).toBe(200);
};

test.skipIf(!here).for([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  'from the first page to a receipt, and to an answer judged (%j)',
  async ({ javaScriptEnabled }) => {
    const page = await visitor.page({ javaScriptEnabled });
    const id = await report(
      page,
      `Lampu jalan mati tiga malam. Skrip: ${javaScriptEnabled}.`,
      javaScriptEnabled ? '81.71.02.1019' : '81.71.02.1010',
    );
    expect(id).toMatch(/^AMB-/);
    const link = await page.getByLabel('Tautan pribadi', { exact: true }).inputValue();
    await city.client.idle();

    // Another browser has only the link.
    const later = await visitor.page({ javaScriptEnabled });
    await later.goto(link);
    expect(later.url()).toBe(at(`/lacak/${id}`));
    expect(await later.textContent('main')).toContain('Dinas Perhubungan');
    expect(await later.textContent('main')).toMatch(/hari kerja lagi/);
    await act(id, 'respond', {});
    await act(id, 'answer', { text: 'Lampu sudah diganti.' });
    await later.reload();
    expect(await later.textContent('.timeline')).toContain('Lampu sudah diganti.');
    await later.getByLabel('Apa yang belum beres?').fill('Masih mati.');
    await later.getByRole('button', { name: 'Tolak, kerjakan lagi' }).click();
    await later.waitForURL(/terkirim/);
    await act(id, 'answer', { text: 'Kabelnya juga sudah diganti.' });
    await later.goto(at(`/lacak/${id}`));
    await later.getByRole('button', { name: 'Terima, laporan selesai' }).click();
    await later.waitForURL(/terkirim/);
    await later.getByLabel('5', { exact: true }).check();
    await later.getByRole('button', { name: 'Kirim nilai' }).click();
    await later.waitForURL(/terkirim/);
    const { rating, status } = (await city.client.asOfficer({ role: 'auditor' }, 'GET', `/v1/staff/complaints/${id}`))
      .body;
    expect([rating, status]).toEqual([5, 'CLOSED']);

    await later.getByRole('button', { name: 'Tutup di perangkat ini' }).click();
    await later.goto(at(`/lacak/${id}`));
    expect(await later.textContent('main')).not.toContain('Lampu sudah diganti.');
    await Promise.all([page.context().close(), later.context().close()]);
  },
);

test.skipIf(!here)('from the first page to a receipt with the keyboard alone', async () => {
  const page = await visitor.page();
  await page.goto(at('/'));
  const tabTo = async (what: string): Promise<void> => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, what)) return;
    }
    throw new Error(`the keyboard never reaches ${what}`);
  };
  await tabTo('main a[href="/lapor"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lapor/);
  await tabTo('#description');
  await page.keyboard.type('Lampu jalan padam di ujung gang.');
  await tabTo('#serviceCode');
  await page.keyboard.type('Lampu jalan');
  await tabTo('#landmark');
  await page.keyboard.type('ujung gang');
  await tabTo('button[value="kirim"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/bukti/);
  expect(await page.locator('.number').textContent()).toMatch(/^AMB-/);
});

test.skipIf(!here)('what is near is offered, and joined instead of filed again', async () => {
  const area = { areaCode: '81.71.02.1011', landmark: 'pasar' };
  const { trackingId } = (await city.client.file(streetLight({ location: area }))).body;
  await city.client.idle();
  await act(trackingId, 'verify', {});
  await city.client.idle();
  const page = await visitor.page();
  await page.goto(at('/lapor?layanan=lampu-jalan'));
  await page.locator('#description').fill('Lampu di pasar mati juga.');
  await page.locator('#areaCode').selectOption(area.areaCode);
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  expect(await page.locator('section.note').textContent()).toContain(trackingId);
  expect(await page.locator('#description').inputValue()).toBe('Lampu di pasar mati juga.');
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole('link', { name: /Saya juga/ }).click();
  await page.getByRole('button', { name: 'Ikut laporan ini' }).click();
  await page.waitForURL(/\/bukti/);
  await page.getByRole('link', { name: 'Lihat laporan ini' }).click();
  expect(await page.textContent('.facts')).toContain(trackingId);
});

test.skipIf(!here)('a photo goes with the report, and is seen through the link', async () => {
  const page = await visitor.page();
  await page.goto(at('/lapor'));
  await page.locator('#description').fill('Lampu padam, lihat foto.');
  await page.locator('#foto').setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: Buffer.from(png()) });
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  await page.waitForURL(/foto=ada/);
  await city.client.idle();
  await page.getByRole('link', { name: 'Lihat laporan ini' }).click();
  expect(await page.getByRole('link', { name: 'Lihat foto 1' }).count()).toBe(1);
});

const hostile = [
  '"><script>window.broken = 1</script>',
  "'; alert(1); // <img src=x onerror=window.broken=1>",
  '</textarea><svg onload=window.broken=1>',
  '{{7*7}} ${7*7} <%= 7 %> &lt;b&gt;',
];

test.skipIf(!here)('what people type is text on every page, whatever it is', async () => {
  const page = await visitor.page();
  await page.goto(at('/lapor'));
  const all = hostile.join('\n');
  await page.locator('#description').fill(all);
  await page.locator('#landmark').fill(hostile[0] ?? '');
  await page.locator('#phone').fill('<b>bukan nomor</b>');
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  expect(await page.locator('[role=alert]').textContent()).toContain('Nomor telepon');
  expect(await page.locator('#description').inputValue()).toBe(all);
  await page.locator('#phone').fill('');
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  await page.waitForURL(/\/bukti/);
  await page.getByRole('link', { name: 'Lihat laporan ini' }).click();
  expect(await page.locator('.said').last().textContent()).toBe(all);
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);

  // The same by the API, seen by everybody once it is public.
  const { trackingId } = (await city.client.file(streetLight({ title: hostile[0], description: all }))).body;
  await city.client.idle();
  await act(trackingId, 'verify', {});
  await act(trackingId, 'answer', { text: all });
  await city.client.idle();
  for (const path of [`/lacak/${trackingId}`, '/laporan', '/peta']) {
    const everybody = await visitor.page();
    await everybody.goto(at(path));
    expect(await everybody.evaluate(() => 'broken' in window)).toBe(false);
    expect(await everybody.locator('main script, main img').count()).toBe(0);
    await everybody.context().close();
  }
  await page.goto(at(`/lacak/${trackingId}`));
  expect(await page.locator('.said').first().textContent()).toBe(hostile[0]);
});

const shown = [
  '/',
  '/lapor',
  '/lacak',
  '/laporan',
  '/peta',
  '/kinerja',
  '/data',
  '/lapor?lang=en',
  '/laporan?status=open',
];

test.skipIf(!here)(
  'no page has a serious fault for who cannot see or point; first views are light; screenshots',
  async () => {
    const { trackingId, reporterSecret } = (
      await city.client.file(streetLight({ location: { areaCode: '81.71.02.1012' } }))
    ).body;
    await city.client.idle();
    await act(trackingId, 'verify', {});
    await act(trackingId, 'respond', {});
    await city.client.idle();
    const folder = join(import.meta.dirname, '../../.build/screenshots');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const width of [360, 1280]) {
      const page = await visitor.page({ viewport: { width, height: 800 } });
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(at(`/tautan/${trackingId}/${reporterSecret}`));
      for (const path of [...shown, `/lacak/${trackingId}`, `/lacak/${trackingId}/bukti`, `/gabung/${trackingId}`]) {
        await page.goto(at(path));
        expect.soft({ path, findings: await graveFindings(page) }).toEqual({ path, findings: [] });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft({ path, tooWide: wider > 0 }).toEqual({ path, tooWide: false });
        const name =
          path
            .replace(trackingId, 'laporan-contoh')
            .replaceAll(/[^a-z]+/g, '-')
            .replaceAll(/^-|-$/g, '') || 'beranda';
        await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
  },
);

test('the first view of tracking, list and scoreboard is at most 60 kB, style and script included', async () => {
  const { trackingId, reporterSecret } = (await city.client.file(streetLight())).body;
  const cookie = `tanggap_laporan=${reporterSecret}`;
  for (const path of [`/lacak/${trackingId}`, '/laporan', '/kinerja']) {
    // undici hides how many bytes came, so take none compressed: the most that it can be.
    const load = async (to: string) => fetch(at(to), { headers: { cookie, 'accept-encoding': 'identity' } });
    const first = await load(path);
    const html = await first.text();
    expect(first.status).toBe(200);
    const assets = [...html.matchAll(/\/aset\/[\w.-]+/g)].map(([name]) => name);
    const sizes = await Promise.all(assets.map(async (name) => (await load(name)).text()));
    const bytes = [html, ...sizes].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    expect(bytes).toBeLessThan(60_000);
  }
});
