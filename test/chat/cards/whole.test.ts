import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { readFile } from '../../../src/store/chats/files.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../../support/chat.ts';
import { incomingSms } from '../../support/incoming-sms.ts';

const NUMBER = '+79991234567';
const LONG = `Заявка\n${'ы😀'.repeat(1_100)} конец!`;

/** Name and text of the file that a card is. */
async function fileOf(chat: ChatForTest, card: Shown | undefined): Promise<[name: string, text: string]> {
  const view = card?.view;
  if (view?.as !== 'file' || !view.file) throw new Error('no file');
  return [view.file.name, (await buffer(readFile(chat.store.db, view.file.id))).toString()];
}

test.each([
  [OLGA, `/sms ${NUMBER}`, 'Весь текст', '📤 SMS · весь текст, знаков: 2\u00a0214'],
  [NIKOLAI, `/sms ${NUMBER}, +79991112233`, 'Whole text', '📤 SMS · the whole text, 2,214 characters'],
  [OLGA, `/viber ${NUMBER}`, 'Весь текст', '💜 Viber · весь текст, знаков: 2\u00a0214'],
])(
  'a text that a preview shows the beginning of can be read whole before it goes, and after: %#',
  async (person, command, label, caption) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    const [preview] = await chat.say(person, `${command} -- ${LONG}`);
    expect(preview?.text).toContain('Заявка');
    expect(preview?.text).not.toContain('конец!');
    const [send = ''] = preview?.buttons ?? [];

    const [card] = (await chat.press(person, preview as Shown, label)).cards;
    expect(card?.text).toBe(caption);
    expect((await fileOf(chat, card))[1]).toBe(`\uFEFF${LONG}`);

    if (send !== 'Отмена') await chat.press(person, preview as Shown, send);
    const [later] = (await chat.press(person, preview as Shown, label)).cards;
    expect((await fileOf(chat, later))[1]).toBe(`\uFEFF${LONG}`);
  },
);

test('a text that stands whole on its card has no such button', async () => {
  const chat = await chatForTest();
  const [preview] = await chat.say(OLGA, `/sms ${NUMBER} ${'ы'.repeat(2_500)}`);
  expect(preview?.buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…']);
  expect((await chat.say(OLGA, `/sms ${NUMBER} ${'y'.repeat(500)}`))[0]?.buttons).toEqual(['Отмена']);
});

test('where a text may not be read there is no button for it, and a viewer presses in vain', async () => {
  const chat = await chatForTest();
  const [preview] = await chat.say(OLGA, `/sms ${NUMBER} ${LONG}`, { chat: GROUP });
  await chat.let(NIKOLAI, 'viewer');
  const pressed = await chat.press(NIKOLAI, preview as Shown, 'Весь текст');
  expect(pressed).toEqual({ toast: 'Нужна роль «оператор».', cards: [] });
  await chat.let(NIKOLAI, 'operator');
  const [own] = await chat.say(NIKOLAI, `/sms ${NUMBER} ${LONG}`);
  expect(own?.buttons).toContain('Whole text');
  await chat.let(NIKOLAI, 'viewer');
  expect((await chat.look(own as Shown)).buttons).not.toContain('Whole text');
});

test('a code is in no such file, which would outlive it', async () => {
  const chat = await chatForTest();
  const text = `${'Ваш код ниже. '.repeat(200)}48219377`;
  const [preview] = await chat.say(OLGA, `/sms ${NUMBER} ${text}`);
  const [card] = (await chat.press(OLGA, preview as Shown, 'Весь текст')).cards;
  expect((await fileOf(chat, card))[1]).toBe(`\uFEFF${text.replace('48219377', '••••••••')}`);
});

test('a file of an incoming text that an earlier version made keeps its caption', async () => {
  const chat = await chatForTest();
  const incoming = await incomingSms(chat, LONG.repeat(2), { chatId: OLGA.id, language: 'ru' });
  const [card] = (await chat.press(OLGA, incoming, 'Весь текст')).cards;
  if (!card) throw new Error('no file');
  const { incomingId } = JSON.parse(incoming.card.body);
  const { file } = JSON.parse(card.card.body);
  const body = JSON.stringify({ v: 1, incomingId, file });
  await chat.store.db.updateTable('cards').set({ body }).where('id', '=', card.card.id).execute();
  const before = await chat.look(card);
  expect([before.text, before.view.as]).toEqual([card.text, 'file']);
});
