import { expect, test } from 'vitest';
import { bot, botMessages, NIKOLAI, OLGA, until, world } from '../support/bot.ts';
import { incoming, post, SECRET, status } from '../support/callback.ts';

const SETTINGS = { CALLBACK_SECRET: SECRET };

test('a message whose status comes by HTTP alone ends delivered on its card', async () => {
  const around = await world();
  const { http } = await bot(around, SETTINGS);
  // No receipt ever comes for this one.
  const phone = '79991234599';
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${phone} hello` });
  const id = await until(around, () => around.smsc.submits()[0]?.messageId);

  expect((await post(http.url, status(id, phone, '1', { cost: '2.50' }))).status).toBe(200);

  const card = await until(around, () =>
    botMessages(around, NIKOLAI).find(({ text }) => text?.includes('✅ delivered')),
  );
  expect(card.text).toContain('2.50');
  expect(botMessages(around, NIKOLAI)).toHaveLength(1);
});

test('a status that comes by HTTP before the answer to its message is not lost', async () => {
  const around = await world();
  const { http } = await bot(around, SETTINGS);
  const phone = '79991234599';
  around.smsc.fault({ fault: 'late', seconds: 1, times: 1 });
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${phone} hello` });
  const id = await until(around, () => around.smsc.submits()[0]?.messageId);

  expect((await post(http.url, status(id, phone, '20', { err: '13' }))).status).toBe(200);

  await until(around, () => botMessages(around, NIKOLAI).find(({ text }) => text?.includes('blocked (13)')));
});

test('a status that comes both ways counts once: one state, one price, one line in the history', async () => {
  const around = await world();
  const running = await bot(around, SETTINGS);
  const phone = '79991234567';
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/sms +${phone} hello` });
  const card = await until(around, () =>
    botMessages(around, NIKOLAI).find(({ text }) => text?.includes('✅ delivered')),
  );
  const { messageId } = around.smsc.submits()[0] ?? {};
  if (!messageId) throw new Error('no id');

  for (let n = 0; n < 2; n++) {
    const { url } = running.http;
    expect((await post(url, status(messageId, phone, '1', { err: '0', cost: '2.50' }))).status).toBe(200);
  }
  // One that contradicts it changes nothing either.
  await post(running.http.url, status(messageId, phone, '20', { err: '1' }));
  around.telegram.write(NIKOLAI, { from: NIKOLAI, text: `/status ${messageId}` });

  const history = await until(around, () =>
    botMessages(around, NIKOLAI).find(({ text }) => text?.includes('SMPP, HTTP')),
  );
  expect(history.text?.match(/SMPP, HTTP · delivered · 2.50 RUB/g)).toHaveLength(1);
  const now = botMessages(around, NIKOLAI).find(({ id }) => id === card.id);
  expect(now?.text).toBe(card.text);
  expect(await running.metric('http_callbacks_total{kind="status",result="repeated"}')).toBe(2);
});

test('an incoming message by HTTP comes to the inbox, and once when SMPP brings it too', async () => {
  const around = await world();
  const { http } = await bot(around, SETTINGS);
  const customer = '79991112233';
  expect((await post(http.url, incoming(customer, 'Можно забрать?', '79000000', '7'))).status).toBe(200);
  const shown = await until(around, () => botMessages(around, OLGA)[0]);
  expect(shown.text).toContain('✉️ +7 999 111-22-33: «Можно забрать?»');

  await around.smsc.write(customer, { to: '79000000', text: 'Можно забрать?' });
  await around.smsc.write(customer, { to: '79000000', text: 'Алло' });
  await until(around, () => botMessages(around, OLGA).find(({ text }) => text?.includes('Алло')));
  expect(botMessages(around, OLGA)).toHaveLength(2);

  around.telegram.write(OLGA, { from: OLGA, text: 'Да, до 21:00', replyTo: shown.id });
  expect(await until(around, () => around.smsc.phone(customer)[0])).toMatchObject({ from: '79000000' });
});

test.each(['', '&fmt=2', '&fmt=3'])(
  'statuses and messages by SMPP and HTTP%s at once count once each',
  async (format) => {
    const around = await world();
    const running = await bot(around, SETTINGS);
    around.smsc.setHandler({
      url: `${running.http.url}/callback?charset=utf-8${format}&sha1`,
      secret: SECRET,
    });
    const numbers = Array.from({ length: 30 }, (_, n) => `799912345${60 + n}`);
    const line = `/sms ${numbers.map((number) => `+${number}`).join(', ')}\nhello`;
    around.telegram.write(NIKOLAI, { from: NIKOLAI, text: line });
    const preview = await until(around, () => botMessages(around, NIKOLAI)[0]);
    await around.telegram.press(NIKOLAI, preview.id, { from: NIKOLAI, button: 'Send 30' });
    for (const text of ['да', 'да', '<нет & "нет">']) {
      await around.smsc.write('79991112233', { to: '79000000', text });
    }

    const rows = async (kind: string) =>
      ((await running.metric(`http_callbacks_total{kind="${kind}",result="stored"}`)) ?? 0) +
      ((await running.metric(`http_callbacks_total{kind="${kind}",result="repeated"}`)) ?? 0);
    await until(around, async () => (await rows('status')) === 30, 'every status by HTTP');
    await until(around, async () => (await running.metric('smpp_receipts_total{state="delivered"}')) === 30);
    const card = await until(around, () =>
      botMessages(around, NIKOLAI).find(({ text }) => text?.includes('delivered 30')),
    );
    expect(card.text).toContain('75.00');
    await until(around, async () => (await rows('incoming')) === 3, 'every message by HTTP');
    await until(around, async () => (await running.metric('smpp_incoming_total')) === 3);
    // The newest card of a conversation has all that waits.
    const shown = () => {
      const last = botMessages(around, OLGA).at(-1)?.text ?? '';
      return [...last.matchAll(/«(.*)»/g)].map(([, text]) => text).toSorted();
    };
    await until(around, () => shown().length >= 3);
    expect(shown()).toEqual(['<нет & "нет">', 'да', 'да']);
    const kept = await running.store.db.selectFrom('incoming').select('id').execute();
    expect(kept).toHaveLength(3);
  },
);
