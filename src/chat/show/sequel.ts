import type { Logger } from '../../log.ts';
import {
  type Card,
  cardAnew,
  cardOutOfReach,
  cardShown,
  deferCard,
  outOfReach,
  touchCards,
} from '../../store/chats/cards.ts';
import { migrateChat } from '../../store/chats/migrate-chat.ts';
import type { Tx } from '../../store/engine/database.ts';
import { readBody } from '../cards/kind.ts';
import { sendCard } from '../cards/send/body.ts';
import type { Gone } from '../telegram/refusals.ts';
import type { Outcome } from '../telegram/telegram.ts';
import { type Digest, readDigest, writeDigest } from './draft.ts';
import { EPHEMERAL } from './post.ts';
import type { View } from './view.ts';

/** What is to be written of a card. It may run more than once, and be later than what it tells of. */
export type Write = (tx: Tx) => Promise<void>;

/**
 * A sendMessage that may have arrived is repeated: a double card is harmless, a missing one is not. After so many such
 * sends to a Telegram that answers other calls, it is there or never will be.
 */
const UNKNOWN_SENDS = 4;

/** Telegram shows the card so; what it does is offered on others, too, which are to be as it is. */
export function shownAs(card: Card, view: View, digest: Digest, telegramId: number | null): Write {
  const text = writeDigest(digest);
  const offeredOn = readBody(sendCard, card)?.offeredOn ?? [];
  return async (tx) => {
    const now = Date.now();
    await cardShown(tx, card, { telegramId, text, dueAt: view.changesAt, now });
    await touchCards(tx, offeredOn, now);
  };
}

/** The card is not tried again, whatever changes. */
export const setAside =
  (card: Card, failure: string): Write =>
  (tx) =>
    deferCard(tx, card.id, { due_at: null, failure });

/** It is posted anew. */
export const anew =
  (card: Card): Write =>
  (tx) =>
    cardAnew(tx, card);

/** Has the card, whose message stayed behind in a group that became a supergroup, nothing more to say there? */
export const isOver = ({ telegram_id, shown, revision, shown_revision }: Card, view: View): boolean =>
  telegram_id === null &&
  shown !== null &&
  revision === shown_revision &&
  view.atRest &&
  !view.asks &&
  !view.failed;

/**
 * Is it to be seen where its message is out of reach? A failure is, and a question that the message does not ask yet;
 * any end where the message stands as it was, with buttons that would do nothing more.
 */
export function mustBeSeen(card: Card, view: View): boolean {
  const { open } = readDigest(card.shown ?? '');
  if (view.failed || (view.asks && open !== 'asks')) return true;
  return outOfReach(card) === 'uneditable' && view.atRest && !view.asks && open !== null;
}

/** What follows for a card whose message is out of reach. */
export const withoutMessage = (card: Card, view: View, why: 'message' | 'uneditable'): Write =>
  mustBeSeen({ ...card, failure: why }, view)
    ? anew(card)
    : (tx) => cardOutOfReach(tx, card, why, Date.now());

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
      return outcome.value === EPHEMERAL
        ? setAside(card, 'ephemeral')
        : shownAs(card, view, digest, outcome.value);
    case 'unmodified':
      return shownAs(card, view, digest, card.telegram_id);
    case 'wait':
    case 'unreachable':
    case 'not-now':
    case 'refused':
      return null;
    case 'unknown':
      return card.telegram_id === null ? sentPerhaps(card, log) : null;
    case 'migrated':
      return (tx) => migrateChat(tx, card.chat_id, outcome.to, Date.now());
    case 'gone':
      return gone(card, view, outcome.why, log);
  }
}

/** Whether one more send of unknown outcome is the last one. */
export const isGivenUp = (card: Card): boolean => card.unknown_sends + 1 >= UNKNOWN_SENDS;

/** An edit is repeated as often as it takes; a new card as often as UNKNOWN_SENDS says. */
function sentPerhaps(card: Card, log: Logger): Write {
  const unknown_sends = card.unknown_sends + 1;
  if (!isGivenUp(card)) return (tx) => deferCard(tx, card.id, { unknown_sends });
  log.error({ card: card.id, kind: card.kind }, 'a card is given up: it may be there');
  return (tx) => deferCard(tx, card.id, { unknown_sends, due_at: null });
}

function gone(card: Card, view: View, why: Gone, log: Logger): Write {
  if (why === 'topic') {
    log.warn(
      { chat: card.chat_id, thread: card.thread_id },
      'a topic is gone, its cards go to the chat itself',
    );
    return async (tx) => {
      await deferCard(tx, card.id, { thread_id: null });
      if (card.telegram_id !== null) await withoutMessage(card, view, 'uneditable')(tx);
    };
  }
  if (why !== 'message' && why !== 'uneditable' && why !== 'reply') return setAside(card, why);
  if (card.telegram_id !== null) return withoutMessage(card, view, why === 'message' ? why : 'uneditable');
  return card.reply_to === null ? setAside(card, why) : (tx) => deferCard(tx, card.id, { reply_to: null });
}
