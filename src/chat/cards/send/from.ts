import { mayChangeSender } from '../../../desk/sender.ts';
import { senderIn } from '../../../messages/sender-of.ts';
import type { Waits } from '../../../messages/waiting.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { roomOf } from '../../../store/chats/rooms.ts';
import { sendersBefore } from '../../../store/orders/named-senders.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { askForSender, SENDER_CHANGED_BY, sendFrom } from '../../sending/from.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn, inThrees } from '../button.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type SendBody, sendCard } from './body.ts';

/** Orders before a card's that are looked at for their senders. */
const LOOKED_AT = 30;
/** Senders that are offered. */
const OFFERED = 4;
/** Of a longer one, such as an e-mail address, a button has no place: see button-data.ts. */
const LONGEST = 20;

/** Offers to say from whom it goes, beside when. */
export const fromButtons = ({ locale }: ViewContext, { channel }: Message, waits: Waits): Button[] =>
  mayChangeSender(channel, waits) ? [buttonsIn(locale)('from')] : [];

/** Senders that were named here lately, the last first, then those from which it goes without saying. */
async function sendersFor(
  { db, settings }: Pick<ViewContext, 'db' | 'settings'>,
  card: Card,
  { channel, agreed }: Message,
): Promise<string[]> {
  const named = await sendersBefore(db, card, LOOKED_AT);
  const { sender } = await roomOf(db, card.chat_id);
  const known = [...named, sender, settings.wire.sender].flatMap(
    (from) => (from && senderIn(channel, from)?.address) || [],
  );
  return [...new Set(known)]
    .filter((from) => from !== agreed.sender && from.length <= LONGEST && !from.includes(':'))
    .slice(0, OFFERED);
}

/** In place of a preview's buttons: from whom it may go. */
export async function senderButtons(context: ViewContext, card: Card, message: Message): Promise<Button[][]> {
  const button = buttonsIn(context.locale);
  const senders = await sendersFor(context, card, message);
  return [
    ...inThrees(senders.map((from) => button(['sender', from], 'from-one', { from }))),
    [button('sender', 'from-other'), button('back', 'time-back')],
  ];
}

/** Shows from whom it may go, in place of what else can be said. */
const from: Action<SendBody> = {
  role: SENDER_CHANGED_BY,
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, sendCard, card, { ...body, choosing: 'sender' }, now);
    return done;
  },
};

/** Takes one of the senders that were offered, or asks for another. */
const sender: Action<SendBody> = {
  role: SENDER_CHANGED_BY,
  async run(context, { card, body, arg }) {
    const { tx, now } = context;
    const order = await orderOfCard(tx.db, card.id);
    if (!order) return refused('button-late');
    if (arg === null) await askForSender(context, order);
    else if (!(await sendFrom(context, order, arg))) return refused('button-late');
    await rewriteBody(tx, sendCard, card, { ...body, choosing: null }, now);
    const toast = arg === null ? null : { id: 'from-now', args: { from: arg } };
    return { toast, did: { orderId: order.id } };
  },
};

export const fromActions = { from, sender };
