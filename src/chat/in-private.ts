import { isReached } from '../store/cards.ts';
import type { PressReply } from './cards/room.ts';
import { type Context, settingsOf } from './context.ts';

/** The same request as if it were made in the asker's private chat: what is not for a group is answered there. */
export async function inPrivate(context: Context): Promise<Context> {
  const { tx, person, settings } = context;
  const { language } = await settingsOf(tx.db, person.id, settings);
  return { ...context, language, place: { chatId: person.id, threadId: null, isPrivate: true } };
}

/** Says so where it was asked for; to somebody who has not let the bot write to them, how to. */
export async function toldInPrivate(
  { tx, person, settings }: Context,
  id: string,
): Promise<PressReply['toast']> {
  if (await isReached(tx.db, person.id)) return { id };
  return { id: 'private-not-started', args: { bot: settings.username } };
}
