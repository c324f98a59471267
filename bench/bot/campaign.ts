import { guardKey } from '../../src/messages/guard-key.ts';
import { createCard } from '../../src/store/cards.ts';
import type { Store } from '../../src/store/database.ts';
import { type NewMessage, showOrder, writeOrder } from '../../src/store/orders.ts';
import { numberAt } from '../numbers.ts';

export interface Campaign {
  readonly count: number;
  /** The index of the first recipient; the others follow. */
  readonly from: number;
  readonly chat: number;
  /** They take turns. */
  readonly accounts: readonly string[];
}

const TEXT = 'Your order is ready';

/** Writes an order with its card, as [Send] does. */
export async function writeCampaign(store: Store, { count, from, chat, accounts }: Campaign): Promise<void> {
  const now = Date.now();
  const messages = Array.from({ length: count }, (_, index): NewMessage => {
    const recipient = String(numberAt(from + index));
    const account = accounts[index % accounts.length] ?? '';
    return {
      recipient,
      account,
      reference: index % 65_536,
      pdus: 1,
      guardKey: guardKey(account, { destination: recipient, text: TEXT }),
    };
  });
  await store.write(async (tx) => {
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
    const id = await writeOrder(tx, {
      origin: cardId,
      maker: { kind: 'person', id: chat },
      place: { chatId: chat, threadId: null },
      content: { channel: 'sms', text: TEXT },
      terms: { sender: 'SHOP', alphabet: 'gsm', parts: 1 },
      messages,
      waits: [],
      freshAt: now,
      now,
    });
    await showOrder(tx, id ?? '', cardId);
  });
}
