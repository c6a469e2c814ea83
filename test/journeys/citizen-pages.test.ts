/** A citizen with a browser: reports, keeps the link, follows, judges. With script and without, by mouse and by keyboard alone. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { graveFindings, treeRules } from '../support/browser/axe.ts';
import { countBytes, hasBrowser, useBrowser } from '../support/browser/browser.ts';
import { citizen, idIn } from '../support/citizen.ts';
import { coordinator, lightLiaison, staffView, streetLight, useCity } from '../support/city.ts';
import { hostileLine, hostileText, watch } from '../support/open311/hostile.ts';
import { png } from '../support/images/images.ts';
import { newClient, putRecord } from '../support/open311/city.ts';
import { Open311 } from '../support/open311/calls.ts';
import { keepPicture } from '../support/browser/screenshots.ts';

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
    await act(id, 'answer', { outcome: 'done', text: 'Lampu sudah diganti.' });
    await later.reload();
    expect(await later.textContent('.timeline')).toContain('Lampu sudah diganti.');
    await later.getByLabel('Apa yang belum beres?').fill('Masih mati.');
    await later.getByRole('button', { name: 'Tolak, kerjakan lagi' }).click();
    await later.waitForURL(/terkirim/);
    await act(id, 'answer', { outcome: 'done', text: 'Kabelnya juga sudah diganti.' });
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
  // The tree as a screen reader tells it: landmarks by name, headings, what each control is called.
  expect(await page.locator('body').ariaSnapshot()).toMatch(
    /link "Langsung ke isi"[\s\S]*banner:[\s\S]*navigation "Menu"[\s\S]*main:[\s\S]*heading "Ada yang perlu diperbaiki\? Laporkan\." \[level=1\][\s\S]*complementary "Ada bahaya sekarang\? Telepon dulu"[\s\S]*link "Darurat 112"[\s\S]*link "Buat laporan"[\s\S]*contentinfo:/,
  );
  await tabTo('main a[href="/lapor"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lapor/);
  expect(await page.locator('form').ariaSnapshot()).toMatch(
    /group "Apa yang terjadi\?":[\s\S]*textbox "Ceritakan"[\s\S]*searchbox "Cari layanan[^"]*"[\s\S]*combobox "Tentang layanan apa\?[^"]*"[\s\S]*group "Di mana\?":[\s\S]*combobox "Kelurahan[^"]*"[\s\S]*textbox "Patokan[^"]*"[\s\S]*group "Bagaimana kami menghubungi Anda\?":[\s\S]*textbox "Nomor telepon seluler[^"]*"[\s\S]*group "Siapa boleh tahu\?":[\s\S]*checkbox "Anonim"[\s\S]*checkbox "Rahasia"[\s\S]*button "Kirim laporan"/,
  );
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
    for (const width of [360, 1280]) {
      const page = await visitor.page({ viewport: { width, height: 800 } });
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(at(`/tautan/${trackingId}/${reporterSecret}`));
      for (const path of [...shown, `/lacak/${trackingId}`, `/lacak/${trackingId}/bukti`, `/gabung/${trackingId}`]) {
        await page.goto(at(path));
        expect.soft({ path, findings: await graveFindings(page, treeRules) }).toEqual({ path, findings: [] });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft({ path, tooWide: wider > 0 }).toEqual({ path, tooWide: false });
        const name =
          path
            .replace(trackingId, 'laporan-contoh')
            .replaceAll(/[^a-z]+/g, '-')
            .replaceAll(/^-|-$/g, '') || 'beranda';
        await keepPicture(page, name);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    }
  },
);

test.skipIf(!here)('the first view of tracking, list, scoreboard and map is at most 60 kB over the wire', async () => {
  const filed = Array.from({ length: 20 }, () =>
    city.client.file(streetLight({ description: 'Lampu mati. '.repeat(30) })),
  );
  const ids = (await Promise.all(filed)).map(({ body }) => body.trackingId);
  await city.client.idle();
  await Promise.all(ids.map((id) => act(id, 'verify', {})));
  await city.client.idle();
  for (const path of [`/lacak/${ids[0]}`, '/laporan', '/kinerja', '/peta']) {
    const page = await visitor.page();
    const bytes = await countBytes(page);
    expect((await page.goto(at(path), { waitUntil: 'networkidle' }))?.status()).toBe(200);
    expect.soft({ path, loaded: bytes() > 1000, light: bytes() < 60_000 }).toEqual({ path, loaded: true, light: true });
    await page.context().close();
  }
});

/** The same words by every channel. Answers the ids of public complaints. */
async function hostileEverywhere(page: Page): Promise<string[]> {
  const { client } = city;
  await putRecord(client, 'services/uji-nakal', {
    name: hostileLine,
    description: hostileLine,
    group: hostileLine,
    keywords: ['nakal'],
    class: 'pengaduan',
    route: { agencyId: lightLiaison.agency },
    autoForward: false,
  });
  // Figures are named by the directory, which an admin writes.
  await putRecord(client, 'agencies/instansi-nakal', {
    name: hostileLine,
    smsName: 'Instansi',
    kind: 'dinas',
    nameVerified: false,
  });
  const app = new Open311(client.url, await newClient(client, 'aplikasi-nakal'));
  // Records are cached for a minute.
  await client.advance('PT61S');
  await page.goto(at('/lapor'));
  await page.locator('#description').fill(hostileText);
  await page.locator('#landmark').fill(hostileLine);
  await page.locator('#name').fill(hostileLine);
  await page.locator('#serviceCode').selectOption('uji-nakal');
  await page.locator('#phone').fill('<b>bukan nomor</b>');
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  expect(await page.locator('[role=alert].faults').textContent()).toContain('Nomor telepon');
  expect(await page.locator('#description').inputValue()).toBe(hostileText);
  expect(await page.locator('#landmark').inputValue()).toBe(hostileLine);
  await page.locator('#phone').fill('');
  await page.getByRole('button', { name: 'Kirim laporan' }).click();
  await page.waitForURL(/\/bukti/);

  const words = { title: hostileLine, description: hostileText, serviceCode: 'uji-nakal' };
  const byApi = await client.file(streetLight(words));
  const { trackingId: byCounter } = (await client.asOfficer(coordinator, 'POST', '/v1/staff/complaints', words)).body;
  const byOpen311 = await app.post('json', 'v2/requests', {
    service_code: 'uji-nakal',
    description: hostileText,
    address_string: hostileLine,
    first_name: hostileLine,
  });
  const bySms = await citizen(client).send(`lampu jalan mati di Passo ${hostileLine}`);
  const ids = [
    (await page.locator('.number').textContent()) ?? '',
    byApi.body.trackingId,
    byCounter,
    byOpen311.plain[0].service_request_id,
    idIn(bySms[0]),
  ];
  for (const id of ids) {
    const seen = await staffView(client, id);
    // What was forwarded at once has its agency, and is public once a person there has looked at it.
    const [who, more] =
      seen.status === 'RECEIVED' ? [coordinator, { agencyId: lightLiaison.agency }] : [lightLiaison, {}];
    const verified = await client.act(who, id, 'verify', { expectedVersion: seen.version, ...more });
    expect(verified.status).toBe(200);
    // Square brackets are refused in an answer: a template's, which nobody filled in.
    await act(id, 'answer', { outcome: 'done', text: hostileText.replaceAll('[', '(') });
  }
  const { body: named } = await client.file(streetLight({ serviceCode: 'uji-nakal' }));
  await client.idle();
  const verify = { expectedVersion: 1, agencyId: 'instansi-nakal' };
  expect((await client.act(coordinator, named.trackingId, 'verify', verify)).status).toBe(200);
  await client.idle();
  return ids;
}

test.skipIf(!here)('what people type is text on every page, whatever it is and however it came', async () => {
  const page = await visitor.page();
  const { calm } = watch(page);
  const ids = await hostileEverywhere(page);
  await page.getByRole('link', { name: 'Lihat laporan ini' }).click();
  expect(await page.locator('.said').last().textContent()).toBe(hostileText);
  await calm();
  const everybody = await visitor.page();
  const { calm: calmToo } = watch(everybody);
  const texts: string[] = [];
  const pages = ['/laporan', '/lapor', ...ids.map((id) => `/lacak/${id}`)];
  for (const path of ['/peta', '/kinerja', ...pages]) {
    await everybody.goto(at(path));
    await calmToo();
    texts.push((await everybody.textContent('main')) ?? '');
  }
  // The map names areas and figures alone; the scoreboard merges agencies of fewer than five reports.
  expect(texts.slice(2).filter((text) => !text.includes(hostileLine))).toEqual([]);
});
