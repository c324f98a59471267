import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** Debian's Chromium, or the one that CHROMIUM names. */
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

/** A page in a real headless browser with a profile of its own; closed with the test. A script error fails the test. */
export async function openPage(url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...options,
  });
  const errors: Error[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error));
  onTestFinished(async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
    if (errors[0]) throw errors[0];
  });
  await page.goto(url);
  return page;
}
