import type { ChatMemberUpdated } from 'grammy/types';
import { reviveCards, tryCardsAgain } from '../../store/chats/cards.ts';
import type { Tx } from '../../store/engine/database.ts';
import { resumeWatches } from '../../store/watch/watches.ts';
import { writeCard } from '../cards/kind.ts';
import { noticeCard } from '../cards/notice/body.ts';
import { type Settings, settingsOf } from '../context.ts';
import { roleOf } from '../people/access.ts';
import { resume, suspend } from '../talks/inboxes.ts';
import { suspendWatchesIn } from '../watch/watches.ts';

type Member = ChatMemberUpdated['new_chat_member'];

/** Bot API: ChatMember. Who is restricted may be in the group, or not. */
const isThere = (member: Member): boolean =>
  member.status === 'restricted' ? member.is_member : !['left', 'kicked'].includes(member.status);

/**
 * The bot was let into a chat, or out of it; in a private one, unblocked or blocked. Let in by somebody without a role
 * it shows nothing that it did before.
 */
export async function membership(tx: Tx, settings: Settings, change: ChatMemberUpdated): Promise<void> {
  const { chat, from, old_chat_member: before, new_chat_member: after } = change;
  const now = Date.now();
  const asking = { tx, settings, now };
  const isPrivate = chat.type === 'private';
  if (!isThere(after)) {
    const why = isPrivate ? 'blocked' : 'chat';
    await suspendWatchesIn(asking, { chatId: chat.id }, why);
    return suspend(asking, { chatId: chat.id }, why);
  }
  // It may be that it may write again.
  await tryCardsAgain(tx, chat.id, now);
  if (isThere(before) || !(await roleOf(tx.db, settings.ownerIds, from.id))) return;
  await reviveCards(tx, chat.id, now);
  await resumeWatches(tx, { chatId: chat.id }, ['chat', 'blocked', 'not-started']);
  const resumed = await resume(asking, { chatId: chat.id }, 'there');
  const { language } = await settingsOf(tx.db, chat.id, settings);
  const say = (id: string, threadId: number | null) =>
    writeCard(tx, noticeCard, {
      body: { lines: [{ id }] },
      chatId: chat.id,
      threadId,
      replyTo: null,
      language,
      personId: from.id,
      now,
    });
  for (const { thread_id } of resumed) await say('inbox-on', thread_id || null);
  if (!isPrivate && resumed.length === 0) await say('added-to-group', null);
}
