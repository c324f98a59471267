import { type Button, readButton } from './inline-buttons.ts';
import { isRecord, type Params } from './params.ts';
import { badRequest } from './refusal.ts';

export type Keyboard = readonly (readonly Button[])[];

/** What is not under the message but in the composer: a reply is asked for, or a keyboard shown or taken away. */
export interface Prompt {
  readonly kind: 'force-reply' | 'reply-keyboard' | 'remove-keyboard';
  readonly placeholder: string | null;
}

export interface Markup {
  readonly keyboard: Keyboard | null;
  readonly prompt: Prompt | null;
}

const BUTTONS_MAX = 100;
const PLACEHOLDER_MAX = 64;

/** Reads `reply_markup` (Bot API: sendMessage). Throws 400. */
export function readMarkup(params: Params): Markup {
  const markup = params.json('reply_markup', 'reply keyboard markup');
  if (markup === undefined) return { keyboard: null, prompt: null };
  if (!isRecord(markup)) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in markup) {
    const rows = readRows(markup.inline_keyboard, 'inline_keyboard', (button) =>
      readButton(button, params.unknownFields),
    );
    return { keyboard: inlineOf(rows), prompt: null };
  }
  const placeholder =
    typeof markup.input_field_placeholder === 'string' ? markup.input_field_placeholder : null;
  if (placeholder !== null && placeholder.length > PLACEHOLDER_MAX) {
    throw badRequest('input field placeholder is too long');
  }
  if ('keyboard' in markup) {
    readRows(markup.keyboard, 'keyboard', (button) => {
      const text = typeof button === 'string' ? button : isRecord(button) ? button.text : null;
      if (typeof text !== 'string' || text === '') throw badRequest('keyboard button text must be non-empty');
      return text;
    });
    return { keyboard: null, prompt: { kind: 'reply-keyboard', placeholder } };
  }
  if (markup.remove_keyboard === true)
    return { keyboard: null, prompt: { kind: 'remove-keyboard', placeholder: null } };
  if (markup.force_reply === true) return { keyboard: null, prompt: { kind: 'force-reply', placeholder } };
  return { keyboard: null, prompt: null };
}

function inlineOf(given: Button[][]): Keyboard | null {
  const rows = given.filter((row) => row.length > 0);
  if (rows.flat().length > BUTTONS_MAX) throw badRequest('reply markup is too long');
  return rows.length > 0 ? rows : null;
}

function readRows<T>(given: unknown, field: string, read: (button: unknown) => T): T[][] {
  if (!Array.isArray(given))
    throw badRequest(`field "${field}" of the ReplyMarkup must be an Array of Arrays`);
  return given.map((row: unknown) => {
    if (!Array.isArray(row))
      throw badRequest(`field "${field}" of the ReplyMarkup must be an Array of Arrays`);
    return row.map(read);
  });
}
