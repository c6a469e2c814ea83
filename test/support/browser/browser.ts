/** A real browser for journeys: Debian's Chromium, if there is one. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const path = '/usr/bin/chromium';

/** False, with the reason printed, where no browser is installed. */
export function hasBrowser(): boolean {
  if (existsSync(path)) return true;
  console.log(`skipped: no browser at ${path} (Debian: apt-get install chromium)`);
  return false;
}

/** Without these, Chromium asks hosts of its maker's, which a closed network refuses many times over. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Counts what a page loads from now on, as it came over the wire: headers, and bodies compressed. */
export async function countBytes(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  return () => bytes;
}

/** A browser for one test file; every page is of a new visitor. */
export function useBrowser(): { page: (options?: BrowserContextOptions) => Promise<Page> } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (existsSync(path)) browser = await chromium.launch({ executablePath: path, args });
  });
  afterAll(() => browser?.close());
  return {
    page: async (options = {}) => {
      if (!browser) throw new Error('no browser');
      const context = await browser.newContext({ locale: 'id-ID', ...options });
      context.setDefaultTimeout(15_000);
      return context.newPage();
    },
  };
}
