import type { Message } from 'grammy/types';
import { expect, test } from 'vitest';
import { chatForTest, GROUP, NIKOLAI, OLGA, SETTINGS } from '../support/chat.ts';

const TOPIC = 7;

/** A chat whose SMS go from a number, so that they can be answered. */
const answerable = () => chatForTest({ wire: { ...SETTINGS.wire, sender: '79000000' } });

/** The service message by which Telegram tells what a topic is called. */
const topicNamed = (name: string, what = 'forum_topic_created') => ({
  message_id: TOPIC,
  date: 0,
  chat: { id: GROUP, type: 'supergroup', title: 'Alerts' },
  is_topic_message: true,
  message_thread_id: TOPIC,
  [what]: { name },
});

test('/inbox on and off switch the chat and say so', async () => {
  const chat = await answerable();
  const [on] = await chat.say(OLGA, '/inbox on');
  expect(on?.text).toContain('Входящие SMS показываются здесь');
  const [off] = await chat.say(OLGA, '/inbox выкл');
  expect(off?.text).toBe(
    'Входящие SMS здесь не показываются.\nПока они не включены нигде, они приходят владельцам в личные чаты.',
  );
});

test('a topic has its own, and /inbox alone says where else', async () => {
  const chat = await answerable();
  await chat.let(NIKOLAI, 'operator');
  await chat.update({ message: topicNamed('SMS') });
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: TOPIC });
  await chat.say(OLGA, '/inbox on');
  const [group] = await chat.say(OLGA, '/inbox', { chat: GROUP });
  expect(group?.text).toBe(
    'Входящие SMS здесь не показываются.\nЕщё показываются: в этой группе, тема «SMS»; в личном чате Olga.',
  );
  const [topic] = await chat.say(OLGA, '/inbox', { chat: GROUP, thread: TOPIC });
  expect(topic?.text).toContain('показываются здесь');
  const [elsewhere] = await chat.say(NIKOLAI, '/inbox');
  expect(elsewhere?.text).toBe(
    "Incoming SMS are not shown here.\nAlso shown in: “Alerts”, topic “SMS”; Olga's private chat.",
  );
});

test.each([
  ['by its number until its name is known', [], '“Alerts”, topic 7'],
  ['by the name that it was made with', ['SMS'], '“Alerts”, topic “SMS”'],
  ['by the name that it has now', ['SMS', 'Customers'], '“Alerts”, topic “Customers”'],
])('a topic is called %s', async (_, names, wanted) => {
  const chat = await chatForTest();
  const [made, ...later] = names;
  if (made !== undefined) await chat.update({ message: topicNamed(made) });
  for (const name of later) await chat.update({ message: topicNamed(name, 'forum_topic_edited') });
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: TOPIC });
  const [elsewhere] = await chat.say(OLGA, '/lang en');
  expect(elsewhere).toBeDefined();
  expect((await chat.say(OLGA, '/inbox'))[0]?.text).toContain(`Also shown in: ${wanted}.`);
});

test('a topic that was there before the bot is called as the message that it hangs on says', async () => {
  const chat = await chatForTest();
  const root = { message_id: TOPIC, forum_topic_created: { name: 'SMS', icon_color: 0 } } as Partial<Message>;
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: TOPIC, replyTo: root });
  expect((await chat.say(OLGA, '/inbox'))[0]?.text).toContain('в группе «Alerts», тема «SMS»');
});

test('a group is called as it is called now', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  const renamed = { chat: { id: GROUP, type: 'supergroup' as const, title: 'Support' } };
  await chat.say(OLGA, 'hello', { chat: GROUP, message: renamed });
  expect((await chat.say(OLGA, '/inbox'))[0]?.text).toContain('в группе «Support»');
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
