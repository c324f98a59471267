import { describe, expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { chatForTest, NIKOLAI, OLGA } from '../support/chat.ts';

const TO = '79991234567';

/** What is typed, what it becomes, and what its card shows in Russian and in English. */
const CASES: readonly { line: string; request: object; ru: string[]; en: string[] }[] = [
  {
    line: '/email a@b.ru subject="Счёт 12" comment="заявка 77" Добрый день',
    request: {
      channel: 'email',
      to: 'a@b.ru',
      subject: 'Счёт 12',
      comment: 'заявка 77',
      text: 'Добрый день',
    },
    ru: [
      '📧 E-mail → a@b.ru · от SHOP',
      'Тема: Счёт 12',
      '«Добрый день»',
      'Комментарий (не отправляется): заявка 77',
    ],
    en: [
      '📧 E-mail → a@b.ru · from SHOP',
      'Subject: Счёт 12',
      '“Добрый день”',
      'Comment (not sent): заявка 77',
    ],
  },
  {
    line: `/call +${TO} voice=w2 ring=20 retry=60 tries=3 Код 4821`,
    request: { channel: 'call', to: TO, voice: 'w2', ring: 20, retry: 60, tries: 3, text: 'Код 4821' },
    ru: [
      '📞 Звонок → +7 999 123-45-67',
      'Голос: женский (w2) · звонит 20 с · 60 с между попытками · 3 попытки',
    ],
    en: ['📞 Call → +7 999 123-45-67', 'Voice: female (w2) · rings for 20 s · 60 s between tries · 3 tries'],
  },
  {
    line: `/call +${TO} Привет`,
    request: { channel: 'call', to: TO, voice: 'm', text: 'Привет' },
    ru: ['Голос: мужской (m)\n'],
    en: ['Voice: male (m)\n'],
  },
  {
    line: `/viber +${TO} from=CAFE Столик готов`,
    request: { channel: 'viber', to: TO, from: 'CAFE', text: 'Столик готов' },
    ru: ['💜 Viber → +7 999 123-45-67 · от CAFE', '«Столик готов»'],
    en: ['💜 Viber → +7 999 123-45-67 · from CAFE', '“Столик готов”'],
  },
  {
    line: `/soc +${TO} Столик готов`,
    request: { channel: 'soc', to: TO, text: 'Столик готов' },
    ru: ['🌐 Соцсети → +7 999 123-45-67'],
    en: ['🌐 Social networks → +7 999 123-45-67'],
  },
  {
    line: `/tgm +${TO} 4821`,
    request: { channel: 'tgm', to: TO, code: '4821' },
    ru: ['🔐 Код в Telegram → +7 999 123-45-67', '«4821»'],
    en: ['🔐 Telegram code → +7 999 123-45-67', '“4821”'],
  },
  {
    line: `/bot +${TO} bot=@shop_bot Заказ готов`,
    request: { channel: 'bot', to: TO, bot: '@shop_bot', text: 'Заказ готов' },
    ru: ['🤖 Бот Telegram → +7 999 123-45-67', 'Через @shop_bot'],
    en: ['🤖 Telegram bot → +7 999 123-45-67', 'Through @shop_bot'],
  },
];

describe.each(CASES)('$line', ({ line, request, ru, en }) => {
  test.each([
    ['Russian', OLGA, ru],
    ['English', NIKOLAI, en],
  ] as const)('becomes one message and one card in %s', async (_, person, lines) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const [card, ...more] = await chat.say(person, line);
    expect(more).toEqual([]);
    for (const wanted of lines) expect(card?.text).toContain(wanted);
    const messages = messagesFrom(await ordered(chat.store.db).execute());
    expect(messages).toMatchObject([{ request, state: 'queued' }]);
    expect(messages[0]?.request).toEqual(request);
  });
});

test.each(['shop_bot', '@shop_bot', 't.me/shop_bot', 'https://t.me/shop_bot'])(
  'a bot may be named %s',
  async (name) => {
    const chat = await chatForTest();
    const [card] = await chat.say(OLGA, `/bot +${TO} bot=${name} Заказ готов`);
    expect(card?.text).toContain('Через @shop_bot');
  },
);

/** Lines that cannot go as they are, and those that are offered instead. */
const REFUSED: readonly (readonly [line: string, instead: readonly string[]])[] = [
  [`/call +${TO} voice=w9 hi`, [`/call +${TO} voice=m hi`, `/call +${TO} voice=w hi`]],
  [`/call +${TO} ring=5 hi`, [`/call +${TO} ring=10 hi`]],
  [`/call +${TO} ring=20 comment=x hi`, [`/call +${TO} ring=20 hi`, `/call +${TO} comment=x hi`]],
  [`/sms +${TO} comment=тест hi`, [`/sms +${TO} hi`, `/sms +${TO} comment=тест alphabet=ucs2 hi`]],
  [`/sms +${TO} alphabet=gsm привет`, [`/sms +${TO} привет`]],
  [`/sms +${TO} from=Магазин hi`, [`/sms +${TO} hi`]],
  [`/sms +${TO} comment="" hi`, [`/sms +${TO} hi`]],
  [`/sms +${TO} __VIBER__: hi`, [`/sms +${TO} hi`]],
  [`/sms +${TO} hi\n~~~\nho`, [`/sms +${TO} hi\n ~~~\nho`]],
  [`/sms +${TO} hi\nsubj: ho`, [`/sms +${TO} hi\n subj: ho`]],
  [`/viber +${TO} form=CAFE hi`, [`/viber +${TO} from=CAFE hi`, `/viber +${TO} -- form=CAFE hi`]],
  [`/tgm +${TO} 48-21`, [`/tgm +${TO} -- 4821`]],
  [`/tgm +${TO}, +79991112233 4821`, [`/tgm +${TO} -- 4821`, '/tgm +79991112233 -- 4821']],
];

test.each(REFUSED)('%j is not sent, and each line offered instead can be', async (line, instead) => {
  const chat = await chatForTest();
  const [problem, ...more] = await chat.say(OLGA, line);
  expect(more).toEqual([]);
  expect(problem?.card.kind).toBe('problem');
  expect(problem?.copied).toEqual(instead);
  expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
  for (const better of instead) expect((await chat.say(OLGA, better))[0]?.card.kind).toBe('send');
});

/** What is missing is marked in the line to copy, so that it cannot be sent by mistake. */
const INCOMPLETE: readonly (readonly [line: string, mended: string])[] = [
  [`/bot +${TO} Заказ готов`, `/bot +${TO} bot=@имя… Заказ готов`],
  ['/sms +7999 Заказ готов', '/sms +7… Заказ готов'],
];

test.each(INCOMPLETE)('%j is offered with a mark that is not sent either', async (line, mended) => {
  const chat = await chatForTest();
  const [problem] = await chat.say(OLGA, line);
  expect(problem?.copied).toEqual([mended]);
  expect((await chat.say(OLGA, mended))[0]?.card.kind).toBe('problem');
});

test('an e-mail without a subject is offered with one to fill in', async () => {
  const chat = await chatForTest();
  const [problem] = await chat.say(OLGA, '/email a@b.ru Добрый день');
  expect(problem?.copied).toEqual(['/email a@b.ru subject=… Добрый день']);
  const [unchanged] = await chat.say(OLGA, '/email a@b.ru subject=… Добрый день');
  expect(unchanged?.card.kind).toBe('problem');
  expect(problem?.text).toContain('subject="…"');
});

test.each([
  ['Тема: Договор. Добрый день!', '/email a@b.ru subject=Договор Добрый день!'],
  ['Subject: Invoice 12\nGood day', '/email a@b.ru subject="Invoice 12" Good day'],
  ['\nДоговор\n\nДобрый день! Ждём.', '/email a@b.ru subject=Договор Добрый день! Ждём.'],
])('and one that was typed as in a mail is taken for it: %j', async (words, line) => {
  const chat = await chatForTest();
  const [problem] = await chat.say(OLGA, `/email a@b.ru ${words}`);
  expect(problem?.copied).toEqual([line]);
  expect((await chat.say(OLGA, line))[0]?.card.kind).not.toBe('problem');
});

test('several recipients of any channel are previewed first', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/viber +79991234567, +79991112233 Столик готов');
  expect(card?.text).toContain('💜 Viber → 2 получателя');
  expect(card?.buttons).toEqual(['Отправить 2', 'Позже…', 'Отмена', 'От кого…']);
});
