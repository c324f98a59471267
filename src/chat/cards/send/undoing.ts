import { type Message, messagesOfCard } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import type { Reader } from '../../../store/engine/database.ts';
import { answerWaiting } from '../../../store/orders/decisions.ts';
import { waitsOf } from '../../../store/orders/documents.ts';
import { type Order, orderOfCard } from '../../../store/orders/orders.ts';
import { setTime } from '../../../store/orders/scheduled.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import type { Context } from '../../context.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { readBody } from '../kind.ts';
import { type Action, type Pressed, type PressReply, refused } from '../room.ts';
import { type SendBody, sendCard } from './body.ts';
import type { Timing } from './later.ts';
import { quietAhead } from './quiet-ahead.ts';

/*
 * What was said at once waits a little by the machinery of set times, without being called so: it goes by itself, and until then
 * it can be taken back. Whoever sets another time for it, or stops it, has seen it.
 */

/** Whether that is all that it waits for. */
export const waitsToBeUndone = ({ undoneBy }: SendBody, { waits, sendAt }: Timing): boolean =>
  undoneBy !== undefined && undoneBy === sendAt && waits[0] === 'schedule';

/** What a card says of that, and offers: that it goes, or until when quiet hours will keep it. */
export async function undoable(
  context: ViewContext,
  { id, quiet }: Pick<Message, 'id' | 'quiet'>,
): Promise<{ readonly line: string; readonly buttons: Button[] }> {
  const { locale } = context;
  const button = buttonsIn(locale);
  const going = { orderNumber: orderNumberOf(id), quiet, total: 1, sendAt: null };
  const [kept] = (await quietAhead(context, going)).lines;
  const undo = button('cancel', 'undo');
  return kept
    ? { line: kept, buttons: [undo] }
    : { line: locale.t('waiting-undo'), buttons: [undo, button(['send', 'schedule'], 'send-now')] };
}

/** The order of a card that goes in a moment, unless somebody takes it back; null: nothing on it does. */
async function going(db: Reader, card: Card): Promise<Order | null> {
  const body = readBody(sendCard, card);
  if (body?.undoneBy === undefined) return null;
  const order = await orderOfCard(db, card.id);
  return order && waitsToBeUndone(body, { waits: waitsOf(order), sendAt: order.send_at }) ? order : null;
}

export const goesInMoment = async (db: Reader, card: Card): Promise<boolean> =>
  (await going(db, card)) !== null;

/**
 * Somebody has said something about what goes in a moment, or may have: nobody presses a button in what is left of that, so it
 * waits for a press. Returns whether it went by itself till now.
 */
export async function keepFromGoing({ tx, now }: Pick<Context, 'tx' | 'now'>, card: Card): Promise<boolean> {
  const order = await going(tx.db, card);
  const { count } = order
    ? await answerWaiting(tx, order.id, 'schedule', now, ['confirmation'])
    : { count: 0 };
  if (!order || count === 0) return false;
  await setTime(tx, order.id, null, now);
  return true;
}

/** Who comes too late to take something back is told so: not that it is done. */
async function tooLate({ tx }: Context, { card, body }: Pressed<SendBody>): Promise<PressReply | null> {
  if (body.undoneBy === undefined) return null;
  const [message] = await messagesOfCard(tx.db, card.id, 1);
  return message?.state === 'cancelled' ? null : refused('button-undo-late');
}

/** The same [Cancel], where something can be taken back. */
export const undoing = (cancel: Action): Action<SendBody> => ({
  ...cancel,
  async run(context, pressed) {
    const reply = await cancel.run(context, pressed);
    return reply.did ? reply : ((await tooLate(context, pressed)) ?? reply);
  },
  late: tooLate,
});
