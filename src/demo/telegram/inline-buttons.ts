import type { NewerField } from './newer-fields.ts';
import { isRecord } from './params.ts';
import { type ApiRefusal, badRequest } from './refusal.ts';
import { isLink } from './rich-text.ts';

/** Bot API: InlineKeyboardButton, of the kinds that a bot without games, payments and web apps uses. */
export interface Button {
  readonly text: string;
  readonly style?: ButtonStyle;
  readonly callback_data?: string;
  readonly url?: string;
  readonly copy_text?: { readonly text: string };
}

const STYLES = ['danger', 'success', 'primary'] as const;
export type ButtonStyle = (typeof STYLES)[number];

/** What a button may do; exactly one of these must be there (Bot API: InlineKeyboardButton). */
const ACTIONS = [
  'url',
  'callback_data',
  'copy_text',
  'web_app',
  'login_url',
  'disabled',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'callback_game',
  'pay',
];
const CALLBACK_DATA_MAX_BYTES = 64;
const COPIED_MAX = 256;

/** Reads one button of an inline keyboard. Throws 400, for what an older server does not know too. */
export function readButton(given: unknown, unknown: ReadonlySet<NewerField>): Button {
  if (!isRecord(given)) throw unparsable('InlineKeyboardButton must be an Object');
  const { text } = given;
  if (typeof text !== 'string' || text.trim() === '') throw unparsable('button text must be non-empty');
  const style = readStyle(given.style, unknown);
  return { text, ...(style && { style }), ...readAction(given, unknown) };
}

function readStyle(given: unknown, unknown: ReadonlySet<NewerField>): ButtonStyle | null {
  if (given === undefined) return null;
  const style = STYLES.find((known) => known === given);
  if (style === undefined || unknown.has('style')) throw unparsable('invalid button style specified');
  return style;
}

function readAction(button: Record<string, unknown>, unknown: ReadonlySet<NewerField>) {
  const actions = ACTIONS.filter((name) => button[name] !== undefined && button[name] !== '');
  if (actions.length > 1) throw unparsable(`exactly one action is allowed, found ${actions.join(' and ')}`);
  const { url, callback_data: data, copy_text: copied } = button;
  if (typeof url === 'string' && url !== '') {
    if (!isLink(url)) throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
    return { url };
  }
  if (typeof data === 'string' && data !== '') {
    if (Buffer.byteLength(data) > CALLBACK_DATA_MAX_BYTES) throw badRequest('BUTTON_DATA_INVALID');
    return { callback_data: data };
  }
  if (copied !== undefined && !unknown.has('copy_text')) return { copy_text: readCopied(copied) };
  throw unparsable('Text buttons are unallowed in the inline keyboard');
}

/** Bot API: CopyTextButton, 1 to 256 characters. */
function readCopied(given: unknown): { text: string } {
  if (!isRecord(given)) throw unparsable('Field "copy_text" must be of type Object');
  const { text } = given;
  if (text === undefined) throw unparsable('Can\'t find field "text"');
  if (typeof text !== 'string') throw unparsable('Field "text" must be of type String');
  if (text === '' || text.length > COPIED_MAX) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  return { text };
}

function unparsable(why: string): ApiRefusal {
  return badRequest(`can't parse inline keyboard button: ${why}`);
}
