import { beforeEach, describe, expect, test } from 'vitest';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { incomingIn } from '../support/incoming.ts';
import { statesOf } from '../support/states.ts';

const MINUTE_MS = 60_000;

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const recipients = async () =>
  (await chat.store.db.selectFrom('messages').select('recipient').execute()).map((one) => one.recipient);

describe('in private, what is said next answers a question', () => {
  test('without being a reply to it', async () => {
    await chat.say(OLGA, '/sms');
    const what = only(await chat.say(OLGA, '+7 999 123-45-67'));
    expect(what.text).toBe('/sms → +7 999 123-45-67: какой текст? Ответьте текстом.');
    const sent = only(await chat.say(OLGA, 'смс с кодом придёт завтра'));
    expect(sent.text).toContain('«смс с кодом придёт завтра»');
    expect(only(await chat.say(OLGA, 'и ещё')).card.kind).toBe('notice');
    expect(await recipients()).toEqual(['79991234567']);
  });

  test('also by a contact', async () => {
    await chat.say(OLGA, '/call');
    const contact = { phone_number: '79991234567', first_name: 'Ivan' };
    const what = only(await chat.say(OLGA, '', { message: { text: undefined, contact } as never }));
    expect(what.text).toBe('/call → +7 999 123-45-67: какой текст? Ответьте текстом.');
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
    expect(aside.text).toBe('“It is ready”: does this answer what /sms → +7 999 123-45-67 asked?');
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
    expect(aside.text).toBe('«Заказ готов»: это ответ на вопрос по /sms → +7 999 123-45-67?');
    const other = only((await chat.press(OLGA, aside, 'Нет')).cards);
    expect(other.text).toContain('/sms');
    expect((await chat.look(aside)).buttons).toEqual([]);
    expect(await recipients()).toEqual([]);
    const once = await chat.say(OLGA, '/health');
    expect(once).toHaveLength(1);
  });

  test.each([
    [OLGA, 'сколько осталось денег', 'Нет', '/balance'],
    [NIKOLAI, 'well, how much money is left there?', 'No', '/balance'],
  ])('%s says “%s” after something else, and [%s]: %s is offered', async (person, words, no, line) => {
    await chat.say(person, '/sms +79991234567');
    await chat.say(person, '/help');
    const aside = only(await chat.say(person, words));
    const help = only((await chat.press(person, aside, no)).cards);
    expect(help.copied).toContain(line);
    expect(await recipients()).toEqual([]);
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

  test.each(['-- текст', 'скидка=10 % до пятницы', '  с отступом', '\nс новой строки', '12 мест'])(
    'what is asked as a text is the text, byte for byte: %j',
    async (words) => {
      const what = only(await chat.say(OLGA, '/sms +79991234567 from=SHOP'));
      const sent = only(await chat.say(OLGA, words, { replyTo: what }));
      expect(sent.text).toContain(`«${words}»`);
    },
  );

  test('one that begins like an option which the line has is asked about, and the line to copy has all of it', async () => {
    const what = only(await chat.say(OLGA, '/sms +79991234567 from=SHOP'));
    const card = only(await chat.say(OLGA, 'from=nobody: текст', { replyTo: what }));
    expect(card.copied).toEqual(['/sms +79991234567 from=SHOP -- from=nobody: текст']);
    expect(await recipients()).toEqual([]);
  });
});

describe('a text without a recipient is kept while it is asked to whom', () => {
  test.each([
    ['/sms Hello world', '+7 999 123-45-67', 'SMS → +7 999 123-45-67', '«Hello world»'],
    ['/sms Заказ готов', '89991234567, 89991112233', '2 получателя', '«Заказ готов»'],
    ['/call Заказ готов', '89991234567 voice=w2', 'Звонок → +7 999 123-45-67', '«Заказ готов»'],
    ['/bot Заказ готов', '89991234567 bot=@shop_bot', 'Бот Telegram → +7 999 123-45-67', '«Заказ готов»'],
    ['/email Заказ готов', 'a@b.ru subject="Счёт 12"', 'E-mail → a@b.ru', '«Заказ готов»'],
    ['/tgm 4821', '+7 999 123-45-67', 'Код в Telegram → +7 999 123-45-67', '«4821»'],
    ['/tgm 48219377', '89991234567', 'Код в Telegram → +7 999 123-45-67', '«48219377»'],
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

  test.each([
    [OLGA, '/tgm: какой номер? Ответьте номером.\n«4821»'],
    [NIKOLAI, '/tgm: which number? Reply with it.\n“4821”'],
  ])('of a code one number is asked for', async (person, words) => {
    const question = only(await chat.say(person, '/tgm 4821'));
    expect(question.text).toBe(words);
    const card = only(await chat.say(person, '+79991234567 5555'));
    expect(card.copied).toEqual(['/tgm +79991234567 -- 4821', '/tgm +79991234567 -- 5555']);
    expect(await recipients()).toEqual([]);
  });

  test('a code in reply to a card is for the person on the card, however many digits it has', async () => {
    const sms = only(await chat.say(OLGA, '/sms +79991234567 Здравствуйте'));
    const sent = only(await chat.say(OLGA, '/tgm 482193', { replyTo: sms }));
    expect(sent.text).toContain('Код в Telegram → +7 999 123-45-67');
    expect(sent.text).toContain('«482193»');
  });

  test.each([
    [OLGA, 'хм, секунду', 'В «хм, секунду» нет номера.'],
    [NIKOLAI, 'hmm wait', 'There is no number in “hmm wait”.'],
  ])('%s says “%s” to a line without anything: it is not kept as the text', async (person, words, says) => {
    await chat.say(person, '/sms');
    expect(only(await chat.say(person, words)).text).toContain(says);
    expect(only(await chat.say(person, '+79991234567')).card.kind).toBe('question');
    expect(await recipients()).toEqual([]);
  });

  test('an answer without a number is no part of it: it is asked again', async () => {
    await chat.say(NIKOLAI, '/sms Hello world');
    const again = only(await chat.say(NIKOLAI, 'just a moment'));
    expect(again.text).toContain('which number? Reply with it, or with several.\n“Hello world”');
    const sent = only(await chat.say(NIKOLAI, '+79991234567'));
    expect(sent.text).toContain('“Hello world”');
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

describe('what was begun can be called off', () => {
  test.each([
    ['/sms', 'отмена', 'Хорошо, по /sms ничего не сделано.'],
    ['/sms Заказ готов', 'Отмена!', 'Хорошо, по /sms ничего не сделано.'],
    ['/hlr', 'cancel', 'Хорошо, по /hlr ничего не сделано.'],
    ['/tgm +79991234567', 'отбой', 'Хорошо, по /tgm ничего не сделано.'],
    ['/sms +79991234567', '/cancel', 'Хорошо, по /sms ничего не сделано.'],
    ['/sms +79991234567', '/отмена', 'Хорошо, по /sms ничего не сделано.'],
    ['/hlr', 'ой', 'Хорошо, по /hlr ничего не сделано.'],
    ['/sms Заказ готов', 'Передумала.', 'Хорошо, по /sms ничего не сделано.'],
  ])('%s, then %s', async (line, words, said) => {
    await chat.say(OLGA, line);
    expect(only(await chat.say(OLGA, words)).text).toBe(said);
    expect(await recipients()).toEqual([]);
  });

  test('in English, and then nothing is asked about it any more', async () => {
    await chat.say(NIKOLAI, '/sms Hello world');
    expect(only(await chat.say(NIKOLAI, 'Never mind.')).text).toBe('Called off: nothing is done for /sms.');
    expect(only(await chat.say(NIKOLAI, '+79991234567')).card.kind).toBe('number');
    expect(await recipients()).toEqual([]);
  });

  test('a word that may be the text instead is neither: the line with it can be copied', async () => {
    await chat.say(NIKOLAI, '/sms +79991234567');
    expect(only(await chat.say(NIKOLAI, 'wrong person')).copied).toEqual(['/sms +79991234567 wrong person']);
    await chat.say(NIKOLAI, '/sms +79991234567');
    const card = only(await chat.say(NIKOLAI, 'Cancel'));
    expect(card.text).toContain('It is not clear what “Cancel” is meant for, so nothing was sent.');
    expect(card.copied).toEqual(['/sms +79991234567 Cancel']);
    expect(await recipients()).toEqual([]);
  });

  test.each([
    [OLGA, '/стоп', 'Хорошо, по /sms ничего не сделано. Рассылок это не касается: их останавливает /stop.'],
    [NIKOLAI, 'Stop!', 'Called off: nothing is done for /sms. Campaigns go on: /stop stops them.'],
  ])('a word that may be for campaigns says that they go on: %#', async (person, words, said) => {
    await chat.say(person, '/sms');
    expect(only(await chat.say(person, words)).text).toBe(said);
  });

  const QUESTIONS = [
    {
      person: OLGA,
      words: 'ой, не тому',
      no: 'Нет',
      off: 'Хорошо, по /sms ничего не сделано.',
      unasked: 'Хорошо, ничего не сделано.',
      ready: 'Заказ готов',
    },
    {
      person: NIKOLAI,
      words: 'oops wrong person',
      no: 'no',
      off: 'Called off: nothing is done for /sms.',
      unasked: 'Called off: nothing was done.',
      ready: 'It is ready',
    },
  ];

  test.each(QUESTIONS)(
    'a question with buttons too, which is over then: $words',
    async ({ person, words, no, off, unasked, ready }) => {
      await chat.say(person, '/sms +79991234567');
      await chat.say(person, '/help');
      const aside = only(await chat.say(person, ready));
      expect(only(await chat.say(person, words)).text).toBe(off);
      expect((await chat.look(aside)).buttons).toEqual([]);
      const time = only(await chat.say(person, `/sms +79991234567 at="1/12/2099 10:00" ${ready}`));
      expect(time.buttons).toHaveLength(2);
      expect(only(await chat.say(person, words)).text).toBe(off);
      expect((await chat.look(time)).buttons).toEqual([]);
      const again = only(await chat.say(person, `/sms +79991234567 at="1/12/2099 10:00" ${ready}`));
      expect(only(await chat.say(person, no)).text).toBe(off);
      expect((await chat.look(again)).buttons).toEqual([]);
      const number = only(await chat.say(person, '+7 999 123-45-67'));
      expect(number.buttons).not.toEqual([]);
      expect(only(await chat.say(person, words)).text).toBe(unasked);
      expect((await chat.look(number)).buttons).toEqual([]);
      expect(only(await chat.say(person, words)).text).toMatch(/^(?:There is nothing|Отменять нечего)/);
      expect(await recipients()).toEqual([]);
    },
  );

  test.each(QUESTIONS)(
    'a question above what has gone is not taken for what is called off: $words',
    async ({ person, words, ready }) => {
      await chat.say(person, '/sms +79991234567');
      await chat.say(person, '/help');
      const aside = only(await chat.say(person, ready));
      await chat.say(person, `/sms +79997654321 ${ready}`);
      await chat.say(person, words);
      expect((await chat.look(aside)).buttons).toHaveLength(2);
    },
  );

  test('in a group by a reply to the question alone', async () => {
    const question = only(await chat.say(OLGA, '/sms', { chat: GROUP }));
    expect(await chat.say(OLGA, '/cancel', { chat: GROUP })).toEqual([]);
    const reply = { chat: GROUP, replyTo: question };
    expect(only(await chat.say(OLGA, '/cancel', reply)).text).toBe('Хорошо, по /sms ничего не сделано.');
  });

  test('where nothing was asked, the way to call off a message is said', async () => {
    expect(only(await chat.say(NIKOLAI, '/cancel')).text).toBe(
      'There is nothing to call off: nothing that I have asked is done without your answer. /stop stops campaigns, and what has not gone yet is cancelled by the button on its card.',
    );
    for (const words of ['отмена', 'стой, не отправляй', 'Ой, не тому!', 'это был не тот номер', '/стоп'])
      expect(only(await chat.say(OLGA, words)).text, words).toBe(
        'Отменять нечего: без вашего ответа на вопрос ничего и не делается. Рассылки останавливает /stop, а то, что ещё не ушло, отменяет кнопка на его карточке.',
      );
  });

  test.each([
    [OLGA, 'сколько осталось денег?', ['/balance', '/quota']],
    [OLGA, 'кому не пришло', ['/status 855469']],
    [OLGA, 'что значит ошибка 255', ['/error 255']],
    [NIKOLAI, 'what does error 6 mean?', ['/error 6']],
    [OLGA, 'что значит ошибка', ['/error 220']],
    [OLGA, 'как поставить тихие часы', ['/settings']],
    [OLGA, 'дай доступ новому сотруднику', ['/grant 123456789 operator']],
    [NIKOLAI, 'how do I reschedule it?', ['/scheduled']],
    [OLGA, 'переключи на русский', ['/lang en']],
    [NIKOLAI, 'switch to English', ['/lang en']],
    [NIKOLAI, 'who has access?', []],
  ])(
    'words about what a command does are answered with that command, where one may use it: %#',
    async (who, words, copied) => {
      const card = only(await chat.say(who, words));
      expect(card.copied.filter((line) => !line.startsWith('/sms'))).toEqual(copied);
      expect(card.text).toMatch(
        /^(?:Эти слова никому не ушли: чтобы ответить клиенту|These words went to nobody|I send|❌ [«“]\p{Ll}+|\/people takes the role admin)/u,
      );
      expect(await recipients()).toEqual([]);
    },
  );
});

describe('an answer without a number, where a text waits for one', () => {
  test('is no part of the text, and the question is asked again', async () => {
    await chat.say(NIKOLAI, '/sms everyone: the shop is closed');
    const again = only(await chat.say(NIKOLAI, 'all my customers'));
    expect(again.text).toBe(
      'There is no number in “all my customers”.\n/sms: which number? Reply with it, or with several.\n“everyone: the shop is closed”\nTo call it off: /cancel',
    );
    const sent = only(await chat.say(NIKOLAI, '+79991234567'));
    expect(sent.text).toContain('“everyone: the shop is closed”');
    expect(await recipients()).toEqual(['79991234567']);
  });

  test.each([
    [OLGA, 'Проверить нечего: '],
    [NIKOLAI, 'None of this could be looked up: '],
  ])('or none that can be looked up, which %o is not told as of sending', async (person, words) => {
    expect(only(await chat.say(person, '/hlr 8999, 123')).text).toContain(`❌ ${words}`);
  });

  test('or without an address', async () => {
    await chat.say(OLGA, '/email Заказ готов');
    expect(only(await chat.say(OLGA, 'Анне')).text).toContain('В «Анне» нет адреса.\n/email: кому?');
  });
});

test('who is named already stands in the question, in a group only where the number was typed', async () => {
  const numbers = Array.from({ length: 7 }, (_, n) => `+7999123456${n}`).join(', ');
  expect(only(await chat.say(NIKOLAI, `/sms ${numbers}`)).text).toBe(
    '/sms → +7 999 123-45-60, +7 999 123-45-61, +7 999 123-45-62, +7 999 123-45-63, +7 999 123-45-64 and 2 more: what should it say? Reply with the text.',
  );
  const typed = only(await chat.say(OLGA, '/sms +79991234567', { chat: GROUP }));
  expect(typed.text).toBe('/sms → +7 999 123-45-67: какой текст? Ответьте текстом.');
  const incoming = await incomingIn(chat, GROUP);
  const asked = only(await chat.say(OLGA, '/sms', { chat: GROUP, replyTo: incoming }));
  expect(asked.text).toBe('/sms: какой текст? Ответьте текстом.');
  const off = only(await chat.say(OLGA, 'отмена', { chat: GROUP, replyTo: asked }));
  expect(off.text).toBe('Хорошо, по /sms ничего не сделано.');
});

test.each([
  [OLGA, '✋ Это написано раньше, чем я спросил о тексте. Отправить клиенту?'],
  [NIKOLAI, '✋ This was written before I asked for a text. Send it to the customer?'],
])(
  '%o: words that were written before a question could be read are no answer to it',
  async (person, asks) => {
    const early = chat.message(person, 'thanks, will do that later');
    const question = only(await chat.say(person, '/sms +79991234567'));
    expect(question.card.kind).toBe('question');

    const { cards } = await chat.update({ message: early });
    expect(only(cards).text).toContain(asks);
    expect(await statesOf(chat.store.db)).toEqual(['waiting']);
  },
);
