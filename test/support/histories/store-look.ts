import { viewOf } from '../../../src/chat/cards/index.ts';
import { stateWithin } from '../../../src/messages/campaign.ts';
import { type Message, messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { attemptsOfAll } from '../../../src/store/attempts/stored-attempts.ts';
import { tallyOfCard } from '../../../src/store/campaigns/tallies.ts';
import { cardShown, findCard, type Card as StoredCard } from '../../../src/store/chats/cards.ts';
import { waitsOf } from '../../../src/store/orders/documents.ts';
import { findOrder } from '../../../src/store/orders/orders.ts';
import { unmatchedReceipts } from '../../../src/store/receipts/awaiting.ts';
import { CAMPAIGN, RECEIPT_STATE, STATE, VIA } from '../../../src/store/tables/coded.ts';
import { ITS_ORDER } from '../../../src/store/tables/message-id.ts';
import { wrongHours, wrongTallies } from '../recount.ts';
import type { Card, Fate, Moment, Path, Place, Standing } from './path.ts';
import { ALL, type StoreWorld } from './store-world.ts';

type Looks = Pick<Path, 'states' | 'campaigns' | 'fates' | 'standing' | 'show' | 'unmatched' | 'miscounted'>;

/** What is seen of a store from outside. */
export function looksInto(world: StoreWorld): Looks {
  const { store, orders } = world;
  const allIds = () => orders.map(({ id }) => id);
  const byPlace = (one: Place, other: Place): number =>
    one.order - other.order || one.position - other.position;

  async function cardOf(order: number): Promise<StoredCard> {
    const found = await findCard(store.db, world.order(order).cardId);
    if (!found) throw new Error('the card is gone');
    return found;
  }

  /** A card as it is now, and when it changes by itself. */
  async function viewed(order: number, { now }: Moment) {
    const stored = await cardOf(order);
    const { text, buttons, changesAt } = await viewOf(
      { db: store.db, settings: world.settings(), now },
      stored,
    );
    const card: Card = {
      text: typeof text === 'string' ? text : text.text,
      buttons: buttons.map((row) => row.map(({ label }) => label)),
      isDue: stored.due_at !== null,
    };
    return { stored, card, changesAt };
  }

  return {
    async states() {
      const rows = await store.db
        .selectFrom('messages')
        .innerJoin('orders', (join) => join.on(ITS_ORDER))
        .select(['messages.id', 'orders.id as order_id', 'messages.state', 'orders.campaign'])
        .where('orders.id', 'in', allIds())
        .execute();
      return rows
        .map(({ state, campaign, ...row }) => ({
          ...world.placeOf(row),
          // What is cancelled is no end before it is written.
          state:
            campaign === CAMPAIGN.of.cancelled
              ? STATE.name(state)
              : stateWithin(campaign === null ? null : CAMPAIGN.name(campaign), STATE.name(state)),
        }))
        .toSorted(byPlace);
    },

    async campaigns() {
      const found = await Promise.all(orders.map(({ id }) => findOrder(store.db, id)));
      return found.map((order) => (order?.campaign == null ? null : CAMPAIGN.name(order.campaign)));
    },

    async fates() {
      const messages: Message[] = [];
      for (const { cardId } of orders) messages.push(...(await messagesOfCard(store.db, cardId, ALL)));
      const attempts = await attemptsOfAll(
        { db: store.db, prepare: null },
        messages.map(({ id }) => id),
      );
      const receipts = await store.db
        .selectFrom('receipts')
        .innerJoin('attempts', 'attempts.id', 'receipts.attempt_id')
        .innerJoin('messages', 'messages.id', 'attempts.message_id')
        .innerJoin('orders', (join) => join.on(ITS_ORDER))
        .select(['attempts.message_id', 'receipts.state', 'receipts.error', 'receipts.via'])
        .where('orders.id', 'in', allIds())
        .orderBy('receipts.id')
        .execute();
      const named = receipts.map(({ state, via, ...receipt }) => ({
        ...receipt,
        state: state === null ? null : RECEIPT_STATE.name(state),
        via: VIA.name(via),
      }));
      const told = Map.groupBy(named, ({ message_id }) => message_id);
      return messages.map(
        (message): Fate => ({
          ...world.placeOf(message),
          recipient: message.recipient,
          state: message.state,
          waitsFor: message.waiting_for,
          error: message.error,
          commandStatus: message.command_status,
          cost: message.cost,
          pdus: message.pdus,
          readyAt: message.ready_at,
          doubtUntil: message.doubt_until,
          overdueAt: message.overdue_at,
          endedAt: message.ended_at,
          attempts: (attempts.get(message.id) ?? []).map((attempt) => ({
            part: attempt.part,
            host: attempt.host,
            outcome: attempt.outcome,
            commandStatus: attempt.command_status,
            providerId: attempt.provider_id,
          })),
          told: told.get(message.id) ?? [],
        }),
      );
    },

    async standing(order, at): Promise<Standing> {
      const { id, cardId } = world.order(order);
      const found = await findOrder(store.db, id);
      const tally = await tallyOfCard(store.db, cardId);
      return {
        waits: found ? waitsOf(found) : [],
        tally: tally.map(({ state, error, command_status: commandStatus, count, cost }) => ({
          state,
          error,
          commandStatus,
          count,
          cost,
        })),
        card: (await viewed(order, at)).card,
      };
    },

    async show(order, at) {
      const { stored, card, changesAt: dueAt } = await viewed(order, at);
      const now = at.now;
      await store.write((tx) => cardShown(tx, stored, { telegramId: order + 1, text: '', dueAt, now }));
      return card;
    },

    unmatched: (account) => unmatchedReceipts(store.db, [account], 0),

    async miscounted() {
      const wrong = [...(await wrongTallies(store.db)), ...(await wrongHours(store.db, 0))];
      return wrong.map((row) => `counted beside its messages: ${JSON.stringify(row)}`);
    },
  };
}
