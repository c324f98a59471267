import { messagesOfCard, moveCardMessages } from '../../store/outbox.ts';
import type { Role } from '../access.ts';
import { type Action, done, refused } from './room.ts';

function moving(role: Role, event: Parameters<typeof moveCardMessages>[2], toast: string): Action {
  return {
    role,
    async run({ tx, now }, { card }) {
      const [message] = await messagesOfCard(tx.db, card.id, 1);
      const count = await moveCardMessages(tx, card.id, event, now);
      // What has to wait for the same text is not on its way yet: its card says when.
      if (event === 'send' && message?.waiting_for === 'guard' && count > 0) return done;
      return count > 0 ? { toast: { id: toast, args: { n: count } }, did: {} } : refused('button-late');
    },
  };
}

/** What moves the messages of a card on. */
export const movingActions = (role: Role) => ({
  send: moving(role, 'send', 'button-sending'),
  cancel: moving(role, 'cancel', 'button-cancelled'),
  repeat: moving(role, 'repeat', 'button-sending'),
  leave: moving(role, 'leave', 'button-left'),
});
