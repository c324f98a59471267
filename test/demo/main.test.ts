import { expect, test, vi } from 'vitest';
import { folder } from '../support/bot.ts';
import { START, startProgram } from '../support/program.ts';

/* What README has people type first, in a process of its own. */

const TALKS = { talks: true };
/** ms */
const PATIENCE = { timeout: 20_000, interval: 50 };

async function demo(args: readonly string[], env: Record<string, string> = {}) {
  const { ended, stdout, stderr } = startProgram([START, 'demo/main.ts', ...args], folder(), env, TALKS);
  const code = await ended;
  return { code, stdout: stdout(), stderr: stderr() };
}

test('what is typed by --say is printed with its answer, and the demo ends when all has come to rest', async () => {
  const say = ['/hlr +79231112233', '/sms 07400 123456', 'Your order is ready'].flatMap((line) => [
    '--say',
    line,
  ]);
  const { code, stdout } = await demo(say, { DEFAULT_COUNTRY: 'GB', CURRENCY: 'GBP', UNDO_SEND: '1' });
  expect(code).toBe(0);
  // The answer can be taken back till it goes, and is waited for.
  expect(stdout).toContain('[Не отправлять]');
  expect(stdout).toMatch(/SMS → \+44 7400 123456 .* GBP ·/s);
  expect(stdout).toMatch(/^You: \/hlr \+79231112233\n\nBot: .*✅ доступен\n.*MegaFON/s);
});

test('at a generic provider the settings that README has for one are those of the environment', async () => {
  // To a landline it is asked about, and nothing is waited for.
  const say = ['--provider', 'generic', '--say', '/sms +74951234567 a{b', '--say', '/hlr +79991234567'];
  const { code, stdout } = await demo(say, { SMPP_DEFAULT_ALPHABET: 'ascii' });
  expect(code).toBe(0);
  expect(stdout).toContain('1 часть, ASCII');
  expect(stdout).toContain('Команды /hlr здесь нет');
});

/** Each way keeps its order: with the last two, all of the first has come. */
async function shownOnce(page: string): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(page + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const shown = async () => {
    const answer = await fetch(`${page}/api/chats/101/messages`);
    const messages = (await answer.json()) as { text: string }[];
    // The newest card of a conversation has all that waits.
    const { text } = messages.at(-1) ?? { text: '' };
    return [...text.matchAll(/«(.*)»/g)].map(([, words]) => words);
  };
  const ways = ['http-too', 'http-alone', 'usual'];
  for (const by of ways) {
    await post('/api/smsc/faults', { fault: 'incoming', by });
    await post('/api/phones/79991112233/messages', { to: '79000000', text: by });
    await vi.waitUntil(async () => (await shown()).includes(by), PATIENCE);
  }
  expect(await shown()).toEqual(ways);
}

async function toldByWebhook(page: string, { url, token }: { url: string; token: string }): Promise<void> {
  expect(await (await fetch(`${page}/api/world`)).json()).toMatchObject({ api: { url, token } });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const sent = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ to: '+79991234567', text: 'Your order is ready' }),
  });
  const { id } = (await sent.json()) as { id: string };
  const state = async () => {
    const answer = await fetch(`${url}/api/messages/${id}`, { headers });
    return ((await answer.json()) as { messages: { state: string }[] }).messages[0]?.state;
  };
  await vi.waitUntil(async () => (await state()) === 'delivered', PATIENCE);
  const told = async () => {
    const world = (await (await fetch(`${page}/api/world`)).json()) as {
      webhooks: { body: { data: { order?: string } } }[];
    };
    return world.webhooks.filter(({ body }) => body.data.order === id);
  };
  await vi.waitUntil(async () => (await told()).length > 0, PATIENCE);
  expect(await told()).toMatchObject([
    { signed: true, body: { type: 'message.delivered', data: { order: id, state: 'delivered' } } },
  ]);
}

test('an SMS that comes by SMPP, by HTTP too or by HTTP alone is shown once, and another program is told of its own by a webhook', async () => {
  const { child, ended, stdout } = startProgram([START, 'demo/main.ts', '--port', '0'], folder(), {}, TALKS);
  const [, page = '', url = '', token = ''] = await vi.waitUntil(
    () => /demo: (http:\S+).*URL=(\S+) TOKEN=(\S+)/s.exec(stdout()),
    PATIENCE,
  );
  await shownOnce(page);
  await toldByWebhook(page, { url, token });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
}, 60_000);

test('what is wrong with its arguments or settings is named, without a stack', async () => {
  const [argument, setting] = await Promise.all([
    demo(['--provider', 'kannel']),
    demo(['--port', '0'], { SMPP_LONG: 'hunter2' }),
  ]);
  expect(argument.stderr).toMatch(/^--provider kannel: smsc\.ru or generic\nUsage: npm run demo -- .*\n$/);
  expect(setting.stderr).toBe('SMPP_LONG: payload, udh or sar\n');
  expect([argument.code, setting.code]).toEqual([1, 1]);
});
