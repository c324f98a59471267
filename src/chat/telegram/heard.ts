import { createHmac } from 'node:crypto';
import type { Message } from 'grammy/types';
import { type Card, findCard } from '../../store/chats/cards.ts';
import { type Heard, keepHeard } from '../../store/chats/heard.ts';
import { asideCard } from '../cards/aside/body.ts';
import type { Context, Settings } from '../context.ts';
import { beforeNext } from '../continuation.ts';
import type { Outcome } from '../converse.ts';
import { wordsOf } from './update.ts';

/** By which words are known again, without telling of a short one, such as a code, what it was. */
export const digestOf = (message: Message, { linkKey }: Pick<Settings, 'linkKey'>): string =>
  createHmac('sha256', linkKey)
    .update(`heard ${wordsOf(message)}`)
    .digest('base64url');

/** Keeps what came of a message, so that it is known again when it is edited, or goes on in the next one. */
export async function keepOutcome(context: Context, message: Message, outcome: Outcome): Promise<void> {
  const [cardId = context.replaces?.id] = context.answers;
  // One that its writer and the bot alone see has no id, and is not edited (Bot API: Message).
  if (cardId === undefined || message.message_id === 0) return;
  await keepHeard(context.tx, {
    chat_id: context.place.chatId,
    message_id: message.message_id,
    thread_id: context.place.threadId,
    person_id: context.person.id,
    digest: digestOf(message, context.settings),
    outcome: outcome.isDone ? 'done' : 'refused',
    card_id: cardId,
    answers: outcome.question,
    cut: outcome.line === null ? null : beforeNext(outcome.line, wordsOf(message)),
    at: message.date * 1000,
  });
}

/** The card that said what was wrong with a message, and the question that the message was meant to answer. */
export async function before(
  { tx }: Pick<Context, 'tx'>,
  { card_id, answers }: Heard,
): Promise<{ readonly card: Card | null; readonly question: Card | null }> {
  const card = card_id === null ? undefined : await findCard(tx.db, card_id);
  // What may have been an answer is none for being edited.
  const isAnswer = answers !== null && card?.kind !== asideCard.name;
  const question = isAnswer ? await findCard(tx.db, answers) : undefined;
  return { card: card ?? null, question: question ?? null };
}
