import { expect, test } from 'vitest';
import { fail, told } from '../support/alerts.ts';
import { chatForTest, GROUP, NIKOLAI, OLGA } from '../support/chat.ts';

test.each(['/watch off', '/watch убрать', '/watch remove rate'])(
  '%s changes nothing and shows what is on, with the buttons that do',
  async (line) => {
    const chat = await chatForTest();
    await chat.say(OLGA, '/watch failed');
    const [list] = await chat.say(OLGA, line);
    expect(list?.text).toContain('/watch failed');
    expect(list?.buttons).toEqual(['Изменить', 'Убрать', 'Тихо 1 ч']);
  },
);

test.each([
  ['ru', 'Для /watch этого мало, нужно, например: heartbeat nightly 5m.'],
  ['en', '/watch needs more than that, such as: heartbeat nightly 5m.'],
])('a line that says too little is completed, in %s', async (language_code, words) => {
  const chat = await chatForTest();
  const [refused] = await chat.say({ ...OLGA, language_code }, '/watch heartbeat nightly');
  expect(refused?.text).toContain(words);
  expect(refused?.copied).toEqual(['/watch heartbeat nightly 5m']);
});

test.each([
  [
    'ru',
    'сервер лежит',
    '❌ /watch не понимает «сервер». Что она понимает: /help watch',
    '↳ без слов: «сервер лежит»',
  ],
  [
    'en',
    'disk full',
    '❌ /watch does not know “disk”. What it knows: /help watch',
    '↳ left out: “disk full”',
  ],
])('a word that is nothing to it is answered shortly, in %s', async (language_code, line, says, lacks) => {
  const chat = await chatForTest();
  const [refused] = await chat.say({ ...OLGA, language_code }, `/watch ${line}`);
  expect(refused?.text.split('\n')[0]).toBe(says);
  expect(refused?.copied).toEqual(['/watch failed', '/watch alerts']);
  expect(refused?.text).toContain(lacks);
});

test.each(['alerts here', 'alerts сюда', 'тревоги тут, пожалуйста', 'alerts here please.'])(
  '/watch %s tells of them where it is asked for',
  async (line) => {
    const chat = await chatForTest();
    const [card] = await chat.say(OLGA, `/watch ${line}`);
    expect(card?.card.kind).toBe('watches');
    expect(card?.text).toMatch(/\/watch alerts$/m);
  },
);

test.each([
  ['деньги 1000 1д', '/watch spend 1000 1d'],
  ['сводка каждый день в 9', '/watch summary daily 9:00'],
  ['сводка ежедневно 9:00', '/watch summary daily 9:00'],
  ['сводка каждый понедельник 9:00', '/watch summary weekly mon 9:00'],
  ['summary every day 9:00', '/watch summary daily 9:00'],
  ['недоставленные от 20% за 10 минут', '/watch rate 20% 10m'],
  ['failures over 20% in 10 minutes', '/watch rate 20% 10m'],
])('/watch %s is understood', async (line, read) => {
  const chat = await chatForTest();
  expect((await chat.say(OLGA, `/watch ${line}`))[0]?.text).toContain(read);
});

test.each([
  ['failed number=89991234567', '/watch failed number=79991234567'],
  ['failed number="8 (999) 123-45-67",4506', '/watch failed number=79991234567,4506'],
  ['failed number=123-45-67', '/watch failed number=1234567'],
  ['incoming from=+79000000', '/watch incoming from=79000000'],
  ['failed from="+7 900 123-45-67",SHOP,12-34,4444', '/watch failed from=79001234567,SHOP,12-34,4444'],
  ['alerts phone=89991234567', '/watch alerts phone=89991234567'],
])('/watch %s tells of numbers as they are kept, however they are written', async (line, kept) => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, `/watch ${line}`);
  expect(card?.text).toContain(kept);
  const [again] = await chat.say(OLGA, kept.replace('/watch ', ''), { replyTo: card });
  expect(again?.text).toContain(kept);
});

test('what was begun by /watch alone is on record as that', async () => {
  const chat = await chatForTest();
  await chat.say({ ...OLGA, language_code: 'en' }, '/watch');
  const [audit] = await chat.say({ ...OLGA, language_code: 'en' }, '/audit');
  expect(audit?.text).toMatch(/Olga: \/watch · /);
});

test('/watch test shows what the last 24 hours would have brought, and switches nothing on', async () => {
  const chat = await chatForTest();
  for (const code of [254, 254, 6]) await fail(chat, code);
  const [all] = await chat.say(OLGA, '/watch test failed');
  expect(all?.text).toMatch(
    /^За сутки пришло бы 1 сообщение: \/watch failed\n\d\d:\d\d:\d\d · имя отправителя не зарегистрировано \(254\) 2, абонент не в сети \(6\) 1$/,
  );
  const [none] = await chat.say(OLGA, '/watch test failed code=11');
  expect(none?.text).toBe('За сутки не пришло бы ни одного сообщения: /watch failed code=11');
  expect(await chat.store.db.selectFrom('watches').select('id').execute()).toEqual([]);
});

test('in a group its admins alone have something watched', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [refused] = await chat.say(NIKOLAI, '/watch failed', { chat: GROUP });
  expect(refused?.text).toContain('/watch');
  expect(refused?.card.kind).toBe('notice');
  const [own] = await chat.say(NIKOLAI, '/watch failed');
  expect(own?.text).toContain('all that was not delivered');
});

test('a line that is not understood names what could stand there', async () => {
  const chat = await chatForTest();
  const [untested] = await chat.say(OLGA, '/watch test faild');
  expect(untested?.copied).toEqual(['/watch test failed']);
  const [refused] = await chat.say(OLGA, '/watch faild');
  expect(refused?.copied).toContain('/watch failed');
  const [filter] = await chat.say(OLGA, '/watch failed code=6 op=МТС');
  expect(filter?.text).toContain('Прочитано так: /watch failed code=6 op=МТС');
  expect(filter?.copied).toEqual(['/watch failed code=6 operator=МТС']);
});

test.each([
  ['me', 'by=101'],
  ['я', 'by=101'],
  ['Olga', 'by=101'],
  ['@nikolai,me', 'by=102,101'],
  ['101', 'by=101'],
  ['Shop', 'by=shop'],
])('by=%s is kept as %s, by which messages are known', async (who, kept) => {
  const chat = await chatForTest({ programs: ['shop'] });
  await chat.let(NIKOLAI, 'operator');
  const [list] = await chat.say(OLGA, `/watch failed by=${who} code=254`);
  expect(list?.copied).toEqual([`/watch failed code=254 ${kept}`]);
});

test('somebody is told of what they had sent themselves by their own name', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch failed by=me');
  await fail(chat, 11);
  expect(await told(chat)).toHaveLength(1);
});

test.each([
  ['ru', 'Никого с ролью по имени «Olgas» здесь нет'],
  ['en', 'Nobody here who has a role is called “Olgas”'],
])('by= of a name that nobody has watches nothing, and says so, in %s', async (language_code, words) => {
  const chat = await chatForTest();
  const [refused] = await chat.say({ ...OLGA, language_code }, '/watch failed by=Olgas');
  expect(refused?.text).toContain(words);
  await chat.let({ ...NIKOLAI, id: 103, first_name: 'Nikolas' }, 'viewer');
  await chat.let(NIKOLAI, 'operator');
  const [several] = await chat.say({ ...OLGA, language_code }, '/watch test failed by=niko code=6');
  expect(several?.copied).toEqual(['/watch test failed by=102 code=6', '/watch test failed by=103 code=6']);
  expect(await chat.store.db.selectFrom('watches').select('id').execute()).toEqual([]);
});

test.each([
  ['ru', '/watch rate 120%', 'Пишут, например, так: 20%, 10m.'],
  ['en', '/watch rate 120%', 'It is written like this, for example: 20%, 10m.'],
])('an example is not said to be all that there is, in %s', async (language_code, line, words) => {
  const chat = await chatForTest();
  const [refused] = await chat.say({ ...OLGA, language_code }, line);
  expect(refused?.text).toContain(words);
});

test('/watch off and /watch list show what is on, each with a button that ends it, and begin nothing', async () => {
  const chat = await chatForTest();
  const [none] = await chat.say(OLGA, '/watch list');
  expect(none?.text).toContain('Здесь я ничего не сообщаю сам.');
  await chat.say(OLGA, '/watch failed');
  const [list] = await chat.say(OLGA, '/watch off');
  expect(list?.copied).toEqual(['/watch failed']);
  expect(list?.buttons).toContain('Убрать');
});

test('another line of a kind takes the place of the one before, and says so', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/watch failed code=6');
  const [list] = await chat.say(OLGA, '/watch failed code=254');
  expect(list?.copied).toEqual(['/watch failed code=254', '/watch failed code=6']);
  await fail(chat, 6);
  expect(await told(chat)).toEqual([]);
  if (!list) throw new Error('no card');
  await chat.press(OLGA, list, 'Убрать');
  expect((await chat.look(list)).text).toContain('Здесь я ничего не сообщаю сам.');
});
