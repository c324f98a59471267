import type { Message } from 'grammy/types';
import { type Card, findCard } from '../store/chats/cards.ts';
import { cutOf, heardBefore } from '../store/chats/heard.ts';
import { type ContinuationBody, continuationCard } from './cards/continuation/body.ts';
import { readBody } from './cards/kind.ts';
import type { Context, Lack } from './context.ts';
import { splitCommand } from './grammar.ts';
import { TEXT_LIMIT } from './show/view.ts';
import { attachmentOf, hidesAddress, wordsOf } from './telegram/update.ts';

/** Telegram's clients cut what is longer than a message, at a space where there is one: UTF-16 units. */
const LONG_PASTE = 4000;
/** Its next piece is sent within this time (ms). */
const NEXT_PIECE_MS = 10_000;

/** Are words so long that more of them may come in the next message? */
const mayGoOn = (words: string): boolean => words.length >= LONG_PASTE;

/**
 * What the next piece is put behind; null: there is none to be expected. The break at which words were cut is gone: it
 * is taken for one like those before it.
 */
export function beforeNext(line: string, words: string): string | null {
  if (!mayGoOn(words)) return null;
  if (words.length >= TEXT_LIMIT) return line;
  return line + (/\S\n/.test(words) ? '\n' : ' ');
}

/** A message as long as Telegram takes that the same person sent in the same place, just before this one. */
export async function pieceBefore({
  tx,
  place,
  person,
  messageId,
  writtenAt,
}: Context): Promise<{ readonly cut: string; readonly card: Card } | null> {
  const before = await heardBefore(tx.db, {
    chat_id: place.chatId,
    thread_id: place.threadId,
    person_id: person.id,
    message_id: messageId,
  });
  const cut = before ? cutOf(before) : null;
  if (!before?.card_id || cut === null || writtenAt - before.at > NEXT_PIECE_MS) return null;
  const card = await findCard(tx.db, before.card_id);
  return card ? { cut, card } : null;
}

/** The command that was cut, if these words may be the rest of it. */
export async function continuationOf(
  context: Context,
  words: string,
  botUsername: string,
): Promise<{ readonly line: string; readonly body: ContinuationBody } | null> {
  const before = await pieceBefore(context);
  if (!before) return null;
  const { cut, card } = before;
  const line = cut + words;
  const typed = splitCommand({ text: line, botUsername });
  if (!typed) return null;
  const firstId = readBody(continuationCard, card)?.firstId ?? card.id;
  const body = { firstId, command: typed.name, rest: typed.rest, mayGoOn: mayGoOn(words), isOver: false };
  return { line, body };
}

/** What of a message does not go with its words. */
export const lacksOf = (message: Message): Lack[] => [
  ...(attachmentOf(message) === null ? [] : (['file'] as const)),
  ...(mayGoOn(wordsOf(message)) ? (['end'] as const) : []),
  ...(hidesAddress(message) ? (['link'] as const) : []),
];
