import type { Receipt } from '../../src/messages/receipt.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { type Message, messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';

export const PHONE = '79991234567';

/** The message of a card that has one. */
export async function one(store: Store, cardId: string): Promise<Message> {
  const [message] = await messagesOfCard(store.db, cardId, 1);
  if (!message) throw new Error('no message');
  return message;
}

/** A receipt of it, as SMPP brings one. */
export function receipt(id: string, stat: string, fields: Partial<Receipt> = {}) {
  const parsed = parseReceipt({ text: `id:${id} stat:${stat} err:000`, tlvs: {} });
  return { receipt: { ...parsed, ...fields }, via: 'smpp' as const, raw: 'raw', parties: [PHONE, 'SHOP'] };
}
