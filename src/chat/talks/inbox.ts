import type { Logger } from '../../log.ts';
import { Rounds } from '../../rounds.ts';
import { Alarm } from '../../store/engine/alarm.ts';
import type { Reader, Store, Tx } from '../../store/engine/database.ts';
import { awayUntil } from '../../store/talks/away.ts';
import { type Conversation, conversationWith } from '../../store/talks/conversations.ts';
import { type Incoming, unplacedIncoming } from '../../store/talks/incoming.ts';
import { chatsOfIncoming, reopenUnseen, takeUnplaced } from '../../store/talks/incoming-cards.ts';
import { touchTalk } from '../../store/talks/talks.ts';
import { type Settings, settingsOf } from '../context.ts';
import { may, roleOf } from '../people/access.ts';
import { reviewInboxes, shownInboxes } from './inboxes.ts';
import { type Destination, holdBack, showIncoming, talkOf } from './talks.ts';

/** Messages turned into cards in one transaction. */
const BATCH = 20;
const MAX_SLEEP_MS = 60_000;

const privately = (chatId: number): Destination => ({ chatId, threadId: null, replyTo: null });

/**
 * Writes cards for incoming messages that want them: for each one in the chat where its sender was last written to from,
 * and one in each place that inboxes.ts names; see talks.ts. When none of them could be shown, the owners get it. A round
 * returns false when it placed none.
 */
export function inboxRounds(
  store: Store,
  settings: Settings,
  log: Logger,
): (now: number) => Promise<boolean> {
  const { ownerIds } = settings;
  let isReopened = false;

  /** Whether somebody may read what comes, and is there to. */
  const readsThere = async (db: Reader, personId: number, now: number): Promise<boolean> =>
    may(await roleOf(db, ownerIds, personId), 'operator') && (await awayUntil(db, personId, now)) === null;

  /** One in each chat and topic at most: whoever reads a topic with an inbox finds all of them there. */
  async function destinations(
    tx: Tx,
    conversation: Conversation | null,
    now: number,
  ): Promise<Destination[]> {
    const found: Destination[] = [];
    const { places, isConfirmed } = await shownInboxes(tx.db, ownerIds);
    let forOwners = !isConfirmed;
    if (conversation) {
      const { chatId, threadId, telegramId: replyTo } = conversation;
      const mayRead = chatId < 0 || (await readsThere(tx.db, chatId, now));
      if (mayRead) found.push({ chatId, threadId, replyTo });
      else forOwners = true;
    }
    const [talk] = found;
    for (const { chat_id: chatId, thread_id } of places) {
      const threadId = thread_id || null;
      if (talk?.chatId !== chatId || talk.threadId !== threadId)
        found.push({ chatId, threadId, replyTo: null });
    }
    const has = (chatId: number) => found.some((one) => one.chatId === chatId);
    if (forOwners) found.push(...ownerIds.filter((id) => !has(id)).map(privately));
    return found;
  }

  /** Writes the cards that a message wants. False: there is nobody to show it to. */
  async function place(message: Incoming, now: number): Promise<boolean> {
    return store.write(async (tx) => {
      const { id: incomingId, account, sender: number, receivedAt: at } = message;
      const conversation = await conversationWith(tx.db, { account, number, at });
      const chats = await chatsOfIncoming(tx.db, incomingId);
      // It comes back when none of its cards was taken.
      const wanted = chats.length > 0 ? ownerIds.map(privately) : await destinations(tx, conversation, now);
      if (wanted.length === 0) return false;
      if (!(await takeUnplaced(tx, incomingId))) return true;
      const talk = await talkOf(tx, message);
      const answers = conversation?.messageId ?? null;
      for (const place of wanted.filter((one) => !chats.includes(one.chatId))) {
        if (chats.length === 0 && (await holdBack(tx, { talk, place, settings, now }))) continue;
        const { language } = await settingsOf(tx.db, place.chatId, settings);
        await showIncoming(tx, { incomingId, talk, answers, place, language, now });
      }
      if (talk) await touchTalk(tx, talk.id, now);
      return true;
    });
  }

  return async (now) => {
    if (!isReopened) await store.write((tx) => reopenUnseen(tx, now));
    isReopened = true;
    const messages = await unplacedIncoming(store.db, BATCH);
    if (messages.length === 0) return false;
    await store.write((tx) => reviewInboxes({ tx, settings, now }));
    let placed = 0;
    for (const message of messages) if (await place(message, now)) placed += 1;
    if (placed < messages.length) {
      log.warn('an incoming message waits: set OWNER_IDS, or say /inbox on in a chat');
    }
    return placed > 0;
  };
}

/** Does so for as long as it runs. */
export function startInbox(store: Store, settings: Settings, log: Logger): Rounds {
  const alarm = new Alarm(store.changes, 'incoming');
  const round = inboxRounds(store, settings, log);
  const rounds = new Rounds({ alarm, log, waits: 'incoming messages' });
  rounds.start(async () => {
    if (!(await round(Date.now()))) await alarm.sleep(MAX_SLEEP_MS);
  });
  return rounds;
}
