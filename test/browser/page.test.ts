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

test('of many phones the newest are shown, and any other is found by its number or by what is on it', async () => {
  const { url, stop } = await demo();
  try {
    const post = (path: string, body: object) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    for (let n = 0; n < 150; n++) await post('/api/phones', { number: `${79161000000 + n}` });
    await post('/api/phones/79991234567/messages', { to: '79000000', text: 'Call me' });
    const page = await openPage(url, { viewport: { width: 1360, height: 860 } });
    await page.getByText('The 100 newest of 152 phones').waitFor();
    const phones = page.locator('[data-phone]');
    expect(await phones.count()).toBe(100);

    await page.fill('input[name=find]', '916 100-01-49');
    await page.getByText('1 of 152 phones').waitFor();
    expect(await phones.getAttribute('data-phone')).toBe('79161000149');
    await page.fill('input[name=find]', 'call ME');
    await page.locator('[data-phone="79991234567"]').waitFor();
    expect(await phones.count()).toBe(1);
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
