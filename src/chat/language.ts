import type { User } from 'grammy/types';
import { lastLanguageIn } from '../store/chats/cards.ts';
import { changeRoom, roomOf } from '../store/chats/rooms.ts';
import type { Reader, Tx } from '../store/engine/database.ts';
import { findPerson } from '../store/people/people.ts';
import { isLanguage, isOneOf, LANGUAGES, type Language, languageOf, wordsIn } from './locale.ts';

/** What /lang takes; `auto` leaves it to the person's Telegram, or to the setting in a group. */
export type LanguageChoice = Language | 'auto';

/** Every choice, as it is offered. */
export const LANGUAGE_CHOICES: readonly LanguageChoice[] = [...LANGUAGES, 'auto'];

/** The language that a word names, in whichever language the word is; null when it names none. */
export function readLanguage(word: string): LanguageChoice | null {
  const typed = word.toLowerCase();
  // With its country, as Telegram and browsers have it: en-GB.
  const [language] = typed.split(/[-_]/);
  const named = LANGUAGES.find((one) => one === language || wordsIn(one, 'language-words').includes(typed));
  return named ?? (isOneOf(typed, 'typed-auto') ? 'auto' : null);
}

/** Where nothing was chosen, a private chat speaks the language of its person's Telegram. */
export const ownLanguageOf = (user: User, chatId: number, ofGroups: Language): Language =>
  chatId > 0 ? languageOf(user.language_code) : ofGroups;

/** What was chosen in a chat: by the person in their private one, for all in a group. Null: nothing. */
export async function chosenLanguage(db: Reader, chatId: number): Promise<Language | null> {
  return (await roomOf(db, chatId)).language ?? null;
}

/**
 * The language of the Telegram of a private chat's person, or, before somebody with a role has written, the one that
 * they were told something in last. Null: a group's, or not known.
 */
export async function telegramLanguage(db: Reader, chatId: number): Promise<Language | null> {
  if (chatId <= 0) return null;
  const known = (await findPerson(db, chatId))?.telegram_language ?? (await lastLanguageIn(db, chatId));
  return isLanguage(known) ? known : null;
}

/** Keeps a choice, which is one of the chat's settings. */
export const chooseLanguage = (
  tx: Tx,
  chatId: number,
  choice: LanguageChoice,
  { by, now }: { readonly by: number; readonly now: number },
): Promise<void> => changeRoom(tx, chatId, { language: choice === 'auto' ? undefined : choice }, { by, now });
