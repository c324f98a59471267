import { SEND_ANSWERS } from '../../messages/waiting.ts';
import { isCampaign } from '../../store/campaigns/campaign-decisions.ts';
import { tallyOf } from '../../store/campaigns/tallies.ts';
import { answerWaiting, moveMessages } from '../../store/orders/decisions.ts';
import { waitsOf } from '../../store/orders/documents.ts';
import { findOrder, type Order } from '../../store/orders/orders.ts';
import { keepBackAgain } from '../../store/stop-list/stopping-left-alone.ts';
import type { Context } from '../context.ts';
import { may } from '../people/access.ts';
import { certainlyAmong, lastHalt, mendedBy } from './halt.ts';
import { type PressReply, refused } from './room.ts';
import { tryUntried } from './untried.ts';

/**
 * A paused campaign goes on, or waits for its time again: that is for who had it made to say, or for an admin, wherever they say it. If it had stopped by
 * itself, what has failed for what they have mended since is sent once more.
 * @param toast what says how many go on
 */
export async function resumeCampaign(context: Context, order: Order, toast: string): Promise<PressReply> {
  const { tx, person, now } = context;
  const isMaker = order.maker === 'person' && order.maker_id === String(person.id);
  if (!isMaker && !may(person.role, 'admin')) return refused('button-not-maker');
  const did = { orderId: order.id, onCard: order.card_id };
  if (order.waiting_for === 'stopped') {
    const { count, next } = await answerWaiting(tx, order.id, 'stopped', now);
    if (count > 0 && next === null && !isCampaign(order)) await keepBackAgain(tx, order, now);
    return count === 0 ? refused('button-late') : { toast: null, did };
  }
  const n = await moveMessages(tx, order.id, 'resume', now);
  if (n === 0) return refused('button-late');
  await sendMended(context, order);
  return { toast: { id: toast, args: { n } }, did };
}

/** Nothing is asked about it: it was agreed on with the rest, and approved where that was. */
async function sendMended(context: Context, order: Order): Promise<void> {
  const { tx, settings, now } = context;
  const isWhole = order.wiped_at === null && order.forgotten_at === null;
  const halt = order.card_id === null ? undefined : await lastHalt(tx.db, order.card_id);
  if (!halt || !isWhole) return;
  const ends = certainlyAmong(await tallyOf(tx.db, order), mendedBy(halt, settings.wire));
  const did = await tryUntried(context, order, ends, { draft: false, goesOn: true });
  const again = did?.orderId ? await findOrder(tx.db, did.orderId) : undefined;
  if (!again) return;
  const waits = waitsOf(again);
  for (const reason of SEND_ANSWERS.filter((one) => waits.includes(one))) {
    await answerWaiting(tx, again.id, reason, now);
  }
}
