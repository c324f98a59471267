import type { User } from 'grammy/types';
import { expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { incomingIn } from '../support/incoming.ts';
import { reached } from '../support/reached.ts';

async function requests(chat: ChatForTest): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

test('“why?” asks a customer who has written, and nobody where none has', async () => {
  const chat = await chatForTest();
  const sent = await reached(chat, OLGA, '/sms +79991234567 Заказ отменён');
  await chat.say(OLGA, 'почему?', { replyTo: sent });
  expect((await requests(chat)).at(-1)).toMatchObject({ text: 'почему?', state: 'waiting' });
  const card = await incomingIn(chat, OLGA.id, { text: 'Я не приду' });
  await chat.say(OLGA, 'почему?', { replyTo: card });
  expect((await requests(chat)).at(-1)).toMatchObject({ to: '79991112233', state: 'queued' });
});

test.each([
  {
    card: 'on its way',
    async of(chat: ChatForTest, person: User) {
      return only(await chat.say(person, '/sms +79991234567 Готово'));
    },
    says: ['✋ То сообщение ещё не дошло.', '✋ That message has not arrived yet.'],
  },
  {
    card: 'that failed',
    async of(chat: ChatForTest, person: User) {
      const card = only(await chat.say(person, '/sms +79991234567 Готово'));
      await submit(chat.store, card.card.id, [accepted('855469')]);
      await receipt(chat.store, 'id:855469 stat:UNDELIV err:006');
      return card;
    },
    says: ['✋ То сообщение до клиента не дошло.', '✋ That message did not reach the customer.'],
  },
  {
    card: 'that waits for its time',
    async of(chat: ChatForTest, person: User) {
      return only(await chat.say(person, '/sms +79991234567 at=+3h Готово'));
    },
    says: ['✋ То сообщение не отправлено.', '✋ That message has not gone.'],
  },
  {
    card: 'of weeks ago',
    async of(chat: ChatForTest, person: User) {
      const card = await incomingIn(chat, person.id);
      const ago = Date.now() - 8 * 24 * 3600 * 1000;
      await chat.store.db.updateTable('cards').set({ created_at: ago }).execute();
      return card;
    },
    says: ['✋ Той переписке больше недели.', '✋ That was more than a week ago.'],
  },
])('even in private, words below a message $card are a draft that says why', async ({ of, says }) => {
  for (const [nth, person] of [OLGA, NIKOLAI].entries()) {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const draft = only(await chat.say(person, 'Да, до 21:00', { replyTo: await of(chat, person) }));
    expect(draft.text).toContain(says[nth]);
    expect(draft.text).toContain('Да, до 21:00');
    expect((await requests(chat)).at(-1)).toMatchObject({ text: 'Да, до 21:00', state: 'waiting' });
    await chat.press(person, draft, draft.buttons[0] ?? '');
    expect((await requests(chat)).at(-1)).toMatchObject({ text: 'Да, до 21:00', state: 'queued' });
    expect((await chat.look(draft)).text).not.toContain('✋');
  }
});

test.each([
  ['пробей hlr', '✋ Похоже, это боту', '✋ This looks meant for the bot'],
  ['в стоп-лист её', '✋ Похоже, это боту', '✋ This looks meant for the bot'],
  ['он не отвечает', '✋ Похоже, это коллегам.', '✋ This looks meant for a colleague.'],
  [
    'отправить завтра в 9: заказ готов',
    '✋ Похоже, это боту или коллеге.',
    '✋ This looks meant for the bot or a colleague.',
  ],
  ['+79991112233 Ждём вас', '✋ Похоже, это боту', '✋ This looks meant for the bot'],
  ['завтра в 9', '✋ Похоже, это боту или коллеге.', '✋ This looks meant for the bot or a colleague.'],
  ['??', '✋ Здесь только цифры или знаки.', '✋ Only figures or signs.'],
  ['ghbdtn', '✋ Похоже, не та раскладка.', '✋ This looks typed in the wrong keyboard layout.'],
  ['Ждём вас, {name}', '✋ Похоже, в тексте что-то не вписано.', '✋ Something seems to be left to fill in.'],
  ['Звоните +79990001122', '✋ В тексте номер другого клиента.', '✋ It holds another customer’s number.'],
])('“%s” below what a customer wrote goes only once it is said that it shall', async (words, ru, en) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/sms +79990001122 Готово');
  for (const [person, says] of [
    [OLGA, ru],
    [NIKOLAI, en],
  ] as const) {
    const card = await incomingIn(chat, person.id, { text: `Хорошо ${person.id}` });
    const draft = only(await chat.say(person, words, { replyTo: card }));
    expect(draft.text).toContain(says);
    expect((await requests(chat)).at(-1)).toMatchObject({ text: words, state: 'waiting' });
  }
});

test.each([
  ['/sms +79991234567 ghbdtn vs yt', 'привет мы не'],
  ['/viber +79991234567 Ghbdtn! ;ltv dfc pfdnhf', 'Привет! ждем вас завтра'],
  ['/sms +79991234567 руддщ нщгк щквук шы куфвн', 'hello your order is ready'],
])('“%s” is asked about, and says what it would be in the other layout', async (line, meant) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  for (const [person, says] of [
    [OLGA, 'В другой раскладке'],
    [NIKOLAI, 'In the other layout'],
  ] as const) {
    const draft = only(await chat.say(person, line));
    expect(draft.text).toContain(says);
    expect(draft.copied).toEqual([meant]);
  }
  expect(await requests(chat)).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
});

test.each(['Привет, ждём вас', 'Wi-Fi: TP-LINK_5G', 'Your order is ready', 'OK, промокод XYZQW'])(
  'a typed “%s” goes at once',
  async (words) => {
    const chat = await chatForTest();
    await chat.say(OLGA, `/sms +79991234567 ${words}`);
    expect(await requests(chat)).toMatchObject([{ text: words, state: 'queued' }]);
  },
);

test.each(['завтра в 9', '15:00', '1042'])('“%s” answers what a customer has asked', async (words) => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id, { text: 'Когда можно?' });
  await chat.say(OLGA, words, { replyTo: card });
  expect(await requests(chat)).toMatchObject([{ text: words, state: 'queued' }]);
});

test.each(['Не нужно', 'не надо.', 'No need'])('“%s” answers a question, and nothing else', async (words) => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id, { text: 'Прислать паспорт?' });
  await chat.say(OLGA, words, { replyTo: card });
  const other = await incomingIn(chat, OLGA.id, { text: 'Хорошо' });
  if (words !== 'No need') await chat.say(OLGA, words, { replyTo: other });
  expect((await requests(chat))[0]).toMatchObject({ text: words, state: 'queued' });
  expect((await requests(chat)).slice(1)).toMatchObject(
    words === 'No need' ? [] : [{ text: words, state: 'waiting' }],
  );
});

test.each([
  [NIKOLAI, 'the other number is 89990001122'],
  [NIKOLAI, 'try her other number +7 999 000-11-22 please'],
  [OLGA, 'её другой номер 89990001122'],
])('%s says “%s” below what failed: the line to there is offered, and no draft', async (person, words) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(person, '/sms +79991234567 Готово, 1042'));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await receipt(chat.store, 'id:855469 stat:UNDELIV err:006');
  const offer = only(await chat.say(person, words, { replyTo: card }));
  expect(offer.copied).toEqual(['/sms +79990001122 Готово, 1042']);
  expect(await requests(chat)).toHaveLength(1);
});

test('a number of nobody whom the bot knows goes to the customer', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id);
  await chat.say(OLGA, 'Звоните нам: 8 495 123-45-67 или +79991112233', { replyTo: card });
  expect(await requests(chat)).toMatchObject([{ state: 'queued' }]);
});

test('an option beside words below a draft or in a group does not have them go unasked', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, GROUP);
  await chat.say(OLGA, 'from=CAFE Ждём вас', { chat: GROUP, replyTo: card });
  expect(await requests(chat)).toMatchObject([{ from: 'CAFE', text: 'Ждём вас', state: 'waiting' }]);
});

test.each([
  [OLGA, 'а сколько вам нужно?', 'queued', null],
  [OLGA, 'а сколько это стоит?', 'waiting', '✋ Не похоже на текст клиенту.'],
  [NIKOLAI, 'how much does it cost?', 'waiting', '✋ This does not read like a text to a customer.'],
  [NIKOLAI, 'is everything up?', 'waiting', 'To have it from me: /health'],
  [OLGA, 'сколько осталось денег', 'waiting', 'Если это мне: /balance'],
  [NIKOLAI, 'hlr please', 'waiting', 'To have it from me: /hlr'],
  [OLGA, 'почему?', 'waiting', '✋ Похоже, это боту или коллеге.'],
  [OLGA, 'подожди', 'waiting', '✋ Похоже, это боту или коллеге.'],
  [NIKOLAI, 'he does not answer', 'waiting', '✋ This looks meant for a colleague.'],
  [NIKOLAI, 'add contact Fiona MacLeod 8 999 000-11-23', 'waiting', '✋ This looks meant for the bot'],
  [OLGA, 'добавьте контакт Фиона 8 999 000-11-23', 'waiting', '✋ Похоже, это боту или коллеге.'],
  [NIKOLAI, 'contact add fiona 89990001123', 'waiting', '✋ This looks meant for the bot'],
  [NIKOLAI, 'hlr 89990001123', 'waiting', '✋ This looks meant for the bot'],
  [NIKOLAI, 'templates', 'waiting', '✋ This looks meant for the bot'],
  [NIKOLAI, 'Stats?', 'waiting', '✋ This looks meant for the bot'],
  [OLGA, 'шаблоны', 'waiting', '✋ Похоже, это боту или коллеге.'],
  [OLGA, 'Звоните +79990001122', 'waiting', '✋ В тексте номер другого клиента.'],
  [NIKOLAI, 'Our number is +79990001122', 'waiting', '✋ It holds another customer’s number.'],
  [NIKOLAI, 'olga can you take this one', 'waiting', '✋ This looks meant for a colleague.'],
  [NIKOLAI, 'Contact us at 8 495 123-45-67', 'queued', null],
  [OLGA, 'Добавьте наш контакт: 8 495 123-45-67', 'queued', null],
] as const)('%s, asked for a text, says “%s”: it is %s', async (person, words, state, says) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await incomingIn(chat, GROUP, { sender: '79990001122' });
  await chat.say(person, '/sms +79991234567');
  const card = only(await chat.say(person, words));
  expect(await requests(chat)).toMatchObject([{ text: words, state }]);
  if (says !== null) expect(card.text).toContain(says);
});

test.each([
  ['How was it?', 'waiting', 'queued'],
  ['is everything up?', 'waiting', 'waiting'],
  ['Order 118 is ready', 'queued', 'queued'],
])(
  '“%s” is %s as a reply that Telegram makes of the next words, and %s where the question was chosen',
  async (words, next, chosen) => {
    for (const [isChosen, state] of [
      [false, next],
      [true, chosen],
    ] as const) {
      const chat = await chatForTest();
      await chat.let(NIKOLAI, 'operator');
      const question = only(await chat.say(NIKOLAI, '/sms +79991234567'));
      if (isChosen) await chat.say(NIKOLAI, '/health');
      await chat.say(NIKOLAI, words, { replyTo: question });
      expect(await requests(chat)).toMatchObject([{ text: words, state }]);
    }
  },
);

test.each([
  [OLGA, 'секунду', 'Ваш заказ готов', 'Да, для /sms'],
  [NIKOLAI, 'one sec', 'Your order is ready', 'Yes, for /sms'],
])(
  '%s says “%s” and then a text: it is asked whether that answers, while the other waits',
  async (...row) => {
    const [person, aside, text, yes] = row;
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    await chat.say(person, '/sms +79991234567');
    await chat.say(person, aside);
    await chat.press(person, only(await chat.say(person, text)), yes);
    expect(await requests(chat)).toMatchObject([
      { text: aside, state: 'waiting' },
      { text, state: 'queued' },
    ]);
  },
);

test('a draft of an answer that has gone was the answer: of what is said next nothing is asked', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/sms +79991234567');
  const draft = only(await chat.say(OLGA, 'секунду'));
  await chat.press(OLGA, draft, draft.buttons[0] ?? '');
  expect(only(await chat.say(OLGA, 'Ваш заказ готов')).card.kind).toBe('notice');
});

test.each(['Да', 'завтра', 'сейчас уточню'])('“%s” answers a customer, asked for as it is', async (words) => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, OLGA.id, { text: 'Можно?' });
  await chat.say(OLGA, '/sms', { replyTo: card });
  await chat.say(OLGA, words);
  expect(await requests(chat)).toMatchObject([{ text: words, state: 'queued' }]);
});

test('a value may be a day or a yes, and no word to oneself', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/template add ready Ok {when}');
  for (const [nth, words] of ['завтра', '15:00', 'да', 'хм, секунду', 'где её номер'].entries()) {
    await chat.say(OLGA, `/t ready +7999123456${nth}`);
    await chat.say(OLGA, words);
  }
  expect((await requests(chat)).map((one) => (one as { state: string }).state)).toEqual([
    ...['queued', 'queued', 'queued'],
    ...['waiting', 'waiting'],
  ]);
});

test.each([
  [OLGA, 'шаблоны', '✋ Похоже, это боту или коллеге.'],
  [NIKOLAI, 'add contact Fiona 89990001123', '✋ This looks meant for the bot or a colleague.'],
  [OLGA, 'заведи контакт Фиона', '✋ Похоже, это боту или коллеге.'],
] as const)('%s, asked for a value, says “%s”: it is a draft', async (person, words, says) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/template add ready Ok {when}');
  await chat.say(person, '/t ready +79991234567');
  expect(only(await chat.say(person, words)).text).toContain(says);
  expect(await requests(chat)).toMatchObject([{ text: `Ok ${words}`, state: 'waiting' }]);
});

test.each(['from=CAFE hand this over to olga', 'from=CAFE templates'])(
  '“%s” below what a customer wrote is held as without its option',
  async (words) => {
    const chat = await chatForTest();
    const card = await incomingIn(chat, OLGA.id);
    await chat.say(OLGA, words, { replyTo: card });
    expect(await requests(chat)).toMatchObject([{ from: 'CAFE', state: 'waiting' }]);
  },
);

test.each([
  [OLGA, 'отправь', 'Это никому не ушло'],
  [OLGA, 'да', 'Это никому не ушло'],
  [NIKOLAI, 'do not send that', 'This went to nobody'],
  [NIKOLAI, 'move to 15:00', 'This went to nobody'],
] as const)(
  '%s says “%s” below a draft: it is answered, and is no second draft',
  async (person, words, says) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    for (const place of [person.id, GROUP]) {
      const card = await incomingIn(chat, place, { text: `Хорошо ${place}` });
      const draft = only(await chat.say(person, 'спроси у него', { chat: place, replyTo: card }));
      const notice = only(await chat.say(person, words, { chat: place, replyTo: draft }));
      expect(notice.card.kind).toBe('choices');
      expect(notice.buttons.length).toBeGreaterThan(1);
      if (place === person.id) expect(notice.text).toContain(says);
    }
    expect(await requests(chat)).toMatchObject([{ text: 'спроси у него' }, { text: 'спроси у него' }]);
  },
);

test('what colleagues say to each other below a draft in a group is not disturbed', async () => {
  const chat = await chatForTest();
  const card = await incomingIn(chat, GROUP);
  const draft = only(await chat.say(OLGA, 'Да', { chat: GROUP, replyTo: card }));
  expect(await chat.say(OLGA, 'это мой клиент', { chat: GROUP, replyTo: draft })).toEqual([]);
  expect(await requests(chat)).toMatchObject([{ text: 'Да' }]);
});

test.each([
  [OLGA, '…текст', 'какой текст?'],
  [NIKOLAI, '…text', 'what should it say?'],
])('%s copies an offered line and leaves “%s” in it: the text is asked for', async (person, text, asks) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [offered = ''] = only(await chat.say(person, '/sms +7999123456')).copied;
  expect(offered).toContain(text);
  expect(only(await chat.say(person, offered.replace('+7…', '+79991234567'))).text).toContain(asks);
  expect(await requests(chat)).toEqual([]);
});

test.each([
  [OLGA, 'ещё раз', 'Отправить ещё раз'],
  [NIKOLAI, 'try again', 'Send again'],
])(
  '%s says “%s” below what failed: [%s] is offered, and no draft of the words',
  async (person, words, button) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const card = only(await chat.say(person, '/sms +79991234567 Ok'));
    await submit(chat.store, card.card.id, [accepted('855469')]);
    await receipt(chat.store, 'id:855469 stat:UNDELIV err:006');
    const offer = only(await chat.say(person, words, { replyTo: card }));
    expect(await requests(chat)).toHaveLength(1);
    await chat.press(person, offer, button);
    expect(await requests(chat)).toMatchObject([{ text: 'Ok' }, { text: 'Ok' }]);
  },
);
