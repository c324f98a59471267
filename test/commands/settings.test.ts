import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  type Saying,
  SETTINGS,
} from '../support/chat.ts';

/** Nikolai, who reads English, has a role here. */
async function chatWith(role: 'viewer' | 'operator' | 'admin'): Promise<ChatForTest> {
  const chat = await chatForTest({ wire: { ...SETTINGS.wire, sender: '' } });
  await chat.let(NIKOLAI, role);
  return chat;
}

const settings = async (chat: ChatForTest, line = '', saying?: Saying) =>
  only(await chat.say(NIKOLAI, `/settings ${line}`, saying));

const sendersOf = async (chat: ChatForTest, line: string, saying?: Saying) => {
  const card = only(await chat.say(NIKOLAI, line, saying));
  const messages = await messagesOfCard(chat.store.db, card.card.id, 5);
  return messages.map(({ agreed }) => agreed.sender);
};

test('a chat that has set nothing shows what holds there, and whence', async () => {
  const chat = await chatWith('admin');
  const own = (await settings(chat)).text.split('\n');
  expect(own.slice(0, 4)).toEqual([
    '⚙️ What holds in this chat',
    "Time zone: Europe/Moscow (UTC+3) · the bot's own",
    'Language: en (English) · as in your Telegram',
    'Sender: none, the provider decides',
  ]);
  const group = only(await chat.say(OLGA, '/settings', { chat: GROUP })).text.split('\n');
  expect(group.slice(0, 4)).toEqual([
    '⚙️ Настройки этого чата',
    'Часовой пояс: Europe/Moscow (UTC+3) · как у бота',
    'Язык: ru (русский) · как у бота',
    'Отправитель: не задан, решает провайдер',
  ]);
  expect(group.at(-1)).toBe('Меняют их администраторы.');
});

/** There alone of these zones clocks are set twice a year. */
function isSummerInNewYork(): boolean {
  const named = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'short' });
  return named.format().endsWith('EDT');
}

test.each([
  ['zone Omsk', 'Time zone: Asia/Omsk (UTC+6) · set here'],
  ['часовой пояс Самара', 'Time zone: Europe/Samara (UTC+4) · set here'],
  ['zone +3', 'Time zone: +03:00 · set here'],
  ['zone мск', 'Time zone: Europe/Moscow (UTC+3) · set here'],
  ['zone NYC', `Time zone: America/New_York (UTC${isSummerInNewYork() ? -4 : -5}) · set here`],
  ['sender SHOP', 'Sender: SHOP · set here'],
  ['sender name to SHOP', 'Sender: SHOP · set here'],
  ['quiet hours 21:00-8:00', 'Quiet hours: 21:00-8:00 · set here'],
  ['opening hours 9-17', 'Working hours: mon-sun 9:00-17:00 · set here'],
  ['sender +79000000', 'Sender: 79000000 · set here'],
  ['messages plain', 'Messages: plain (text and buttons alone) · set here'],
  ['plain always', 'Typographic characters: always (make plain) · set here'],
  ['знаки всегда', 'Typographic characters: always (make plain) · set here'],
  ['language ru', 'Язык: ru (русский) · задано здесь'],
])('/settings %s is set here, and off takes it back', async (line, shown) => {
  const chat = await chatWith('admin');
  const before = (await settings(chat)).text;
  const card = await settings(chat, line);
  expect(card.text.split('\n')[0]).toBe(`⚙️ ${shown}`);
  expect((await settings(chat)).text).toMatch(/Nikolai, \d\d:\d\d/);
  await settings(chat, `${line.split(' ').slice(0, -1).join(' ')} off`);
  expect((await settings(chat)).text.split('\n').slice(0, -1).join('\n')).toBe(before);
});

test.each([
  ['quiet 22-9', '⚙️ Тихие часы: 22:00-9:00 · задано здесь', '/settings quiet 22:00-9:00'],
  ['approve 50', '⚙️ Второй человек: 50 (если получателей больше) · задано здесь', '/settings approve 50'],
  [
    'hours пн-пт 9-18',
    '⚙️ Рабочие часы: пн-пт 9:00-18:00 · задано здесь',
    '/settings hours пн-пт 9:00-18:00, сб 10:00-14:00',
  ],
  ['ответ 30 мин', '⚙️ Ответить за: 30 мин · задано здесь', '/settings answer 1 ч'],
  [
    'stoplist answers',
    '⚙️ Ответы тем, кто в стоп-листе: answers (разрешить) · задано здесь',
    '/settings stoplist answers',
  ],
  ['messages rich', '⚙️ Сообщения бота: rich (с оформлением) · задано здесь', '/settings messages plain'],
])(
  '/settings %s says what is set now, of that setting alone, as a Russian would type it',
  async (line, shown, copied) => {
    const chat = await chatForTest();
    const card = only(await chat.say(OLGA, `/settings ${line}`));
    expect(card.text.split('\n')[0]).toBe(shown);
    expect(card.text).toContain(`Чтобы поставить другое, например:\n${copied}`);
    expect(card.copied).toContain(copied);
    expect(card.buttons.slice(-2)).toEqual(['Сбросить', '« Все']);
  },
);

test.each([
  [
    'zone Moskow',
    'does not know “Moskow”. It is written like this, for example: Europe/Moscow.',
    ['/settings zone Europe/Moscow'],
  ],
  [
    'quiet nights',
    'does not know “nights”. It is written like this, for example: 22-9, 21-8, 20-9.',
    ['/settings quiet 22-9', '/settings quiet 21-8', '/settings quiet 20-9'],
  ],
  ['sender Пекарня', '“Пекарня” cannot be a sender', ['/settings sender SHOP']],
  ['quite 22-9', 'does not know “quite”', ['/settings quiet 22-9']],
  ['currency USD', '/settings does not know “currency”. What it knows: /help settings', ['/settings']],
  ['opening hours mon-fri 9-5', 'does not know “mon-fri 9-5”', ['/settings hours mon-fri 9-17']],
  ['language de', 'does not know “de”, only en, ru', ['/settings language en', '/settings language ru']],
])('/settings %s is answered with what could be meant, and changes nothing', async (line, says, copied) => {
  const chat = await chatWith('admin');
  const before = (await settings(chat)).text;
  const card = await settings(chat, line);
  expect(card.text).toContain(says);
  expect(card.copied).toEqual(copied);
  expect((await settings(chat)).text).toBe(before);
});

test('a setting without a value is shown with what it can be, and its buttons set it and take it back', async () => {
  const chat = await chatWith('admin');
  const card = await settings(chat, 'zone');
  expect(card.text).toContain('Times are read and shown in it.');
  expect(card.text).toContain('Tap to copy:\n/settings zone Asia/Omsk');
  expect(card.copied).toEqual(['Europe/Moscow', '/settings zone Asia/Omsk']);
  expect(card.buttons).toContain('Berlin');
  await chat.press(NIKOLAI, card, 'Berlin');
  const set = await chat.look(card);
  expect(set.text).toMatch(/Time zone: Europe\/Berlin \(UTC\+[12]\) · set here/);
  expect(set.buttons.slice(0, 3)).toEqual(['Time zone', 'Language', 'Sender']);
  await chat.press(NIKOLAI, set, 'Time zone');
  const opened = await chat.look(card);
  expect(opened.buttons).not.toContain('Berlin');
  await chat.press(NIKOLAI, opened, 'Take back');
  expect((await chat.look(card)).text).toContain("Europe/Moscow (UTC+3) · the bot's own");
});

test('the card speaks the language that is chosen on it', async () => {
  const chat = await chatWith('admin');
  const card = await settings(chat, 'language');
  await chat.press(NIKOLAI, card, 'Русский');
  expect((await chat.look(card)).text).toContain('Язык: ru (русский) · задано здесь');
  expect(only(await chat.say(NIKOLAI, '/lang')).text).toContain('Выбран в этом чате.');
});

test('operators see what holds, and choose what is not the sender in their own chat alone; viewers see nothing', async () => {
  const chat = await chatWith('operator');
  const { buttons } = await settings(chat);
  expect(buttons.slice(0, 2)).toEqual(['Time zone', 'Language']);
  expect(buttons).not.toContain('Sender');
  expect((await settings(chat, 'zone Omsk')).text).toContain('Asia/Omsk (UTC+6) · set here');
  expect((await settings(chat, 'sender SHOP')).text).toBe(
    'Only somebody with the role admin changes that here.',
  );
  const group = { chat: GROUP };
  expect((await settings(chat, 'zone Omsk', group)).text).toBe(
    'Чтобы менять это здесь, нужна роль «администратор».',
  );
  const card = await settings(chat, 'zone', group);
  expect((await chat.press(NIKOLAI, card, 'Омск')).toast).toBe('Нужна роль «администратор».');
  await chat.let(NIKOLAI, 'viewer');
  expect((await settings(chat)).text).toContain('takes the role operator');
});

test('messages that name no sender go from that of the chat in which they are asked for', async () => {
  const chat = await chatWith('admin');
  await settings(chat, 'sender SHOP', { chat: GROUP });
  await settings(chat, 'sender OFFICE');
  const group = { chat: GROUP };
  expect(await sendersOf(chat, '/sms +79991234567 hi')).toEqual(['OFFICE']);
  expect(await sendersOf(chat, '/sms +79991234567 hi there', group)).toEqual(['SHOP']);
  expect(await sendersOf(chat, '/call +79991234567 hi', group)).toEqual(['SHOP']);
  expect(await sendersOf(chat, '/email a@b.ru subject=Hi Hello', group)).toEqual(['SHOP']);
  expect(await sendersOf(chat, '/sms +79991234567 from=OTHER hello', group)).toEqual(['OTHER']);
  await settings(chat, 'sender off', group);
  expect(await sendersOf(chat, '/sms +79991234567 hello again', group)).toEqual(['']);
});

test('what a message goes from stays as it was agreed when the setting becomes another', async () => {
  const chat = await chatWith('admin');
  await settings(chat, 'sender SHOP');
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567, +79991234568 hi'));
  expect(card.text).toContain('SHOP');
  await settings(chat, 'sender OTHER');
  await chat.press(NIKOLAI, card, 'Send 2');
  const messages = await messagesOfCard(chat.store.db, card.card.id, 5);
  expect(messages.map(({ agreed }) => agreed.sender)).toEqual(['SHOP', 'SHOP']);
});

test('times are shown and periods read in the zone of the chat', async () => {
  const chat = await chatWith('admin');
  await settings(chat, 'zone UTC');
  const day = async () => only(await chat.say(NIKOLAI, '/stats 2026-11-27')).card.body;
  expect(await day()).toContain(String(Date.UTC(2026, 10, 27)));
  await settings(chat, 'zone Moscow');
  expect(await day()).toContain(String(Date.UTC(2026, 10, 26, 21)));
});

test('the template of the chat is offered first by /t, however long ago it was used', async () => {
  const chat = await chatWith('admin');
  expect((await settings(chat, 'template ready')).text).toBe('There are no templates yet: /template');
  for (const name of ['ready', 'late', 'paid']) {
    await chat.say(NIKOLAI, `/template add ${name} Your order is ${name}`);
    await chat.say(NIKOLAI, `/t ${name} +79991234567`);
  }
  const first = async () => only(await chat.say(NIKOLAI, '/t')).buttons[0];
  expect(await first()).toBe('paid');
  expect((await settings(chat, 'template red')).text).toContain('“red”, only paid, late, ready');
  const card = await settings(chat, 'template');
  expect(card.buttons.slice(0, 3)).toEqual(['paid', 'late', 'ready']);
  await chat.press(NIKOLAI, card, 'ready');
  expect((await chat.look(card)).text).toContain('First template: ready · set here');
  expect(await first()).toBe('ready');
  expect(only(await chat.say(NIKOLAI, '/template')).buttons[0]).toBe('late');
});

test('in a chat with plain messages cards are for clients that show nothing else', async () => {
  const chat = await chatWith('admin');
  const long = `/sms +79991234567 ${'Your order is ready. '.repeat(20)}`;
  const rich = only(await chat.say(NIKOLAI, long));
  expect(rich.view.isPlain).toBeUndefined();
  expect(typeof rich.view.text === 'string' ? [] : rich.view.text.entities.map(({ type }) => type)).toContain(
    'expandable_blockquote',
  );
  await settings(chat, 'messages plain');
  expect((await chat.look(rich)).view.isPlain).toBe(true);
});
