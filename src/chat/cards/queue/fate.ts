import type { Card } from '../../../store/chats/cards.ts';
import { markSeen, markUnshown } from '../../../store/talks/incoming-cards.ts';
import type { Answered } from '../room.ts';

/** The list stands in a chat: what it was written for is seen. */
export async function shown({ tx }: Answered, { id: cardId }: Card): Promise<void> {
  await markSeen(tx, { cardId });
}

/** What it was written for goes to the owners, unless it stands elsewhere or may yet. */
export async function unshown({ tx, now }: Answered, { id: cardId }: Card): Promise<void> {
  await markUnshown(tx, { cardId }, now);
}
