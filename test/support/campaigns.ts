import type { User } from 'grammy/types';
import { breakCampaign } from '../../src/store/campaigns/breaker.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { OUTCOME } from '../../src/store/tables/coded.ts';
import { messageId } from '../../src/store/tables/message-id.ts';
import { become } from './become.ts';
import type { ChatForTest, Shown } from './chat.ts';
import { claimNext } from './claim.ts';

/** So many numbers, as they are typed. */
export const typedNumbers = (count: number): string =>
  Array.from({ length: count }, (_, n) => `+7999${String(1_234_000 + n)}`).join(', ');

export const positionsOf = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, n) => from + n);

/** What becomes of campaigns in a chat, which may be another one for each test. */
export const campaignsIn = (chat: () => ChatForTest) => ({
  async previewOf(person: User, line: string): Promise<Shown> {
    const [card] = await chat().say(person, line);
    if (!card) throw new Error('no card');
    return card;
  },

  fail: ({ card: { id } }: Shown, error: number, positions: readonly number[]) =>
    become(chat().store.db, { state: 'rejected', error, ended_at: Date.now() }, { card: id, positions }),

  /** The provider refuses it, but may have taken an earlier try. */
  async doubt({ card: { id } }: Shown, position: number): Promise<void> {
    const { db } = chat().store;
    const number = (await orderOfCard(db, id))?.number ?? 0;
    await db
      .updateTable('attempts')
      .set({ outcome: OUTCOME.of.no_answer })
      .where('message_id', '=', messageId(number, position))
      .execute();
  },

  /** It stops by itself. */
  trip: ({ card: { id } }: Shown) =>
    chat().store.write(async (tx) => breakCampaign(tx, (await orderOfCard(tx.db, id))?.id ?? '', Date.now())),

  /** Submits the next ones, and what is sent is answered: no other try of it was taken. Returns how many left. */
  async submit(count: number): Promise<number> {
    const { store } = chat();
    const sent = await store.write((tx) => claimNext(tx, 'demo', count, Date.now()));
    await store.db
      .updateTable('attempts')
      .set({ outcome: OUTCOME.of.accepted, open: null })
      .where('outcome', '=', OUTCOME.of.open)
      .execute();
    return sent;
  },
});
