import type { Card } from '../store/chats/cards.ts';
import { type CardKind, turnInto, writeCard } from './cards/kind.ts';
import { type NoticeLine, noticeCard } from './cards/notice/body.ts';
import { questionCard } from './cards/question/body.ts';
import type { Context } from './context.ts';
import { wordsAt } from './plain-words.ts';

/** Answers with a card in the place of the question. Returns the card's id. */
export async function answer<Body extends object>(
  context: Context,
  kind: CardKind<Body>,
  body: Body,
): Promise<string> {
  const { tx, place, language, person, now } = context;
  const before = replaced(context, kind);
  const cardId =
    before?.id ??
    (await writeCard(tx, kind, {
      body,
      chatId: place.chatId,
      threadId: place.threadId,
      // One that its writer and the bot alone see has no id (Bot API: Message).
      replyTo: place.isPrivate ? null : context.messageId || null,
      language,
      personId: person.id,
      now,
    }));
  if (before) await turnInto(tx, kind, before, { body, language, now });
  context.answers.push(cardId);
  return cardId;
}

/** The card whose place the first answer takes. Bot API, editMessageText: not one that asks for a reply. */
function replaced({ replaces, answers }: Context, kind: CardKind): Card | null {
  if (!replaces || answers.length > 0 || replaces.failure !== null) return null;
  return [replaces.kind, kind.name].includes(questionCard.name) ? null : replaces;
}

/** Says in a line, as it is right at this provider, why nothing comes of it. */
export async function decline(
  context: Context,
  id: string,
  args: NonNullable<NoticeLine['args']> = {},
): Promise<null> {
  const lines = [{ id: wordsAt(context.settings.wire, id), args }];
  const about = context.document ? { document: context.document } : {};
  await answer(context, noticeCard, { lines, forAsker: true, ...about });
  return null;
}
