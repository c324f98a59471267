import type { Logger } from '../log.ts';
import { Alarm } from '../store/alarm.ts';
import type { Store } from '../store/database.ts';
import { type Incoming, markSeen, unseenIncoming } from '../store/incoming.ts';
import { type Inbox, inboxes } from '../store/people.ts';
import { may, roleOf } from './access.ts';
import { incomingCard } from './cards/incoming/body.ts';
import { writeCard } from './cards/kind.ts';
import { type Settings, settingsOf } from './context.ts';
import type { Language } from './locale.ts';

/** Messages turned into cards in one transaction. */
const BATCH = 20;
const RETRY_MS = 1_000;
const MAX_SLEEP_MS = 60_000;

interface Destination {
  chatId: number;
  threadId: number | null;
  language: Language;
}

/**
 * Writes a card for each incoming message wherever /inbox on was said; in the owners' private chats until anybody
 * has. Returns the way to stop.
 */
export function startInbox(store: Store, settings: Settings, log: Logger): { stop(): Promise<void> } {
  const alarm = new Alarm(store.changes, 'incoming');
  let stopped = false;

  async function destinations(): Promise<Destination[]> {
    const chosen: Inbox[] = [];
    for (const place of await inboxes(store.db)) {
      // It lives as long as whoever turned it on may: a group of theirs must not read on when they have left.
      const role = await roleOf(store.db, settings.ownerIds, place.turned_on_by);
      if (may(role, 'operator')) chosen.push(place);
    }
    const places: { chatId: number; threadId: number | null }[] =
      chosen.length > 0
        ? chosen.map(({ chat_id, thread_id }) => ({ chatId: chat_id, threadId: thread_id || null }))
        : settings.ownerIds.map((id) => ({ chatId: id, threadId: null }));
    return Promise.all(
      places.map(async (place) => {
        const { language } = await settingsOf(store.db, place.chatId, settings);
        return { ...place, language };
      }),
    );
  }

  async function announce(message: Incoming, places: readonly Destination[]): Promise<void> {
    await store.write(async (tx) => {
      if (!(await markSeen(tx, message.id))) return;
      for (const { chatId, threadId, language } of places) {
        await writeCard(tx, incomingCard, {
          body: { incomingId: message.id },
          chatId,
          threadId,
          replyTo: null,
          language,
          personId: null,
          now: Date.now(),
        });
      }
    });
  }

  async function round(): Promise<boolean> {
    const messages = await unseenIncoming(store.db, BATCH);
    if (messages.length === 0) return false;
    const places = await destinations();
    if (places.length === 0) {
      log.warn('an incoming message waits: set OWNER_IDS, or say /inbox on in a chat');
      return false;
    }
    for (const message of messages) await announce(message, places);
    return true;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      try {
        if (!(await round())) await alarm.sleep(MAX_SLEEP_MS);
      } catch (err) {
        log.error({ err }, 'incoming messages wait: the store does not answer');
        await alarm.sleep(RETRY_MS);
      }
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      alarm.ring();
      await running;
      alarm.close();
    },
  };
}
