/** A real browser for journeys: Debian's Chromium, if there is one. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll } from 'vitest';

const path = '/usr/bin/chromium';

/** False, with the reason printed, where no browser is installed. */
export function hasBrowser(): boolean {
  if (existsSync(path)) return true;
  console.log(`skipped: no browser at ${path} (Debian: apt-get install chromium)`);
  return false;
}

/**
 * Off: two pages behind every address bar, for suggestions that nobody sees (half of the browser's work), and what would ask hosts of its maker's.
 * Chromium takes the last list that it is given: this one stands in for Playwright's.
 */
const features = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AimEnabled',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
];

/** Without these, Chromium asks hosts of its maker's, which a closed network refuses many times over. */
const args = [
  `--disable-features=${features.join(',')}`,
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

/** As generous as the tests' own limits: a page that does not come is named by the call that waited for it. */
const patienceMs = 120_000;

/** Started once for all files of a worker, and gone with it. */
let launched: Promise<Browser> | undefined;

/** Pages of the worker's browser, each of a new visitor; they are closed after the file's tests. */
export function useBrowser(): { page: (options?: BrowserContextOptions) => Promise<Page> } {
  const contexts: BrowserContext[] = [];
  afterAll(async () => {
    await Promise.all(contexts.map((context) => context.close()));
  });
  return {
    page: async (options = {}) => {
      launched ??= chromium.launch({ executablePath: path, args });
      const context = await (await launched).newContext({ locale: 'id-ID', ...options });
      contexts.push(context);
      context.setDefaultTimeout(patienceMs);
      return context.newPage();
    },
  };
}
