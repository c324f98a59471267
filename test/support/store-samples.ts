import type { Tx } from '../../src/store/database.ts';
import * as history from '../../src/store/history.ts';
import { CHAT, type FATES, idOf, LAST, messageOf, single } from './filled-ids.ts';

export const HOUR = 3600_000;
export const DAY = 24 * HOUR;
export const PLACE = { chatId: CHAT, threadId: null };
export const of = (fate: keyof typeof FATES) => idOf(single(fate));
export const last = idOf(LAST);
export const messageAt = (fate: keyof typeof FATES) => messageOf(single(fate));
export const lastMessage = messageOf(LAST);
export const delivered = LAST - 49;
export const message = async (tx: Tx, fate: keyof typeof FATES) => {
  const found = await history.findMessage(tx.db, messageAt(fate));
  if (!found) throw new Error(`no message ${fate}`);
  return found;
};
