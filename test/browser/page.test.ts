import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';

/** `npm run demo` as a newcomer starts it; returns the address that it prints. */
async function demo(): Promise<{ url: string; stop(): Promise<number | null> }> {
  const child = spawn('npm', ['run', 'demo', '--', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (address) resolve(address);
    });
    void exited.then(() => reject(new Error(`the demo ended: ${printed}`)));
  });
  return {
    url,
    stop() {
      // npm and the demo both, as Ctrl+C would.
      if (child.pid) process.kill(-child.pid, 'SIGINT');
      return exited;
    },
  };
}

test('a newcomer types /sms on the page, sees it on the phone, and the one card turn to delivered', async () => {
  const { url, stop } = await demo();
  try {
    const page = await openPage(url, { viewport: { width: 1360, height: 860 } });
    await page.fill('textarea[name=text]', '/sms +79991234567 Привет');
    await page.click('button[name=send]');

    await page.locator('[data-phone="79991234567"]').getByText('Привет', { exact: true }).first().waitFor();
    const card = page.locator('[data-message-id]').filter({ hasText: 'доставлено' });
    await card.waitFor();
    expect(await card.count()).toBe(1);
    expect(await page.locator('[data-message-id]').filter({ hasText: '📤 SMS' }).count()).toBe(1);

    const chat = (await (await fetch(`${url}/api/chats/101/messages`)).json()) as {
      from: number;
      edits: number;
    }[];
    const ofBot = chat.filter(({ from }) => from === 1);
    expect(ofBot).toHaveLength(1);
    expect(ofBot[0]?.edits).toBeGreaterThan(0);
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  } finally {
    await stop();
  }
});

test('the page fits a phone: nothing is wider than the screen, and a message can be typed', async () => {
  const { url, stop } = await demo();
  try {
    const page = await openPage(url, { viewport: { width: 390, height: 844 } });
    await page.fill('textarea[name=text]', '/help');
    await page.click('button[name=send]');
    await page.locator('[data-message-id]').nth(1).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  } finally {
    await stop();
  }
});
