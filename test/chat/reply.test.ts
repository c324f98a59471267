import { expect, test } from 'vitest';
import type { Language } from '../../src/chat/locale.ts';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { incomingIn } from '../support/incoming.ts';
import { reached } from '../support/reached.ts';

async function requests(chat: ChatForTest): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

test('a reply to a message that has arrived sends an SMS at once in private, from the same sender', async () => {
  const chat = await chatForTest();
  const card = await reached(chat, OLGA, '/viber +79991234567 from=CAFE Ваш столик готов');
  const replies = await chat.say(OLGA, 'Ждём вас', { replyTo: card });
  expect(replies).toHaveLength(1);
  expect((await requests(chat))[1]).toEqual({
    channel: 'sms',
    to: '79991234567',
    text: 'Ждём вас',
    from: 'CAFE',
    state: 'queued',
  });
});

test('a reply to an incoming SMS goes back from the number that it came to', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  await chat.say(OLGA, 'Пожалуйста', { replyTo: card });
  expect(await requests(chat)).toMatchObject([{ to: '79991112233', from: '79000000', state: 'queued' }]);
});

test('a reply to an SMS that does not say to which number it came goes from SENDER', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id, { recipient: '' });
  const [answer] = await chat.say(OLGA, 'Пожалуйста', { replyTo: card });
  expect(answer?.text).toContain('от SHOP');
  expect((await requests(chat))[0]).not.toHaveProperty('from');
  const [again] = await chat.say(OLGA, '/sms Приходите', { replyTo: card });
  expect(again?.text).toContain('от SHOP');
});

test.each([
  ['/hlr +79991234567', OLGA, ['Отправить', 'Позже…', 'Отмена', 'От кого…'], '✋'],
  ['/ping +79991234567', NIKOLAI, ['Send', 'Later…', 'Cancel', 'From…'], '✋'],
  ['/tgm +79991234567 4821', NIKOLAI, ['Send', 'Later…', 'Cancel', 'From…'], '✋'],
])(
  'words below the card of %s go to nobody before they are confirmed',
  async (line, person, buttons, sign) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const [card] = await chat.say(person, line);
    const [draft] = await chat.say(person, 'странный номер, смотри', { replyTo: card });
    expect(draft?.text).toContain('SMS → +7 999 123-45-67');
    expect(draft?.text).toContain(sign);
    expect(draft?.buttons).toEqual(buttons);
    expect((await requests(chat)).at(-1)).toMatchObject({ channel: 'sms', state: 'waiting' });
  },
);

test('words below the history of a message go to nobody before they are confirmed', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi');
  const [history] = await chat.say(OLGA, '/status', { replyTo: card });
  await chat.say(OLGA, 'what is this?', { replyTo: history });
  expect((await requests(chat)).at(-1)).toMatchObject({ to: '79991234567', state: 'waiting' });
});

test.each([
  ['/hlr', { channel: 'hlr' }],
  ['/ping', { channel: 'ping' }],
  ['/call Перезвоните нам', { channel: 'call', text: 'Перезвоните нам' }],
  ['/call voice=w2 Перезвоните нам', { channel: 'call', voice: 'w2', text: 'Перезвоните нам' }],
  ['/sms Ждём вас', { channel: 'sms', text: 'Ждём вас', from: '79000000' }],
  ['/sms from=CAFE Ждём вас', { channel: 'sms', text: 'Ждём вас', from: 'CAFE' }],
  ['/sms\nЖдём вас', { channel: 'sms', text: 'Ждём вас', from: '79000000' }],
  ['/sms 15 минут, и мы у вас', { channel: 'sms', text: '15 минут, и мы у вас' }],
  ['/sms Мария, ждём вас', { channel: 'sms', text: 'Мария, ждём вас' }],
  ['/viber Ждём вас', { channel: 'viber', text: 'Ждём вас' }],
  ['/soc Ждём вас', { channel: 'soc', text: 'Ждём вас' }],
])('%j in reply to a card is for the person of that card', async (line, request) => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  await chat.say(OLGA, line, { replyTo: card });
  expect(await requests(chat)).toEqual([
    expect.objectContaining({ ...request, to: '79991112233', state: 'queued' }),
  ]);
});

test('a command in reply to a card that names another number is for that number, from SENDER', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  const [other] = await chat.say(OLGA, '/sms +79991234567 hi', { replyTo: card });
  expect(other?.text).toContain('+7 999 123-45-67');
  expect(other?.text).toContain('от SHOP');
});

test('a comma in reply to a card, where a number would stand, is answered', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  expect(await chat.say(OLGA, '/sms , Мария, ждём вас', { replyTo: card })).toHaveLength(1);
});

test('a text in reply to a card that holds another number may be meant for either', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  const [question] = await chat.say(OLGA, '/sms Ваш заказ готов 89991234567', { replyTo: card });
  expect(question?.copied).toEqual([
    '/sms +79991112233 Ваш заказ готов 89991234567',
    '/sms +79991234567 Ваш заказ готов',
  ]);
  expect(await requests(chat)).toEqual([]);
});

test('a mistyped number in reply to a card is not taken for a text to its person', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  const [problem] = await chat.say(OLGA, '/sms +7999123456 Привет', { replyTo: card });
  expect(problem?.card.kind).toBe('problem');
  expect(await requests(chat)).toEqual([]);
});

test('a command in reply to a card asks for what is still missing, and whom it is for where the card has several', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  const [text] = await chat.say(OLGA, '/sms', { replyTo: card });
  expect(text?.text).toBe('/sms → +7 999 111-22-33: какой текст? Ответьте текстом.');
  await chat.say(OLGA, 'Ждём вас', { replyTo: text });
  expect(await requests(chat)).toMatchObject([{ to: '79991112233', text: 'Ждём вас' }]);
  const [many] = await chat.say(OLGA, '/sms +79991234567, +79991112233 hi');
  const [whom] = await chat.say(OLGA, '/hlr', { replyTo: many });
  expect(whom?.text).toContain('/hlr: какой номер?');
});

test('in a group a reply is a draft, which is sent by its button', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = await incomingIn(chat, GROUP);
  const [draft, ...more] = await chat.say(NIKOLAI, 'who is this?', { chat: GROUP, replyTo: card });
  if (!draft) throw new Error('no draft');
  expect(more).toEqual([]);
  expect(draft.buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…']);
  expect(await requests(chat)).toMatchObject([{ state: 'waiting' }]);
  await chat.press(OLGA, draft, 'Отправить');
  expect(await requests(chat)).toMatchObject([{ state: 'queued' }]);
});

test.each([
  ['ru', 'Автор: Nikolai · отправка: Olga', 'Автор: Nikolai, ', 'Отправка: Olga, '],
  ['en', 'By Nikolai · sent by Olga', 'By Nikolai, ', 'Sent by Olga, '],
])(
  'in %s, a draft that another than its author has sent names both',
  async (language, both, author, presser) => {
    const chat = await chatForTest({ language: language as Language });
    await chat.let(NIKOLAI, 'operator');
    const card = await incomingIn(chat, GROUP);
    const [draft] = await chat.say(NIKOLAI, 'hello', { chat: GROUP, replyTo: card });
    if (!draft) throw new Error('no draft');
    await chat.press(OLGA, draft, draft.buttons[0] ?? '');
    const shown = await chat.look(draft);
    expect(shown.text).toContain(`\n${both}\n`);
    const [history] = await chat.say(NIKOLAI, '/status', { chat: GROUP, replyTo: shown });
    expect(history?.text).toContain(`\n${author}`);
    expect(history?.text).toContain(`\n${presser}`);
  },
);

test('a draft that its author sends names nobody', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, GROUP);
  const [draft] = await chat.say(OLGA, 'hello', { chat: GROUP, replyTo: card });
  if (!draft) throw new Error('no draft');
  await chat.press(OLGA, draft, 'Отправить');
  expect((await chat.look(draft)).text).not.toContain('Olga');
});

test('below a card in a group, those who cannot send may talk undisturbed', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  const card = await incomingIn(chat, GROUP);
  expect(await chat.say(NIKOLAI, 'I know them', { chat: GROUP, replyTo: card })).toEqual([]);
});

test('in private, who cannot send is told so', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  const [card] = await chat.say(NIKOLAI, '/hlr +79991234567');
  const [notice] = await chat.say(NIKOLAI, 'hello', { replyTo: card });
  expect(notice?.text).toBe('/sms takes the role operator. Ask an admin for it.');
});

test('a reply to a card that is about nobody in particular is answered with what to do, in a group with nothing', async () => {
  const chat = await chatForTest();
  const [many] = await chat.say(OLGA, '/sms +79991234567, +79991112233 hi');
  const [letter] = await chat.say(OLGA, '/email a@b.ru subject=Hi hello');
  const [help] = await chat.say(OLGA, '/help');
  for (const card of [letter, help]) {
    const [notice] = await chat.say(OLGA, 'hi', { replyTo: card });
    expect(notice?.text).toContain('Непонятно, кому');
  }
  for (const words of ['поменяй текст: добрый день', 'стоп']) {
    const [notice] = await chat.say(OLGA, words, { replyTo: many });
    expect(notice?.text).toMatch(/несколько получателей.*не изменено и не отменено.*\/bulk/);
  }
  if (many) await chat.press(OLGA, many, 'Отправить 2');
  for (const words of ['hi', 'стоп', 'кто не получил?']) {
    const [notice] = await chat.say(OLGA, words, { replyTo: many });
    expect(notice?.text).toMatch(/несколько получателей.*не остановлено.*\/status/);
  }
  const [group] = await chat.say(OLGA, '/help', { chat: GROUP });
  expect(await chat.say(OLGA, 'thanks', { chat: GROUP, replyTo: group })).toEqual([]);
  const [list] = await chat.say(OLGA, '/sms +79991234568, +79991112234 hi', { chat: GROUP });
  expect(await chat.say(OLGA, 'thanks', { chat: GROUP, replyTo: list })).toEqual([]);
  const [stop] = await chat.say(OLGA, 'стоп', { chat: GROUP, replyTo: list });
  expect(stop?.text).toContain('не отменено');
  expect(await requests(chat)).toHaveLength(5);
});

test.each([
  ['BANK', 'Это SMS пришло от BANK.', 'This SMS came from BANK.'],
  ['4444', 'Это SMS пришло от 4444.', 'This SMS came from 4444.'],
  ['', 'В этом SMS не указано, с какого номера', 'This SMS does not say which number'],
])(
  'a reply to an SMS from “%s”, which is no number, says that nobody can answer it',
  async (sender, ru, en) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    await chat.say(OLGA, '/contact add bank +79991112233');
    for (const [person, words] of [
      [OLGA, ru],
      [NIKOLAI, en],
    ] as const) {
      const card = await incomingIn(chat, person.id, { sender, recipient: `${person.id}` });
      expect(only(await chat.say(person, 'hi', { replyTo: card })).text).toContain(words);
    }
    expect(await requests(chat)).toEqual([]);
  },
);

test('a command in reply to a card is a command', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi');
  const [other] = await chat.say(OLGA, '/sms +79991112233 ho', { replyTo: card });
  expect(other?.text).toContain('+7 999 111-22-33');
});

test('a reply that the provider would misread is refused with a line to copy', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi');
  const [problem] = await chat.say(OLGA, '__VIBER__: hi', { replyTo: card });
  expect(problem?.card.kind).toBe('problem');
  expect(problem?.text).toContain('__VIBER__');
});

test.each([
  { person: OLGA, word: 'пинг' },
  { person: OLGA, word: 'Отправить ещё раз' },
  { person: OLGA, word: 'cnfnec' },
  { person: NIKOLAI, word: 'Send again' },
  { person: NIKOLAI, word: 'status?' },
  { person: OLGA, word: 'Дошло?' },
  { person: OLGA, word: 'ну что, не доставлено ещё?' },
  { person: OLGA, word: 'почему не дошло' },
  { person: NIKOLAI, word: 'did it arrive?' },
  { person: NIKOLAI, word: 'Why wasn’t it delivered?' },
])(
  '“$word” below a card is what a button or a command is called: no customer reads it unasked',
  async (row) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const card = await reached(chat, row.person, '/sms +79991234567 Ваш заказ готов');
    const [draft] = await chat.say(row.person, row.word, { replyTo: card });
    expect(draft?.text).toContain(
      row.person === OLGA
        ? '✋ Похоже, это боту или коллеге.'
        : '✋ This looks meant for the bot or a colleague.',
    );
    expect(draft?.buttons[0]).toBe(row.person === OLGA ? 'Отправить' : 'Send');
    expect((await requests(chat)).at(-1)).toMatchObject({ text: row.word, state: 'waiting' });
  },
);

test.each([
  'Статус заказа: готов',
  'HLR is what we do',
  'Доставлено',
  'Дошло до вас письмо?',
  'Ваша машина ещё не ушла?',
  'It was delivered',
  'Did the parcel arrive?',
])('“%s” below a card says more than that, and goes', async (words) => {
  const chat = await chatForTest();
  const card = await reached(chat, OLGA, '/sms +79991234567 Ваш заказ готов');
  await chat.say(OLGA, words, { replyTo: card });
  expect((await requests(chat)).at(-1)).toMatchObject({ text: words, state: 'queued' });
});

test.each([
  [OLGA, 'Почему?', 'имя отправителя не зарегистрировано (254)'],
  [OLGA, 'а почему не дошло?', 'имя отправителя не зарегистрировано (254)'],
  [NIKOLAI, 'did it not arrive?', '(254)'],
  [NIKOLAI, 'why?!', '(254)'],
  [NIKOLAI, 'why did this fail', '(254)'],
  [NIKOLAI, 'try again', '(254)'],
  [OLGA, 'попробуй ещё раз', 'имя отправителя не зарегистрировано (254)'],
] as const)(
  '%s asks below a failed card %s: the bot says it, and no customer reads that',
  async (person, words, reason) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    for (const place of [person.id, GROUP]) {
      const card = only(
        await chat.say(person, `/sms +7999123456${place === GROUP ? 7 : 8} Ваш заказ готов`, { chat: place }),
      );
      await submit(chat.store, card.card.id, [accepted(`85${place}`)]);
      await receipt(chat.store, `id:85${place} stat:REJECTD err:254`);
      const said = only(await chat.say(person, words, { replyTo: card, chat: place }));
      expect(said.card.kind).toBe('history');
      expect(said.text).toContain(reason);
    }
    expect(await requests(chat)).toHaveLength(2);
  },
);

test.each([
  [OLGA, 'отправь ещё раз, пожалуйста', 'Отправить ещё раз'],
  [NIKOLAI, 'try again', 'Send again'],
] as const)('%s below what may be sent again is offered that button: %s', async (person, words, button) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(person, '/sms +79991234568 Ваш заказ готов'));
  await submit(chat.store, card.card.id, [accepted('855')]);
  await receipt(chat.store, 'id:855 stat:UNDELIV err:006');
  const said = only(await chat.say(person, words, { replyTo: card }));
  expect(said.card.kind).toBe('choices');
  expect(said.buttons).toContain(button);
  expect(await requests(chat)).toHaveLength(1);
});
