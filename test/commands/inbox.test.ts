import { expect, test } from 'vitest';
import { chatForTest, GROUP, NIKOLAI, OLGA } from '../support/chat.ts';

const TOPIC = 7;

test('/inbox on and off switch the chat and say so', async () => {
  const chat = await chatForTest();
  const [on] = await chat.say(OLGA, '/inbox on');
  expect(on?.text).toContain('Входящие SMS показываются здесь');
  const [off] = await chat.say(OLGA, '/inbox выкл');
  expect(off?.text).toBe(
    'Входящие SMS здесь не показываются.\nПока они не включены нигде, они приходят владельцам в личные чаты.',
  );
});

test('a topic has its own, and /inbox alone says where else', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: TOPIC });
  await chat.say(OLGA, '/inbox on');
  const [group] = await chat.say(OLGA, '/inbox', { chat: GROUP });
  expect(group?.text).toBe(
    'Входящие SMS здесь не показываются.\nПоказываются ещё: тема 7 этой группы, личный чат, Olga.',
  );
  const [topic] = await chat.say(OLGA, '/inbox', { chat: GROUP, thread: TOPIC });
  expect(topic?.text).toContain('показываются здесь');
  const [elsewhere] = await chat.say(NIKOLAI, '/inbox');
  expect(elsewhere?.text).toBe(
    'Incoming SMS are not shown here.\nThey are also shown in: group -1001, topic 7, private chat of Olga.',
  );
});

test('the button on the card switches, and the card follows', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/inbox', { chat: GROUP, thread: TOPIC });
  if (!card) throw new Error('no card');
  await chat.press(OLGA, card, 'Показывать здесь');
  const now = await chat.look(card);
  expect(now.text).toContain('показываются здесь');
  expect(now.buttons).toEqual(['Не показывать здесь']);
  expect(now.card.due_at).not.toBeNull();
  await chat.press(OLGA, now, 'Не показывать здесь');
  expect((await chat.look(card)).text).toContain('здесь не показываются');
});

test('a viewer can neither switch it by the command nor by the button', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  expect((await chat.say(NIKOLAI, '/inbox on'))[0]?.text).toContain('takes the role operator');
  const [card] = await chat.say(OLGA, '/inbox', { chat: GROUP });
  if (!card) throw new Error('no card');
  expect((await chat.press(NIKOLAI, card, 'Показывать здесь')).toast).toBe('Нужна роль «оператор».');
  expect((await chat.look(card)).text).toContain('здесь не показываются');
});

test('another word is answered with the two that are known', async () => {
  const chat = await chatForTest();
  const [problem] = await chat.say(OLGA, '/inbox please');
  expect(problem?.text).toContain('«please»');
  expect(problem?.copied).toEqual(['/inbox on', '/inbox off']);
});
