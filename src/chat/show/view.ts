import type { FormattedString } from '@grammyjs/parse-mode';
import type { Reader } from '../../store/database.ts';
import type { Settings } from '../context.ts';
import type { Locale } from '../locale.ts';

export interface Button {
  readonly label: string;
  /** One of the actions of the card's room. */
  readonly action: string;
  /** What else the action is told. */
  readonly arg?: string;
}

interface Shown {
  readonly text: FormattedString | string;
  readonly buttons: readonly (readonly Button[])[];
  /** Nothing moves by itself any more: this edit goes ahead of progress. */
  readonly atRest: boolean;
  /** When it reads otherwise though nothing has happened (ms). */
  readonly changesAt?: number;
  /** It ended in a failure, which must be seen even where the card was deleted. */
  readonly failed?: boolean;
}

export interface TextView extends Shown {
  readonly as: 'text';
}

/** Asks for a reply, with a hint in the input field. Telegram takes no buttons beside it. */
export interface QuestionView extends Shown {
  readonly as: 'question';
  readonly hint: string;
  readonly buttons: readonly [];
}

/** A file, with the text as its caption. */
export interface FileView extends Shown {
  readonly as: 'file';
  readonly file: { readonly name: string; readonly content: Uint8Array };
}

/** A picture (PNG), with the text as its caption. */
export interface PictureView extends Shown {
  readonly as: 'picture';
  readonly file: { readonly name: string; readonly content: Uint8Array };
}

/** What a card shows now. */
export type View = TextView | QuestionView | FileView | PictureView;

/** What a view is made with. */
export interface ViewContext {
  readonly db: Reader;
  /** As they are in the card's chat. */
  readonly settings: Settings;
  readonly locale: Locale;
  readonly now: number;
}

/** Telegram: text of a message, UTF-16 units. */
export const TEXT_LIMIT = 4096;

/** Cuts a quoted text so that a card with it stays within Telegram's limit; no surrogate pair is cut. */
export function shorten(text: string, limit = 1000): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}
