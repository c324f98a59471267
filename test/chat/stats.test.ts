import { expect, test } from 'vitest';
import { readFile } from '../../src/store/chats/files.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';
import { accepted, cost, receipt, submit } from '../support/fates.ts';
import { FOUND, lookedUp } from '../support/lookups.ts';

/** Olga has sent to four people: two have it, one's phone is off, one text is taken for spam; another is on its way. */
async function sent(chat: ChatForTest, person = OLGA): Promise<void> {
  const numbers = ['+79161234501', '+79161234502', '+79161234503', '+79161234504', '+79161234505'];
  const [card] = await chat.say(person, `/sms ${numbers.join(', ')} Hello`);
  if (!card) throw new Error('no card');
  await chat.press(person, card, card.buttons[0] ?? '');
  await submit(
    chat.store,
    card.card.id,
    numbers.map((_, nth) => accepted(`m${nth}`)),
  );
  await receipt(chat.store, 'id:m0 stat:DELIVRD err:000', cost('2.50'));
  await receipt(chat.store, 'id:m1 stat:DELIVRD err:000', cost('2.50'));
  await receipt(chat.store, 'id:m2 stat:UNDELIV err:006');
  await receipt(chat.store, 'id:m3 stat:UNDELIV err:253');
}

const only = (cards: readonly Shown[]): Shown => {
  expect(cards).toHaveLength(1);
  return cards[0] as Shown;
};

async function fileOf({ store }: ChatForTest, { view }: Shown): Promise<Buffer> {
  if (!('file' in view) || !view.file) throw new Error('the card has no file');
  const chunks = [];
  for await (const chunk of readFile(store.db, view.file.id)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** But for its first line, which is the period. */
const said = ({ text }: Shown): string[] => text.split('\n').slice(1);

test.each([
  [
    OLGA,
    [
      'Отправлено 5: доставлено 2 (40 %), не доставлено 2 (40 %), в пути 1',
      'Частей: 5, 5,00 RUB',
      'Доставка: половина за 1 с, 95 из 100 за 1 с',
      '🙋 Нужно вмешаться, 1: запрещено спам-фильтром (253) 1',
      'Вмешиваться не нужно, 1: абонент не в сети (6) 1',
    ],
  ],
  [
    NIKOLAI,
    [
      'Sent 5: 2 delivered (40%), 2 failed (40%), 1 on the way',
      'Parts: 5, 5.00 RUB',
      'Delivery: half within 1 s, 95 of 100 within 1 s',
      '🙋 Needs somebody, 1: stopped by the spam filter (253) 1',
      'Needs nobody, 1: subscriber offline (6) 1',
    ],
  ],
])(
  'five lines say what became of all and what somebody has to do about, beside a picture',
  async (person, lines) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'viewer');
    await sent(chat);
    const card = only(await chat.say(person, '/stats'));
    expect(said(card)).toEqual(lines.map((line) => line.replace(/ %/g, '\u00a0%')));
    expect(card.view.as).toBe('picture');
    const png = await fileOf(chat, card);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(1080);
    await chat.store.close();
  },
  // The thread that draws takes long to begin on a busy machine.
  90_000,
);

test('by= tells operators, people, senders and reasons apart, before the period or behind it', async () => {
  const chat = await chatForTest();
  await sent(chat);
  const last = async (line: string, rows: number) =>
    only(await chat.say(OLGA, line))
      .text.replaceAll('\u00a0', ' ')
      .split('\n')
      .slice(-rows)
      .toSorted();
  expect(await last('/stats 7d by=person', 1)).toEqual(['• Olga: 5, доставлено 40 %, не доставлено 40 %']);
  expect(await last('/stats by=sender 7d', 1)).toEqual(['• SHOP: 5, доставлено 40 %, не доставлено 40 %']);
  expect(await last('/stats by=сотрудники', 1)).toEqual(['• Olga: 5, доставлено 40 %, не доставлено 40 %']);
  expect(await last('/stats by=оператор', 1)).toEqual(await last('/stats by=operator', 1));
  expect(await last('/stats by=operator', 1)).toEqual([
    '• неизвестен: 5, доставлено 40 %, не доставлено 40 %',
  ]);
  expect(await last('/stats by=code', 2)).toEqual([
    '• абонент не в сети (6): 1 (50 %)',
    '• запрещено спам-фильтром (253): 1 (50 %)',
  ]);
  await chat.store.close();
});

test('a sender that is a number is found however it is written', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79161234501 from=+79001234567 Hello');
  await submit(chat.store, card?.card.id ?? '', [accepted('1')]);
  for (const from of ['79001234567', '+79001234567', '"8 900 123-45-67"'])
    expect(only(await chat.say(OLGA, `/stats from=${from}`)).text).toMatch(/Отправлено 1\D/);
});

test('what is filtered by is all that is counted', async () => {
  const chat = await chatForTest();
  const [look] = await chat.say(OLGA, '/hlr +79161234501');
  await submit(chat.store, look?.card.id ?? '', [accepted('hlr')]);
  await receipt(chat.store, 'id:hlr stat:DELIVRD err:000 imsi:250013012345678 cn:Россия net:МТС');
  await sent(chat);
  const counts = {
    '/stats from=shop': 6,
    '/stats code=253': 1,
    '/stats channel=sms operator=мтс': 1,
    '/stats operator=неизвестен': 4,
    '/stats by=olg': 6,
    '/stats by=me': 6,
    '/stats by=я code=253': 1,
    '/stats 7d by operators': 6,
    '/stats месяц по операторам': 6,
    '/stats по Коду': 6,
    '/stats from=BANK': 0,
    '/stats channel=viber': 0,
    '/stats канал=смс': 5,
    '/stats operator=билайн': 0,
    '/stats number=89161234501': 2,
    '/stats 7d number="+7 916 123-45-03" by=code': 1,
    '/stats channel=sms number=+79161234509': 0,
    '/stats вчера': 0,
  };
  for (const [line, n] of Object.entries(counts)) {
    const { text } = only(await chat.say(OLGA, line));
    expect(text, line).toContain(n === 0 ? 'Ничего не отправляли.' : `Отправлено ${n}:`);
  }
  await chat.store.close();
});

test.each([
  ['ru', OLGA, 'number= понимает номер целиком, например number=+79991234567, а не «4501».'],
  ['en', NIKOLAI, 'number= takes a whole phone number, such as number=+79991234567, not “4501”.'],
])(
  'a piece of a number is none: who asks for it is told, and no number is on record: %s',
  async (_, person, words) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    expect(only(await chat.say(person, '/stats number=4501')).text).toContain(words);
    await chat.say(person, '/stats 7d number=+79161234501');
    const { arg } = await chat.store.db
      .selectFrom('actions')
      .select('arg')
      .where('arg', 'like', '7d%')
      .executeTakeFirstOrThrow();
    expect(arg).toBe('7d number=…');
    await chat.store.close();
  },
);

test.each([
  [
    OLGA,
    '/stats 2026-13 from=SHOP',
    '/stats не понимает «2026-13»',
    'Прочитано так: /stats from=SHOP 2026-13',
  ],
  [
    NIKOLAI,
    '/stats 2026-13 from=SHOP',
    '/stats does not know “2026-13”',
    'I read it as: /stats from=SHOP 2026-13',
  ],
  [NIKOLAI, '/stats summer from="MY SHOP"', 'copy it:\n/stats from="MY SHOP" 7d\n'],
  [OLGA, '/stats 2199', '«2199» ещё не наступило'],
  [NIKOLAI, '/stats 2199', '“2199” has not begun yet'],
  [OLGA, '/stats 7d colour=red', 'colour'],
  [OLGA, '/stats by=кто-то', '«кто-то» здесь никого не зовут'],
  [NIKOLAI, '/stats by=who', 'nobody here is called “who”'],
  [
    NIKOLAI,
    '/stats yestarday',
    'does not know “yestarday”. It is written like this, for example: yesterday.',
  ],
  [OLGA, '/stats вчеар', '/stats вчера'],
  [NIKOLAI, '/stats 24', 'Tap the one that you mean to copy it:\n/stats 24h\n/stats 24d'],
  [NIKOLAI, '/stats summer', 'It is written like this, for example: 7d, 2026-11,'],
  [NIKOLAI, '/stats code=what', '/stats knows no code “what”'],
])('%o: %s is answered with what was understood', async (person, line, ...answers) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  const { text } = only(await chat.say(person, line));
  for (const answer of answers) expect(text).toContain(answer);
  await chat.store.close();
});

test.each([
  [OLGA, '/stats Николай', 'by=Nikolai'],
  [OLGA, '/stats по Николаю за ноябрь', 'by=Nikolai'],
  [OLGA, '/stats by=Николай', 'by=Nikolai'],
  [NIKOLAI, '/stats Nikolai', 'by=Nikolai'],
  [NIKOLAI, '/stats by Ольга november from="MY SHOP"', 'from="MY SHOP" by=Olga'],
])('%o: %s is for that person’s figures', async (person, typed, asked) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  await chat.say(OLGA, 'привет');
  const { text } = only(await chat.say(person, typed));
  expect(text.split('\n')[1]).toBe(asked);
  expect(text).toMatch(/Ничего не отправляли|Nothing was sent/);
  await chat.store.close();
});

test.each([
  [OLGA, '/stats Nikolla', '«Nikolla» — не период. Может быть, это: ', '/stats by=Nikolai'],
  [NIKOLAI, '/stats Nikolla', '“Nikolla” is no period. Perhaps this is meant: ', '/stats by=Nikolai'],
  [OLGA, '/stats вчера by=Nikolla', '«Nikolla» здесь никого не зовут. Может', '/stats вчера by=Nikolai'],
  [NIKOLAI, '/stats by=Nikolla', 'Nobody here is called “Nikolla”. Perhaps', '/stats by=Nikolai'],
  [OLGA, '/stats по мегафону', 'не период', '/stats operator=MegaFON'],
  [OLGA, '/stats оператор Мегафон за неделю', 'не период', '/stats за неделю operator=MegaFON'],
])('%o: %s is answered with the line for what is called nearly so', async (person, typed, words, line) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  await chat.say(OLGA, 'привет');
  await lookedUp(chat, '/hlr +79231112233', FOUND);
  const card = only(await chat.say(person, typed));
  expect(card.text).toContain(words);
  expect(card.copied).toEqual([line]);
  expect(only(await chat.say(person, line)).text).not.toMatch(/может быть|perhaps|❌/i);
  await chat.store.close();
});

test.each(['билайн', 'Beeline', 'вымпелком'])(
  'operator=%s is the one that messages name so',
  async (typed) => {
    const chat = await chatForTest();
    await chat.say(OLGA, 'привет');
    await lookedUp(chat, '/hlr +79031112233', FOUND.replace(/net:\S+/, 'net:VimpelCom+(Beeline)'), OLGA);
    for (const line of [`/stats operator=${typed}`, `/stats оператор=${typed.toUpperCase()}`])
      expect(only(await chat.say(OLGA, line)).text, line).toContain('Отправлено 1');
    await chat.store.close();
  },
);

test('the table goes to whoever presses [As file], and to their private chat alone', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  await sent(chat);
  const card = only(await chat.say(NIKOLAI, '/stats', { chat: GROUP }));
  expect(card.card.chat_id).toBe(GROUP);
  const { cards } = await chat.press(NIKOLAI, card, 'Файлом');
  const file = only(cards);
  expect(file.card.chat_id).toBe(NIKOLAI.id);
  const [header, ...rows] = (await fileOf(chat, file)).toString().trim().split('\r\n');
  expect(header).toBe('From,Channel,Sender,Operator,Who,Status,Error code,Messages,Parts,"Cost, RUB"');
  expect(rows.map((row) => row.split(',').slice(1).join(',')).toSorted()).toEqual([
    'sms,SHOP,unknown,Olga,accepted,,1,1,',
    'sms,SHOP,unknown,Olga,delivered,0,2,2,5.00',
    'sms,SHOP,unknown,Olga,stopped by the spam filter (253),253,1,1,',
    'sms,SHOP,unknown,Olga,subscriber offline (6),6,1,1,',
  ]);
  await chat.store.close();
});

test.each(['stats', 'audit'])(
  'the table has the days of the chat where its figures stand: /%s',
  async (name) => {
    const chat = await chatForTest();
    await chat.say(OLGA, '/settings zone Asia/Vladivostok');
    await sent(chat);
    const card = only(await chat.say(OLGA, `/${name} месяц`));
    const [heading] = card.text.split('\n', 1);
    const file = only((await chat.press(OLGA, card, 'Файлом')).cards);
    expect(file.text).toContain(heading);
    if (!('file' in file.view)) throw new Error('the card has no file');
    expect(file.view.file?.name).toMatch(new RegExp(`^${name}-\\d{4}-\\d{2}-01`));
    await chat.store.close();
  },
);

test('where no picture can be drawn the figures go alone, and why is logged once', async () => {
  const { drawChart } = await import('../../src/charts/draw.ts');
  const warned: string[] = [];
  const log = { warn: ({ err }: { err: Error }) => void warned.push(err.name) };
  for (let times = 0; times < 2; times++) expect(await drawChart({} as never, log as never)).toBeNull();
  expect(warned).toEqual(['TypeError']);
});
