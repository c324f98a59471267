import { isReached } from '../store/chats/cards.ts';
import { decline } from './answer.ts';
import type { NoticeLine } from './cards/notice/body.ts';
import { type Context, settingsOf } from './context.ts';
import type { Did } from './record.ts';

/** The same request as if it were made in the asker's private chat: what is not for a group is answered there. */
export async function inPrivate(context: Context): Promise<Context> {
  const { tx, person, settings } = context;
  const { language } = await settingsOf(tx.db, person.id, settings);
  return { ...context, language, place: { chatId: person.id, threadId: null, isPrivate: true } };
}

/** Says so where it was asked for; to somebody who has not let the bot write to them, how to. */
export async function toldInPrivate({ tx, person, settings }: Context, id: string): Promise<NoticeLine> {
  if (await isReached(tx.db, person.id)) return { id };
  return { id: 'private-not-started', args: { bot: settings.username } };
}

/** Says so in a line there. */
export async function sayInPrivate(context: Context, id: string): Promise<null> {
  const told = await toldInPrivate(context, id);
  return decline(context, told.id, told.args);
}

/** Does in private what shows a secret, wherever it was asked for, and says there that it did: the text `id`. */
export async function doneInPrivate(
  context: Context,
  id: string,
  work: (context: Context) => Promise<Did | null>,
): Promise<Did | null> {
  if (context.place.isPrivate) return work(context);
  // Not in the place of what an edited line had brought about there.
  const did = await work({ ...(await inPrivate(context)), replaces: null });
  await sayInPrivate(context, id);
  return did;
}
