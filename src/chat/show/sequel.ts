import type { Logger } from '../../log.ts';
import { type Card, cardShown, deferCard, migrateChat } from '../../store/cards.ts';
import type { Tx } from '../../store/database.ts';
import type { Gone, Outcome } from '../telegram.ts';
import { type Digest, writeDigest } from './draft.ts';
import type { View } from './view.ts';

/** What is to be written of a card. It may run more than once, and be later than what it tells of. */
export type Write = (tx: Tx) => Promise<void>;

/**
 * A sendMessage that may have arrived is repeated: a double card is harmless, a missing one is not. After so many such
 * sends to a Telegram that answers other calls, it is there or never will be.
 */
const UNKNOWN_SENDS = 4;

/** Telegram shows the card so. */
export function shownAs(card: Card, view: View, digest: Digest, telegramId: number | null): Write {
  const text = writeDigest(digest);
  return (tx) => cardShown(tx, card, { telegramId, text, dueAt: view.changesAt, now: Date.now() });
}

/** The card is not tried again, whatever changes. */
export const setAside =
  (card: Card, failure: string): Write =>
  (tx) =>
    deferCard(tx, card.id, { due_at: null, failure });

/** What follows for a card from what became of a call; null when it is due as before. */
export function sequelOf(
  card: Card,
  view: View,
  digest: Digest,
  outcome: Outcome<number>,
  log: Logger,
): Write | null {
  switch (outcome.kind) {
    case 'done':
      return shownAs(card, view, digest, outcome.value);
    case 'unmodified':
      return shownAs(card, view, digest, card.telegram_id);
    case 'wait':
    case 'unreachable':
      return null;
    case 'unknown':
      return card.telegram_id === null ? sentPerhaps(card, log) : null;
    case 'migrated':
      return async (tx) => {
        await migrateChat(tx, card.chat_id, outcome.to);
        tx.changed('cards');
      };
    case 'refused':
      log.error(
        { status: outcome.code, why: outcome.description, kind: card.kind },
        'Telegram refuses a card',
      );
      return setAside(card, 'refused');
    case 'gone':
      return gone(card, view, outcome.why, log);
  }
}

/** An edit is repeated as often as it takes; a new card as often as UNKNOWN_SENDS says. */
function sentPerhaps(card: Card, log: Logger): Write {
  const unknown_sends = card.unknown_sends + 1;
  if (unknown_sends < UNKNOWN_SENDS) return (tx) => deferCard(tx, card.id, { unknown_sends });
  log.error({ card: card.id, kind: card.kind }, 'a card is given up: it may be there');
  return (tx) => deferCard(tx, card.id, { unknown_sends, due_at: null });
}

function gone(card: Card, view: View, why: Gone, log: Logger): Write {
  // Without a topic it is the General one that is closed (Bot API: closeGeneralForumTopic): there is no other place.
  if (why === 'topic' && card.thread_id !== null) {
    log.warn(
      { chat: card.chat_id, thread: card.thread_id },
      'a topic is gone, its cards go to the chat itself',
    );
    return (tx) => deferCard(tx, card.id, { thread_id: null });
  }
  if (why === 'message' && card.telegram_id !== null && view.failed) {
    return (tx) => deferCard(tx, card.id, { telegram_id: null });
  }
  return setAside(card, why);
}
