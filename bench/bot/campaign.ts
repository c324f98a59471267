import { setTimeout as pause } from 'node:timers/promises';
import { type DeskSettings, placeOrder } from '../../src/desk/order.ts';
import { createCard } from '../../src/store/cards.ts';
import { CAMPAIGN } from '../../src/store/coded.ts';
import type { Store } from '../../src/store/database.ts';
import { orderOfCard, showOrder } from '../../src/store/orders.ts';
import { numberAt } from '../numbers.ts';

export interface Campaign {
  readonly count: number;
  /** The index of the first recipient; the others follow. */
  readonly from: number;
  readonly chat: number;
  /** They share it. */
  readonly accounts: readonly string[];
}

const TEXT = 'Your order is ready';

/** Orders a campaign with its card, as [Send] does. Resolves when all of it is written. */
export async function writeCampaign(
  store: Store,
  wire: DeskSettings['wire'],
  { count, from, chat, accounts }: Campaign,
): Promise<void> {
  const now = Date.now();
  const recipients = Array.from({ length: count }, (_, index) => String(numberAt(from + index)));
  const settings = { accounts, wire, sendMaxAge: 600_000, askAbove: { parts: 10, cost: null } };
  const card = await store.write(async (tx) => {
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
      recipients,
      isDraft: false,
      writtenAt: now,
      now,
    });
    await showOrder(tx, placed?.id ?? '', cardId);
    return cardId;
  });
  while ((await orderOfCard(store.db, card))?.campaign === CAMPAIGN.of.preparing) await pause(LOOK_MS);
}

const LOOK_MS = 5;
