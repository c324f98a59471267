import { expect, test } from 'vitest';
import { type ChatForTest, chatForTest, NIKOLAI, only, type Shown } from '../support/chat.ts';
import { encoded } from '../support/encoded.ts';
import { fileOf, sendFile } from '../support/tables.ts';

/* Tables as people really have them, through the chat. */

const bulkChat = async (): Promise<ChatForTest> => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
};

const previewOf = async (
  chat: ChatForTest,
  text: string,
  content: string | Uint8Array,
  person = NIKOLAI,
): Promise<Shown> => only(await sendFile(chat, person, `/bulk ${text}`, fileOf('people.csv', content)));

test('a table that Excel wrote in Western Europe is read so, though hardly anything in it is not of ASCII', async () => {
  const chat = await bulkChat();
  const rows = ['Name;Mobile;Due', 'Zoë O’Brien;+79161234567;£5 – now', 'Smith;+79161234568;£12.50'];
  const card = await previewOf(chat, '{name}: {due}', encoded(rows.join('\r\n'), 'windows-1252'));
  expect(card.text).toContain('“Zoë O’Brien: £5 – now”');
  expect(card.text).toContain('encoding windows-1252');
  await chat.store.close();
});

test.each([
  ['every line', ['"Mobile;Name;Text"', '"+79161234567;Zoë;hi, there"', '"+79161234568;""Ann; Lee"";ok"']],
  [
    'lines with a comma alone',
    ['Mobile;Name;Text', '"+79161234567;Zoë;hi, there"', '+79161234568;"Ann; Lee";ok'],
  ],
  [
    'lines with empty cells behind',
    ['"Mobile;Name;Text",,', '"+79161234567;Zoë;hi, there",,', '"+79161234568;""Ann; Lee"";ok",,'],
  ],
])('a table of which Excel put whole lines in quotes is read as it was meant: %s', async (_, lines) => {
  const chat = await bulkChat();
  const card = await previewOf(chat, '{name}: {text}', lines.join('\r\n'));
  expect(card.text).toContain('2 recipients of 2 rows');
  expect(card.text).toContain('“Zoë: hi, there”\n“Ann; Lee: ok”');
  await chat.store.close();
});
