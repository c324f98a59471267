import { expect, test } from 'vitest';
import { nest } from '../../src/demo/telegram/nested-entities.ts';
import { parseHtml } from '../../src/demo/telegram/parse-html.ts';
import { parseMarkdownV2 } from '../../src/demo/telegram/parse-markdown.ts';
import { api, OLGA, telegram } from '../support/telegram-server.ts';

const entity = (type: string, offset: number, length: number) => ({ type, offset, length });
const NOON = 1_764_000_000;

test.each(['', 'r', 'w', 'd', 'D', 't', 'T', 'wd', 'wDT', 'DT', 'wt'])(
  'a date is kept with the format "%s"',
  async (date_time_format) => {
    const server = await telegram();
    const date = { ...entity('date_time', 3, 4), unix_time: NOON, date_time_format };
    const { result } = await api(server, 'sendMessage', { chat_id: OLGA, text: 'at noon', entities: [date] });
    expect(result).toMatchObject({ text: 'at noon', entities: [date] });
    expect(server.messages(OLGA)[0]?.html).toBe(
      `at <tg-time unix="${NOON}" format="${date_time_format}">noon</tg-time>`,
    );
  },
);

test('a date without a format has an empty one', async () => {
  const server = await telegram();
  const entities = [{ ...entity('date_time', 0, 4), unix_time: NOON }];
  const { result } = await api(server, 'sendMessage', { chat_id: OLGA, text: 'noon', entities });
  expect(result).toMatchObject({ entities: [{ unix_time: NOON, date_time_format: '' }] });
});

test('HTML has dates and expandable quotes', () => {
  expect(
    parseHtml(`<blockquote expandable>till <tg-time unix="${NOON}" format="wDT">noon</tg-time></blockquote>`),
  ).toEqual({
    text: 'till noon',
    entities: [
      { ...entity('date_time', 5, 4), unix_time: NOON, date_time_format: 'wDT' },
      entity('expandable_blockquote', 0, 9),
    ],
  });
  expect(parseHtml(`<tg-time unix="${NOON}">noon</tg-time>`).entities).toMatchObject([
    { date_time_format: '' },
  ]);
  expect(parseHtml('<tg-time unix="soon" format="r">soon</tg-time>')).toEqual({ text: 'soon', entities: [] });
});

test('MarkdownV2 has dates and expandable quotes', () => {
  expect(parseMarkdownV2(`![noon](tg://time?unix=${NOON}&format=r)`)).toEqual({
    text: 'noon',
    entities: [{ ...entity('date_time', 0, 4), unix_time: NOON, date_time_format: 'r' }],
  });
  expect(parseMarkdownV2('>one\n>two||\nafter\n>three||').entities).toEqual([
    entity('expandable_blockquote', 0, 8),
    entity('expandable_blockquote', 14, 5),
  ]);
  expect(parseMarkdownV2('>one ||hidden||\nafter').entities).toEqual([
    entity('spoiler', 4, 6),
    entity('blockquote', 0, 11),
  ]);
});

test('quotes do not nest, and nothing but styles crosses their borders', () => {
  expect(
    nest([
      entity('blockquote', 0, 10),
      entity('expandable_blockquote', 2, 3),
      entity('code', 8, 4),
      entity('code', 12, 4),
      entity('bold', 8, 4),
    ]),
  ).toEqual([entity('blockquote', 0, 10), entity('bold', 8, 4), entity('code', 12, 4)]);
});

test('styles are cut out of code and of dates, and links do not lie in each other', () => {
  expect(
    nest([entity('bold', 0, 10), entity('date_time', 2, 3), entity('code', 7, 3), entity('code', 3, 1)]),
  ).toEqual([entity('bold', 0, 2), entity('date_time', 2, 3), entity('bold', 5, 2), entity('code', 7, 3)]);
});

test('a number inside a date is no phone number', async () => {
  const server = await telegram();
  const date = { ...entity('date_time', 0, 12), unix_time: NOON, date_time_format: 'r' };
  await api(server, 'sendMessage', { chat_id: OLGA, text: '+79991234567', entities: [date] });
  expect(server.messages(OLGA)[0]?.entities).toEqual([date]);
});
