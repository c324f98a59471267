import { expect, test } from 'vitest';
import { readFile } from '../../../src/store/chats/files.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../../support/chat.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { incomingSms } from '../../support/incoming-sms.ts';

async function fileOf({ store }: ChatForTest, { view }: Shown): Promise<{ name: string; text: string }> {
  if (view.as !== 'file' || !view.file) throw new Error('no file');
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFile(store.db, view.file.id)) chunks.push(chunk);
  return { name: view.file.name, text: Buffer.concat(chunks).toString() };
}

test('an admin is given all of a person as a document and as a table, in private, wherever they ask', async () => {
  const chat = await chatForTest();
  await chat.say(OLGA, '/contact add ivan +79991234567 город=Омск');
  await chat.say(OLGA, '/stoplist add +79991234568');
  const sent = only(await chat.say(OLGA, '/sms ivan Ваш тостер починен'));
  await submit(chat.store, sent.card.id, [accepted('855469')]);
  await receipt(chat.store, 'id:855469 stat:DELIVRD err:000');
  await incomingSms(chat, 'Заберу в понедельник', { chatId: OLGA.id });
  await chat.say(OLGA, '/hlr +79991234567');
  await chat.say(OLGA, '/sms +79991234569 Не о нём');

  const cards = await chat.say(OLGA, '/export +7 999 123-45-67', { chat: GROUP });
  const files = cards.filter(({ view }) => view.as === 'file');
  expect(cards.filter(({ view }) => view.as !== 'file').map(({ card }) => card.chat_id)).toEqual([GROUP]);
  expect(files.map(({ card }) => card.chat_id)).toEqual([OLGA.id, OLGA.id]);
  const [document, table] = await Promise.all(files.map((one) => fileOf(chat, one)));
  expect([document?.name, table?.name]).toEqual(['данные.json', 'данные.csv']);

  const whole = JSON.parse(document?.text ?? '') as { number: string; records: Record<string, unknown>[] };
  expect(whole.number).toBe('+79991234567');
  const tables = new Set(whole.records.map((one) => one.table));
  for (const name of ['messages', 'incoming', 'contacts', 'cards']) expect(tables).toContain(name);
  const [message] = whole.records;
  expect(message).toMatchObject({ table: 'messages', state: 'delivered', recipient: '79991234567' });
  // A time is read by no spreadsheet and no person where it is so many milliseconds.
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
  for (const time of ['created_at', 'ended_at', 'accepted_at']) expect(message?.[time]).toMatch(iso);
  expect(table?.text).toMatch(/\r\nmessages;1;created_at;\d{4}-\d\d-\d\dT/);
  expect(`${document?.text}${table?.text}`).not.toMatch(/_at(?:":|;)\d{12,}/);
  expect(document?.text).toContain('Ваш тостер починен');
  expect(document?.text).toContain('Заберу в понедельник');
  expect(document?.text).toContain('855469');
  expect(document?.text).not.toContain('Не о нём');
  expect(table?.text).toMatch(/^\uFEFFТаблица;Запись;Поле;Значение\r\n/);
  expect(table?.text).toContain('messages;1;state;delivered');
  const { arg } = await chat.store.db
    .selectFrom('actions')
    .select('arg')
    .where('what', '=', 'command export')
    .executeTakeFirstOrThrow();
  expect(arg).toBeNull();
});

test('operators are given nothing, and a line without a number is answered with how', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  expect(only(await chat.say(NIKOLAI, '/export +79991234567')).text).toMatch(/admin/);
  expect(only(await chat.say(OLGA, '/export')).text).toBe('Напишите номер: /export +79991234567');
});
