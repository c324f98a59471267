import { GrammyError } from 'grammy';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { health } from '../../commands/health.ts';
import { hookSecret } from '../../src/store/programs/hooks.ts';
import { bot, botMessages, folder, GROUP, NIKOLAI, OLGA, STRANGER, until, world } from '../support/bot.ts';
import { record, takeLeaks } from '../support/output.ts';
import { CALLBACK_SECRET, plant, TOKEN } from '../support/planted.ts';
import { receiver } from '../support/receiver.ts';

/*
 * The real bot at LOG_LEVEL=trace goes through every channel and many failures with planted secrets. None of them may
 * be in what it logs, prints, serves or answers over HTTP. What people see in their chats is theirs.
 */

const TEXTS = [
  'planted-sms-text',
  'planted-mail-text',
  'planted-call-text',
  'planted-viber-text',
  'planted-soc-text',
  'planted-bot-text',
  'planted-subject',
  'planted-comment',
  'planted-reply',
  'planted-answer',
  'planted-stranger',
  'planted-line',
  'planted-crash',
  'planted-http',
  'planted.person',
  'planted-hook-path',
  'planted-hook-key',
];
const CODE = '48219377';
const NUMBERS = ['79991234567', '79231112233', '79991230001', '79995550099', '79164443322'];
const [N, HLR, ABSENT, SILENT, WRITER] = NUMBERS as [string, string, string, string, string];

/** What libraries throw when they were given a message: each quotes it, or carries it along. */
const CRASHES: (() => unknown)[] = [
  () => JSON.parse(`{"text": planted-crash +${N}`),
  () => z.strictObject({ text: z.literal('other') }).parse({ text: `planted-crash ${N}` }),
  () => {
    const answer = { ok: false as const, error_code: 400, description: 'Bad Request: something' };
    throw new GrammyError('failed', answer, 'sendMessage', { chat_id: OLGA, text: `planted-crash ${N}` });
  },
  () => {
    const error = new Error(`invalid input syntax for type bigint: "planted-crash ${N}"`);
    throw Object.assign(error, {
      detail: `Failing row contains (planted-crash, ${N}).`,
      where: 'planted-crash',
    });
  },
  () => {
    throw new TypeError(`Cannot read properties of undefined (reading 'planted-crash')`, {
      cause: new Error('planted-crash'),
    });
  },
  () => {
    throw new Error(`no such recipient: ${N}`);
  },
  () => {
    throw `"planted-crash" ${N}`;
  },
];

test('nothing secret, nothing that people wrote and no number in full is logged, printed or served', async () => {
  const secret = hookSecret(TOKEN, 1);
  plant(...TEXTS, CODE, ...NUMBERS, secret);
  const hook = await receiver(() => secret);
  const around = await world();
  const { url: PROVIDER_URL = '', apiKey: PROVIDER_API_KEY = '' } = around.provider ?? {};
  plant(PROVIDER_API_KEY);
  around.provider?.fault({ fault: 'status' });
  const path = folder();
  const running = await bot(
    around,
    { LOG_LEVEL: 'trace', CALLBACK_SECRET, HOOK_ALLOW_PRIVATE: 'true', PROVIDER_URL, PROVIDER_API_KEY },
    path,
  );
  const { telegram, smsc } = around;
  const get = async (address: string, init?: RequestInit): Promise<number> => {
    const response = await fetch(running.http.url + address, init);
    record(JSON.stringify([...response.headers]));
    record(await response.text());
    return response.status;
  };
  const logs = (words: string) => running.logged.some((line) => line.includes(words));
  await until(around, () => logs('the bot is there'), 'the bot');

  /** Says a line, and waits until the bot has dealt with it; its card comes at Telegram's pace. */
  const say = async (text: string, chat: number = OLGA, more: object = {}): Promise<void> => {
    telegram.write(chat, { from: chat > 0 ? chat : OLGA, text, ...more });
    const waiting = running.store.db.selectFrom('updates').select('id').where('state', '=', 'waiting');
    const handled = () => running.store.db.selectFrom('updates').select('id').execute();
    const before = (await handled()).length;
    await until(around, async () => (await handled()).length > before, `the update of ${text}`);
    await until(around, async () => (await waiting.execute()).length === 0, `the end of ${text}`);
  };
  const card = (words: string) => botMessages(around, OLGA).find(({ text }) => text.includes(words));
  const crash = vi.spyOn(health, 'run');
  for (const throwing of CRASHES) {
    crash.mockImplementation(async () => {
      throwing();
      return null;
    });
    await say(`/health`, NIKOLAI);
  }
  crash.mockRestore();

  await say(`/hook add ${hook.url}/planted-hook-path?key=planted-hook-key`);
  await say(`/sms +${N} from=SHOP comment="planted-comment" planted-sms-text`);
  const first = await until(around, () => card('planted-sms-text'), 'the first card');
  await say(`/email planted.person@example.org subject="planted-subject" planted-mail-text`);
  await say(`/call +${N} planted-call-text`);
  await say(`/viber +${N} planted-viber-text`);
  await say(`/soc +${N} planted-soc-text`);
  await say(`/tgm +${N} ${CODE}`);
  await say(`/bot +${N} bot=@shop_bot planted-bot-text`);
  await say(`/hlr +${HLR}`);
  await until(around, () => logs('the provider did not answer a question'), 'a question that fails');
  await say('/balance');
  await say(`/ping +${HLR}`, GROUP);
  await say(`/sms +${ABSENT} planted-sms-text`);
  await say(`planted-reply`, OLGA, { replyTo: first.id });
  for (const wrong of [
    `/sms +${N}`,
    `/sms planted-line`,
    `/sms +${N} colour=planted-line hi`,
    `/nothing planted-line`,
    `planted-line +${N}`,
    `/status planted-line`,
    `/error planted-line`,
    `/grant planted-line`,
    `/start inv_planted-line`,
    `/tgm +${N} planted-line`,
  ]) {
    await say(wrong);
  }
  await say(`planted-stranger +${N}`, STRANGER);
  telegram.edit(OLGA, telegram.messages(OLGA)[0]?.id ?? 0, { from: OLGA, text: `/sms +${N} planted-line` });

  smsc.fault({ fault: 'refuse', status: 69, times: 1 });
  await say(`/sms +${N} planted-sms-text refused`);
  smsc.fault({ fault: 'throttle', times: 2 });
  await say(`/sms +${N} planted-sms-text throttled`);
  await until(around, () => logs('ESME_RTHROTTLED'), 'a throttle');
  smsc.fault({ fault: 'drop', when: 'before-answer', times: 1 });
  await say(`/sms +${SILENT} planted-sms-text cut`);
  await until(around, () => logs('in doubt'), 'a cut');
  telegram.fault({ fault: '429', retryAfter: 1, times: 1, method: 'sendMessage' });
  await say(`/sms +${N} planted-sms-text paced`);
  telegram.fault({ fault: '500', times: 2 });
  await say(`/sms +${N} planted-sms-text 500`, NIKOLAI);
  telegram.fault({ fault: 'cut-after-accept', times: 1, method: 'sendMessage' });
  await say(`/sms +${N} planted-sms-text lost`, NIKOLAI);
  smsc.write(WRITER, { to: '79000000', text: 'planted-answer' });
  await until(around, () => logs('"incoming":1'), 'an SMS');
  await until(around, () => logs('no answer from Telegram'), 'a cut call');
  telegram.block(NIKOLAI);
  telegram.write(GROUP, { from: NIKOLAI, text: `/sms@demo_bot +${N} planted-sms-text` });

  const form = (body: string) => ({
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const statuses = [
    await get('/healthz?planted-http'),
    await get('/readyz'),
    await get('/metrics'),
    await get(`/planted-http/${N}`),
    await get(`/callback?phone=${N}&mes=planted-http&to=1&sha1=${'0'.repeat(40)}`),
    await get('/callback', form(`id=1&phone=${N}&status=1&mes=planted-http&sha1=x`)),
    await get('/callback', form(`{"mes": planted-http ${N}`)),
    await get('/callback', form(`<a>planted-http ${N}`)),
    await get('/callback', form(`planted-http${N}`.repeat(10_000))),
    await get('/telegram', form(`{"update_id":1,"message":{"text":"planted-http ${N}"}}`)),
    await get('/metrics', form('planted-http')),
    await get(`/%ff?planted-http`),
  ];
  expect(statuses).toEqual([
    200,
    expect.any(Number),
    200,
    404,
    403,
    403,
    400,
    400,
    413,
    404,
    404,
    expect.any(Number),
  ]);

  await until(around, () => hook.told.length > 1, 'what the hook is told');
  await running.stop();
  const logged = running.logged.join('\n');
  // The log did speak of all this: what is not in it was kept out.
  for (const said of [
    'could not be handled',
    'submit refused',
    'in doubt',
    'no answer from Telegram',
    '7999***4567',
  ]) {
    expect(logged).toContain(said);
  }
  expect(takeLeaks()).toEqual([]);
});
