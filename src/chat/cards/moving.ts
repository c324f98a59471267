import { SEND_ANSWERS } from '../../messages/waiting.ts';
import { messagesOfCard } from '../../store/attempts/outbox.ts';
import type { Reader } from '../../store/engine/database.ts';
import { type AnsweredWaiting, moveMessages } from '../../store/orders/decisions.ts';
import { orderOfCard } from '../../store/orders/orders.ts';
import { stoppedSince } from '../../store/stop-list/stop-list.ts';
import type { Context } from '../context.ts';
import type { Role } from '../people/access.ts';
import { answerOrder } from '../sending/answering.ts';
import { resumeCampaign } from './resuming.ts';
import { type Action, type Pressed, type PressReply, refused } from './room.ts';

/** Texts of the locale files that say what a press did, to `n` messages or look-ups. */
interface MovedWords {
  readonly sending: string;
  readonly cancelled: string;
}

/** What is in doubt is sent again to nobody who was put on the stop list meanwhile. */
async function isStopped(db: Reader, cardId: string): Promise<boolean> {
  const [message, another] = await messagesOfCard(db, cardId, 2);
  return message !== undefined && !another && (await stoppedSince(db, [message])).size > 0;
}

function moving(role: Role, event: Parameters<typeof moveMessages>[2], toast: string | null): Action {
  return {
    role,
    async run({ tx, now }, { card }) {
      if (event === 'repeat' && (await isStopped(tx.db, card.id))) {
        return refused('cancelled-stopped-stop-list');
      }
      const order = await orderOfCard(tx.db, card.id);
      const count = order ? await moveMessages(tx, order.id, event, now) : 0;
      if (!order || count === 0) return refused('button-late');
      return { toast: toast === null ? null : { id: toast, args: { n: count } }, did: { orderId: order.id } };
    },
  };
}

/** Answers the reason that the button names, and no other: what the card asks by now may be another question. */
const sending = (role: Role, words: string): Action => ({
  role,
  withoutArg: ['stale', 'confirmation', 'guard'],
  async run(context, { card, arg }) {
    const { tx, now } = context;
    const order = await orderOfCard(tx.db, card.id);
    const reason = SEND_ANSWERS.find((one) => one === arg);
    const first = order && reason ? await answerOrder(context, order, reason) : null;
    // The card said that the time which was set is over, and so that it goes at once.
    const isOver = first?.next === 'schedule' && order?.send_at != null && order.send_at <= now;
    const answered = isOver && order ? await answerOrder(context, order, 'schedule') : first;
    if (!order || !answered || answered.count === 0) return refused('button-late');
    return { toast: toastOf(answered, words), did: { orderId: order.id } };
  },
});

/** What an answered question is told by: that there is another one, or that the messages are on their way. */
export function toastOf({ count, next, isHeld }: AnsweredWaiting, sending: string): PressReply['toast'] {
  if (next === 'schedule') return { id: 'button-set', args: { n: count } };
  if (next !== null) return { id: next === 'approval' ? 'button-asks-approval' : 'button-asks-next' };
  // What has to wait for the same text is not on its way yet: its card says when.
  return isHeld ? null : { id: sending, args: { n: count } };
}

/** What moves the messages of a card on. */
export const movingActions = (role: Role, words: MovedWords) => ({
  send: sending(role, words.sending),
  cancel: moving(role, 'cancel', words.cancelled),
  pause: moving(role, 'pause', 'button-paused'),
  resume: {
    role,
    async run(context: Context, { card }: Pressed<object>) {
      const order = await orderOfCard(context.tx.db, card.id);
      return order ? resumeCampaign(context, order, words.sending) : refused('button-late');
    },
  },
  // The guard may hold it back: its card says until when.
  repeat: moving(role, 'repeat', null),
  leave: moving(role, 'leave', 'button-left'),
});
