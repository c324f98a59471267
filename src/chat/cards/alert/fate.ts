import { findAlert } from '../../../store/alerts.ts';
import type { Card } from '../../../store/cards.ts';
import { resumeWatches } from '../../../store/watches.ts';
import { suspendWatchesIn } from '../../watches.ts';
import type { Answered } from '../room.ts';
import type { AlertBody } from './body.ts';

/** What of Telegram's refusals is said of the chat, and lasts until somebody there changes it. */
const LASTING = ['chat', 'blocked', 'not-started', 'closed'] as const;

/** It stands in its chat, which may be written in; in the chat itself when its topic is gone, where nothing more is told. */
export async function shown(answered: Answered, card: Card, { alertId }: AlertBody): Promise<void> {
  const { tx } = answered;
  const alert = await findAlert(tx.db, alertId);
  if (!alert) return;
  const place = { chatId: card.chat_id, threadId: alert.thread_id };
  if (alert.thread_id !== 0 && card.thread_id === null) return suspendWatchesIn(answered, place, 'topic');
  await resumeWatches(tx, place, ['closed', 'topic']);
}

/** The alert waits for its chat, and what happens meanwhile is kept. */
export async function unshown(answered: Answered, card: Card, _body: AlertBody, why: string): Promise<void> {
  const reason = LASTING.find((one) => one === why);
  if (reason) await suspendWatchesIn(answered, { chatId: card.chat_id }, reason);
}
