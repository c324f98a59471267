import { beforeEach, describe, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, STRANGER } from '../support/chat.ts';
import { type Desk, deskFor, SUBSCRIBER } from '../support/desk.ts';

const TIME = String.raw`\d\d:\d\d:\d\d`;

let chat: ChatForTest;
let desk: Desk;
beforeEach(async () => {
  chat = await chatForTest();
  desk = deskFor(chat);
  await chat.let(NIKOLAI, 'operator');
});

/** To and fro: an SMS from Olga, what came of it, a Viber and a ping from Nikolai in the group. */
async function written(): Promise<void> {
  await desk.leaves(only(await chat.say(OLGA, `/sms +${SUBSCRIBER} Ваш заказ готов`)));
  await desk.receive('Можно завтра?', { at: Date.now() });
  await chat.say(NIKOLAI, `/viber +${SUBSCRIBER} Да, до 21:00`, { chat: GROUP });
  await chat.say(NIKOLAI, `/ping +${SUBSCRIBER}`, { chat: GROUP });
}

test.each([
  [
    OLGA,
    [
      '^📜 Переписка с \\+7 999 123-45-67: 3 сообщения · запросов и неотправленного: 1$',
      `${TIME} ↪ 📤 SMS · Olga · «Ваш заказ готов» · передано`,
      `${TIME} ↩ ✉️ · на 79000000 · «Можно завтра\\?»`,
      `${TIME} ↪ .*Viber · Nikolai · «Да, до 21:00» · в очереди`,
      `${TIME} ↪ .*[Pp]ing.* · Nikolai · .+$`,
    ],
  ],
  [
    NIKOLAI,
    [
      '^📜 \\+7 999 123-45-67: 3 messages to and fro · look-ups and unsent: 1$',
      `${TIME} ↪ 📤 SMS · Olga · “Ваш заказ готов” · handed over`,
      `${TIME} ↩ ✉️ · to 79000000 · “Можно завтра\\?”`,
      `${TIME} ↪ .*Viber · Nikolai · “Да, до 21:00” · queued`,
      `${TIME} ↪ .*[Pp]ing.* · Nikolai · .+$`,
    ],
  ],
])('in private all that was written is read, whichever way and from wherever', async (person, lines) => {
  await written();
  const card = only(await chat.say(person, `/history +${SUBSCRIBER}`));
  expect(card.text).toMatch(new RegExp(lines.join('\n'), 'm'));
  expect(card.buttons).toEqual([]);
});

test('a code that was sent is not read there', async () => {
  await chat.say(OLGA, `/tgm +${SUBSCRIBER} 4821`);
  expect(only(await chat.say(OLGA, `/history +${SUBSCRIBER}`)).text).not.toContain('4821');
});

test('somebody with whom nothing was exchanged has no history, and it says so', async () => {
  expect(only(await chat.say(OLGA, '/history 8 999 123-45-67')).text).toBe(
    '📜 +7 999 123-45-67: сюда ничего не писали и отсюда ничего не приходило.',
  );
});

test('a name is read for its number, and in reply to a card nobody need be named', async () => {
  await chat.say(OLGA, `/contact add maria +${SUBSCRIBER}`);
  const sms = only(await chat.say(OLGA, `/sms maria Ваш заказ готов`));
  for (const card of [
    only(await chat.say(OLGA, '/history maria')),
    only(await chat.say(OLGA, '/history', { replyTo: sms })),
  ]) {
    expect(card.text).toMatch(/^📜 Переписка с (maria )?\+7 999 123-45-67: 1 сообщение/);
  }
});

test.each(['/history завтра', '/history +7999123456', '/history +79991234567 текст'])(
  '%s is answered with what to write',
  async (line) => {
    expect(only(await chat.say(OLGA, line)).text).toContain('/history');
  },
);

test('of one number it is asked, where none is named', async () => {
  expect(only(await chat.say(OLGA, '/history')).text).toBe('/history: какой номер? Ответьте номером.');
});

test('a long one has pages, the latest first, each in the order of time', async () => {
  const begun = Date.now() - 60_000;
  for (let n = 1; n <= 23; n++) await desk.receive(`SMS ${n}.`, { at: begun + n * 1000 });
  const card = only(await chat.say(OLGA, `/history +${SUBSCRIBER}`));
  const found = async () =>
    (await chat.look(card)).text.match(/SMS \d+/g)?.map((one) => Number(one.slice(4)));
  expect(await found()).toEqual([14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
  expect(card.buttons).toEqual(['‹ Раньше']);
  await chat.press(OLGA, card, '‹ Раньше');
  expect(await found()).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect((await chat.look(card)).buttons).toEqual(['‹ Раньше', 'Позже ›']);
  await chat.press(OLGA, card, '‹ Раньше');
  expect(await found()).toEqual([1, 2, 3]);
  await chat.press(OLGA, card, 'Позже ›');
  expect(await found()).toContain(13);
});

test('however long its texts are, a page has all of its messages', async () => {
  for (let n = 1; n <= 10; n++) {
    const line = `/email a@b.ru subject="${n} ${'т'.repeat(190)}" comment="${'к'.repeat(190)}" ${'ы'.repeat(900)}`;
    await chat.say(OLGA, line);
  }
  await chat.store.db.updateTable('messages').set({ recipient: SUBSCRIBER }).execute();
  const { text } = only(await chat.say(OLGA, `/history +${SUBSCRIBER}`));
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(text.split('\n')).toHaveLength(11);
});

describe('in a group', () => {
  test('only what was typed or came there is read, and all of it in private by whoever asks', async () => {
    await written();
    const card = only(await chat.say(NIKOLAI, `/history +${SUBSCRIBER}`, { chat: GROUP }));
    expect(card.text).toContain('Да, до 21:00');
    expect(card.text).not.toContain('Ваш заказ готов');
    expect(card.text).not.toContain('Можно завтра?');
    expect(card.text.match(/🔒/g)).toHaveLength(2);
    const { cards } = await chat.press(NIKOLAI, card, 'Показать в личном чате');
    expect(only(cards).card.chat_id).toBe(NIKOLAI.id);
    expect(only(cards).text).toContain('Ваш заказ готов');
    expect(only(cards).text).toContain('Можно завтра?');
  });

  test('what came to its inbox is read there, and a number for which a name was typed is not', async () => {
    await chat.say(OLGA, '/inbox on', { chat: GROUP });
    await chat.say(OLGA, `/contact add maria +${SUBSCRIBER}`);
    await desk.receive('Можно завтра?');
    const card = only(await chat.say(NIKOLAI, '/history maria', { chat: GROUP }));
    expect(card.text).toMatch(/^📜 Переписка с maria \+7 999 \*\*\*-45-67: /);
    expect(card.text).toContain('Можно завтра?');
  });

  test('[History] on the card of a conversation shows it below', async () => {
    await chat.say(OLGA, '/inbox on', { chat: GROUP });
    const sms = only(await desk.receive('Можно завтра?'));
    const { cards } = await chat.press(NIKOLAI, sms, 'История');
    expect(only(cards).card).toMatchObject({ chat_id: GROUP, kind: 'correspondence' });
    expect(only(cards).text).toMatch(/^📜 Переписка с \+7 999 123-45-67: 1 сообщение/);
  });
});

test('somebody who may only look numbers up is shown none of it', async () => {
  await written();
  await chat.let(STRANGER, 'viewer');
  expect(only(await chat.say(STRANGER, `/history +${SUBSCRIBER}`)).text).not.toContain('заказ');
});

test('once its text is forgotten it says so, and that there was one stays', async () => {
  await written();
  await chat.store.db.updateTable('orders').set({ forgotten_at: 1 }).execute();
  await chat.store.db.updateTable('incoming').set({ forgotten_at: 1 }).execute();
  const card = only(await chat.say(OLGA, `/history +${SUBSCRIBER}`));
  expect(card.text.match(/🗑 Текст больше не хранится/g)).toHaveLength(3);
});
