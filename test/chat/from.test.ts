import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { approvalOf } from '../../src/store/orders/approvals.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { fileOf, sendFile } from '../support/tables.ts';

const TWO = '+79991234571, +79991234572';

let chat: ChatForTest;
const begin = async (...settings: Parameters<typeof chatForTest>) => {
  chat = await chatForTest(...settings);
  await chat.let(NIKOLAI, 'operator');
};
beforeEach(() => begin());
afterEach(() => chat.store.close());

const sendersOf = async (cardId: string) =>
  (await messagesOfCard(chat.store.db, cardId, 9)).map(({ agreed, request }) => [
    agreed.sender,
    'from' in request ? request.from : null,
  ]);

test('a preview offers those named here lately, and goes from the one that is chosen', async () => {
  await chat.say(NIKOLAI, '/sms +79991234501 from=OFFICE hi');
  await chat.say(NIKOLAI, '/sms +79991234502 from=+79000000 hi');
  await chat.say(NIKOLAI, '/sms +79991234503 from=OFFICE hi again');
  await chat.say(OLGA, '/sms +79991234504 from=ELSEWHERE hi');
  const card = only(await chat.say(NIKOLAI, `/sms ${TWO} Sale`));
  expect(card.text).toContain('from SHOP');
  await chat.press(NIKOLAI, card, 'From…');
  const asked = await chat.look(card);
  expect(asked.text.split('\n').at(-1)).toBe('From whom is it to go?');
  expect(asked.buttons).toEqual(['From OFFICE', 'From 79000000', 'Another sender…', 'Back']);
  expect((await chat.press(NIKOLAI, asked, 'From OFFICE')).toast).toBe('Goes from OFFICE now');
  const changed = await chat.look(card);
  expect(changed.text).toContain('from OFFICE');
  expect(changed.buttons).toEqual(['Send 2', 'Later…', 'Cancel', 'From…']);
  await chat.press(NIKOLAI, changed, 'Send 2');
  expect(await sendersOf(card.card.id)).toEqual([
    ['OFFICE', 'OFFICE'],
    ['OFFICE', 'OFFICE'],
  ]);
  expect((await statesOf(chat.store.db)).slice(-2)).toEqual(['queued', 'queued']);
});

test('по-русски то же: и имя чата, если заданного в сообщении нет', async () => {
  await chat.say(OLGA, '/settings sender OFFICE', { chat: GROUP });
  const card = only(await chat.say(OLGA, `/sms ${TWO} from=SALE Скидки`, { chat: GROUP }));
  expect(card.buttons).toContain('От кого…');
  await chat.press(OLGA, card, 'От кого…');
  const asked = await chat.look(card);
  expect(asked.text).toContain('От чьего имени отправить?');
  expect(asked.buttons).toEqual(['От OFFICE', 'От SHOP', 'Другое имя…', 'Назад']);
  await chat.press(OLGA, asked, 'Назад');
  expect((await chat.look(card)).text).toContain('от SALE');
  await chat.press(OLGA, card, 'От кого…');
  expect((await chat.press(OLGA, card, 'От OFFICE')).toast).toBe('Теперь уйдёт от OFFICE');
  expect((await chat.look(card)).text).toContain('от OFFICE');
});

describe('another sender', () => {
  test('is asked for, and answered in one reply', async () => {
    const card = only(await chat.say(NIKOLAI, `/sms ${TWO} Sale`));
    await chat.press(NIKOLAI, card, 'From…');
    const question = only((await chat.press(NIKOLAI, card, 'Another sender…')).cards);
    expect(question.text).toContain('From whom is it to go? Reply with a name');
    const unread = only(await chat.say(NIKOLAI, 'Наш магазин', { replyTo: question }));
    expect(unread.text).toContain('“Наш магазин” is no sender.');
    expect(only(await chat.say(NIKOLAI, 'Office 2', { replyTo: unread })).text).toBe(
      'Goes from Office 2 now',
    );
    expect((await chat.look(card)).text).toContain('from Office 2');
    expect(await sendersOf(card.card.id)).toEqual([
      ['Office 2', 'Office 2'],
      ['Office 2', 'Office 2'],
    ]);
  });

  test('comes too late once it has gone', async () => {
    const card = only(await chat.say(OLGA, `/sms ${TWO} Sale`));
    await chat.press(OLGA, card, 'От кого…');
    const question = only((await chat.press(OLGA, card, 'Другое имя…')).cards);
    await chat.press(OLGA, card, 'Отправить 2');
    const late = only(await chat.say(OLGA, 'OFFICE', { replyTo: question }));
    expect(late.text).toContain('Оно уже не ждёт решения');
    expect((await sendersOf(card.card.id))[0]).toEqual(['SHOP', null]);
  });

  test('is no word of somebody who may not send', async () => {
    const card = only(await chat.say(OLGA, `/sms ${TWO} Sale`, { chat: GROUP }));
    await chat.press(OLGA, card, 'От кого…');
    const question = only((await chat.press(OLGA, card, 'Другое имя…')).cards);
    await chat.let(NIKOLAI, 'viewer');
    await chat.say(NIKOLAI, 'OFFICE', { replyTo: question, chat: GROUP });
    expect((await sendersOf(card.card.id))[0]).toEqual(['SHOP', null]);
  });
});

test.each([
  ['an SMS', `/sms ${TWO} hi`, true],
  ['an SMS dear enough to ask', `/sms +79991234571 ${'long '.repeat(130)}`, true],
  ['a message of social networks', `/soc ${TWO} hi`, true],
  ['an e-mail', '/email a@b.ru, c@d.ru subject=Sale hi', true],
  ['a message of a bot', `/bot ${TWO} bot=@shop_bot hi`, false],
  ['a code', '/tgm +79991234571, +79991234572 4821', false],
  ['a look-up', `/hlr ${TWO}`, false],
  ['what only waits for its time', '/sms +79991234571 at=+2h hi', false],
])('it is offered for %s: %s %j', async (_, line, isOffered) => {
  expect(only(await chat.say(NIKOLAI, line)).buttons.includes('From…')).toBe(isOffered);
});

test('an e-mail takes an address, which goes on as it was typed', async () => {
  const card = only(await chat.say(NIKOLAI, '/email a@b.ru, c@d.ru subject=Sale hi'));
  await chat.press(NIKOLAI, card, 'From…');
  const question = only((await chat.press(NIKOLAI, card, 'Another sender…')).cards);
  await chat.say(NIKOLAI, 'shop@example.com', { replyTo: question });
  expect((await sendersOf(card.card.id))[0]?.[0]).toBe('shop@example.com');
});

test('all channels of a chain go from it', async () => {
  const card = only(await chat.say(NIKOLAI, `/sms ${TWO} via=viber,sms from=SALE hi`));
  await chat.say(NIKOLAI, '/sms +79991234501 from=OFFICE hi');
  const next = only(await chat.say(NIKOLAI, `/sms ${TWO} via=viber,sms hi there`));
  await chat.press(NIKOLAI, next, 'From…');
  await chat.press(NIKOLAI, next, 'From OFFICE');
  const order = await orderOfCard(chat.store.db, next.card.id);
  expect(JSON.parse(order?.fallback ?? '{}')).toMatchObject({ steps: [{ channel: 'sms', from: 'OFFICE' }] });
  expect((await chat.look(card)).text).toContain('from SALE');
});

test('a table goes from it as a whole, each with a text of their own', async () => {
  await chat.say(OLGA, '/sms +79991234501 from=OFFICE hi');
  const table = fileOf('orders.csv', 'phone;n\n+79991234567;1\n+79161234567;2\n');
  const card = only(await sendFile(chat, OLGA, '/bulk Заказ {n} готов', table));
  await chat.press(OLGA, card, 'От кого…');
  await chat.press(OLGA, card, 'От OFFICE');
  expect((await sendersOf(card.card.id)).map(([sender]) => sender)).toEqual(['OFFICE', 'OFFICE']);
});

describe('a second person', () => {
  const APPROVED = { ...SETTINGS.approve, senders: ['BANK'] };
  const isAsked = async (cardId: string) => {
    const order = await orderOfCard(chat.store.db, cardId);
    return order ? (await approvalOf(chat.store.db, order.number)) !== undefined : null;
  };
  beforeEach(async () => {
    await chat.store.close();
    await begin({ approve: APPROVED });
    await chat.say(OLGA, '/sms +79991234501 from=OFFICE hi');
  });

  const sent = async (typed: string, to: string) => {
    const card = only(await chat.say(OLGA, `/sms ${TWO} ${typed} hi`));
    await chat.press(OLGA, card, 'От кого…');
    const question = only((await chat.press(OLGA, card, 'Другое имя…')).cards);
    await chat.say(OLGA, to, { replyTo: question });
    await chat.press(OLGA, card, 'Отправить 2');
    return card.card.id;
  };

  test('is asked once it goes from a sender of those', async () => {
    expect(await isAsked(await sent('from=SALE', 'bank'))).toBe(true);
  });

  test('is not asked once it goes from another', async () => {
    expect(await isAsked(await sent('from=BANK', 'OFFICE'))).toBe(false);
  });

  test('is asked all the same where a chat wants that above so many', async () => {
    await chat.say(OLGA, '/settings approval 1');
    expect(await isAsked(await sent('from=SALE', 'OFFICE'))).toBe(true);
  });
});

describe('a sender behind the recipients without its =', () => {
  const all = () => chat.store.db.selectFrom('messages').select('id').execute();

  test.each([
    [
      '/sms +79991234501 from SHOP hi',
      ['/sms +79991234501 from=SHOP hi', '/sms +79991234501 -- from SHOP hi'],
    ],
    [
      '/sms +79991234501, +79991234502 from shop hi',
      ['/sms +79991234501, +79991234502 from=SHOP hi', '/sms +79991234501, +79991234502 -- from shop hi'],
    ],
    [
      '/viber +79991234501 from BANK hi',
      ['/viber +79991234501 from=BANK hi', '/viber +79991234501 -- from BANK hi'],
    ],
    [
      '/sms +79991234501 at=+2h from OFFICE hi',
      ['/sms +79991234501 at=+2h from=OFFICE hi', '/sms +79991234501 at=+2h -- from OFFICE hi'],
    ],
    [
      '/sms +79991234501 от OFFICE\nпривет',
      ['/sms +79991234501 from=OFFICE привет', '/sms +79991234501 -- от OFFICE\nпривет'],
    ],
    ['/sms anna from SHOP hi', ['/sms anna from=SHOP hi', '/sms anna -- from SHOP hi']],
  ])('%s: whether it is that is asked where something went, or goes, from it', async (line, lines) => {
    await begin({ approve: { ...SETTINGS.approve, senders: ['BANK'] } });
    await chat.say(NIKOLAI, '/contact add anna +79991234509');
    await chat.say(OLGA, '/sms +79991234500 from=OFFICE hello');
    const asked = only(await chat.say(NIKOLAI, line));
    expect(asked.text).toContain('can be read in more than one way');
    expect(asked.copied.slice(-2)).toEqual(lines);
    expect(await all()).toHaveLength(1);
    for (const one of lines) expect((await chat.say(NIKOLAI, one))[0]?.card.kind).toBe('send');
  });

  test('по-русски то же, и в подписи к таблице', async () => {
    const asked = only(await chat.say(OLGA, '/sms +79991234501 от SHOP Скидки'));
    expect(asked.copied.slice(-2)).toEqual([
      '/sms +79991234501 from=SHOP Скидки',
      '/sms +79991234501 -- от SHOP Скидки',
    ]);
    const list = fileOf('list.csv', 'number\n+79991234567\n');
    const table = only(await sendFile(chat, OLGA, '/bulk от SHOP Скидки', list));
    expect(table.copied.slice(-2)).toEqual(['/bulk from=SHOP Скидки', '/bulk -- от SHOP Скидки']);
  });

  test.each([
    'from OFFICE to home in an hour',
    'from our shop: sale',
    'From now on we are open till 9',
    'от SHOPа скидки',
    'от всей души поздравляем',
  ])('%s is a text', async (text) => {
    only(await chat.say(NIKOLAI, `/sms +79991234501 ${text}`));
    only(await chat.say(NIKOLAI, `/sms +79991234502\nfrom SHOP: ${text}`));
    only(await chat.say(NIKOLAI, '/sms +79991234503\nfrom SHOP hi'));
    expect(await all()).toHaveLength(3);
  });
});
