import { describe, expect, test } from 'vitest';
import { guardKey } from '../../src/messages/guard-key.ts';
import { toWire } from '../../src/messages/wire.ts';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, SETTINGS } from '../support/chat.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';

const ORDER =
  'Your order 1042 is ready — please pick it up at our shop on Lenina 5, Monday to Friday, 9 to 21. Thank you!';
const PLAIN = ORDER.replace('—', '-');

async function chatWithBoth(changes = {}): Promise<ChatForTest> {
  const chat = await chatForTest(changes);
  await chat.let(NIKOLAI, 'operator');
  return chat;
}

const messages = async ({ store }: ChatForTest) =>
  messagesFrom(await ordered(store.db).orderBy('messages.id').execute());

/** One part of an SMS has cost this much. */
async function priced(chat: ChatForTest, price: string): Promise<void> {
  const [card] = await chat.say(OLGA, '/sms +79990000000 priced');
  await submit(chat.store, card?.card.id ?? '', [accepted('1')]);
  await receipt(
    chat.store,
    'id:1 sub:001 dlvrd:001 submit date:261123120000 done date:261123120004 stat:DELIVRD err:000 text:',
    cost(price),
  );
}

describe('a long text to one number', () => {
  const long = `/sms +79991234567 ${'Ждём'.repeat(550)}`;

  test('asks first, with parts, price and what makes it so', async () => {
    const chat = await chatWithBoth();
    await priced(chat, '2.5000');
    const [card] = await chat.say(OLGA, long);
    expect(card?.text).toContain('33 части, UCS-2');
    expect(card?.text).toContain('UCS-2 из-за кириллицы\n');
    expect(card?.text).toContain('Примерно 82,50 RUB по последним ценам');
    expect(card?.text).toContain('✋ ещё не отправлено: выходит дорого. Отправить?');
    expect(card?.buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…']);
    if (card) await chat.press(OLGA, card, 'Отправить');
    expect((await messages(chat)).at(-1)).toMatchObject({ state: 'queued', waiting_for: null });
  });

  test('whose price is not known asks by its parts, and says so', async () => {
    const chat = await chatWithBoth({ askAbove: { parts: 4, cost: 1 } });
    const [english] = await chat.say(NIKOLAI, long);
    expect(english?.text).toContain('UCS-2 because of its Cyrillic letters\n');
    expect(english?.text).toContain('The price is not known yet');
    expect(english?.text).toContain('✋ not sent yet: it is expensive this way. Send it?');
    const [russian] = await chat.say(OLGA, `${long}!`);
    expect(russian?.text).toContain('Цена пока неизвестна');
  });

  test('of as many parts as may go unasked goes at once', async () => {
    const chat = await chatWithBoth();
    await chat.say(OLGA, `/sms +79991234567 ${'Ж'.repeat(268)}`);
    await chat.say(OLGA, `/sms +79991234567 ${'Ж'.repeat(269)}`);
    expect((await messages(chat)).map(({ agreed, state }) => [agreed.parts, state])).toEqual([
      [4, 'queued'],
      [5, 'waiting'],
    ]);
  });
});

test('above a price a message asks, whatever its parts', async () => {
  const chat = await chatWithBoth({ askAbove: { parts: 4, cost: 40_000 } });
  await priced(chat, '2.5000');
  await chat.say(OLGA, '/sms +79991234567 Заказ готов');
  await chat.say(OLGA, `/sms +79991234567 ${'Заказ готов. '.repeat(6)}`);
  await chat.say(OLGA, '/hlr +79991234567');
  expect((await messages(chat)).map(({ state }) => state)).toEqual([
    'delivered',
    'queued',
    'waiting',
    'queued',
  ]);
});

describe('one character that costs a part', () => {
  test.each([
    [
      OLGA,
      'UCS-2 из-за «—»',
      'С обычными знаками: 1 часть, GSM-7 · ≈ 2,50 RUB',
      `«${PLAIN}»`,
      'Отправить',
      'В 1 часть',
      'Позже…',
      'Отмена',
      'От кого…',
      'Здесь всегда так',
    ],
    [
      NIKOLAI,
      'UCS-2 because of “—”',
      'With plain characters: 1 part, GSM-7 · ≈ 2.50 RUB',
      `“${PLAIN}”`,
      'Send',
      'As 1 part',
      'Later…',
      'Cancel',
      'From…',
      'Always so here',
    ],
  ])(
    'is named before it goes, and the text without it is shown whole (%#)',
    async (person, why, how, text, ...buttons) => {
      const chat = await chatWithBoth();
      await priced(chat, '2.5000');
      const [card] = await chat.say(person, `/sms 79991234567 ${ORDER}`);
      expect(card?.text.split('\n')).toEqual(
        expect.arrayContaining([why, expect.stringMatching(/5[.,]00 RUB/), how, text]),
      );
      expect(card?.buttons).toEqual(buttons);
    },
  );

  test('goes as it was typed by [Send]', async () => {
    const chat = await chatWithBoth();
    const [card] = await chat.say(NIKOLAI, `/sms 79991234567 ${ORDER}`);
    if (card) await chat.press(NIKOLAI, card, 'Send');
    expect(await messages(chat)).toMatchObject([
      { state: 'queued', request: { text: ORDER }, agreed: { alphabet: 'ucs2', parts: 2 } },
    ]);
  });

  test('is replaced by [As 1 part], and all that was agreed with it', async () => {
    const chat = await chatWithBoth();
    const [card] = await chat.say(NIKOLAI, `/sms 79991234567 ${ORDER}`);
    if (!card) throw new Error('no card');
    expect((await chat.press(NIKOLAI, card, 'As 1 part')).toast).toBe('On its way.');
    const [message] = await messages(chat);
    expect(message).toMatchObject({
      state: 'queued',
      request: { text: PLAIN },
      agreed: { alphabet: 'gsm', parts: 1 },
      pdus: 1,
    });
    const wire = toWire({ channel: 'sms', to: '79991234567', text: PLAIN }, SETTINGS.wire, 0);
    expect(message?.guard_key).toBe(guardKey('demo', wire));
    const shown = await chat.look(card);
    expect(shown.text).toContain('1 part, GSM-7');
    expect(shown.text).not.toContain('—');
    expect(shown.buttons).toEqual(['Cancel']);
    expect((await chat.press(NIKOLAI, card, 'As 1 part')).toast).toBe('Already done.');
  });

  test('is named for a list too, whose messages all go in plain characters', async () => {
    const chat = await chatWithBoth();
    const [card] = await chat.say(NIKOLAI, `/sms +79991234567, +79991112233 ${ORDER}`);
    if (!card) throw new Error('no card');
    expect(card.text).toContain('UCS-2 because of “—”');
    expect(card.buttons).toEqual(['Send 2', 'As 1 part', 'Later…', 'Cancel', 'From…', 'Always so here']);
    await chat.press(NIKOLAI, card, 'As 1 part');
    const sent = await messages(chat);
    expect(sent.map(({ state }) => state)).toEqual(['queued', 'queued']);
    expect(sent.map(({ agreed }) => agreed.parts)).toEqual([1, 1]);
    expect(new Set(sent.map(({ guard_key }) => guard_key)).size).toBe(2);
  });

  test('asks once more where the plain text went to that number just before', async () => {
    const chat = await chatWithBoth();
    await chat.say(NIKOLAI, `/sms +79991234567 ${PLAIN}`);
    const [card] = await chat.say(NIKOLAI, `/sms +79991234567 ${ORDER}`);
    if (!card) throw new Error('no card');
    expect((await chat.press(NIKOLAI, card, 'As 1 part')).toast).toBe('The card has one more question.');
    expect((await messages(chat)).map(({ state, waiting_for }) => [state, waiting_for])).toEqual([
      ['queued', null],
      ['waiting', 'guard'],
    ]);
    expect((await chat.look(card)).text).toContain('the same text to this number is on its way already');
  });

  test('is replaced in very many messages by and by, and what is repeated so is asked about at the end', async () => {
    const chat = await chatWithBoth();
    const numbers = Array.from({ length: 1_010 }, (_, n) => `+7999123${1_000 + n}`);
    await chat.say(NIKOLAI, `/sms ${numbers.at(-1)} ${PLAIN}`);
    const [card] = await chat.say(NIKOLAI, `/sms ${numbers.join(', ')} ${ORDER}`);
    if (!card) throw new Error('no card');

    expect((await chat.press(NIKOLAI, card, 'As 1 part')).toast).toBeNull();

    const [, ...sent] = await messages(chat);
    expect(new Set(sent.map(({ state, waiting_for, pdus }) => `${state} ${waiting_for} ${pdus}`))).toEqual(
      new Set(['waiting guard 1']),
    );
    const keys = sent.map(({ recipient: destination }) => guardKey('demo', { destination, text: PLAIN }));
    expect(sent.map(({ guard_key }) => guard_key)).toEqual(keys);
    const shown = await chat.look(card);
    expect(shown.text).toContain('1 part, GSM-7');
    expect(shown.text).toContain('the same text');
    await chat.press(NIKOLAI, shown, 'Send when possible');
    expect((await messages(chat)).every(({ state }) => state === 'queued')).toBe(true);
  });

  test('in a draft of a group, who pressed [As 1 part] is named beside its author', async () => {
    const chat = await chatWithBoth();
    const [card] = await chat.say(OLGA, '/sms +79991234567 hi', { chat: GROUP });
    const [draft] = await chat.say(NIKOLAI, ORDER, { chat: GROUP, replyTo: card });
    if (!draft) throw new Error('no draft');
    await chat.press(OLGA, draft, 'В 1 часть');
    expect((await chat.look(draft)).text).toContain('Автор: Nikolai · отправка: Olga');
    expect((await messages(chat)).at(-1)).toMatchObject({ state: 'queued', request: { text: PLAIN } });
  });

  test('of a long text leaves room on the card for the plain one', async () => {
    const chat = await chatWithBoth();
    const text = `Beginning — ${'x'.repeat(2400)} end`;
    const [card] = await chat.say(NIKOLAI, `/sms +79991234567 ${text}`);
    expect(card?.text).toContain(`“${text.replace('—', '-')}”`);
    expect(card?.text.length).toBeLessThanOrEqual(4096);
    expect(card?.text).toMatch(/Send it\?$/);
  });

  test('costs nothing in a text that has Cyrillic, or one part: nothing is asked', async () => {
    const chat = await chatWithBoth();
    await chat.say(NIKOLAI, '/sms +79991234567 It’s ready');
    await chat.say(NIKOLAI, `/sms +79991234567 ${'Ваш заказ — готов. '.repeat(5)}`);
    expect((await messages(chat)).map(({ state }) => state)).toEqual(['queued', 'queued']);
  });
});

test.each([
  [OLGA, 'Слова рядом с номерами не уйдут (2): «Мария», «Пётр Иванович»'],
  [NIKOLAI, 'Words beside the numbers, not sent (2): “Мария”, “Пётр Иванович”'],
])('what stands beside the numbers of a column is named as not sent (%#)', async (person, words) => {
  const chat = await chatWithBoth();
  const column = '/sms\n+79991234571\tМария\n+79991234572\tПётр Иванович\n8 999 123-45-73\nВаш заказ готов';
  const [card] = await chat.say(person, column);
  expect(card?.text).toContain(words);
  expect(
    (await messages(chat)).map(({ request, state }) => ['text' in request && request.text, state]),
  ).toEqual(Array(3).fill(['Ваш заказ готов', 'waiting']));
});

test('words beside a number that was listed twice are asked about too', async () => {
  const chat = await chatWithBoth();
  await chat.say(OLGA, '/sms\n+79991234571\tМария\n+79991234571\tМария\nВаш заказ готов');
  expect((await messages(chat)).map(({ state }) => state)).toEqual(['waiting']);
});

describe('numbers without a screen', () => {
  test.each([
    ['/sms +74951234567 hi', OLGA, 'Это городской номер', 'Всё равно отправить?'],
    ['/sms +78005553535 hi', NIKOLAI, 'This is a toll-free number', 'Send it all the same?'],
    ['/viber 8 800 555-35-35 hi', OLGA, 'Это бесплатная линия', 'Всё равно отправить?'],
    ['/soc +74951234567 hi', NIKOLAI, 'This is a landline', 'Send it all the same?'],
    ['/tgm +74951234567 4821', OLGA, 'Это городской номер', 'Всё равно отправить?'],
  ])('%s asks, with the reason', async (line, person, why, question) => {
    const chat = await chatWithBoth();
    const [card] = await chat.say(person, line);
    expect(card?.text).toContain(why);
    expect(card?.text).toContain(question);
    // From whom a code comes nobody says.
    expect(card?.buttons).toHaveLength(line.startsWith('/tgm') ? 3 : 4);
    if (card) await chat.press(person, card, card.buttons[0] ?? '');
    expect((await messages(chat)).map(({ state }) => state)).toEqual(['queued']);
  });

  test.each(['/call +74951234567 hi', '/hlr +74951234567', '/ping +74951234567', '/sms +12125550123 hi'])(
    '%s does not ask',
    async (line) => {
      const chat = await chatWithBoth();
      await chat.say(OLGA, line);
      expect((await messages(chat)).map(({ state }) => state)).toEqual(['queued']);
    },
  );

  test('are named in the preview of a list, and one [Send] answers all of it', async () => {
    const chat = await chatWithBoth();
    const line = `/sms +79991234567, +74951234567, 8 800 555-35-35 ${ORDER}`;
    const [russian] = await chat.say(OLGA, line);
    expect(russian?.text).toContain('обычно не доходят (2): +7 495 123-45-67, +7 800 555-35-35');
    const [english] = await chat.say(NIKOLAI, `${line}!`);
    expect(english?.text).toContain('rarely reach (2): +7 495 123-45-67, +7 800 555-35-35');
    if (english) await chat.press(NIKOLAI, english, 'Send 3');
    expect((await messages(chat)).slice(3).map(({ state }) => state)).toEqual(Array(3).fill('queued'));
  });
});
