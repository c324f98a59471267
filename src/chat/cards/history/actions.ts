import { findMessage } from '../../../store/orders/history.ts';
import { answer } from '../../answer.ts';
import { inPrivate, toldInPrivate } from '../../in-private.ts';
import { askAgain } from '../../sending/ask-again.ts';
import { type Action, refused } from '../room.ts';
import { type HistoryBody, historyCard } from './body.ts';

/** Asks the provider once more. */
const refresh: Action<HistoryBody> = {
  role: 'viewer',
  async run({ tx, now }, { card, body }) {
    const message = await findMessage(tx.db, body.messageId);
    if (!message) return refused('card-forgotten');
    if (!(await askAgain(tx, message, card.id, now))) return refused('button-asking');
    return { toast: null, did: { messageId: message.id } };
  },
};

/** Shows all of it to whoever asks, where a group does not. */
const numbers: Action<HistoryBody> = {
  role: 'operator',
  async run(context, { body }) {
    await answer(await inPrivate(context), historyCard, body);
    return {
      toast: await toldInPrivate(context, 'shown-in-private'),
      did: { messageId: body.messageId },
    };
  },
};

export const actions = { refresh, numbers };
export const renamed = { 'ask-status': 'refresh' };
