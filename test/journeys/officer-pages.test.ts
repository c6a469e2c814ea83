/** Officers at their desk in a real browser: signing in, queues, and what is refused. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { OfficerQuery } from '../../bin/support/local-client.ts';
import { graveFindings } from '../support/browser/axe.ts';
import { hasBrowser, useBrowser } from '../support/browser/browser.ts';
import { coordinator, lightLiaison, staffView, streetLight, useOwnCity } from '../support/city.ts';
import { hostileLine, hostileText, watch } from '../support/open311/hostile.ts';
import { png } from '../support/images/images.ts';
import { signInAs } from '../support/browser/officer-browser.ts';
import { keepPicture } from '../support/browser/screenshots.ts';

const here = hasBrowser();
const city = useOwnCity();
const visitor = useBrowser();
const at = (path: string): string => new URL(path, city.cloud.url).href;
const liaison = `local-liaison-${lightLiaison.agency}`;

/** Filed before the first test, and days old once another has moved the clock: what the pictures of one complaint show. */
let example: string;
beforeAll(async () => {
  example = (await filed()).trackingId;
});

/** Narrow and wide: no grave fault, nothing beyond the edge, a picture. */
async function looked(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft({ name, findings: await graveFindings(page) }).toEqual({ name, findings: [] });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft({ name, width, tooWide: wider > 0 }).toEqual({ name, width, tooWide: false });
    await keepPicture(page, name);
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

/** A browser in which an officer has signed in, at a page of the console. */
async function officer(subject: string, path = '/petugas', options: BrowserContextOptions = {}): Promise<Page> {
  const page = await visitor.page(options);
  await page.goto(at(path));
  await signInAs(page, subject);
  return page;
}

const desk = (trackingId: string): string => `/petugas/laporan/${trackingId}`;

async function filed(over: Record<string, unknown> = {}): Promise<{ trackingId: string; reporterSecret: string }> {
  const { status, body } = await city.client.file(streetLight(over));
  expect(status).toBe(201);
  await city.client.idle();
  return body;
}

const form = (page: Page, name: string) => {
  const details = page.locator('details', { has: page.locator('summary', { hasText: new RegExp(`^${name}$`) }) });
  return {
    details,
    async open() {
      if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
      return details;
    },
    async send() {
      const action = (await details.locator('form').getAttribute('action'))?.split('/').at(-1);
      await details.locator('form > button').last().click();
      await page.waitForURL(({ searchParams }) => searchParams.get('terkirim') === action);
    },
  };
};

test.skipIf(!here).for([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])(
  'a liaison begins, asks for nothing it may not, answers from a template; the citizen reads it (%j)',
  async ({ javaScriptEnabled }) => {
    const { trackingId, reporterSecret } = await filed({ location: { areaCode: '81.71.02.1019' } });
    const page = await officer(liaison, desk(trackingId), { javaScriptEnabled });
    expect(await page.textContent('.about')).toContain('Ahusen');
    expect(await page.textContent('.whole')).toContain('utuh: 2 catatan');
    const begin = await form(page, 'Mulai menangani').open();
    await begin.getByRole('link', { name: 'Laporan mulai ditangani' }).click();
    expect(await page.locator('#text-respond').inputValue()).toContain('[hari dan tanggal]');
    await page.locator('#text-respond').fill('Petugas kami datang hari Rabu.');
    await form(page, 'Mulai menangani').send();
    await form(page, 'Kabari pelapor').open();
    await page.locator('#text-update').fill('Tiangnya sudah dicek.');
    await form(page, 'Kabari pelapor').send();
    await form(page, 'Catatan internal').open();
    await page.locator('#text-note').fill('Kabel dari gudang.');
    await form(page, 'Catatan internal').send();
    await form(page, 'Tambah foto').open();
    await page.locator('#foto').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(png()) });
    await form(page, 'Tambah foto').send();
    // Once it has been cleaned, it is another fact of the complaint.
    await city.client.idle();
    await page.reload();
    expect(await page.getByRole('link', { name: 'Lihat foto 1' }).count()).toBe(1);
    await form(page, 'Jawab').open();
    await page.locator('#outcome-answer').selectOption('done');
    await page.locator('#text-answer').fill('Lampu sudah menyala.');
    await form(page, 'Jawab').send();
    expect(await page.textContent('.past')).toContain('Petugas dinas-perhubungan, petugas instansi');
    expect(await page.textContent('.past')).toContain('Kabel dari gudang.');

    const citizen = await visitor.page();
    await citizen.goto(at(`/tautan/${trackingId}/${reporterSecret}`));
    const read = await citizen.textContent('.timeline');
    for (const words of ['hari Rabu', 'sudah dicek', 'sudah menyala']) expect(read).toContain(words);
    expect(read).not.toContain('gudang');
    await Promise.all([page.context().close(), citizen.context().close()]);
  },
);

test.skipIf(!here)('of two officers one is told what the other did, and keeps what was typed', async () => {
  const { trackingId } = await filed();
  const page = await officer(liaison, desk(trackingId));
  await city.client.act(lightLiaison, trackingId, 'respond', { expectedVersion: 2, text: 'Rekan sudah mulai.' });
  await form(page, 'Jawab').open();
  await page.locator('#outcome-answer').selectOption('done');
  await page.locator('#text-answer').fill('Sudah <b>diganti</b>.\nBesok dicek.');
  await page.locator('#text-answer').locator('xpath=ancestor::form').locator('button').click();
  await page.locator('[role=alert]').waitFor();
  expect(await page.textContent('[role=alert]')).toContain('Rekan sudah mulai.');
  expect(await page.locator('#text-answer').inputValue()).toBe('Sudah <b>diganti</b>.\nBesok dicek.');
  expect(await graveFindings(page)).toEqual([]);
  await form(page, 'Jawab').send();
  expect((await staffView(city.client, trackingId)).status).toBe('ANSWERED');

  // What can no longer be done keeps its words too, to be copied.
  const other = await filed();
  await page.goto(at(desk(other.trackingId)));
  await city.client.asReporter(other.trackingId, other.reporterSecret, 'withdraw');
  await form(page, 'Tanya pelapor').open();
  await page.locator('#text-ask').fill('Di lorong mana?');
  await page.locator('#text-ask').locator('xpath=ancestor::form').locator('button').click();
  await page.locator('[role=alert]').waitFor();
  expect(await page.textContent('[role=alert]')).toContain('Di lorong mana?');
  expect(await page.locator('#text-ask').count()).toBe(0);
});

test.skipIf(!here)('who reported is shown once, with a reason, and that somebody looked stays', async () => {
  const { trackingId } = await filed({ reporter: { name: 'Ina Latuconsina', phone: '+628110009999' } });
  const page = await officer(liaison, desk(trackingId));
  expect(await page.content()).not.toContain('Latuconsina');
  await page.locator('summary', { hasText: 'Identitas pelapor' }).click();
  await page.locator('#alasan').fill('xy');
  await page.getByRole('button', { name: 'Tampilkan identitas' }).click();
  expect(await page.locator('#alasan').inputValue()).toBe('xy');
  expect(await page.textContent('#alasan-fault')).toContain('5 sampai 300');
  await page.locator('#alasan').fill('Janji pemeriksaan');
  const [answer] = await Promise.all([
    page.waitForResponse(/identitas$/),
    page.getByRole('button', { name: 'Tampilkan identitas' }).click(),
  ]);
  expect(answer.headers()['cache-control']).toBe('no-store');
  await page.waitForSelector('a[href^="tel:"]');
  expect(await page.textContent('main')).toMatch(/Ina Latuconsina.*\+628110009999/s);
  await page.getByRole('link', { name: 'Kembali ke laporan' }).click();
  expect(await page.textContent('.accesses')).toMatch(/Petugas dinas-perhubungan.*Janji pemeriksaan/s);
  expect(await page.content()).not.toContain('Latuconsina');
});

test.skipIf(!here)(
  'a coordinator forwards by a suggestion, asks, merges, archives with a reason, verifies many',
  async () => {
    const page = await officer('local-coordinator');
    const words = 'Air PAM mati sejak pagi di lorong kami, keran tidak mengalir.';
    const suggested = await filed({ serviceCode: undefined, description: words });
    await page.goto(at(desk(suggested.trackingId)));
    const suggestion = page.locator('.cards li').first();
    const agency = await suggestion.locator('b').textContent();
    await suggestion.getByRole('button', { name: /Teruskan ke sini/ }).click();
    await page.waitForURL(/terkirim/);
    expect(await page.textContent('.facts')).toContain(agency);

    const first = await filed({
      serviceCode: 'jalan-rusak',
      description: 'Jalan berlubang besar di depan pasar Mardika.',
    });
    const again = await filed({
      serviceCode: 'jalan-rusak',
      description: 'Lubang besar di jalan depan pasar Mardika.',
    });
    await page.goto(at(desk(again.trackingId)));
    await page.getByRole('button', { name: `Gabungkan ke laporan ini ${first.trackingId}` }).click();
    await page.waitForURL(/terkirim/);
    expect(await page.textContent('.facts')).toContain(first.trackingId);

    await page.goto(at(desk(first.trackingId)));
    await form(page, 'Tanya pelapor').open();
    await page.locator('#text-ask').fill('Di sisi mana?');
    await form(page, 'Tanya pelapor').send();
    await form(page, 'Arsipkan').open();
    await page.locator('#text-archive').fill('Kami tidak menemukan tempatnya.');
    await page.locator('#text-archive').locator('xpath=ancestor::form').locator('button').click();
    expect(await page.textContent('[role=alert]')).toContain('Pilih alasannya');
    expect(await page.locator('#text-archive').inputValue()).toBe('Kami tidak menemukan tempatnya.');
    await page.locator('#reasonCode-archive').selectOption('too-general');
    await form(page, 'Arsipkan').send();
    expect(await page.textContent('.facts')).toContain('isi terlalu umum');

    // From the queue: one as it was seen, one that has changed meanwhile, one that nobody owns.
    const [good, changed, homeless] = await Promise.all([
      filed({ serviceCode: 'jalan-rusak' }),
      filed({ serviceCode: 'jalan-rusak' }),
      filed({ serviceCode: 'lainnya' }),
    ]);
    await page.goto(at('/petugas?antrean=koordinator&lihat=baru'));
    for (const { trackingId } of [good, changed, homeless]) await page.getByLabel(trackingId).check();
    const meanwhile = { expectedVersion: 1, text: 'Sedang dicek.' };
    expect((await city.client.act(coordinator, changed.trackingId, 'note', meanwhile)).status).toBe(200);
    await page.getByRole('button', { name: 'Verifikasi yang dicentang' }).click();
    await page.waitForURL(/massal/);
    const became = (id: string) => page.locator('tr', { hasText: id }).textContent();
    expect(await became(good.trackingId)).toContain('diteruskan ke Dinas Pekerjaan Umum');
    expect(await became(changed.trackingId)).toContain('sudah berubah');
    expect(await became(homeless.trackingId)).toContain('pilih instansi');
    expect(await graveFindings(page)).toEqual([]);
    await keepPicture(page, 'petugas-massal');
  },
);

test.skipIf(!here)('somebody at the counter gets a receipt to take home', async () => {
  const page = await officer('local-coordinator', '/petugas/baru');
  await page.locator('#description').fill('Ibu Ina di loket: selokan mampet di depan rumah.');
  await page.locator('#phone').fill('bukan nomor');
  await page.getByRole('button', { name: 'Simpan laporan' }).click();
  expect(await page.textContent('[role=alert]')).toContain('Nomor telepon');
  expect(await page.locator('#description').inputValue()).toContain('selokan mampet');
  await page.locator('#phone').fill('0811 1000 0300');
  await page.getByRole('button', { name: 'Simpan laporan' }).click();
  await page.waitForSelector('.number');
  const trackingId = await page.textContent('.number');
  const link = await page.textContent('.secret .said');
  const { expectedOn } = await staffView(city.client, trackingId ?? '');
  expect(await page.textContent('main')).toMatch(new RegExp(`paling lambat \\w+, ${Number(expectedOn.slice(8))} `));
  expect(await graveFindings(page)).toEqual([]);
  const citizen = await visitor.page();
  await citizen.goto(link ?? '');
  expect(citizen.url()).toBe(at(`/lacak/${trackingId}`));
  expect(await citizen.textContent('main')).toContain('selokan mampet');
  await page.getByRole('link', { name: 'Buka sebagai petugas' }).click();
  expect(await page.textContent('.facts')).toContain('loket');
});

test.skipIf(!here)('after two hops a supervisor assigns; an auditor reads all and has no form', async () => {
  const { trackingId } = await filed();
  const give = async (who: OfficerQuery, action: string, body: object): Promise<void> => {
    const { version } = await staffView(city.client, trackingId);
    expect((await city.client.act(who, trackingId, action, { expectedVersion: version, ...body })).status).toBe(200);
  };
  for (let hop = 0; hop < 2; hop += 1) {
    await give(lightLiaison, 'return', { text: 'Bukan kami.' });
    await give(coordinator, 'reroute', { agencyId: 'dinas-perhubungan' });
  }
  // The third time the liaison itself, in its browser: afterwards the complaint is no longer its own.
  const page = await officer(liaison, desk(trackingId));
  await form(page, 'Kembalikan: bukan kewenangan kami').open();
  await page.locator('#text-return').fill('Tetap bukan kami.');
  await form(page, 'Kembalikan: bukan kewenangan kami').send();
  expect(await page.textContent('main')).toContain('tidak lagi pada instansi Anda');

  const mayor = await officer('local-mayor', desk(trackingId));
  expect(await mayor.textContent('.past')).toContain('Tetap bukan kami.');
  await form(mayor, 'Tetapkan instansi').open();
  await mayor.locator('#agencyId-assign').selectOption('dinas-pupr');
  await form(mayor, 'Tetapkan instansi').send();
  expect(await mayor.textContent('.facts')).toContain('Pekerjaan Umum');

  const auditor = await officer('local-auditor', desk(trackingId));
  expect(await auditor.textContent('.past')).toContain('Tetap bukan kami.');
  expect(await auditor.locator('main form:not(.session)').count()).toBe(0);
  const [file] = await Promise.all([
    auditor.waitForEvent('download'),
    auditor.getByRole('link', { name: 'Unduh berkas untuk Ombudsman' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`ombudsman-${trackingId}.json`);
});

test.skipIf(!here)(
  'what people typed is text on the desk; no serious fault for who cannot see; screenshots',
  async () => {
    const { trackingId, reporterSecret } = await filed({ title: hostileLine, description: hostileText });
    await city.client.asReporter(trackingId, reporterSecret, 'comment', { text: hostileText });
    const page = await officer(liaison, desk(trackingId));
    expect(await page.locator('.about .said').allTextContents()).toEqual([hostileLine, hostileText]);
    expect(await page.textContent('.todo')).toContain('Mungkin sama dengan');
    const watched = watch(page);
    await form(page, 'Catatan internal').open();
    await page.locator('#text-note').fill(hostileText);
    await form(page, 'Catatan internal').send();
    expect(await page.locator('.past .said').allTextContents()).toEqual([hostileText, hostileText]);
    await watched.calm();
    for (const [name, path] of Object.entries({
      'petugas-laporan': desk(example),
      'petugas-laporan-en': `${desk(example)}?lang=en`,
      'petugas-jawab': `${desk(example)}?jawaban=selesai-dikerjakan`,
      'petugas-catat': '/petugas/baru',
    })) {
      await page.goto(at(path));
      await looked(page, name);
    }
    await page.context().close();
  },
);

test.skipIf(!here)('who is no officer gets no session', async () => {
  const path = '/v1/admin/officers/local-auditor';
  const admin = { role: 'admin' } as const;
  const { version, ...record } = (await city.client.asOfficer(admin, 'GET', path)).body;
  const gone = { ...record, expectedVersion: version, validTo: '2020-01-01', reason: 'pindah tugas' };
  expect((await city.client.asOfficer(admin, 'PUT', path, gone)).status).toBe(200);
  // Records are cached for a minute.
  await city.client.advance('PT61S');
  const page = await visitor.page();
  await page.goto(at('/petugas'));
  await page.locator('a[href*="subject=local-auditor"]').click();
  await page.waitForURL(/\/petugas\/kembali/);
  expect(await page.textContent('main')).toContain('belum terdaftar sebagai petugas');
  expect(await page.context().cookies()).toEqual([]);
  await looked(page, 'petugas-tidak-dikenal');
  await page.context().close();
});
