import { changeSender } from '../../desk/sender.ts';
import { senderIn } from '../../messages/sender-of.ts';
import { type Order, orderByNumber } from '../../store/orders/orders.ts';
import { forgetPrice } from '../../store/provider/asked-price.ts';
import { CHANNEL } from '../../store/tables/coded.ts';
import { answer, decline } from '../answer.ts';
import { type QuestionBody, questionCard } from '../cards/question/body.ts';
import type { Context } from '../context.ts';
import type { Did } from '../record.ts';
import { isScheduledHere } from './schedule.ts';

/** Who may say from whom something goes: whoever may send it. */
export const SENDER_CHANGED_BY = 'operator';

/** Asks from whom an order is to go. */
export async function askForSender(
  context: Context,
  { channel, number }: Pick<Order, 'channel' | 'number'>,
): Promise<void> {
  await answer(context, questionCard, {
    command: CHANNEL.name(channel),
    rest: String(number),
    missing: 'sender',
    kept: '',
    to: [],
    unread: '',
    wants: ['sender'],
    test: null,
    document: null,
    filling: null,
  });
}

/** Has an order go from another sender; what it costs may hang on that. Returns false where it is too late. */
export async function sendFrom(
  { tx, settings, now }: Pick<Context, 'tx' | 'settings' | 'now'>,
  { id }: Pick<Order, 'id'>,
  from: string,
): Promise<boolean> {
  if (!(await changeSender(tx, settings, id, from, now))) return false;
  await forgetPrice(tx, id);
  return true;
}

/** Takes the sender that was asked for. */
export async function answerWithSender(
  context: Context,
  asked: QuestionBody,
  words: string,
): Promise<Did | null> {
  const { tx } = context;
  const order = await orderByNumber(tx.db, Number(asked.rest));
  if (!order || !isScheduledHere(context, order)) return decline(context, 'from-late');
  const from = senderIn(CHANNEL.name(order.channel), words)?.address ?? '';
  if (from === '') {
    await answer(context, questionCard, { ...asked, unread: words });
    return null;
  }
  if (!(await sendFrom(context, order, from))) return decline(context, 'from-late');
  await decline(context, 'from-now', { from });
  return { orderId: order.id, arg: from };
}
