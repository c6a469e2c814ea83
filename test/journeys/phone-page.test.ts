/** The page on which one plays a citizen's phone, used in a real headless browser. */
import { describe, expect, test } from 'vitest';
import { hasBrowser, useBrowser } from '../support/browser/browser.ts';
import { freshPhone, useCity } from '../support/city.ts';

describe.skipIf(!hasBrowser())('the phone page', () => {
  const city = useCity();
  const browser = useBrowser();

  test('sends an SMS and shows the thread: question, answer, status', async () => {
    const page = await browser.page();
    await page.goto(`${city.cloud.url}/_local/phone`);
    await page.getByLabel('Nomor HP').fill(freshPhone());
    const send = async (text: string): Promise<void> => {
      await page.getByLabel('SMS').fill(text);
      await page.getByRole('button', { name: 'Kirim' }).click();
    };
    const thread = page.locator('#thread li');

    await send('lampu jalan mati sudah tiga malam');
    await expect.poll(() => thread.count()).toBe(2);
    expect(await thread.nth(1).textContent()).toContain('Di mana tempatnya?');
    await send('di Batu Merah depan masjid');
    await expect.poll(() => thread.count()).toBe(4);
    expect(await thread.nth(3).textContent()).toContain('kami teruskan ke Dinas Perhubungan');
    await send('STATUS');
    await expect.poll(() => thread.count()).toBe(6);
    expect(await thread.nth(5).textContent()).toMatch(/Laporan AMB-\w{7} ada di Dinas Perhubungan/);

    await page.getByLabel('Nomor HP').fill('1708');
    await send('halo');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('SMS tidak terkirim');
  });
});
