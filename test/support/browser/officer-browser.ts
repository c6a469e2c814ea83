/** Signing in at the local issuer, by hand. */
import type { Page } from 'playwright-core';

/** From wherever the console has led to its sign-in: chooses the officer, and waits until the console is back. */
export async function signInAs(page: Page, subject: string): Promise<void> {
  await page.waitForURL(/\/_local\/oidc\/authorize/);
  await page.locator(`a[href*="subject=${subject}"]`).click();
  await page.waitForURL(/\/(?:petugas|kelola)(?!\/(?:masuk|kembali))/);
}
