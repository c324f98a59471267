import { alertsOn } from '../store/alerts.ts';
import { touchCards } from '../store/cards.ts';
import { findWatch, mute, muteCause } from '../store/watches.ts';
import { tellsOfSeveral } from '../watch/mute.ts';
import type { Context } from './context.ts';

/**
 * Says nothing before `until` (ms) of what a card tells of, and all else as before; null: speaks of it again. Returns whether
 * that is still told at all.
 */
export async function muteToldOn(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  cardId: string,
  until: number | null,
): Promise<boolean> {
  let isAny = false;
  for (const { watch_id: id, cause } of await alertsOn(tx.db, cardId)) {
    const watch = await findWatch(tx.db, id);
    if (!watch) continue;
    isAny = true;
    if (tellsOfSeveral(watch.watched.kind)) await muteCause(tx, { id, cause }, { until, now });
    else await mute(tx, id, until);
  }
  if (isAny) await touchCards(tx, [cardId], now);
  return isAny;
}
