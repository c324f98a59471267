import type { Room } from '../desk/room.ts';
import type { DeskSettings } from '../desk/settings.ts';
import type { GuardTimes } from '../messages/in-doubt.ts';
import type { Card } from '../store/chats/cards.ts';
import { roomOf } from '../store/chats/rooms.ts';
import type { Reader, Tx } from '../store/engine/database.ts';
import type { Values } from './book/wording.ts';
import type { Held } from './cards/held.ts';
import type { CommandSpec } from './grammar.ts';
import { telegramLanguage } from './language.ts';
import type { Language } from './locale.ts';
import type { ByRole, Role } from './people/access.ts';
import type { SentDocument } from './telegram/document.ts';

/** What a chat may have otherwise than the others. */
export interface ChatSettings {
  /** The language of groups, unless another was chosen there. */
  readonly language: Language;
  readonly timeZone: string;
  /** Two-letter code of numbers typed without a country code. */
  readonly country: string;
  readonly currency: string;
  /** Whether cards have what not every client of Telegram shows; left out: they do. */
  readonly messages?: NonNullable<Room['messages']>;
}

/** What the chat side has to know of the settings. */
export interface Settings extends ChatSettings, DeskSettings {
  /** What one account may send of campaigns. */
  readonly partsPerSecond: number;
  /** ms up to which what an HLR look-up found is shown in place of asking again; 0: never. */
  readonly hlrCache: number;
  readonly ownerIds: readonly number[];
  /** Names of the tokens that stand in the settings. */
  readonly programs: readonly string[];
  /** Hooks may lead to private addresses, and go without TLS. */
  readonly hooksMayBePrivate: boolean;
  /** Of the provider, as the sender keeps them. */
  readonly guard: GuardTimes;
  /** The bot's own name in Telegram, without @. */
  readonly username: string;
  /** Known to this program alone: links of invitations are derived from it. */
  readonly linkKey: string;
}

/**
 * The settings as they are in a chat: what was chosen there, in a private one else the language of its person's
 * Telegram, goes before what is configured.
 */
export async function settingsOf<Some extends ChatSettings>(
  db: Reader,
  chatId: number,
  configured: Some,
): Promise<Some> {
  const room = await roomOf(db, chatId);
  const language = (room.language ? null : await telegramLanguage(db, chatId)) ?? configured.language;
  return inRoom(configured, room, language);
}

/** The settings as they are in a chat that has set these; `own` is its language where it has chosen none. */
export const inRoom = <Some extends ChatSettings>(configured: Some, room: Room, own: Language): Some => ({
  ...configured,
  language: room.language ?? own,
  timeZone: room.zone ?? configured.timeZone,
  ...(room.messages && { messages: room.messages }),
});

/** Where something was said, and where the answer goes. */
export interface Place {
  readonly chatId: number;
  /** The topic; null outside topics. */
  readonly threadId: number | null;
  readonly isPrivate: boolean;
  /** What is set there, where that has been read. */
  readonly room?: Room;
}

/** The person who asks, checked. */
export interface Asker {
  readonly id: number;
  readonly name: string;
  readonly role: Role | null;
}

/** A file beside the words, the end of words that are as long as Telegram takes, or an address that words lead to. */
export const LACKS = ['file', 'end', 'link'] as const;
export type Lack = (typeof LACKS)[number];

/** What is known of a command without running it. */
export interface KnownCommand extends ByRole {
  readonly spec: CommandSpec;
  /** For /help: arguments only, without the command's name; {text} stands for `sample-text` of the locale files. */
  readonly examples: readonly string[];
  /** It only says what the bot can do: said without a slash it is meant all the same. */
  readonly whenSaid?: true;
  /** Alone it only shows something: said so without a slash it is done, since nothing can come of it. */
  readonly showsAlone?: true;
  /** It tells whether messages go out: words that ask for it are no text to a customer, though they begin like one. */
  readonly tellsOfSending?: true;
  /** The line with what people say in words as the option that it stands for. */
  asOptions?(rest: string): string;
}

/**
 * Everything about one thing that somebody asked for, by a command, a reply or a button. What is written through `tx`
 * lands whole or not at all.
 */
export interface Context {
  readonly tx: Tx;
  readonly now: number;
  /** Unique to the update: what it causes is written once, however often the update comes. */
  readonly origin: string;
  readonly person: Asker;
  readonly place: Place;
  /** Of the answer. */
  readonly language: Language;
  /** Theirs, or the group's, when /lang has chosen none. */
  readonly ownLanguage: Language;
  /** The Telegram message that asks, or that has the button. */
  readonly messageId: number;
  /** What that message says where somebody typed it; '' of a press. */
  readonly words: string;
  /** When it was written (ms), which may be long ago. */
  readonly writtenAt: number;
  /** What does not go with its words. */
  readonly lacks: readonly Lack[];
  /** The file beside its words, else that of the message which it replies to. */
  readonly document: SentDocument | null;
  /** A person has to see what comes of it before it goes. */
  readonly isDraft: boolean;
  /** What comes of it and would go at once waits a little, so that it can be taken back. */
  readonly mayBeUndone?: boolean;
  /** Why it does not go at once, where its card says so. */
  readonly held?: Held | null;
  /** The commands that its words would have been heard as, had they not answered a question. */
  readonly heard?: readonly string[];
  /** The contact of another number whom its words call. */
  readonly called?: string;
  /** The card that it replies to, or is taken to. */
  readonly repliedTo: Card | null;
  /** The card whose button was pressed. */
  readonly pressedOn: Card | null;
  /** Who wrote the message that it replies to; not always one person, see isOnePerson. */
  readonly repliedPerson: {
    readonly id: number;
    readonly name: string;
    readonly isBot: boolean;
    /** They wrote it elsewhere, somebody else passed it on. */
    readonly isForwarded: boolean;
  } | null;
  /** The card that said what was wrong with the line before it was mended: what comes of it now takes its place. */
  readonly replaces: Card | null;
  /** Ids of the cards that answer it, as they are written. */
  readonly answers: string[];
  /** As they are in this chat. */
  readonly settings: Settings;
  readonly commands: readonly KnownCommand[];
  /** Runs one of them as if it had been typed, with values that fill its text; says whether that was carried out. */
  readonly rerun: (context: Context, name: string, rest: string, values?: Values) => Promise<boolean>;
}
