import { beforeEach, describe, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';

const MINUTE_MS = 60_000;

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

function only(cards: readonly Shown[]): Shown {
  const [card, ...more] = cards;
  if (!card || more.length > 0) throw new Error(`one card was expected, ${cards.length} came`);
  return card;
}

const recipients = async () =>
  (await chat.store.db.selectFrom('messages').select('recipient').execute()).map((one) => one.recipient);

describe('in private, what is said next answers a question', () => {
  test('without being a reply to it', async () => {
    await chat.say(OLGA, '/sms');
    const what = only(await chat.say(OLGA, '+7 999 123-45-67'));
    expect(what.text).toBe('/sms: какой текст? Ответьте текстом.');
    const sent = only(await chat.say(OLGA, 'смс с кодом придёт завтра'));
    expect(sent.text).toContain('«смс с кодом придёт завтра»');
    expect(only(await chat.say(OLGA, 'и ещё')).card.kind).toBe('notice');
    expect(await recipients()).toEqual(['79991234567']);
  });

  test('also by a contact', async () => {
    await chat.say(OLGA, '/call');
    const contact = { phone_number: '79991234567', first_name: 'Ivan' };
    const what = only(await chat.say(OLGA, '', { message: { text: undefined, contact } as never }));
    expect(what.text).toBe('/call: какой текст? Ответьте текстом.');
  });

  test('unless it is a command, in whatever alphabet', async () => {
    await chat.say(OLGA, '/sms +79991234567');
    expect(only(await chat.say(OLGA, '/health')).card.kind).toBe('health');
    await chat.say(OLGA, '/sms +79991234567');
    expect(only(await chat.say(OLGA, '/ыьы +79991112233 Привет')).card.kind).toBe('problem');
    expect(await recipients()).toEqual([]);
  });

  test('unless it was passed on, or is a file', async () => {
    await chat.say(OLGA, '/sms +79991234567');
    const forward_origin = { type: 'user' as const, sender_user: NIKOLAI, date: 0 };
    await chat.say(OLGA, 'не моё', { message: { forward_origin } });
    await chat.say(OLGA, '/sms +79991234567');
    await chat.say(OLGA, '', { message: { text: undefined, photo: [], caption: 'фото' } as never });
    expect(await recipients()).toEqual([]);
  });

  test('for ten minutes, then it is asked whether it does, once', async () => {
    await chat.say(NIKOLAI, '/sms +79991234567');
    const late = { at: Date.now() + 11 * MINUTE_MS };
    const aside = only(await chat.say(NIKOLAI, 'It is ready', late));
    expect(aside.text).toBe('“It is ready”: does this answer what /sms asked?');
    expect(aside.buttons).toEqual(['Yes, for /sms', 'No']);
    expect(await recipients()).toEqual([]);

    const sent = only((await chat.press(NIKOLAI, aside, 'Yes, for /sms')).cards);
    expect(sent.text).toContain('“It is ready”');
    expect((await chat.look(aside)).buttons).toEqual([]);
    expect(await recipients()).toEqual(['79991234567']);
  });

  test('when something else came between, it is asked', async () => {
    await chat.say(OLGA, '/sms +79991234567');
    await chat.say(OLGA, '/health');
    const aside = only(await chat.say(OLGA, 'Заказ готов'));
    expect(aside.text).toBe('«Заказ готов»: это ответ на вопрос по /sms?');
    await chat.press(OLGA, aside, 'Нет');
    expect(await recipients()).toEqual([]);
    const once = await chat.say(OLGA, '/health');
    expect(once).toHaveLength(1);
  });

  test('in a group it takes a reply', async () => {
    await chat.say(OLGA, '/sms +79991234567', { chat: GROUP });
    expect(await chat.say(OLGA, 'Заказ готов', { chat: GROUP })).toEqual([]);
  });
});

describe('an answer is read once, as it was said', () => {
  test('a number and a text, for a line that has its number, can be meant in two ways: both are whole', async () => {
    await chat.say(OLGA, '/sms +79991234567,');
    const card = only(await chat.say(OLGA, '+79991112233 Привет'));
    expect(card.copied).toEqual(['/sms +79991234567 -- +79991112233 Привет', '/sms +79991112233 Привет']);
    expect(await recipients()).toEqual([]);
  });

  test.each(['-- текст', 'from=nobody: текст', '  с отступом', '\nс новой строки', '12 мест'])(
    'what is asked as a text is the text, byte for byte: %j',
    async (words) => {
      const what = only(await chat.say(OLGA, '/sms +79991234567 from=SHOP'));
      const sent = only(await chat.say(OLGA, words, { replyTo: what }));
      expect(sent.text).toContain(`«${words}»`);
    },
  );
});

describe('a text without a recipient is kept while it is asked to whom', () => {
  test.each([
    ['/sms Hello world', '+7 999 123-45-67', 'SMS → +7 999 123-45-67', '«Hello world»'],
    ['/sms Заказ готов', '89991234567, 89991112233', '2 получателя', '«Заказ готов»'],
    ['/call Заказ готов', '89991234567 voice=w2', 'Звонок → +7 999 123-45-67', '«Заказ готов»'],
    ['/bot Заказ готов', '89991234567 bot=@shop_bot', 'Бот Telegram → +7 999 123-45-67', '«Заказ готов»'],
    ['/email Заказ готов', 'a@b.ru subject="Счёт 12"', 'E-mail → a@b.ru', '«Заказ готов»'],
  ])('%s', async (line, answer, head, text) => {
    const question = only(await chat.say(OLGA, line));
    expect(question.card.kind).toBe('question');
    expect(question.text).toContain(text.slice(1, -1));
    expect(question.view.as === 'question' && question.view.hint).not.toContain('текст');
    const sent = only(await chat.say(OLGA, answer));
    expect(sent.text).toContain(head);
    expect(sent.text).toContain(text);
  });

  test('in English', async () => {
    const question = only(await chat.say(NIKOLAI, '/sms Hello world'));
    expect(question.text).toBe('/sms: which number? Reply with it, or with several.\n“Hello world”');
  });

  test('an answer with a text of its own can be meant in two ways', async () => {
    await chat.say(NIKOLAI, '/sms Hello world');
    const card = only(await chat.say(NIKOLAI, '+79991234567 Hi'));
    expect(card.copied).toEqual(['/sms +79991234567 Hello world', '/sms +79991234567 Hi']);
  });

  test('an answer that names nobody is refused with all that was said', async () => {
    await chat.say(NIKOLAI, '/sms Hello world');
    const card = only(await chat.say(NIKOLAI, '+7999123456'));
    expect(card.card.kind).toBe('problem');
    expect(card.text).toContain('Hello world');
    expect(await recipients()).toEqual([]);
  });

  test('with a number somewhere in it, the whole line is offered instead', async () => {
    const card = only(await chat.say(OLGA, '/sms Ваш заказ готов 89991234567'));
    expect(card.copied).toEqual(['/sms +79991234567 Ваш заказ готов']);
  });
});
