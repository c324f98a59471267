import { type CardKind, writeCard } from './cards/kind.ts';
import { type NoticeLine, noticeCard } from './cards/notice/body.ts';
import type { Context } from './context.ts';

/** Answers with a card in the place of the question. Returns the card's id. */
export function answer<Body extends object>(
  context: Context,
  kind: CardKind<Body>,
  body: Body,
): Promise<string> {
  return writeCard(context.tx, kind, {
    body,
    chatId: context.place.chatId,
    threadId: context.place.threadId,
    replyTo: context.place.isPrivate ? null : context.messageId,
    language: context.language,
    personId: context.person.id,
    now: context.now,
  });
}

/** Says in a line why nothing comes of it. */
export async function decline(
  context: Context,
  id: string,
  args: NonNullable<NoticeLine['args']> = {},
): Promise<null> {
  await answer(context, noticeCard, { lines: [{ id, args }] });
  return null;
}
