import { expect, test } from 'vitest';
import { ALERTS, api, NIKOLAI, OLGA, TOPIC, telegram } from '../support/telegram-server.ts';

const BUTTONS = {
  inline_keyboard: [
    [{ text: 'Send', callback_data: 'send:1', style: 'success' }],
    [
      { text: 'Copy', copy_text: { text: 'a text' } },
      { text: 'Open', url: 'https://example.com/' },
    ],
  ],
};

test('messages of another server are there as they were, and what is said next has higher ids', async () => {
  const one = await telegram();
  one.write(OLGA, { from: OLGA, text: 'call +7 999 123-45-67' });
  await api(one, 'sendMessage', { chat_id: OLGA, text: 'Send it?', reply_markup: BUTTONS });
  await api(one, 'sendMessage', { chat_id: OLGA, text: 'To whom?', reply_markup: { force_reply: true } });
  one.write(OLGA, { from: OLGA, file: { name: 'a.csv', bytes: Buffer.from('1;2') }, text: 'here' });
  await api(one, 'sendMessage', { chat_id: ALERTS, message_thread_id: TOPIC, text: 'in the topic' });

  const other = await telegram({ firstUpdateId: 500 });
  for (const chat of [OLGA, ALERTS]) for (const message of one.messages(chat)) other.restore(chat, message);

  for (const chat of [OLGA, ALERTS]) {
    const asBefore = one.messages(chat).map((message) => ({ ...message, edits: 0 }));
    expect(other.messages(chat)).toEqual(asBefore);
    const { id } = other.write(chat, { from: OLGA, text: 'more' });
    expect(id).toBe((asBefore.at(-1)?.id ?? 0) + 1);
  }
  const [, asked] = other.messages(OLGA);
  void other.press(OLGA, asked?.id ?? 0, { from: OLGA, button: 'send:1' });
  expect((await api(other, 'getUpdates')).result).toMatchObject([
    { update_id: 500, message: { text: 'more' } },
    { update_id: 501, callback_query: { data: 'send:1', message: { text: 'Send it?' } } },
  ]);
});

test('a person whose messages are put back can be written to', async () => {
  const one = await telegram();
  one.start(NIKOLAI);
  const other = await telegram();
  expect(other.isStarted(NIKOLAI)).toBe(false);
  for (const message of one.messages(NIKOLAI)) other.restore(NIKOLAI, message);
  expect(await api(other, 'sendMessage', { chat_id: NIKOLAI, text: 'hi' })).toMatchObject({ ok: true });
});
