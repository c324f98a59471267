import type { FormattedString } from '@grammyjs/parse-mode';
import type { Reader } from '../../store/database.ts';
import type { ChatSettings } from '../command.ts';
import type { Locale } from '../locale.ts';

export interface Button {
  readonly label: string;
  /** An action of buttons.ts. */
  readonly action: string;
}

/** What a card shows now. */
export interface View {
  readonly text: FormattedString | string;
  readonly buttons: readonly (readonly Button[])[];
  /** Nothing moves by itself any more: this edit goes ahead of progress. */
  readonly atRest: boolean;
  /** When it reads otherwise though nothing has happened (ms). */
  readonly changesAt?: number;
  /** It ended in a failure, which must be seen even where the card was deleted. */
  readonly failed?: boolean;
  /** Goes as a file, with the text as its caption. */
  readonly document?: { readonly name: string; readonly content: string };
  /** Asks for a reply, with this hint in the input field. */
  readonly replyHint?: string;
}

/** What a view is made with. */
export interface ViewContext {
  readonly db: Reader;
  readonly settings: ChatSettings;
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
