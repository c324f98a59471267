import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFile } from '../../../../src/store/chats/files.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../../../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => chat.store.close());

const line = (count: number) =>
  `/sms ${Array.from({ length: count }, (_, n) => `+7999${1_234_000 + n}`).join(', ')} sale`;

test.each([
  [
    'Olga',
    OLGA,
    'ru',
    'Номера',
    'Файл готовится и придёт вам в личный чат: номера в группе не показываются.',
    'ещё не отправлено',
  ],
  [
    'Nikolai',
    NIKOLAI,
    'en',
    'Numbers',
    'The file is being made and will come to you in private: numbers are not for a group.',
    'not sent yet',
  ],
])(
  'to whom a campaign would go a group does not see, and %s gets in private before anything is sent',
  async (_, person, language, label, toast, fate) => {
    await chat.say(person, '/start');
    await chat.say(OLGA, `/lang ${language}`, { chat: GROUP });
    const card = only(await chat.say(person, line(60), { chat: GROUP }));
    expect(card.text).toContain('+7 999 ***-40-00');
    expect(card.buttons.at(-1)).toBe(label);

    const pressed = await chat.press(person, card, label, GROUP);
    expect(pressed.toast).toBe(toast);
    const { card: file, view } = only(pressed.cards);
    expect(file.chat_id).toBe(person.id);
    if (view.as !== 'file' || !view.file) throw new Error('no file came');
    const rows = (await buffer(readFile(chat.store.db, view.file.id))).toString().trim().split('\r\n');
    expect(rows).toHaveLength(61);
    expect(rows[1]).toContain('79991234000');
    expect(rows[1]).toContain(fate);
  },
);

test('where the card names its numbers, the button is not there', async () => {
  expect(only(await chat.say(NIKOLAI, line(60))).buttons).not.toContain('Numbers');
  expect(only(await chat.say(NIKOLAI, line(5), { chat: GROUP })).buttons).not.toContain('Numbers');
});
