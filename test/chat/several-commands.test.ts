import type { User } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

const messages = async () => messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute());
const texts = async () =>
  (await messages()).map(({ recipient, request }) => [recipient, 'text' in request && request.text]);

const A = '+79991234567';
const B = '+79991234568';
const PARCEL = 'Your parcel is delayed';

test.each<[string, User, string, readonly string[]]>([
  [
    'texts',
    NIKOLAI,
    `/sms ${A} ${PARCEL}\n/sms ${B} Your parcel is on its way`,
    [
      `/sms ${A} ${PARCEL}`,
      `/sms ${B} Your parcel is on its way`,
      `/sms ${A} -- ${PARCEL}\n/sms ${B} Your parcel is on its way`,
    ],
  ],
  [
    'short texts',
    NIKOLAI,
    `/sms ${A} Delayed\n/sms ${B} Ready`,
    [`/sms ${A} Delayed`, `/sms ${B} Ready`, `/sms ${A} -- Delayed\n/sms ${B} Ready`],
  ],
  [
    'in one row',
    NIKOLAI,
    `/sms ${A} Delayed /sms ${B} Ready`,
    [`/sms ${A} Delayed`, `/sms ${B} Ready`, `/sms ${A} -- Delayed /sms ${B} Ready`],
  ],
  [
    'with blank lines, and a text of two rows',
    OLGA,
    `/sms ${A} Ваш заказ готов\nЖдём вас\n\n/status 855469\n\n/health`,
    [
      `/sms ${A} Ваш заказ готов\nЖдём вас`,
      '/status 855469',
      '/health',
      `/sms ${A} -- Ваш заказ готов\nЖдём вас\n\n/status 855469\n\n/health`,
    ],
  ],
  [
    'by the bot’s name, and as they are called in Russian',
    OLGA,
    `/sms@demo_bot ${A} Ваш заказ готов\n/СМС ${B} Ваш заказ едет\n/ыьы ${B} И ещё`,
    [
      `/sms ${A} Ваш заказ готов`,
      `/sms ${B} Ваш заказ едет`,
      `/sms ${B} И ещё`,
      `/sms ${A} -- Ваш заказ готов\n/СМС ${B} Ваш заказ едет\n/ыьы ${B} И ещё`,
    ],
  ],
  [
    'with a dot for a slash, in a list',
    NIKOLAI,
    `1. .sms ${A} ${PARCEL}\n2. .sms ${B} It is here`,
    [`/sms ${A} ${PARCEL}`, `/sms ${B} It is here`, `/sms ${A} -- ${PARCEL}\n2. .sms ${B} It is here`],
  ],
  [
    'without a slash',
    OLGA,
    `смс ${A} Ваш заказ уже готов\nсмс ${B} Ваш заказ едет`,
    [
      `/sms ${A} Ваш заказ уже готов`,
      `/sms ${B} Ваш заказ едет`,
      `/sms ${A} -- Ваш заказ уже готов\nсмс ${B} Ваш заказ едет`,
    ],
  ],
  [
    'behind a mark of the second alone',
    NIKOLAI,
    `/sms ${A} ${PARCEL}\n/sms ${B} -- Ready`,
    [`/sms ${A} ${PARCEL}`, `/sms ${B} -- Ready`, `/sms ${A} -- ${PARCEL}\n/sms ${B} -- Ready`],
  ],
  [
    'behind a dash amid the first text',
    NIKOLAI,
    `/sms ${A} Your parcel -- delayed\n/sms ${B} Ready`,
    [
      `/sms ${A} Your parcel -- delayed`,
      `/sms ${B} Ready`,
      `/sms ${A} -- Your parcel -- delayed\n/sms ${B} Ready`,
    ],
  ],
  [
    'contacts',
    NIKOLAI,
    `/contact add fiona ${A} email=fiona@shop.ru\n/contact add ewan ${B}\ncontact add ian ${B}`,
    [`/contact add fiona ${A} email=fiona@shop.ru`, `/contact add ewan ${B}`, `/contact add ian ${B}`],
  ],
  ['no more texts', OLGA, `/block ${A}\n/stoplist add ${B}`, [`/stoplist add ${A}`, `/stoplist add ${B}`]],
  [
    'by a template',
    NIKOLAI,
    `/t out ${A} ref=1\n/t out ${B} ref=2`,
    [`/t out ${A} ref=1`, `/t out ${B} ref=2`],
  ],
  [
    'templates',
    NIKOLAI,
    `/template add out channel=sms It is out\n/template add in It is in`,
    [
      '/template add out channel=sms It is out',
      '/template add in It is in',
      '/template add out channel=sms -- It is out\n/template add in It is in',
    ],
  ],
  ['codes', NIKOLAI, `/tgm ${A} 4821\n/tgm ${B} 4822`, [`/tgm ${A} 4821`, `/tgm ${B} 4822`]],
  ['look-ups', NIKOLAI, `/hlr ${A}\n/ping ${B}`, [`/hlr ${A}`, `/ping ${B}`]],
  ['what is shown', OLGA, '/status 855469\n/status 855470', ['/status 855469', '/status 855470']],
  ['roles', OLGA, '/grant 109 operator\n/grant 110 viewer', ['/grant 109 operator', '/grant 110 viewer']],
  ['quotas', OLGA, '/quota 109 day=5\n/quota 110 day=5', ['/quota 109 day=5', '/quota 110 day=5']],
  ['alerts', OLGA, '/watch mute 1h\n/watch rate 20% 10m', ['/watch mute 1h', '/watch rate 20% 10m']],
  [
    'below a command that there is none of',
    NIKOLAI,
    `/smss ${A} ${PARCEL}\n/sms ${B} Ready`,
    [`/smss ${A} ${PARCEL}`, `/sms ${B} Ready`],
  ],
  ['below a number alone', NIKOLAI, `${A} ${PARCEL}\n/sms ${B} Ready`, [`${A} ${PARCEL}`, `/sms ${B} Ready`]],
])('several commands in one message are done by none: %s', async (_, person, words, lines) => {
  const { text, copied } = only(await chat.say(person, words));
  expect(copied).toEqual(lines);
  expect(text).toContain(person === OLGA ? 'Ничего не сделано' : 'Nothing was done');
  expect(await messages()).toEqual([]);
});

test.each([
  [
    NIKOLAI,
    `❌ This message holds 2 commands, and one message is one command. Nothing was done: send each by itself.\n\nTap each to copy it:\n/sms ${A} ${PARCEL}\n/sms ${B} Ready\n\nAll of it as one text:\n/sms ${A} -- ${PARCEL}\n/sms ${B} Ready`,
  ],
  [
    OLGA,
    `❌ Команд в этом сообщении: 2, а в одном сообщении выполняется одна. Ничего не сделано: отправьте каждую отдельно.\n\nНажмите на строку, чтобы скопировать:\n/sms ${A} ${PARCEL}\n/sms ${B} Ready\n\nВсё одним текстом:\n/sms ${A} -- ${PARCEL}\n/sms ${B} Ready`,
  ],
])('the answer says so, and each of its lines does what it says: %#', async (person, words) => {
  const { text, copied } = only(await chat.say(person, `/sms ${A} ${PARCEL}\n/sms ${B} Ready`));
  expect(text).toBe(words);
  for (const line of copied.slice(0, 2)) only(await chat.say(person, line));
  const [, , whole = ''] = copied;
  only(await chat.say(person, whole));
  expect(await texts()).toEqual([
    [A.slice(1), PARCEL],
    [B.slice(1), 'Ready'],
    [A.slice(1), `${PARCEL}\n/sms ${B} Ready`],
  ]);
});

test('once all but one are taken out by an edit, that one is done', async () => {
  const message = chat.message(NIKOLAI, `/sms ${A} ${PARCEL}\n/sms ${B} Ready`);
  await chat.update({ message });
  await chat.update({ edited_message: { ...message, text: `/sms ${A} ${PARCEL}`, edit_date: message.date } });
  expect(await texts()).toEqual([[A.slice(1), PARCEL]]);
});

test('of a long list as many as fit are to be copied, and how many there are more is said', async () => {
  const lines = Array.from(
    { length: 40 },
    (_, n) => `/sms +799912345${10 + n} Order ${n}: ${'ready '.repeat(10)}now`,
  );
  const { text, copied } = only(await chat.say(NIKOLAI, lines.join('\n')));
  expect(copied).toEqual(lines.slice(0, copied.length));
  expect(copied.length).toBeGreaterThan(30);
  expect(text).toContain('holds 40 commands');
  expect(text.endsWith(`… and ${40 - copied.length} more in your message`)).toBe(true);
  expect(await messages()).toEqual([]);
});

describe('one command is one, whatever rows it has:', () => {
  test.each([
    [`/sms ${A} Track it:\n/delivery\nhttps://shop.example/sms\n/status/12`, null],
    [`/sms ${A} We are glad to answer your questions:\nCall 8 800 555-35-35 for free`, null],
    [`/sms ${A} -- To hear more, type\n/status 12`, `To hear more, type\n/status 12`],
    [`/sms ${A} from=SHOP -- Type\n/sms ${B} Ready`, `Type\n/sms ${B} Ready`],
  ])('%s', async (words, text) => {
    const card = only(await chat.say(NIKOLAI, words));
    expect(card.text).not.toContain('commands');
    expect(await texts()).toEqual([[A.slice(1), text ?? words.slice(`/sms ${A} `.length)]]);
  });

  test('a template behind the mark', async () => {
    only(await chat.say(NIKOLAI, '/template add menu -- Type\n/help\nto see all'));
    expect(only(await chat.say(NIKOLAI, '/template menu')).text).toContain('“Type\n/help\nto see all”');
  });

  test('whoever may not use the first is told so', async () => {
    await chat.let(NIKOLAI, 'viewer');
    const { text } = only(await chat.say(NIKOLAI, `/sms ${A} hi\n/sms ${B} hi`));
    expect(text).toContain('/sms takes the role operator.');
  });

  test('what is said in a group to others is none of it', async () => {
    expect(await chat.say(NIKOLAI, `Try this:\n/sms ${A} hi`, { chat: GROUP })).toEqual([]);
  });
});

describe('a command below an answer is no part of it:', () => {
  test('to a question', async () => {
    for (const words of ['Ready', `Ready\n/sms ${B} Late`]) {
      await chat.say(NIKOLAI, `/sms ${A}`);
      const { text, copied } = only(await chat.say(NIKOLAI, words));
      if (words === 'Ready') continue;
      expect(text).toContain('A command stands below other words in this message.');
      expect(copied).toEqual(['Ready', `/sms ${B} Late`]);
    }
    expect(await texts()).toEqual([[A.slice(1), 'Ready']]);
  });

  test('to a card, which goes as it is by its last line', async () => {
    const card = only(await chat.say(NIKOLAI, `/sms ${A} Ready`));
    const words = `Yes, and\n/status 12`;
    const { text, copied } = only(await chat.say(NIKOLAI, words, { replyTo: card }));
    expect(text).toContain('All of it as one text, in reply to the same:');
    expect(copied).toEqual(['Yes, and', '/status 12', `/sms -- ${words}`]);
    await chat.say(NIKOLAI, copied.at(-1) ?? '', { replyTo: card });
    expect((await texts()).map(([, said]) => said)).toEqual(['Ready', words]);
  });
});
