import { WAITING_REASONS } from '../../messages/waiting.ts';
import { answerWaiting, moveMessages } from '../../store/decisions.ts';
import { orderOfCard } from '../../store/orders.ts';
import type { Role } from '../access.ts';
import { type Action, refused } from './room.ts';

/** Texts of the locale files that say what a press did, to `n` messages or look-ups. */
interface MovedWords {
  readonly sending: string;
  readonly cancelled: string;
}

function moving(role: Role, event: Parameters<typeof moveMessages>[2], toast: string): Action {
  return {
    role,
    async run({ tx, now }, { card }) {
      const order = await orderOfCard(tx.db, card.id);
      const count = order ? await moveMessages(tx, order.id, event, now) : 0;
      if (!order || count === 0) return refused('button-late');
      return { toast: { id: toast, args: { n: count } }, did: { orderId: order.id } };
    },
  };
}

/** Answers the reason that the button names, and no other: what the card asks by now may be another question. */
const sending = (role: Role, words: string): Action => ({
  role,
  withoutArg: ['stale', 'confirmation', 'guard'],
  async run({ tx, now }, { card, arg }) {
    const order = await orderOfCard(tx.db, card.id);
    const reason = WAITING_REASONS.find((one) => one === arg);
    const count = order && reason ? await answerWaiting(tx, order.id, reason, now) : 0;
    if (!order || count === 0) return refused('button-late');
    // What has to wait for the same text is not on its way yet: its card says when.
    const toast = reason === 'guard' ? null : { id: words, args: { n: count } };
    return { toast, did: { orderId: order.id } };
  },
});

/** What moves the messages of a card on. */
export const movingActions = (role: Role, words: MovedWords) => ({
  send: sending(role, words.sending),
  cancel: moving(role, 'cancel', words.cancelled),
  repeat: moving(role, 'repeat', words.sending),
  leave: moving(role, 'leave', 'button-left'),
});
