import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { readFile } from '../../src/store/chats/files.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { type Desk, deskFor, SUBSCRIBER } from '../support/desk.ts';

const HOUR = 3_600_000;

let chat: ChatForTest;
let desk: Desk;
beforeEach(async () => {
  chat = await chatForTest();
  desk = deskFor(chat);
  await chat.let(NIKOLAI, 'operator');
});

const inGroup = async (language = 'ru') => {
  await chat.say(OLGA, `/lang ${language}`, { chat: GROUP });
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
};

async function states(): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => [
    'text' in request ? request.text : request.channel,
    state,
  ]);
}

const takenBy = async (person = NIKOLAI): Promise<Shown> => {
  const card = only(await desk.receive('Можно завтра?'));
  await chat.press(person, card, 'Беру');
  return card;
};

test.each([
  [
    'ru',
    'Беру',
    ['Готово', 'Вернуть', 'Напомнить через 2 ч'],
    '\n👤 Nikolai отвечает',
    ['Шаблоны', 'История'],
  ],
  ['en', 'Take', ['Done', 'Release', 'Remind me in 2 h'], '\n👤 Nikolai answers', ['Templates', 'History']],
])('in %s, who takes a conversation stands on its card', async (language, take, buttons, line, always) => {
  await inGroup(language);
  const card = only(await desk.receive('Можно завтра?'));
  expect(card.buttons).toEqual([take, ...always]);
  const { toast } = await chat.press(NIKOLAI, card, take);
  expect(toast).toBeNull();
  const taken = await chat.look(card);
  expect(taken.text).toContain(line);
  expect(taken.buttons).toEqual([...buttons, ...always]);
});

test('the first press wins, and the other is told who was faster', async () => {
  await inGroup();
  const card = await takenBy(NIKOLAI);
  expect((await chat.press(OLGA, card, 'Беру')).toast).toBe('Уже отвечает Nikolai.');
  expect((await chat.look(card)).text).toContain('👤 Nikolai отвечает');
});

describe('in a group', () => {
  beforeEach(() => inGroup());

  test('until somebody takes it, what is replied is a draft', async () => {
    const card = only(await desk.receive('Можно завтра?'));
    await chat.say(NIKOLAI, 'кто это?', { chat: GROUP, replyTo: card });
    expect(await states()).toEqual([['кто это?', 'waiting']]);
  });

  test('the replies of whoever has taken it go at once, those of others are drafts', async () => {
    const card = await takenBy();
    await chat.say(NIKOLAI, 'Да, до 21:00', { chat: GROUP, replyTo: card });
    await chat.say(OLGA, 'кто это?', { chat: GROUP, replyTo: card });
    expect(await states()).toEqual([
      ['Да, до 21:00', 'queued'],
      ['кто это?', 'waiting'],
    ]);
  });

  test('the draft of somebody else says who answers, until it is sent', async () => {
    const card = await takenBy();
    const draft = only(await chat.say(OLGA, 'Да', { chat: GROUP, replyTo: card }));
    expect(draft.text).toContain('\n👤 Nikolai отвечает\n');
    await chat.press(OLGA, draft, 'Отправить');
    expect((await chat.look(draft)).text).not.toContain('👤');
  });

  test('what is said below a draft, or below one that was called off, is a draft, whoever says it', async () => {
    const card = await takenBy();
    const draft = only(await chat.say(OLGA, 'Да', { chat: GROUP, replyTo: card }));
    await chat.say(NIKOLAI, 'не надо, там дорого', { chat: GROUP, replyTo: draft });
    await chat.press(OLGA, draft, 'Отмена');
    await chat.say(NIKOLAI, 'спасибо', { chat: GROUP, replyTo: draft });
    expect(await states()).toEqual([
      ['Да', 'cancelled'],
      ['не надо, там дорого', 'waiting'],
      ['спасибо', 'waiting'],
    ]);
  });

  test('once it is given back their replies are drafts again, and anybody may take it', async () => {
    const card = await takenBy();
    await chat.press(NIKOLAI, card, 'Вернуть');
    await chat.say(NIKOLAI, 'хм', { chat: GROUP, replyTo: card });
    expect(await states()).toEqual([['хм', 'waiting']]);
    expect((await chat.press(OLGA, card, 'Беру')).toast).toBeNull();
    expect((await chat.look(card)).text).toContain('👤 Olga отвечает');
  });

  test('what an operator has taken another operator cannot give back or end, an admin can', async () => {
    const maria = { ...NIKOLAI, id: 103, first_name: 'Maria' };
    await chat.let(maria, 'operator');
    const card = await takenBy();
    for (const label of ['Вернуть', 'Готово', 'Напомнить через 2 ч']) {
      expect((await chat.press(maria, card, label)).toast).toBe('Уже отвечает Nikolai.');
    }
    await chat.press(OLGA, card, 'Готово');
    expect((await chat.look(card)).text).toContain('✔ закрыто · Olga, ');
  });

  test('nothing can be pressed by somebody who had lost the role by then', async () => {
    const card = await takenBy();
    await chat.let(NIKOLAI, 'viewer');
    expect((await chat.press(NIKOLAI, card, 'Готово')).toast).not.toBeNull();
    expect((await chat.look(card)).text).toContain('👤 Nikolai отвечает');
    expect(await chat.say(NIKOLAI, 'Да', { chat: GROUP, replyTo: card })).toEqual([]);
  });

  test('another SMS comes on a new card with all that waits, and still with who answers', async () => {
    const first = await takenBy();
    const second = only(await desk.receive('Или сегодня?', { at: Date.now() - 30_000 }));
    expect(second.text).toMatch(
      /^✉️ \+7 999 123-45-67:\n[\d: -]+ «Можно завтра\?»\n[\d: -]+ «Или сегодня\?»\nна 79000000 · [\d: -]+\n👤 Nikolai отвечает$/,
    );
    const before = await chat.look(first);
    expect(before.buttons).toEqual([]);
    expect(before.text).toMatch(/^✉️ \+7 999 123-45-67: «Можно завтра\?».*\n⤵ Продолжение ниже\.$/s);
    await chat.say(NIKOLAI, 'Завтра', { chat: GROUP, replyTo: before });
    expect(await states()).toEqual([['Завтра', 'queued']]);
  });
});

test('in private, what is replied to somebody whom another has taken is a draft', async () => {
  await chat.say(OLGA, '/inbox on');
  await chat.say(NIKOLAI, '/inbox on');
  const cards = await desk.receive('Можно завтра?');
  const of = (id: number) => only(cards.filter(({ card }) => card.chat_id === id));
  await chat.press(NIKOLAI, of(NIKOLAI.id), 'Take');
  expect((await chat.look(of(OLGA.id))).text).toContain('👤 Nikolai отвечает');
  await chat.say(OLGA, 'Можно', { replyTo: of(OLGA.id) });
  await chat.say(NIKOLAI, 'Да', { replyTo: of(NIKOLAI.id) });
  expect(await states()).toEqual([
    ['Можно', 'waiting'],
    ['Да', 'queued'],
  ]);
});

test('what comes before Telegram has shown the card of it joins it', async () => {
  await inGroup();
  const now = Date.now();
  const shown = only(await desk.receive('Здравствуйте', { at: now - 3000 }));
  await chat.store.db
    .updateTable('cards')
    .set({ telegram_id: null })
    .where('id', '=', shown.card.id)
    .execute();
  const again = only(await desk.receive('Можно завтра?', { at: now - 2000 }));
  expect(again.card.id).toBe(shown.card.id);
  expect(again.text).toContain('«Здравствуйте»');
  expect(again.text).toContain('«Можно завтра?»');
});

test('each person has a conversation of their own, and so has each of our numbers that they write to', async () => {
  await inGroup();
  await takenBy();
  const others = [
    await desk.receive('Алло', { sender: '79991234568' }),
    await desk.receive('Алло', { recipient: '79000001' }),
  ];
  for (const cards of others) {
    expect(only(cards).text).not.toContain('Можно завтра?');
    expect(only(cards).buttons).toEqual(['Беру', 'Шаблоны', 'История']);
  }
});

test('nobody can take a conversation with a name, to which nothing can be sent', async () => {
  await inGroup();
  expect(only(await desk.receive('Баланс', { sender: 'Operator' })).buttons).toEqual([]);
});

test('of many that wait the card has the words of the newest, and counts the others', async () => {
  await inGroup();
  const now = Date.now();
  for (let n = 1; n < 8; n++) await desk.receive(`SMS ${n}`, { at: now - 10_000 + n });
  const last = only(await desk.receive('SMS 8', { at: now - 9_000 }));
  expect(last.text).toMatch(/^✉️ \+7 999 123-45-67:\n… раньше ещё 3 сообщения\n[^\n]+ «SMS 4»\n/);
  expect(last.text).toContain('«SMS 8»');
});

test('what was sent to them last stands on the card with whose it was, whichever way it went', async () => {
  await inGroup();
  const card = only(await desk.receive('Можно завтра?'));
  const sent = only(await chat.say(NIKOLAI, `/sms +${SUBSCRIBER} Да, до 21:00`, { chat: GROUP }));
  await desk.leaves(sent);
  await desk.follow(Date.now());
  expect((await chat.look(card)).text).toMatch(/\n↪ «Да, до 21:00» · Nikolai, \d\d:/);
  const next = only(await desk.receive('Спасибо', { at: Date.now() + 1000 }));
  expect(next.text).toMatch(/^✉️ \+7 999 123-45-67: «Спасибо»\n↩ на «Да, до 21:00» · Nikolai/);
  expect(next.text).not.toContain('Можно завтра?');
  expect(next.text).not.toContain('↪');
});

test.each([
  ['ru', '· сам бот, '],
  ['en', '· the bot itself, '],
])('what the bot has sent to them by itself is said to be its own, in %s', async (language, whose) => {
  await inGroup(language);
  const card = only(await desk.receive('Стоп'));
  const { id } = await chat.store.db
    .selectFrom('messages')
    .select('id')
    .where('recipient', '=', SUBSCRIBER)
    .executeTakeFirstOrThrow();
  await chat.store.write((tx) =>
    tx.db.updateTable('messages').set({ attempted_at: Date.now() }).where('id', '=', id).execute(),
  );
  expect((await chat.look(card)).text).toContain(whose);
});

test('a group is not told the words that were sent from another chat', async () => {
  await inGroup();
  const card = only(await desk.receive('Можно завтра?'));
  const sent = only(await chat.say(NIKOLAI, `/sms +${SUBSCRIBER} Да, до 21:00`));
  await desk.leaves(sent);
  await desk.follow(Date.now());
  const { text } = await chat.look(card);
  expect(text).toMatch(/\n↪ сообщение · Nikolai, \d\d:/);
  expect(text).not.toContain('21:00»');
});

describe('a reminder', () => {
  beforeEach(async () => {
    await inGroup();
    await chat.say(OLGA, '/settings hours 24/7', { chat: GROUP });
    await chat.say(OLGA, '/settings return 2h', { chat: GROUP });
  });

  test('comes once, below the newest card, and calls whoever wanted it by name', async () => {
    const card = await takenBy();
    await chat.press(NIKOLAI, card, 'Напомнить через 2 ч');
    const asked = await chat.look(card);
    expect(asked.text).toMatch(/\n⏰ напоминание: .*\d\d:\d\d:\d\d · Nikolai$/);
    expect(asked.buttons).toEqual(['Готово', 'Вернуть', 'Не напоминать', 'Шаблоны', 'История']);
    expect(await desk.follow(Date.now() + 2 * HOUR - 60_000)).toEqual([]);
    const told = only(await desk.follow(Date.now() + 2 * HOUR));
    expect(told.text).toBe('⏰ Nikolai, вы просили напомнить про +7 999 123-45-67.');
    expect(told.view.text).toMatchObject({
      entities: [{ type: 'text_mention', offset: 2, length: 7, user: { id: NIKOLAI.id } }],
    });
    expect([told.card.chat_id, told.card.reply_to]).toEqual([GROUP, card.card.telegram_id]);
    expect(await desk.follow(Date.now() + 4 * HOUR - 60_000)).toEqual([]);
    expect((await chat.look(card)).text).not.toContain('⏰');
    await chat.say(NIKOLAI, 'Вы ещё ждёте?', { chat: GROUP, replyTo: told });
    expect(await states()).toEqual([['Вы ещё ждёте?', 'queued']]);
  });

  test.each([
    [OLGA, 'Беру', 'Напомнить через 2 ч', '⏰ Вы просили напомнить про +7 999 123-45-67.'],
    [NIKOLAI, 'Take', 'Remind me in 2 h', '⏰ You wanted to be reminded of +7 999 123-45-67.'],
  ])('in private says so in the language of the chat', async (person, take, remind, text) => {
    await chat.say(OLGA, '/inbox off', { chat: GROUP });
    await chat.say(person, '/inbox on');
    const cards = await desk.receive('Можно завтра?');
    const card = only(cards.filter((one) => one.card.chat_id === person.id));
    await chat.press(person, card, take);
    await chat.press(person, card, remind);
    expect(only(await desk.follow(Date.now() + 2 * HOUR)).text).toBe(text);
  });

  test('is waited for: whoever wants it is silent from then on, and not before', async () => {
    const card = await takenBy();
    await chat.press(NIKOLAI, card, 'Напомнить через 2 ч');
    const reminded = only(await desk.follow(Date.now() + 2 * HOUR + 1_000));
    expect(reminded.text).toMatch(/^⏰ Nikolai/);
    expect(await desk.follow(Date.now() + 4 * HOUR - 60_000)).toEqual([]);
    const returned = only(await desk.follow(Date.now() + 4 * HOUR + 60_000));
    expect(returned.text).toBe('↩ Nikolai не отвечает +7 999 123-45-67: эту беседу может взять любой.');
  });

  test('calls nobody who has lost the role meanwhile', async () => {
    const card = await takenBy();
    await chat.press(NIKOLAI, card, 'Напомнить через 2 ч');
    await chat.let(NIKOLAI, 'viewer');
    const told = only(await desk.follow(Date.now() + 2 * HOUR));
    expect(told.text).toBe('⏰ Nikolai: нужно было напомнить про +7 999 123-45-67.');
    expect(told.view.text).toBeTypeOf('string');
  });

  test.each(['Не напоминать', 'Готово', 'Вернуть'])('does not come after [%s]', async (label) => {
    const card = await takenBy();
    await chat.press(NIKOLAI, card, 'Напомнить через 2 ч');
    await chat.press(NIKOLAI, card, label);
    const told = await desk.follow(Date.now() + 2 * HOUR);
    expect(told.filter(({ text }) => text.includes('⏰'))).toEqual([]);
  });
});

test('after a group has become a supergroup its conversations go on there', async () => {
  await inGroup();
  const card = await takenBy();
  await chat.update({
    message: chat.message(OLGA, '', { chat: GROUP, message: { migrate_to_chat_id: -2002 } }),
  });
  const there = await chat.look(card);
  expect(there.card.chat_id).toBe(-2002);
  const second = only((await desk.receive('Ещё вопрос')).filter(({ card }) => card.kind === 'incoming'));
  expect(second.card.chat_id).toBe(-2002);
  expect(second.text).toContain('👤 Nikolai отвечает');
});

test('in a done conversation nothing is left to press but to take it up again, and more that comes waits anew', async () => {
  await inGroup();
  const card = await takenBy();
  await chat.press(NIKOLAI, card, 'Готово');
  const done = await chat.look(card);
  expect(done.text).toMatch(/\n✔ закрыто · Nikolai, [\d: -]+$/);
  expect(done.buttons).toEqual(['Беру', 'Шаблоны', 'История']);
  const next = only(await desk.receive('Алло?', { at: Date.now() + 1000 }));
  expect(next.text).toMatch(/^✉️ \+7 999 123-45-67: «Алло\?»\n/);
  expect(next.text).not.toContain('закрыто');
});

test.each([
  ['ru', '… раньше ещё 2 сообщения', 'История (ещё 2)'],
  ['en', '… 2 earlier messages', 'History (2 more)'],
])(
  'a burst says how many of its messages stand in the history alone, there and on its button (%s)',
  async (language, line, button) => {
    await inGroup(language);
    const at = Date.now() - HOUR;
    let card: Shown | undefined;
    for (let n = 1; n <= 7; n += 1)
      card = (await desk.receive(`part ${n}`, { at: at + n * 1000 })).at(-1) ?? card;
    if (!card) throw new Error('no card');
    const shown = await chat.look(card);
    expect(shown.text.split('\n')).toContain(line);
    expect(shown.buttons).toContain(button);
    const { cards } = await chat.press(NIKOLAI, shown, button);
    expect(only(cards).text).toContain('part 1');
    // A page of the history has the beginnings of texts alone.
    const label = language === 'ru' ? 'Весь текст' : 'Whole text';
    const file = only((await chat.press(NIKOLAI, shown, label)).cards);
    expect(file.text).toContain(language === 'ru' ? '7 сообщений целиком' : '7 messages, whole');
    if (file.view.as !== 'file' || !file.view.file) throw new Error('no file');
    const text = (await buffer(readFile(chat.store.db, file.view.file.id))).toString();
    expect(text.match(/part \d/g)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `part ${n}`));
  },
);
