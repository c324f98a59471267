import type { Tx } from '../../src/store/engine/database.ts';
import * as history from '../../src/store/orders/history.ts';
import { CHAT, type FATES, FIRST, idOf, LAST, messageOf, recipientOf, single } from './filled-ids.ts';

export const HOUR = 3600_000;
export const DAY = 24 * HOUR;
export const TERMS = { sender: 'SHOP', alphabet: 'gsm', parts: 1 } as const;
export const CONTENT = { channel: 'sms', text: 'hello' } as const;
export const UNDELIVERED = { state: 'undelivered', error: 6, command_status: null } as const;
export const PLACE = { chatId: CHAT, threadId: null };
export const of = (fate: keyof typeof FATES) => idOf(single(fate));
export const bulk = idOf(FIRST);
export const last = idOf(LAST);
export const to = (fate: keyof typeof FATES) => recipientOf(single(fate));
export const messageAt = (fate: keyof typeof FATES) => messageOf(single(fate));
export const lastMessage = messageOf(LAST);
export const delivered = LAST - 49;
export const message = async (tx: Tx, fate: keyof typeof FATES) => {
  const found = await history.findMessage(tx.db, messageAt(fate));
  if (!found) throw new Error(`no message ${fate}`);
  return found;
};
