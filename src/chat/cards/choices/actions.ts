import { findCard, touchCards } from '../../../store/chats/cards.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { setTime } from '../../../store/orders/scheduled.ts';
import { momentIn } from '../../times/set-time.ts';
import { readBody, rewriteBody } from '../kind.ts';
import { type Action, type PressReply, refused } from '../room.ts';
import { actions as sendActions } from '../send/actions.ts';
import { type SendBody, sendCard } from '../send/body.ts';
import type { ChoicesBody } from './body.ts';

/** What has messages go, stay, wait or be called off; what else is on their card is there. */
const OFFERED = [
  ...(['send', 'plain', 'later', 'back', 'time'] as const),
  ...(['approve', 'reject', 'cancel', 'pause', 'resume'] as const),
  ...(['pass-quiet', 'repeat', 'leave', 'resend', 'other', 'again', 'test'] as const),
] satisfies (keyof typeof sendActions)[];

export const isOffered = (action: string): boolean => OFFERED.some((one) => one === action);

const onIt = (reply: PressReply, onCard: string): PressReply => ({
  ...reply,
  did: reply.did && { ...reply.did, onCard },
});

/** Does to the card that is meant what its own button does. */
const mirrored = ({ run, late: _, ...action }: Action<SendBody>): Action<ChoicesBody> => ({
  ...action,
  async run(context, { card, body: { cardId }, arg }) {
    const above = await findCard(context.tx.db, cardId);
    const body = above && readBody(sendCard, above);
    if (!above || !body) return refused('button-late');
    const reply = await run(context, { card: above, body, arg });
    await touchCards(context.tx, [card.id], context.now);
    return onIt(reply, cardId);
  },
});

/** Has it go at the time that was named. */
const at: Action<ChoicesBody> = {
  role: 'operator',
  async run(context, { card, body: { cardId, times }, arg }) {
    const { tx, now } = context;
    const above = await findCard(tx.db, cardId);
    const body = above && readBody(sendCard, above);
    const order = above && (await orderOfCard(tx.db, cardId));
    const moment = momentIn(context, times[Number(arg)] ?? '');
    if (!order || !body || !('at' in moment) || !(await setTime(tx, order.id, moment.at, now)))
      return refused('button-late');
    await rewriteBody(tx, sendCard, above, { ...body, choosing: null, zone: moment.zone }, now);
    await touchCards(tx, [card.id], now);
    return onIt(
      { toast: { id: 'button-set', args: { n: order.total } }, did: { orderId: order.id } },
      cardId,
    );
  },
};

export const actions = {
  ...Object.fromEntries(OFFERED.map((name) => [name, mirrored(sendActions[name])])),
  at,
};
