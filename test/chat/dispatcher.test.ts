import { expect, test } from 'vitest';
import { reviveCards } from '../../src/store/chats/cards.ts';
import { chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';

const MINUTE_MS = 60_000;
const TOPIC = 7;

/** The one card that came. */
test('one message typed is one card', async () => {
  const chat = await chatForTest();
  const card = only(await chat.say(OLGA, '/sms +79991234567 Ваш заказ готов'));
  expect(card.text).toBe(
    '📤 SMS → +7 999 123-45-67 · 1 часть, UCS-2 · от SHOP\n«Ваш заказ готов»\n⏳ в очереди',
  );
});

test.each(['/SMS', '/sms@demo_bot', '/Sms@Demo_Bot'])('%s is the command', async (name) => {
  const chat = await chatForTest();
  expect(only(await chat.say(OLGA, `${name} +79991234567 hi`)).card.kind).toBe('send');
});

test("another bot's command in a group is not answered, and in private neither taken for ours", async () => {
  const chat = await chatForTest();
  expect(await chat.say(OLGA, '/sms@other_bot +79991234567 hi', { chat: GROUP })).toEqual([]);
  expect(only(await chat.say(OLGA, '/sms@other_bot +79991234567 hi')).card.kind).toBe('notice');
});

test('a command in the caption of a picture is a command', async () => {
  const chat = await chatForTest();
  const { cards } = await chat.update({
    message: { ...chat.message(OLGA, ''), text: undefined, caption: '/sms +79991234567 hi', photo: [] },
  });
  expect(only(cards).card.kind).toBe('send');
});

test('a card says that an SMS goes as flash', async () => {
  const chat = await chatForTest();
  const headOf = async (line: string) => only(await chat.say(OLGA, line)).text.split('\n')[0];
  expect(await headOf('/sms +79991234567 flash=yes hi')).toContain('GSM-7 · flash');
  expect(await headOf('/sms +79991234568 flash=no hi')).not.toContain('flash');
});

test('an unknown command is answered in private with what was probably meant, in a group where it names the bot', async () => {
  const chat = await chatForTest();
  expect(await chat.say(OLGA, '/sns +79991234567 hi', { chat: GROUP })).toEqual([]);
  expect(await chat.say(OLGA, '/sns@other_bot +79991234567 hi', { chat: GROUP })).toEqual([]);
  expect(only(await chat.say(OLGA, '/sns@demo_bot +79991234567 hi', { chat: GROUP })).copied).toEqual([
    '/sms +79991234567 hi',
  ]);
  expect(only(await chat.say(OLGA, '/sns +79991234567 hi')).copied).toEqual(['/sms +79991234567 hi']);
  // In reply to what the bot wrote it is meant for the bot: somebody believes an alert to be silent by then.
  const [list] = await chat.say(OLGA, '/watch failed', { chat: GROUP });
  const [muted] = await chat.say(OLGA, '/mute 2h', { chat: GROUP, replyTo: list });
  expect(muted?.text).toContain('🔕 Пока молчу об этом: /watch failed');
  // So is it for whoever may only press there.
  await chat.let(NIKOLAI, 'operator');
  const acked = only(await chat.say(NIKOLAI, '/ack', { chat: GROUP, replyTo: list }));
  expect(acked.text).toBe('Команды /ack нет: [Беру] и [Тихо 1 ч] есть под каждым оповещением.');
  expect(only(await chat.say(OLGA, '/help schedule')).copied).toEqual(['/help scheduled']);
  expect(only(await chat.say(OLGA, '/weather')).text).toBe('Команды /weather нет. Список: /help.');
});

test("what an office dials before another country's number is no part of one of this country", async () => {
  const chat = await chatForTest();
  expect(only(await chat.say(OLGA, '/sms 9810 49 1512 3456789 hi')).copied).toEqual([
    '/sms +4915123456789 hi',
    '/sms +79810491512 -- 3456789 hi',
  ]);
});

test.each([
  ['/sms 0049 151 23456789 Hallo 00', '/sms +4915123456789 Hallo 00'],
  ['/hlr 004915123456789', '/hlr +4915123456789'],
  ['/hlr 0049 151 23456789', '/hlr +4915123456789'],
  ['/hlr 00 49 30 123456', '/hlr +4930123456'],
  ['/hlr 011 49 151 23456789', '/hlr +4915123456789'],
  ['/hlr 0011 49 151 23456789', '/hlr +4915123456789'],
  ['/sms 0011 49 1512 3456789 hi', '/sms +4915123456789 hi'],
  ['/sms 010 49 1512 3456789 hi', '/sms +4915123456789 hi'],
  ['/sms 001 49 1512 3456789 hi', '/sms +4915123456789 hi'],
  ['/sms 001 512 345 6789 hi', '/sms +15123456789 hi'],
  // 810 may be a list's number: neither country's number is offered.
  ['/hlr 810 49 30 123456', '/hlr +49…'],
])('00 before a country code is offered as +: %s', async (line, correction) => {
  const chat = await chatForTest();
  expect(only(await chat.say(OLGA, line)).copied).toEqual([correction]);
});

test.each([
  ['US', '/sms 60777 JOIN', '/sms +1… JOIN'],
  ['US', '/sms 020 7946 0958 hi', '/sms +1… hi'],
  ['RU', '/sms +44 7700 900123 hi', '/sms +44… hi'],
  ['RU', '/sms 60777 JOIN', '/sms +7… JOIN'],
])(
  'a number that is none is to be written anew as in its country (%s): %s',
  async (country, line, correction) => {
    const chat = await chatForTest({ country });
    expect(only(await chat.say(OLGA, line)).copied).toEqual([correction]);
  },
);

test('a command that somebody may not use is not offered as what was meant', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  expect(only(await chat.say(NIKOLAI, '/sns +79991234567 hi')).text).toBe('There is no /sns. See /help.');
});

test('words without a command are answered in private, and left alone in a group', async () => {
  const chat = await chatForTest();
  expect(only(await chat.say(OLGA, 'привет')).text).toContain('/help');
  expect(await chat.say(OLGA, 'привет', { chat: GROUP })).toEqual([]);
});

test('a service message is not answered', async () => {
  const chat = await chatForTest();
  const pinned = { ...chat.message(OLGA, ''), text: undefined, pinned_message: chat.message(OLGA, 'x') };
  expect((await chat.update({ message: pinned })).cards).toEqual([]);
});

test('a viewer cannot send, and is told which role it takes', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 hi'));
  expect(card.text).toBe('/sms takes the role operator. Ask an admin for it.');
  expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
});

test('a command from before an outage waits for [Send now]', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 hi', { at: Date.now() - 20 * MINUTE_MS }));
  expect(card.text).toContain('✋ waiting for 20 min');
  expect(card.buttons).toEqual(['Send now', 'Later…', 'Cancel']);
  expect((await chat.press(NIKOLAI, card, 'Send now')).toast).toBe('On its way.');
  expect((await chat.look(card)).text).toContain('⏳ queued');
});

test('what may be half of a paste is previewed', async () => {
  const chat = await chatForTest({ askAbove: { parts: 255, cost: null } });
  const card = only(await chat.say(OLGA, `/sms +79991234567 ${'a'.repeat(4000)}`));
  expect(card.buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…', 'Весь текст']);
  expect(only(await chat.say(OLGA, `/sms +79991234567 ${'a'.repeat(3900)}`)).buttons).toEqual([
    'Отмена',
    'Весь текст',
  ]);
});

test('a command without recipient and text asks for both in turn, and takes the answers as replies', async () => {
  const chat = await chatForTest();
  const whom = only(await chat.say(OLGA, '/sms'));
  expect(whom.text).toBe('/sms: кому? Ответьте номером и текстом.');
  expect(whom.view).toMatchObject({ as: 'question', hint: '+7 999 123-45-67 текст' });
  const what = only(await chat.say(OLGA, '+7 999 123-45-67', { replyTo: whom }));
  expect(what.text).toBe('/sms → +7 999 123-45-67: какой текст? Ответьте текстом.');
  const card = only(await chat.say(OLGA, 'sale=10 % until Friday', { replyTo: what }));
  expect(card.text).toContain('«sale=10 % until Friday»');
});

test.each([
  ['/sms', '/sms: кому? Ответьте номером и текстом.', '+7 999 123-45-67 текст'],
  ['/email', '/email: кому? Ответьте адресом, subject= и текстом.', 'a@b.ru subject="Счёт 12" текст'],
  ['/bot', '/bot: кому? Ответьте номером, bot= и текстом.', '+7 999 123-45-67 bot=@shop_bot текст'],
  ['/tgm', '/tgm: кому? Ответьте номером и кодом.', '+7 999 123-45-67 4821'],
  ['/tgm +79991234567', '/tgm → +7 999 123-45-67: какой код? Ответьте, от 4 до 8 цифр.', '4821'],
  ['/hlr', '/hlr: какой номер? Ответьте одним или несколькими.', '+7 999 123-45-67'],
])('%s asks for what it lacks, and the hint is an answer that it takes', async (line, question, hint) => {
  const chat = await chatForTest();
  const card = only(await chat.say(OLGA, line));
  expect(card.text).toBe(question);
  expect(card.view).toMatchObject({ as: 'question', hint });
  expect(['send', 'lookup']).toContain(only(await chat.say(OLGA, hint, { replyTo: card })).card.kind);
});

test('number and text in one reply are enough', async () => {
  const chat = await chatForTest();
  const whom = only(await chat.say(OLGA, '/viber'));
  const card = only(await chat.say(OLGA, '+79991234567 Готово', { replyTo: whom }));
  expect(card.text).toContain('💜 Viber → +7 999 123-45-67');
});

test.each([
  ['+79991234567', '+7 999 123-45-67'],
  ['79991234567', '+7 999 123-45-67'],
  ['8 (999) 123-45-67', '+7 999 123-45-67'],
  ['12025550123', '+1 202 555 0123'],
])('a contact with the number %s is kept by its name, and asks for the text', async (phone_number, shown) => {
  const chat = await chatForTest();
  const contact = { phone_number, first_name: 'Ivan' };
  const { cards } = await chat.update({ message: { ...chat.message(OLGA, ''), text: undefined, contact } });
  const [kept, what, ...more] = cards;
  if (!kept || !what || more.length > 0) throw new Error(`two cards were expected, ${cards.length} came`);
  expect(kept.text).toContain(shown);
  expect(what.text).toBe(`/sms → ${shown}: какой текст? Ответьте текстом.`);
  expect(only(await chat.say(OLGA, 'Здравствуйте', { replyTo: what })).text).toContain(`SMS → ${shown}`);
});

test('a contact in answer to a question goes to the command that asked', async () => {
  const chat = await chatForTest();
  const whom = only(await chat.say(OLGA, '/call'));
  const contact = { phone_number: '79991234567', first_name: 'Ivan' };
  const { cards } = await chat.update({
    message: { ...chat.message(OLGA, '', { replyTo: whom }), text: undefined, contact },
  });
  expect(only(cards).text).toBe('/call → +7 999 123-45-67: какой текст? Ответьте текстом.');
});

test('in a topic the implicit reply to its root is no reply', async () => {
  const chat = await chatForTest();
  const card = only(await chat.say(OLGA, '/sms +79991234567 hi', { chat: GROUP, thread: TOPIC }));
  expect(card.card.thread_id).toBe(TOPIC);
  const root = { message_id: TOPIC, from: OLGA, forum_topic_created: { name: 'SMS', icon_color: 0 } };
  const implicit = { chat: GROUP, thread: TOPIC, replyTo: root };
  expect(await chat.say(OLGA, 'anyone here?', implicit)).toEqual([]);
});

test('a group that becomes a supergroup takes its cards, inbox and language along', async () => {
  const chat = await chatForTest();
  const card = only(await chat.say(OLGA, '/inbox on', { chat: -5 }));
  await chat.say(OLGA, '/lang en', { chat: -5 });
  await chat.update({ message: { ...chat.message(OLGA, '', { chat: -5 }), migrate_to_chat_id: GROUP } });
  expect((await chat.look(card)).card.chat_id).toBe(GROUP);
  expect(only(await chat.say(OLGA, '/inbox', { chat: GROUP })).text).toContain('Incoming SMS are shown here');
});

test('cards that waited for Start are due again when the person writes', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(NIKOLAI, '/inbox'));
  await chat.store.db.updateTable('cards').set({ failure: 'not-started', due_at: null }).execute();
  await chat.store.write((tx) => reviveCards(tx, GROUP, Date.now()));
  expect((await chat.look(card)).card.failure).toBe('not-started');
  await chat.say(NIKOLAI, '/start');
  expect((await chat.look(card)).card).toMatchObject({ failure: null, due_at: expect.any(Number) });
});

test('the bot says what it can do in a group once, when somebody with a role adds it', async () => {
  const chat = await chatForTest();
  const change = (from: typeof OLGA, before: string, after: string) =>
    chat.update({
      my_chat_member: {
        chat: { id: GROUP, type: 'supergroup', title: 'Alerts' },
        from,
        date: 0,
        old_chat_member: { status: before, is_member: true },
        new_chat_member: { status: after, is_member: true },
      },
    });
  expect(only((await change(OLGA, 'left', 'member')).cards).text).toContain('/inbox on');
  expect((await change(OLGA, 'member', 'administrator')).cards).toEqual([]);
  expect((await change(OLGA, 'restricted', 'member')).cards).toEqual([]);
  expect((await change(NIKOLAI, 'left', 'member')).cards).toEqual([]);
});

test('a name that would turn round what stands behind it stands straight, and one that nobody sees is none', async () => {
  const chat = await chatForTest();
  const turned = { id: 104, is_bot: false, first_name: 'Ann\u202e', last_name: '\u2066' };
  const unseen = { id: 105, is_bot: false, first_name: '\u200b\u3164' };
  for (const person of [turned, unseen]) {
    await chat.let(person, 'viewer');
    await chat.say(person, '/help');
  }
  const { text } = only(await chat.say(OLGA, '/people'));
  expect(text).toMatch(/^Ann · .+ · 104$/m);
  expect(text).toMatch(/^105 · /m);
});

test.each([
  [NIKOLAI, '/heartbeat backups 5m', '/watch'],
  [NIKOLAI, '/import contacts', '/contact add'],
  [NIKOLAI, '/smpp up?', '/health'],
  [OLGA, '/шаблонизатор шаблон', '/template'],
])(
  'a command that there is not, half remembered, names what may be meant: %s writes “%s”',
  async (...row) => {
    const [person, line, meant] = row;
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    expect(only(await chat.say(person, line)).copied.join('\n')).toContain(meant);
  },
);

test.each([
  [
    NIKOLAI,
    '/sms 43105 Hello',
    '“43105” is too short to be a phone’s number, and SMS cannot be sent to short codes.',
  ],
  [OLGA, '/sms 0611 Привет', '«0611»: коротко для номера телефона, а на короткие номера SMS не отправить.'],
])('%s is told that a short code takes no SMS: “%s”', async (person, line, words) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  expect(only(await chat.say(person, line)).text).toContain(words);
});
