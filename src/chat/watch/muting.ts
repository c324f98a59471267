import { touchCards } from '../../store/chats/cards.ts';
import { alertsOn, cardsToldLast } from '../../store/watch/alerts.ts';
import { findWatch, mute, muteCause } from '../../store/watch/watches.ts';
import type { Watch } from '../../store/watch/watches-at-hand.ts';
import { tellsOfSeveral } from '../../watch/mute.ts';
import type { Context } from '../context.ts';

/** Cards of a watch that say whether it is muted: Telegram takes 20 edits a minute in a group. */
const SHOWN = 10;
/** Nobody mutes by a card that is older (ms). */
const LOOKED_AT = 7 * 24 * 60 * 60 * 1000;

/** Says nothing of all that a watch tells before `until` (ms), and on its cards that it does not; null: speaks again. */
export async function muteWatch(
  { tx, now }: Pick<Context, 'tx' | 'now'>,
  watch: Pick<Watch, 'id' | 'chatId'>,
  until: number | null,
): Promise<void> {
  await mute(tx, watch.id, until);
  await touchCards(tx, await cardsToldLast(tx.db, watch, { since: now - LOOKED_AT, most: SHOWN }), now);
}

/**
 * Says nothing before `until` (ms) of what a card tells of, and all else as before; null: speaks of it again. Returns whether
 * that is still told at all.
 */
export async function muteToldOn(
  context: Pick<Context, 'tx' | 'now'>,
  cardId: string,
  until: number | null,
): Promise<boolean> {
  const { tx, now } = context;
  let isAny = false;
  for (const { watch_id: id, cause } of await alertsOn(tx.db, cardId)) {
    const watch = await findWatch(tx.db, id);
    if (!watch) continue;
    isAny = true;
    if (tellsOfSeveral(watch.watched.kind)) await muteCause(tx, { id, cause }, { until, now });
    else await muteWatch(context, watch, until);
  }
  if (isAny) await touchCards(tx, [cardId], now);
  return isAny;
}
