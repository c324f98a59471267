import { type Card, dueCards, dueChats } from '../../src/store/chats/cards.ts';
import type { Store } from '../../src/store/engine/database.ts';

/** All cards that want to be sent or edited at `now` (ms), as whoever shows them finds them. */
export async function due({ db }: Store, now: number): Promise<Card[]> {
  const cards: Card[] = [];
  for (const { id } of await dueChats(db, now)) {
    for (const which of ['new', 'shown'] as const)
      cards.push(...(await dueCards(db, id, { which, kinds: null }, now, 10)));
  }
  return cards;
}
