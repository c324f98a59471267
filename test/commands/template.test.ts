import { beforeEach, expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/template add готов Ваш заказ {n} готов');
});

async function say(line: string, person = OLGA, saying = {}): Promise<Shown> {
  const [card] = await chat.say(person, line, saying);
  if (!card) throw new Error(`${line} was not answered`);
  return card;
}

const sentBy = async ({ card }: Shown) =>
  (await messagesOfCard(chat.store.db, card.id, 10)).map(({ recipient, channel, request }) =>
    [channel, recipient, 'text' in request ? request.text : null].join(' '),
  );

test('a template is shown with its text, listed, changed and removed', async () => {
  expect((await say('/template ГОТОВ')).text).toBe(
    '📝 готов · 📤 SMS\n«Ваш заказ {n} готов»\nВидно всей команде.\nЧтобы отправить: /t готов +79991234567',
  );
  expect((await say('/template add готов Другой текст')).text).toContain('Шаблон готов уже есть');
  expect((await say('/template change готов Заказ {n}')).text).toContain('Изменён.');
  expect((await say('/template')).text).toContain('📝 1 шаблон\nготов · 📤 SMS · «Заказ {n}»');
  expect((await say('/template remove готов и ещё')).text).toContain('«и ещё» осталось лишним');
  expect((await say('/template remove готов')).text).toBe('📝 Шаблона готов больше нет.');
  expect((await say('/template')).text).toContain('Шаблонов пока нет');
});

test.each([
  [OLGA, 'Чтобы отправить: /t счёт имя@… subject=…'],
  [NIKOLAI, 'To send it: /t счёт name@… subject=…'],
])('a template of an e-mail says that it goes to an address, and has a subject', async (person, how) => {
  expect((await say('/template add счёт channel=email Счёт во вложении', person)).text).toContain(how);
});

test('what a channel must be told is said behind the recipients, or asked for', async () => {
  await say('/template add счёт channel=email Счёт во вложении');
  await say('/template add робот channel=bot Заказ готов');
  expect(await sentBy(await say('/t счёт a@b.ru subject="Счёт 12"'))).toEqual([
    'email a@b.ru Счёт во вложении',
  ]);
  expect(await sentBy(await say('/t робот +79991234567 bot=@shop_bot'))).toEqual([
    'bot 79991234567 Заказ готов',
  ]);
  expect((await say('/t счёт a@b.ru')).text).toContain('/email a@b.ru subject=… Счёт во вложении');
});

test('of several by one name each button says which it is, and asks for whom that one is', async () => {
  await say('/template add готов language=en Your order {n} is ready');
  await say('/template add готов channel=viber Ваш заказ {n} ждёт');
  await say('/template add другой Приходите');
  const list = await say('/t');
  expect([...list.buttons].toSorted()).toEqual(
    ['готов', 'готов · en', 'готов · 💜 Viber', 'другой'].toSorted(),
  );
  const [asked] = (await chat.press(OLGA, list, 'готов · en')).cards;
  expect(asked?.text).toContain('«Your order {n} is ready»');
});

test.each([
  ['/t готов +79991234567 n=1042', ['sms 79991234567 Ваш заказ 1042 готов']],
  [
    '/t готов +7 999 123-45-67, +79991234568 n="10 42"',
    ['sms 79991234567 Ваш заказ 10 42 готов', 'sms 79991234568 Ваш заказ 10 42 готов'],
  ],
  ['/t готов +79991234567 n=10 42 from=SHOP', ['sms 79991234567 Ваш заказ 10 42 готов']],
  ['/t готов иван n=1', ['sms 79991234569 Ваш заказ 1 готов']],
])('%s', async (line, sent) => {
  await chat.say(OLGA, '/contact add иван +79991234569');
  expect(await sentBy(await say(line))).toEqual(sent);
});

test('what a template lacks is asked for: whom it is for, then what fills its places', async () => {
  const whom = await say('/t готов');
  expect(whom.text).toContain('«Ваш заказ {n} готов»');
  const what = await say('+79991234567', OLGA, { replyTo: whom });
  expect(what.text).toContain('что поставить вместо {n}?');
  const card = await say('1042', OLGA, { replyTo: what });
  expect(await sentBy(card)).toEqual(['sms 79991234567 Ваш заказ 1042 готов']);
});

test('values that were said are kept while the number is asked for', async () => {
  const whom = await say('/t готов n=1042');
  expect(await sentBy(await say('+79991234567', OLGA, { replyTo: whom }))).toEqual([
    'sms 79991234567 Ваш заказ 1042 готов',
  ]);
});

test('in reply to a card a template goes to the person on it', async () => {
  const card = await say('/sms +79991234567 Здравствуйте');
  expect(await sentBy(await say('/t готов n=7', OLGA, { replyTo: card }))).toEqual([
    'sms 79991234567 Ваш заказ 7 готов',
  ]);
});

test('of one name there is a text for each channel and language: that of the chat is taken', async () => {
  await say('/template add готов language=en Your order {n} is ready');
  await say('/template add готов channel=viber Заказ {n} ждёт');
  expect(await sentBy(await say('/t готов +79991234567 n=1', NIKOLAI))).toEqual([
    'sms 79991234567 Your order 1 is ready',
  ]);
  expect(await sentBy(await say('/t готов +79991234568 n=1'))).toEqual(['sms 79991234568 Ваш заказ 1 готов']);
  expect(await sentBy(await say('/t готов +79991234569 n=1 channel=viber'))).toEqual([
    'viber 79991234569 Заказ 1 ждёт',
  ]);
});

test('alone it offers those that were used last, and a button asks whom one is for', async () => {
  await say('/template add адрес Ленина, 5');
  await say('/t готов +79991234567 n=1');
  const offer = await say('/t');
  expect(offer.buttons).toEqual(['готов', 'адрес']);
  const { cards } = await chat.press(OLGA, offer, 'адрес');
  if (!cards[0]) throw new Error('no question');
  expect(await sentBy(await say('+79991234568', OLGA, { replyTo: cards[0] }))).toEqual([
    'sms 79991234568 Ленина, 5',
  ]);
});

test.each([
  ['/template add', '/template add готов Ваш заказ {n} готов'],
  ['/template add 1 текст', '«1» не годится как имя'],
  ['/template add адрес channel=fax Ленина, 5', 'Шаблон бывает для: sms'],
  ['/template add адрес language=xx Ленина, 5', 'Языка «xx» бот не знает'],
  ['/template change адрес Ленина, 5', 'Шаблона «адрес» нет'],
  ['/template remove', '/template remove готов'],
  ['/t гтов +79991234567', 'Шаблона «гтов» нет. Может быть, это: /t готов +79991234567'],
])('%s is answered with what is wrong', async (line, words) => {
  expect((await say(line)).text).toContain(words);
  expect((await say('/template')).text).toContain('1 шаблон\n');
});

test('the only one of a name is changed without saying what it is for, and of several it is asked which', async () => {
  await say('/template add адрес language=ru Ленина, 5');
  expect((await say('/template change адрес Ленина, 7')).text).toContain('«Ленина, 7»');
  expect((await say('/template адрес')).text).toContain('язык: ru');
  await say('/template add адрес channel=viber Lenina, 5');
  expect((await say('/template change адрес Ленина, 9')).text).toBe(
    'Есть такие шаблоны адрес: language=ru; channel=viber. Напишите, какой изменить, например: /template change адрес language=ru Ленина, 9',
  );
  expect((await say('/template change адрес language=en Lenina, 9')).text).toContain(
    'Есть такие шаблоны адрес: language=ru; channel=viber.',
  );
  expect((await say('/template change готов language=en Ready')).text).toContain(
    '/template change готов channel=sms Ready',
  );
  expect((await say('/template remove адрес language=en')).text).not.toContain('Может быть');
  expect((await say('/template адрес')).text).toContain('«Ленина, 7»');
});

test('an operator changes what they made, and no template of somebody else’s', async () => {
  expect((await say('/template change готов Нет', NIKOLAI)).text).toContain("somebody else's work");
  expect((await say('/template remove готов', NIKOLAI)).text).toContain("somebody else's work");
  const card = await say('/template готов', NIKOLAI);
  expect((await chat.press(NIKOLAI, card, 'Remove')).toast).toContain('Only who made it');
  await say('/template add mine own=yes Hi', NIKOLAI);
  expect((await say('/t mine +79991234567')).text).toContain('Шаблона «mine» нет');
});

test('a template without its text, and a contact without its number, ask for that in a reply', async () => {
  const asked = await say('/template add адрес language=ru');
  expect(asked.text).toContain('/template → адрес:');
  const made = await say('Невский, 1 -- вход со двора', OLGA, { replyTo: asked });
  expect(made.text).toContain('«Невский, 1 -- вход со двора»');
  expect(made.text).toContain('адрес · 📤 SMS');
  const changing = await say('/template change адрес language=ru …');
  expect((await say('from=сюда', OLGA, { replyTo: changing })).text).toContain('«from=сюда»');
  expect((await say('/template add готов')).text).toContain('Шаблон готов уже есть');

  const whose = await say('/contact add ivan', NIKOLAI);
  expect(whose.text).toContain('/contact → ivan: which number?');
  expect((await say('8 999 123-45-67', NIKOLAI, { replyTo: whose })).text).toContain('+7 999 123-45-67');
  const again = await say('/contact add anna', NIKOLAI);
  expect((await say('later', NIKOLAI, { replyTo: again })).text).toContain('/contact add');
  expect((await say('/contact anna', NIKOLAI)).text).toContain('There is no contact “anna”');
});

test.each([
  [
    OLGA,
    'готов language=ru',
    'возьмите',
    /Чтобы отправить, нажмите его в \/template: \/t готов берёт другой текст с этим именем\./,
  ],
  [
    NIKOLAI,
    'готов language=en',
    'take',
    /To send it: press it in \/template\. \/t готов takes another text of that name\./,
  ],
])('a template that /t does not take says so, and how it is sent: %#', async (person, other, text, how) => {
  await chat.say(OLGA, '/template remove готов');
  const plain = await say(`/template add готов ${text} 2`, person);
  await chat.say(person, `/template add ${other} ${text} 1`);
  const button = (await chat.press(person, await say('/template', person), 'готов')).cards[0];
  expect(button?.text).toContain(`${text} 2`);
  expect((await chat.look(plain)).text).toMatch(how);
  const viber = await say(`/template add готов channel=viber ${text} 3`, person);
  expect(viber.copied).toContain('/t готов +79991234567 channel=viber');
});

test.each([
  [
    OLGA,
    'language=ru',
    'Шаблон здесь уже есть, и /t здесь берёт его: «Ленина, 5». Ничего не сохранено.',
    ['/t', '/template change здесь language=ru Невский, 1', '/template add здесь-3 Невский, 1'],
  ],
  [
    NIKOLAI,
    'language=en',
    'There is a template здесь already, which /t takes here: “Ленина, 5”. Nothing was saved.',
    ['/t', '/template add здесь-3 Невский, 1'],
  ],
])(
  'a text that its own name would not send is not saved before the other is seen: %#',
  async (person, which, said, copied) => {
    await say(`/template add здесь ${which} Ленина, 5`);
    await say('/template add здесь-2 Ленина, 7');
    const card = await say('/template add здесь Невский, 1', person);
    expect(card.text).toContain(said);
    expect(card.copied).toEqual(copied);
    for (const line of copied.slice(1)) await say(line, person);
    expect((await say('/t здесь-3 +79991234567', person)).text).toContain('Невский, 1');
    expect((await say('/t здесь +79991234567', OLGA)).text).toContain(
      person === OLGA ? 'Невский, 1' : 'Ленина, 5',
    );
  },
);

test('whoever removes a template removes their own, and not those of the name that others made', async () => {
  await say('/template add готов language=en It is ready', NIKOLAI);
  expect((await say('/template remove готов', NIKOLAI)).text).toBe('📝 There is no template готов any more.');
  expect((await say('/template готов')).text).toContain('«Ваш заказ {n} готов»');
  expect((await say('/template remove готов', NIKOLAI)).text).toContain("somebody else's work");
});
