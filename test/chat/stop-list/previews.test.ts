import { expect, test } from 'vitest';
import { readFile } from '../../../src/store/chats/files.ts';
import { addToStopList } from '../../../src/store/stop-list/stop-list.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../../support/chat.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { incomingSms } from '../../support/incoming-sms.ts';
import { fileOf, sendFile } from '../../support/tables.ts';

const stop = (chat: ChatForTest, ...numbers: string[]) =>
  chat.store.write((tx) =>
    addToStopList(
      tx,
      numbers,
      { source: 'person', madeBy: OLGA.id, why: null, incomingId: null },
      Date.now(),
    ),
  );

/** What a card's file holds. */
async function fileText(chat: ChatForTest, { view }: Shown): Promise<string> {
  if (view.as !== 'file' || !view.file) throw new Error('no file');
  const { id } = view.file;
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFile(chat.store.db, id)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test.each([
  [OLGA, '⛔ 1 в стоп-листе, ему не уйдёт: +7 999 123-45-68', 'Отправить 2'],
  [NIKOLAI, '⛔ 1 on the stop list gets nothing: +7 999 123-45-68', 'Send 2'],
])('%#: a preview says who is on the stop list, and the rest goes', async (person, line, label) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await stop(chat, '79991234568');
  const card = only(await chat.say(person, '/sms +79991234567, +79991234568, +79991234569 Готово'));
  expect(card.text.split('\n')).toContain(line);
  expect(card.buttons[0]).toBe(label);
  await chat.press(person, card, label);
  const sent = await chat.look(card);
  expect(sent.text.split('\n')).toContain(line);
  expect(sent.buttons).not.toContain(label);
});

test('all of a list on the stop list is refused as one, and a single one in a group without its number', async () => {
  const chat = await chatForTest();
  await stop(chat, '79991234567', '79991234568');
  expect(only(await chat.say(OLGA, '/sms +79991234567, +79991234568 Готово')).text).toBe(
    '⛔ Все, кому это писалось, в стоп-листе (2). Ничего не отправлено. Кто и почему: /stoplist',
  );
  const inGroup = only(await chat.say(OLGA, '/sms +79991234567 Готово', { chat: GROUP }));
  expect(inGroup.text).toContain('+7 999 ***-45-67');
});

test('rows of a table with numbers on the stop list are counted with what is not sent, and stand in that file', async () => {
  const chat = await chatForTest();
  await stop(chat, '79991234568');
  const file = fileOf('a.csv', 'Телефон\n+79991234567\n+79991234568\n+79991234569\n');
  const card = only(await sendFile(chat, OLGA, '/bulk Готово', file));
  expect(card.text).toContain('Не уйдёт 1: 1 в стоп-листе');
  expect(card.buttons[0]).toBe('Отправить 2');
  const unsent = only((await chat.press(OLGA, card, 'Файлом')).cards);
  expect(await fileText(chat, unsent)).toContain("3;'+79991234568;в стоп-листе");
});

test('the report says of whom is put on the list while it is under way that they got nothing', async () => {
  const chat = await chatForTest();
  const card = only(await chat.say(OLGA, '/sms +79991234567, +79991234568 Готово'));
  await chat.press(OLGA, card, 'Отправить 2');
  await stop(chat, '79991234568');
  const shown = await chat.look(card);
  expect(shown.text).toContain('⛔ 1 в стоп-листе, ему не уйдёт: +7 999 123-45-68');
  const report = (await chat.press(OLGA, card, 'Файлом')).cards.find(({ view }) => view.as === 'file');
  if (!report) throw new Error('no report');
  expect(await fileText(chat, report)).toMatch(/79991234568;.*не отправлено, номер в стоп-листе/);
});

test('where a chat has it so, who asks something may be answered, and is sent codes; a list is not', async () => {
  const chat = await chatForTest();
  await incomingSms(chat, 'СТОП', { chatId: OLGA.id, at: Date.now() - 5_000 });
  const question = await incomingSms(chat, 'Где мой заказ?', { chatId: OLGA.id, at: Date.now() - 3_000 });
  const refused = only(await chat.say(OLGA, 'Завтра привезём', { replyTo: question }));
  expect(refused.text).toContain('в стоп-листе');

  expect(only(await chat.say(OLGA, '/settings stoplist answers')).text).toContain('answers');
  const answer = only(await chat.say(OLGA, 'Завтра привезём', { replyTo: question }));
  expect(answer.text).toContain('«Завтра привезём»');
  expect(only(await chat.say(OLGA, '/tgm +79991234567 4821')).text).toContain('4821');
  const list = only(await chat.say(OLGA, '/sms +79991234567, +79991234568 Скидки'));
  expect(list.text).toContain('⛔ 1 в стоп-листе');

  // Who says so again means what is to come as well.
  const set = only(await chat.say(OLGA, '/sms +79991234567 at=+2h Напоминаем: завтра'));
  expect(set.text).toContain('«Напоминаем: завтра»');
  await incomingSms(chat, 'СТОП', { chatId: OLGA.id, at: Date.now() - 1_000 });
  expect((await chat.look(set)).text).toMatch(/🚫 отменено, не отправлено\n⛔ Номер в стоп-листе\.$/);
  expect(only(await chat.say(OLGA, 'Ещё вопросы?', { replyTo: question })).text).toContain('в стоп-листе');

  await incomingSms(chat, 'СТОП', { chatId: OLGA.id, sender: '79991234569', at: Date.now() - 2_000 });
  await incomingSms(chat, 'не пишите мне', { chatId: OLGA.id, sender: '79991234569' });
  expect(only(await chat.say(OLGA, '/sms +79991234569 Ещё раз')).text).toContain('в стоп-листе');
});

test.each([
  [OLGA, '↪️ SMS: не отправлено, номер в стоп-листе.'],
  [NIKOLAI, '↪️ SMS: not sent, the number is on the stop list.'],
])('%#: a chain of channels does not go on to who is put on the list meanwhile', async (person, line) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const card = only(await chat.say(person, '/sms +79991234567 via=viber,sms after=60s Готово'));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await stop(chat, '79991234567');
  await receipt(
    chat.store,
    'id:855469 sub:001 dlvrd:001 submit date:261123120000 done date:261123120004 stat:UNDELIV err:011 text:',
  );
  await chat.update({});
  expect((await chat.look(card)).text).toContain(line);
});
