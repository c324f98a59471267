import { setTimeout as pause } from 'node:timers/promises';
import { placeOrder } from '../../src/desk/order.ts';
import type { DeskSettings } from '../../src/desk/settings.ts';
import { countTallied } from '../../src/store/campaigns/tallies.ts';
import { createCard } from '../../src/store/chats/cards.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { moveMessages } from '../../src/store/orders/decisions.ts';
import { findOrder, showOrder } from '../../src/store/orders/orders.ts';
import { keepStream } from '../../src/store/orders/recipient-lists.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import { numberAt } from '../numbers.ts';

export interface Campaign {
  readonly count: number;
  /** The index of the first recipient; the others follow. */
  readonly from: number;
  readonly chat: number;
  /** They share it. */
  readonly accounts: readonly string[];
  /** It waits for a word once it is written. */
  readonly isDraft?: boolean;
}

export type Word = 'pause' | 'resume' | 'cancel';

const TEXT = 'Your order is ready';

/** Orders a campaign with its card, as [Send] does. Resolves when all of it is written, with the order's id. */
export async function writeCampaign(
  store: Store,
  wire: DeskSettings['wire'],
  { count, from, chat, accounts, isDraft = false }: Campaign,
): Promise<string> {
  const now = Date.now();
  const others = await keepStream(store, numbersFrom(from + 1, count - 1), now);
  const settings = {
    accounts,
    wire,
    timeZone: 'UTC',
    sendMaxAge: 600_000,
    undoSend: 0,
    askAbove: { parts: 10, cost: null },
    approve: { above: null, cost: null, senders: [] },
    asksProvider: false,
    quotaZone: 'UTC',
    ownerIds: [],
  };
  const id = await store.write(async (tx) => {
    const cardId = await createCard(tx, {
      chatId: chat,
      threadId: null,
      replyTo: null,
      kind: 'send',
      body: { duplicates: [], bad: [] },
      language: 'en',
      personId: chat,
      now,
    });
    const placed = await placeOrder(tx, settings, {
      origin: cardId,
      maker: { kind: 'person', id: chat },
      place: { chatId: chat, threadId: null },
      content: { channel: 'sms', text: TEXT },
      recipients: [String(numberAt(from))],
      others,
      isDraft,
      writtenAt: now,
      now,
    });
    if (!placed) throw new Error('the card has an order');
    await showOrder(tx, placed.id, cardId);
    return placed.id;
  });
  while ((await findOrder(store.db, id))?.campaign === CAMPAIGN.of.preparing) await pause(LOOK_MS);
  return id;
}

/** Says a word to a campaign, as its buttons do. Resolves when what that does to each message is done. */
export async function sayToCampaign(store: Store, id: string, word: Word): Promise<void> {
  await store.write((tx) => moveMessages(tx, id, word, Date.now()));
  if (word !== 'cancel') return;
  const order = await findOrder(store.db, id);
  while (order && (await countTallied(store.db, order.number, 'queued')) > 0) await pause(LOOK_MS);
}

const LOOK_MS = 5;

function* numbersFrom(from: number, count: number): Generator<string> {
  for (let index = from; index < from + count; index += 1) yield String(numberAt(index));
}
