import { withinAgain } from '../../desk/quota-again.ts';
import type { Order } from '../../store/orders/orders.ts';
import type { Context } from '../context.ts';
import { localeFor } from '../locale.ts';
import { overLine } from '../people/quotas.ts';
import { type PressReply, refused } from './room.ts';

/** What did not go at its time counts for whoever sends it now. Returns why they may not; null: they may. */
export async function takeOver(context: Context, order: Order): Promise<PressReply | null> {
  const { tx, settings, person, language, now } = context;
  const over = await withinAgain(tx, settings, order, { by: person.id, at: now });
  if (over === null) return null;
  return refused(
    'button-over-quota',
    (await overLine(tx.db, localeFor(language, settings.timeZone), settings, over)).args,
  );
}
