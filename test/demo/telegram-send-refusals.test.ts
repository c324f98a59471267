import { expect, test } from 'vitest';
import { ALERTS, api, NIKOLAI, OLGA, STRANGER, telegram } from '../support/telegram-server.ts';

const hi = { chat_id: OLGA, text: 'hi' };
const inline = (...buttons: unknown[]) => ({ ...hi, reply_markup: { inline_keyboard: [buttons] } });
const html = (text: string) => ({ chat_id: OLGA, text, parse_mode: 'HTML' });
const markdown = (text: string) => ({ chat_id: OLGA, text, parse_mode: 'MarkdownV2' });
const marked = (text: string, ...entities: object[]) => ({ chat_id: OLGA, text, entities });
const date = (fields: object) => marked('x', { type: 'date_time', offset: 0, length: 1, ...fields });
const BAD_FORMAT = "Bad Request: can't parse MessageEntity: Invalid date-time format specified";
const BAD_BUTTON = "Bad Request: can't parse inline keyboard button: ";
const UNPARSABLE = "Bad Request: can't parse entities: ";

/** Parameters of sendMessage, error code, description. */
const REFUSALS: readonly [object, number, string][] = [
  [{ text: 'hi' }, 400, 'Bad Request: chat_id is empty'],
  [{ chat_id: 555, text: 'hi' }, 400, 'Bad Request: chat not found'],
  [{ chat_id: '@nobody', text: 'hi' }, 400, 'Bad Request: chat not found'],
  [{ chat_id: NIKOLAI, text: 'hi' }, 403, "Forbidden: bot can't initiate conversation with a user"],
  [{ chat_id: STRANGER, text: 'hi' }, 403, "Forbidden: bot can't initiate conversation with a user"],
  [{ chat_id: OLGA }, 400, 'Bad Request: message text is empty'],
  [{ chat_id: OLGA, text: ' \n ' }, 400, 'Bad Request: message text is empty'],
  [html('<b></b>'), 400, 'Bad Request: message text is empty'],
  [{ chat_id: OLGA, text: 'x'.repeat(4097) }, 400, 'Bad Request: message is too long'],
  [{ ...hi, parse_mode: 'Wiki' }, 400, 'Bad Request: unsupported parse_mode'],
  [{ ...hi, message_thread_id: 99 }, 400, 'Bad Request: message thread not found'],
  [{ chat_id: ALERTS, text: 'hi', message_thread_id: 99 }, 400, 'Bad Request: message thread not found'],
  [{ ...hi, reply_parameters: { message_id: 99 } }, 400, 'Bad Request: message to be replied not found'],
  [{ ...hi, reply_to_message_id: 99 }, 400, 'Bad Request: message to be replied not found'],
  [{ ...hi, reply_markup: '{' }, 400, "Bad Request: can't parse reply keyboard markup JSON object"],
  [{ ...hi, reply_markup: 'null' }, 400, 'Bad Request: object expected as reply markup'],
  [
    { ...hi, reply_markup: { inline_keyboard: [{ text: 'x' }] } },
    400,
    'Bad Request: field "inline_keyboard" of the ReplyMarkup must be an Array of Arrays',
  ],
  [inline({ text: 'x', callback_data: 'x'.repeat(65) }), 400, 'Bad Request: BUTTON_DATA_INVALID'],
  [inline({ text: 'x', callback_data: 'я'.repeat(33) }), 400, 'Bad Request: BUTTON_DATA_INVALID'],
  [
    inline({ text: 'x', callback_data: '' }),
    400,
    `${BAD_BUTTON}Text buttons are unallowed in the inline keyboard`,
  ],
  [inline({ text: 'x' }), 400, `${BAD_BUTTON}Text buttons are unallowed in the inline keyboard`],
  [inline({ text: ' ', callback_data: 'x' }), 400, `${BAD_BUTTON}button text must be non-empty`],
  [inline('x'), 400, `${BAD_BUTTON}InlineKeyboardButton must be an Object`],
  [
    inline({ text: 'x', callback_data: 'x', copy_text: { text: 'x' } }),
    400,
    `${BAD_BUTTON}exactly one action is allowed, found callback_data and copy_text`,
  ],
  [
    inline({ text: 'x', callback_data: 'x', web_app: { url: 'https://a.b' } }),
    400,
    `${BAD_BUTTON}exactly one action is allowed, found callback_data and web_app`,
  ],
  [
    inline({ text: 'x', callback_data: 'x', style: 'warning' }),
    400,
    `${BAD_BUTTON}invalid button style specified`,
  ],
  [inline({ text: 'x', copy_text: 'x' }), 400, `${BAD_BUTTON}Field "copy_text" must be of type Object`],
  [inline({ text: 'x', copy_text: {} }), 400, `${BAD_BUTTON}Can't find field "text"`],
  [inline({ text: 'x', copy_text: { text: 1 } }), 400, `${BAD_BUTTON}Field "text" must be of type String`],
  [inline({ text: 'x', copy_text: { text: '' } }), 400, 'Bad Request: BUTTON_COPY_TEXT_INVALID'],
  [inline({ text: 'x', copy_text: { text: 'x'.repeat(257) } }), 400, 'Bad Request: BUTTON_COPY_TEXT_INVALID'],
  [
    inline({ text: 'x', url: 'nowhere' }),
    400,
    "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
  ],
  [
    inline(...Array.from({ length: 101 }, () => ({ text: 'x', callback_data: 'x' }))),
    400,
    'Bad Request: reply markup is too long',
  ],
  [
    { ...hi, reply_markup: { force_reply: true, input_field_placeholder: 'x'.repeat(65) } },
    400,
    'Bad Request: input field placeholder is too long',
  ],
  [html('<b>x'), 400, `${UNPARSABLE}Can't find end tag corresponding to start tag "b"`],
  [html('я <foo>x</foo>'), 400, `${UNPARSABLE}Unsupported start tag "foo" at byte offset 3`],
  [html('1 < 2'), 400, `${UNPARSABLE}Unsupported start tag "" at byte offset 2`],
  [html('<b'), 400, `${UNPARSABLE}Unclosed start tag at byte offset 0`],
  [html('x</b>'), 400, `${UNPARSABLE}Unexpected end tag at byte offset 1`],
  [html('<b>x</b'), 400, `${UNPARSABLE}Unclosed end tag at byte offset 4`],
  [
    html('<b><i>x</b></i>'),
    400,
    `${UNPARSABLE}Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
  ],
  [html('<span>x</span>'), 400, `${UNPARSABLE}Tag "span" must have class "tg-spoiler" at byte offset 0`],
  [
    markdown('v1.0'),
    400,
    `${UNPARSABLE}Character '.' is reserved and must be escaped with the preceding '\\'`,
  ],
  [markdown('🏟 🏟_abacaba'), 400, `${UNPARSABLE}Can't find end of Italic entity at byte offset 9`],
  [markdown('*x'), 400, `${UNPARSABLE}Can't find end of Bold entity at byte offset 0`],
  [markdown('```a '), 400, `${UNPARSABLE}Can't find end of PreCode entity at byte offset 0`],
  [markdown('[x](http://a.b'), 400, `${UNPARSABLE}Can't find end of a URL at byte offset 3`],
  [
    marked('abc', { type: 'bold', offset: 1, length: 5 }),
    400,
    'Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 6',
  ],
  [
    marked('abc', { type: 'bold', offset: 3, length: 1 }),
    400,
    'Bad Request: entity begins after the end of the text at UTF-16 offset 3',
  ],
  [
    marked('😀 x', { type: 'bold', offset: 1, length: 2 }),
    400,
    'Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 3',
  ],
  [
    marked('x😀', { type: 'bold', offset: 0, length: 2 }),
    400,
    'Bad Request: entity ends in a middle of a UTF-16 symbol at byte offset 4',
  ],
  [
    marked('x', { type: 'bold', offset: -1, length: 2 }),
    400,
    'Bad Request: receive an entity with incorrect offset -1',
  ],
  [
    marked('x', { type: 'text_link', offset: 0, length: 1, url: 'localhost' }),
    400,
    "Bad Request: entity URL 'localhost' is invalid: Wrong HTTP URL",
  ],
  [
    marked('x', { type: 'highlight', offset: 0, length: 1 }),
    400,
    "Bad Request: can't parse MessageEntity: Unsupported type specified",
  ],
  [date({}), 400, `Bad Request: can't parse MessageEntity: Can't find field "unix_time"`],
  [
    date({ unix_time: 'soon' }),
    400,
    `Bad Request: can't parse MessageEntity: Field "unix_time" must be of type Number`,
  ],
  [date({ unix_time: 0 }), 400, 'Bad Request: invalid date specified'],
  [date({ unix_time: 2 ** 31 }), 400, 'Bad Request: invalid date specified'],
  [date({ unix_time: 1, date_time_format: 'rt' }), 400, BAD_FORMAT],
  [date({ unix_time: 1, date_time_format: 'tw' }), 400, BAD_FORMAT],
  [date({ unix_time: 1, date_time_format: 'dD' }), 400, BAD_FORMAT],
  [html('<tg-time unix="1" format="x">x</tg-time>'), 400, `${UNPARSABLE}Invalid date format used`],
  [markdown('![x]'), 400, `${UNPARSABLE}The entity must contain a tg://emoji or tg://time URL`],
  [markdown('![x](tg://time?unix=0)'), 400, `${UNPARSABLE}Invalid tg://emoji or tg://time URL specified`],
  [
    markdown('![x](tg://time?unix=1&format=tT)'),
    400,
    `${UNPARSABLE}Invalid tg://emoji or tg://time URL specified`,
  ],
  [markdown('>*x\nafter*'), 400, `${UNPARSABLE}Can't find end of Bold entity at byte offset 1`],
  [markdown('>x||y'), 400, `${UNPARSABLE}Can't find end of Spoiler entity at byte offset 2`],
  [
    { ...marked('x', { type: 'text_link', offset: 0, length: 1, url: 'localhost' }), chat_id: 555 },
    400,
    'Bad Request: chat not found',
  ],
];

test('refuses to send what Telegram refuses, with its code and its words', async () => {
  const server = await telegram();
  const answers = [];
  for (const [params] of REFUSALS) {
    const { error_code, description } = await api(server, 'sendMessage', params);
    answers.push([params, error_code, description]);
  }
  expect(answers).toEqual(REFUSALS);
  expect(server.messages(OLGA)).toEqual([]);
});
