import type { Message } from '../../store/attempts/outbox.ts';
import { attemptsOf } from '../../store/attempts/stored-attempts.ts';
import { touchCards } from '../../store/chats/cards.ts';
import type { Tx } from '../../store/engine/database.ts';
import { askStatus, openQueries } from '../../store/receipts/queries.ts';

/**
 * Asks the provider what became of a message, for a card to show. Returns false when nothing was asked: this card's
 * last question is still open, or the provider never named an id to ask by.
 */
export async function askAgain(tx: Tx, message: Message, cardId: string, now: number): Promise<boolean> {
  const open = await openQueries(tx.db, message.account);
  if (open.some(({ card_id }) => card_id === cardId)) return false;
  const attempts = await attemptsOf(tx.db, message.id);
  if (attempts.every(({ provider_id }) => provider_id === null)) return false;
  await askStatus(tx, message, cardId, now);
  await touchCards(tx, [cardId], now);
  return true;
}
