import type { User } from 'grammy/types';
import type { Reader, Tx } from '../store/database.ts';
import { chatLanguage, findPerson, setChatLanguage, setPersonLanguage } from '../store/people.ts';
import { isLanguage, isOneOf, LANGUAGES, type Language, languageOf, wordsIn } from './locale.ts';

/** What /lang takes; `auto` leaves it to the person's Telegram, or to the setting in a group. */
export type LanguageChoice = Language | 'auto';

/** Every choice, as it is offered. */
export const LANGUAGE_CHOICES: readonly LanguageChoice[] = [...LANGUAGES, 'auto'];

/** The language that a word names, in whichever language the word is; null when it names none. */
export function readLanguage(word: string): LanguageChoice | null {
  const typed = word.toLowerCase();
  const named = LANGUAGES.find((one) => one === typed || wordsIn(one, 'language-words').includes(typed));
  return named ?? (isOneOf(typed, 'typed-auto') ? 'auto' : null);
}

/** Where nothing was chosen, a private chat speaks the language of its person's Telegram. */
export const ownLanguageOf = (user: User, chatId: number, ofGroups: Language): Language =>
  chatId > 0 ? languageOf(user.language_code) : ofGroups;

/** What was chosen in a chat: by the person in their private one, for all in a group. Null: nothing. */
export async function chosenLanguage(db: Reader, chatId: number): Promise<Language | null> {
  const chosen = chatId > 0 ? (await findPerson(db, chatId))?.language : await chatLanguage(db, chatId);
  return isLanguage(chosen) ? chosen : null;
}

/** The language of the Telegram of a private chat's person. Null: a group's, or not known. */
export async function telegramLanguage(db: Reader, chatId: number): Promise<Language | null> {
  const known = chatId > 0 ? (await findPerson(db, chatId))?.telegram_language : null;
  return isLanguage(known) ? known : null;
}

/** Keeps a choice: a private chat has the id of its person (Bot API: Chat). */
export function chooseLanguage(
  tx: Tx,
  chatId: number,
  person: { readonly id: number; readonly name: string },
  choice: LanguageChoice,
  now: number,
): Promise<void> {
  const language = choice === 'auto' ? null : choice;
  return chatId > 0
    ? setPersonLanguage(tx, person.id, person.name, language, now)
    : setChatLanguage(tx, chatId, language);
}
