import { createHash } from 'node:crypto';
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import { writeButton } from '../button-data.ts';
import { clamp, type RichText } from './clamp.ts';
import { type Button, CAPTION_LIMIT, type ShownFile, TEXT_LIMIT, type View } from './view.ts';

/** A view in the Bot API's own terms, within its limits: what is posted, and known again by its digest. */
export interface Draft extends RichText {
  readonly keyboard: InlineKeyboardMarkup;
  readonly open: Openness;
  readonly silent: boolean;
  /** In a group to be seen by whoever asked alone. */
  readonly forAsker: boolean;
  /** Without what not every client shows. */
  readonly isPlain: boolean;
  readonly form:
    | { readonly as: 'text' }
    | { readonly as: 'question'; readonly hint: string }
    | { readonly as: 'file' | 'picture'; readonly file: ShownFile | null };
}

function keyOf(cardId: string, button: Button): InlineKeyboardButton {
  if (button.copy !== undefined) return { text: button.label, copy_text: { text: button.copy } };
  const key = { text: button.label, callback_data: writeButton(button, cardId) };
  return button.style ? { ...key, style: button.style } : key;
}

export function draftOf(cardId: string, view: View): Draft {
  const rich: RichText = typeof view.text === 'string' ? { text: view.text, entities: [] } : view.text;
  const hasFile = view.as === 'file' || view.as === 'picture';
  const { text, entities } = clamp(rich, hasFile ? CAPTION_LIMIT : TEXT_LIMIT);
  const inline_keyboard = view.buttons.map((row) => row.map((button) => keyOf(cardId, button)));
  const form: Draft['form'] = hasFile
    ? { as: view.as, file: view.file }
    : view.as === 'question'
      ? { as: view.as, hint: view.hint }
      : { as: view.as };
  return {
    text,
    entities,
    keyboard: { inline_keyboard },
    form,
    open: opennessOf(view),
    silent: view.silent ?? false,
    forAsker: view.forAsker ?? false,
    isPlain: view.isPlain ?? false,
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');

/** Whether somebody has to answer a card, or more is to come; null: it is finished. */
type Openness = 'asks' | 'moves' | null;

/** By these an unchanged card is known: the store need not keep a text twice, nor an invitation's link at all. */
export interface Digest {
  /** Of the text and the buttons. */
  readonly words: string;
  /** Of the file or picture; `kept` of one that stays as it is, null of a card without. */
  readonly file: string | null;
  /** What whoever sees it expects of it. */
  readonly open: Openness;
}

const opennessOf = ({ asks, atRest }: View): Openness => (asks ? 'asks' : atRest ? null : 'moves');

const fileDigest = ({ as, file }: { as: string; file: ShownFile | null }): string =>
  file === null ? 'kept' : sha256(`${as} ${file.id}`);

export function digestOf({ text, entities, keyboard, form, open }: Draft): Digest {
  return {
    open,
    words: sha256(JSON.stringify([text, entities, keyboard.inline_keyboard])),
    file: 'file' in form ? fileDigest(form) : null,
  };
}

/** As a card's row keeps it; src/store/chats/cards.ts reads the last word, too. */
export const writeDigest = ({ words, file, open }: Digest): string =>
  [words, file, open].filter((piece) => piece !== null).join(' ');

export function readDigest(shown: string): Digest {
  const [words = '', ...rest] = shown.split(' ');
  const open = rest.find((piece) => piece === 'asks' || piece === 'moves') ?? null;
  return { words, file: rest.find((piece) => piece !== open) ?? null, open };
}
