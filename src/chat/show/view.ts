import type { FormattedString } from '@grammyjs/parse-mode';
import type { Reader, Store } from '../../store/engine/database.ts';
import type { Settings } from '../context.ts';
import type { Locale } from '../locale.ts';
import type { Role } from '../people/access.ts';

/** A button that does something. */
export interface ActionButton {
  readonly label: string;
  /** One of the actions of the card's room. */
  readonly action: string;
  /** What else the action is told, in a few bytes: see button-data.ts. */
  readonly arg?: string;
  readonly style?: 'danger' | 'success' | 'primary';
  readonly copy?: never;
}

/**
 * A button that copies a text of 1 to 256 characters. Not every client and server knows it: what it copies has to
 * stand in the card as `code` too.
 */
export interface CopyButton {
  readonly label: string;
  readonly copy: string;
  readonly action?: never;
  readonly arg?: never;
}

export type Button = ActionButton | CopyButton;

interface Shown {
  /** Too long a text is cut at its end. */
  readonly text: FormattedString | string;
  readonly buttons: readonly (readonly Button[])[];
  /** Nothing moves by itself any more: this edit goes ahead of progress. */
  readonly atRest: boolean;
  /** A list that is kept as things are: it rests, but changes with all that happens, and what people wait for goes ahead of it. */
  readonly isLive?: boolean;
  /** When it reads otherwise though nothing has happened (ms). */
  readonly changesAt?: number;
  /** Tells nothing but that its reader may see it no more: it takes the place of what is shown, and is not sent anew. */
  readonly withheld?: boolean;
  /** When the receipt came that ended what it shows (ms). */
  readonly endedAt?: number;
  /** What was written is not kept any more. */
  readonly wordless?: boolean;
  /** It ended in a failure, which must be seen even where the card was deleted. */
  readonly failed?: boolean;
  /** It goes no further without a person's word: a button, or a reply. */
  readonly asks?: boolean;
  /** It only informs: it comes without a sound. */
  readonly silent?: boolean;
  /** Without what not every client shows. */
  readonly isPlain?: boolean;
  /** Of use to whoever asked alone, and said once: others in a group need not see it. Without buttons. */
  readonly forAsker?: boolean;
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

/** A file of the store, which is never changed: see src/store/chats/files.ts. */
export interface ShownFile {
  readonly id: string;
  readonly name: string;
}

/** A file, with the text as its caption. */
export interface FileView extends Shown {
  readonly as: 'file';
  /** Null: it is not kept any more, and stays as it is where Telegram has it; it cannot be sent anew. */
  readonly file: ShownFile | null;
}

/** A picture (PNG), with the text as its caption. */
export interface PictureView extends Shown {
  readonly as: 'picture';
  readonly file: ShownFile;
}

/** What a card shows now. */
export type View = TextView | QuestionView | FileView | PictureView;

/** What a view is made with. */
export interface ViewContext {
  readonly db: Reader;
  /** Reads what is much of it. */
  readonly read: Store['read'];
  /** As they are in the card's chat. */
  readonly settings: Settings;
  readonly locale: Locale;
  /** Now, of whoever is alone with the card; null in groups, and of somebody without one. */
  readonly reader: Role | null;
  readonly now: number;
  /** Only the buttons are looked at, in the transaction of a press: what is long to read can stay unread. */
  readonly isPressed: boolean;
}

/** Telegram: text of a message, UTF-16 units. */
export const TEXT_LIMIT = 4096;
/** Telegram: caption of a file or picture, UTF-16 units. */
export const CAPTION_LIMIT = 1024;

/** Cuts a quoted text so that a card with it stays within Telegram's limit; no surrogate pair is cut. */
export function shorten(text: string, limit = 1000): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}
