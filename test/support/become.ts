import type { Selectable } from 'kysely';
import type { MessageState } from '../../src/messages/status.ts';
import type { Reader } from '../../src/store/engine/database.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { STATE } from '../../src/store/tables/coded.ts';
import { idsOf, messageId } from '../../src/store/tables/message-id.ts';
import type { MessagesTable } from '../../src/store/tables/message-schema.ts';
import { recount } from './recount.ts';

/** What messages are said to be, whatever their lives would make of them. */
export type Fate = Partial<Omit<Selectable<MessagesTable>, 'id' | 'state'>> & {
  readonly state?: MessageState;
};

/** Which of them; all, where nothing is said. */
interface Which {
  readonly card?: string;
  /** Of that card's; all of them, where none are named. */
  readonly positions?: readonly number[];
  readonly to?: string;
}

/** Makes messages what a test needs, and counts them anew. */
export async function become(
  db: Reader,
  { state, ...fate }: Fate,
  { card, positions, to }: Which = {},
): Promise<void> {
  let query = db.updateTable('messages').set({ ...fate, ...(state && { state: STATE.of[state] }) });
  if (card !== undefined) {
    const number = (await orderOfCard(db, card))?.number ?? 0;
    const { first, last } = idsOf(number);
    query = query.where('id', '>=', first).where('id', '<=', last);
    if (positions) {
      query = query.where(
        'id',
        'in',
        positions.map((position) => messageId(number, position)),
      );
    }
  }
  if (to !== undefined) query = query.where('recipient', '=', to);
  await query.execute();
  await recount(db);
}
