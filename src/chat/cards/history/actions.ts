import { findMessage } from '../../../store/history.ts';
import { askAgain } from '../../ask-again.ts';
import { type Action, refused } from '../room.ts';
import type { HistoryBody } from './body.ts';

/** Asks the provider once more. */
const refresh: Action<HistoryBody> = {
  role: 'viewer',
  async run({ tx, now }, { card, body }) {
    const message = await findMessage(tx.db, body.messageId);
    if (!message) return refused('button-stale');
    if (!(await askAgain(tx, message, card.id, now))) return refused('button-asking');
    return { toast: null, did: { messageId: message.id } };
  },
};

export const actions = { refresh };
export const renamed = { 'ask-status': 'refresh' };
