/** An admin with a browser: what the city keeps is made, edited and ended on the screen, over the admin API alone. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Json } from '../../bin/support/local-client.ts';
import { graveFindings } from '../support/browser/axe.ts';
import { hasBrowser, useBrowser } from '../support/browser/browser.ts';
import { lightLiaison, streetLight, useOwnCity } from '../support/city.ts';
import { signInAs } from '../support/browser/officer-browser.ts';
import { keepPicture } from '../support/browser/screenshots.ts';

const here = hasBrowser();
const city = useOwnCity();
const visitor = useBrowser();
const at = (path: string): string => new URL(path, city.cloud.url).href;
const admin = { role: 'admin' } as const;
const ask = async (method: string, path: string, body?: unknown): Promise<Json> =>
  (await city.client.asOfficer(admin, method, `/v1/admin/${path}`, body)).body;

const folder = join(import.meta.dirname, '../../.build/screenshots');

/** One admin's browser without script, signed in once: everything here is a form. */
let page: Page;
/** The same admin in a browser that runs script, which axe needs. */
async function withScript(width: number): Promise<Page> {
  const other = await visitor.page({ viewport: { width, height: 800 } });
  await other.context().addCookies(await page.context().cookies());
  return other;
}
beforeAll(async () => {
  if (!here) return;
  mkdirSync(folder, { recursive: true });
  page = await visitor.page({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  await page.goto(at('/kelola'));
  await signInAs(page, 'local-admin');
});

const open = (path: string) => page.goto(at(path));
const type = (name: string, text: string) => page.locator(`[name="${name}"]`).fill(text);
const choose = (name: string, value: string) => page.locator(`[name="${name}"]`).selectOption(value);
const main = async (): Promise<string> => (await page.textContent('main')) ?? '';
const send = async (button = 'Simpan') => page.getByRole('button', { name: button, exact: true }).last().click();

const hostile = '</textarea><script>window.broken = 1</script> "&amp;" Dinas';

test.skipIf(!here)('an agency is made, whatever its name, and gets a service', async () => {
  await page.getByRole('link', { name: 'Instansi', exact: true }).click();
  await page.getByRole('link', { name: 'Tambah' }).click();
  await type('name', hostile);
  await type('smsName', 'Dinas Pasar ✓');
  await choose('kind', 'dinas');
  await send();
  expect(await main()).toContain('Wajib diisi.');
  await type('kode', 'dinas-pasar');
  await send();
  // What the API finds wrong stands at its field, and what was typed is still there.
  expect(await page.locator('#smsName-fault').textContent()).toMatch(/Ditolak: only letters/);
  expect(await page.locator('#name').inputValue()).toBe(hostile);
  await type('smsName', 'Dinas Pasar');
  await type('alasan', 'Perwali 7/2026');
  await send();
  expect(page.url()).toBe(at('/kelola/instansi/dinas-pasar?tersimpan=1'));
  expect(await page.textContent('h1')).toBe(hostile);
  expect(await page.locator('main script').count()).toBe(0);
  expect(await ask('GET', 'agencies/dinas-pasar')).toEqual({
    id: 'dinas-pasar',
    version: 1,
    name: hostile,
    smsName: 'Dinas Pasar',
    kind: 'dinas',
    nameVerified: false,
  });
  expect(await page.textContent('.timeline')).toContain('Perwali 7/2026');

  const { version: _, ...light } = await ask('GET', 'services/lampu-jalan');
  await open('/kelola/layanan/lampu-jalan');
  await choose('route.agencyId', 'dinas-pasar');
  await page.locator('[name=tambah][value="route.exceptions"]').click();
  await choose('route.exceptions.1.areaCode', '81.71.02.1019');
  await choose('route.exceptions.1.agencyId', 'dinas-perhubungan');
  await send();
  const { version, ...moved } = await ask('GET', 'services/lampu-jalan');
  expect([version, moved]).toEqual([
    2,
    {
      ...light,
      route: { agencyId: 'dinas-pasar', exceptions: [{ areaCode: '81.71.02.1019', agencyId: 'dinas-perhubungan' }] },
    },
  ]);
  expect(await page.textContent('.timeline')).toContain('Perubahan ke-2');

  await open('/kelola/instansi/dinas-pasar');
  await type('validTo', '2026-01-01');
  await send();
  expect(await page.locator('[role=alert]').textContent()).toMatch(/masih dipakai[^]*lampu-jalan/);
});

test.skipIf(!here)('an officer is made, is absent with a deputy, and hands over what is open', async () => {
  await open('/kelola/petugas?baru=ya');
  await type('kode', 'sub-baru');
  await type('name', 'Petugas Baru');
  await choose('role', 'liaison');
  await choose('office', 'liaison');
  await page.locator('[name=agencies][value=bpbd]').check();
  await send();
  expect(page.url()).toContain('/kelola/petugas/sub-baru');

  await open('/kelola/petugas/local-liaison-bpbd');
  await type('absence.from', '2030-01-07');
  await type('absence.to', '2030-01-01');
  await choose('deputy', 'sub-baru');
  await send();
  expect(await page.locator('#absence-fault').count()).toBe(1);
  await type('absence.to', '2030-01-09');
  await send();
  expect(await ask('GET', 'officers/local-liaison-bpbd')).toMatchObject({
    version: 2,
    absence: { from: '2030-01-07', to: '2030-01-09' },
    deputy: 'sub-baru',
    agencies: ['bpbd'],
  });
  await page.getByRole('link', { name: 'Serah terima' }).click();
  expect(await main()).toMatch(/Yang bertindak hari ini:\s+Petugas Baru/);

  await open('/kelola/petugas/local-mayor');
  await type('validTo', '2026-01-01');
  await send();
  expect(await page.locator('[role=alert]').textContent()).toMatch(/tidak lagi dijabat[^]*wali kota/);
});

test.skipIf(!here)(
  'a day off is declared by its decree, and a running deadline moves; withdrawn, it moves back',
  async () => {
    const { trackingId } = (await city.client.file(streetLight())).body;
    await city.client.idle();
    const due = async (): Promise<string> => {
      await city.client.idle();
      const path = `/v1/staff/complaints/${trackingId}`;
      return (await city.client.asOfficer({ role: 'auditor' }, 'GET', path)).body.dueAt;
    };
    const before = await due();
    // The last day is the one before the due instant, which is local midnight.
    const day = new Date(Date.parse(before) + 9 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
    await open(`/kelola/hari-libur/${day.slice(0, 4)}`);
    const declaring = page.locator('form[action$="/libur"]');
    await declaring.locator('[name=date]').fill(day);
    await declaring.locator('[name=name]').fill('Libur daerah');
    await declaring.locator('[name=kind]').selectOption('LOCAL');
    await send('Tetapkan hari libur');
    expect(await page.locator('[role=alert]').textContent()).toContain('decree');
    await expect(declaring.locator('[name=name]').inputValue()).resolves.toBe('Libur daerah');
    await declaring.locator('[name=decree]').fill('Keputusan Wali Kota 12/2026');
    await send('Tetapkan hari libur');
    expect(await main()).toContain('Hari libur ditetapkan.');
    expect(Date.parse(await due())).toBeGreaterThan(Date.parse(before));

    const withdrawing = page.locator(`form[action$="/cabut"]:has([value="${day}"])`);
    await page.locator('details', { has: withdrawing }).locator('summary').click();
    await withdrawing.locator('[name=keputusan]').fill('Keputusan Wali Kota 13/2026');
    await withdrawing.getByRole('button').click();
    expect(await main()).toContain('Hari libur dicabut.');
    expect(await due()).toBe(before);
    expect(await page.textContent('.timeline')).toContain('Keputusan Wali Kota 13/2026');
  },
);

test.skipIf(!here)('a client gets a key, shown once and good for filing; a subscription gets its secrets', async () => {
  await open('/kelola/klien?baru=ya');
  await type('kode', 'aplikasi-warga');
  await type('name', 'Aplikasi Warga');
  for (const scope of ['complaints:write', 'webhooks']) await page.locator(`[value="${scope}"]`).check();
  await type('quota.perMinute', '60');
  await type('quota.perDay', '5.000');
  await choose('status', 'active');
  await send();
  expect(await page.locator('[id="quota.perDay-fault"]').textContent()).toContain('tanpa titik ribuan');
  await type('quota.perDay', '5000');
  await send();
  await send('Buat kunci');
  const apiKey = await page.getByLabel('Kunci baru').inputValue();
  expect((await city.client.file(streetLight(), { 'x-api-key': apiKey })).status).toBe(201);
  await open('/kelola/klien/aplikasi-warga');
  expect(await page.content()).not.toContain(apiKey);
  await send('Akhiri sekarang');
  await city.client.advance('PT61S');
  expect((await city.client.file(streetLight(), { 'x-api-key': apiKey })).status).toBe(401);

  await open('/kelola/langganan?baru=ya');
  await type('kode', 'kabar-warga');
  await choose('clientId', 'aplikasi-warga');
  await type('url', 'http://127.0.0.1:9/kabar');
  await page.locator('[name=actions][value=answer]').check();
  await send();
  await send('Buat rahasia');
  expect(await page.getByLabel('Rahasia baru').inputValue()).toMatch(/^whsec_/);
  await send('Buat rahasia');
  await send('Buat rahasia');
  expect(await page.locator('[role=alert]').textContent()).toContain('two secrets are in force');
  await page.getByRole('button', { name: 'Akhiri sekarang' }).first().click();
  expect(await main()).toContain('Rahasia diakhiri.');
  await type('token', 'token-dari-atas');
  await send('Simpan token');
  expect(await main()).toContain('Token tersimpan.');
  expect(await page.content()).not.toContain('token-dari-atas');
});

test.skipIf(!here)(
  'of two edits at once the second sees the first, field by field, and loses nothing typed',
  async () => {
    const agency = (await ask('GET', 'agencies')).records.find(
      (a: Json) => a.kind === 'dinas' && a.id !== 'dinas-pasar',
    );
    const mine = await withScript(1280);
    await mine.goto(at(`/kelola/instansi/${agency.id}`));
    await mine.locator('#name').fill('Nama yang saya ketik');
    await mine.locator('#source').fill('Perda 3/2026');
    const { version, ...fields } = agency;
    const theirs = { ...fields, name: 'Nama dari mereka', smsName: 'Mereka', expectedVersion: version };
    expect((await ask('PUT', `agencies/${agency.id}`, theirs)).record.version).toBe(version + 1);
    await mine.getByRole('button', { name: 'Simpan', exact: true }).click();
    const compared = mine.locator('table.compared');
    expect(await compared.first().textContent()).toMatch(/Nama dari mereka[^]*Nama yang saya ketik/);
    expect(await compared.last().textContent()).toContain('Mereka');
    expect(await mine.locator('#name').inputValue()).toBe('Nama yang saya ketik');
    expect(await graveFindings(mine)).toEqual([]);
    await mine.screenshot({ path: join(folder, 'kelola-bentrok-1280.png') });
    await mine.getByRole('button', { name: 'Simpan', exact: true }).click();
    expect(await ask('GET', `agencies/${agency.id}`)).toMatchObject({
      version: version + 2,
      name: 'Nama yang saya ketik',
      smsName: 'Mereka',
      source: 'Perda 3/2026',
    });
  },
);

test.skipIf(!here)(
  'a policy is copied into the next one, a year is loaded, the profile and a template are edited',
  async () => {
    const { version: _, edit: __, ...first } = await ask('GET', 'policies/1');
    await open('/kelola/kebijakan/1');
    await page.getByRole('link', { name: 'Salin menjadi yang baru' }).click();
    await type('kode', '2');
    await type('validFrom', '2030-01-01');
    await type('clocks.received.limit', '2');
    await page.locator('[name="clocks.received.rungs.3._hapus"]').check();
    await send();
    const next = await ask('GET', 'policies/2');
    const { received } = first.clocks;
    expect(next).toEqual({
      ...first,
      version: 2,
      edit: 1,
      validFrom: '2030-01-01',
      clocks: { ...first.clocks, received: { ...received, limit: 2, rungs: received.rungs.slice(0, 3) } },
    });

    const year = Math.max(...(await ask('GET', 'holidays')).records.map((y: Json) => y.year)) + 1;
    await open('/kelola/hari-libur?baru=ya');
    await type('kode', String(year));
    const day = { date: `${year}-01-01`, name: 'Tahun Baru', kind: 'NATIONAL', decree: 'SKB contoh' };
    for (const [name, value] of Object.entries(day))
      await (name === 'kind' ? choose : type)(`holidays.0.${name}`, value);
    await send();
    expect(await ask('GET', `holidays/${year}`)).toEqual({ year, version: 1, holidays: [day] });

    const { version: seen, ...profile } = await ask('GET', 'city/profile');
    await open('/kelola/kota/profile');
    await type('sms.newsPerDay', '6');
    await send();
    expect(await ask('GET', 'city/profile')).toEqual({ ...profile, version: seen + 1, sms: { newsPerDay: 6 } });

    const [template] = (await ask('GET', 'templates')).records;
    await open(`/kelola/templat/${template.id}`);
    await type('text', 'Baris pertama.\n\nBaris <b>ketiga</b>.');
    await send();
    const { version } = template;
    expect(await ask('GET', `templates/${template.id}`)).toEqual({
      ...template,
      version: version + 1,
      text: 'Baris pertama.\n\nBaris <b>ketiga</b>.',
    });
  },
);

test.skipIf(!here)('who is no admin is refused by the API, in words; an auditor may look', async () => {
  const other = await visitor.page();
  await other.goto(at('/kelola'));
  await signInAs(other, `local-liaison-${lightLiaison.agency}`);
  expect(await other.textContent('main')).toContain('Hanya admin yang boleh mengubah data kota');
  await other.context().close();
  const auditor = await visitor.page();
  await auditor.goto(at('/kelola/kota/profile'));
  await signInAs(auditor, 'local-auditor');
  expect(await auditor.locator('#name').inputValue()).toBe('Kota Ambon');
  expect(await auditor.locator('#name').isDisabled()).toBe(true);
  await auditor.context().close();
});

const shown = [
  '/kelola',
  '/kelola/layanan',
  '/kelola/layanan/lampu-jalan',
  '/kelola/kebijakan/1',
  '/kelola/petugas/local-liaison-bpbd',
  '/kelola/petugas/local-liaison-bpbd/serah-terima',
  '/kelola/hari-libur/2026',
  '/kelola/klien/aplikasi-warga',
  '/kelola/langganan/kabar-warga',
  '/kelola/kota/profile',
  '/kelola/petugas?baru=ya',
];

test.skipIf(!here)(
  'no admin page has a serious fault for who cannot see or point, or is too wide; screenshots',
  async () => {
    for (const width of [360, 1280]) {
      const seen = await withScript(width);
      for (const path of shown) {
        await seen.goto(at(path));
        // The same elements at both widths: once is enough.
        const findings = width === 1280 ? await graveFindings(seen) : [];
        expect.soft({ path, findings }).toEqual({ path, findings: [] });
        const wider = await seen.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft({ path, tooWide: wider > 0 }).toEqual({ path, tooWide: false });
        const name = path.replaceAll(/[^a-z]+/g, '-').replaceAll(/^-|-$/g, '');
        await keepPicture(seen, name);
      }
      await seen.context().close();
    }
  },
);
