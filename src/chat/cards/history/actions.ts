import { findMessage } from '../../../store/history.ts';
import { askAgain } from '../../ask-again.ts';
import type { Action } from '../room.ts';
import type { HistoryBody } from './body.ts';

/** Asks the provider once more. */
const refresh: Action<HistoryBody> = {
  role: 'viewer',
  async run({ tx, now }, { card, body }) {
    const message = await findMessage(tx.db, body.messageId);
    if (!message) return { id: 'button-stale' };
    return (await askAgain(tx, message, card.id, now)) ? null : { id: 'button-asking' };
  },
};

export const actions = { refresh };
export const renamed = { 'ask-status': 'refresh' };
