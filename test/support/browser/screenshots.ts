/** Pictures of pages, when SCREENSHOTS is set: all in `.build/screenshots`, and the chosen ones, made small, in `docs/screenshots`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { PROJECT } from '../../../lib/local/synth.ts';
import { smallPng } from '../images/small-png.ts';

const everyPicture = join(PROJECT, '.build/screenshots');
const chosenPictures = join(PROJECT, 'docs/screenshots');

/** What docs/pages.md shows: at every width that is taken, or at one. Never a page with somebody's hostile words. */
const chosen = new Set([
  'beranda',
  'lapor',
  'lacak-laporan-contoh',
  'laporan-status-open',
  'peta',
  'kinerja',
  'petugas-instansi',
  'petugas-laporan',
  'petugas-massal',
  'kelola-1280',
  'kelola-hari-libur',
]);

/** As much of a long page as a reader of the documentation wants to see. */
const mostHeight = 1400;

/** Takes a picture of the whole page where one is asked for: it costs as much as the test around it. @param name without width and ending */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (!process.env['SCREENSHOTS']) return;
  const width = page.viewportSize()?.width ?? 0;
  mkdirSync(everyPicture, { recursive: true });
  await page.screenshot({ path: join(everyPicture, `${name}-${width}.png`), fullPage: true });
  if (!chosen.has(name) && !chosen.has(`${name}-${width}`)) return;
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width, height: Math.min(whole, mostHeight) };
  mkdirSync(chosenPictures, { recursive: true });
  writeFileSync(
    join(chosenPictures, `${name}-${width}.png`),
    smallPng(await page.screenshot({ fullPage: true, clip })),
  );
}
