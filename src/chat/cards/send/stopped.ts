import type { Message } from '../../../store/attempts/outbox.ts';
import { countStopped, firstStopped } from '../../../store/stop-list/stopped-messages.ts';
import { orderNumberOf } from '../../../store/tables/message-id.ts';
import type { ViewContext } from '../../show/view.ts';
import { recipientName } from '../first-numbers.ts';
import type { Sight } from '../sight.ts';

/** Those who are named; the rest is counted. */
const NAMED = 5;

/** How many of an order do not go since nobody may write so to them, and the lines that say why, if any are. */
export async function stoppedIn(
  { db, locale }: ViewContext,
  { id }: Message,
  sight: Sight,
): Promise<{ readonly count: number; readonly lines: readonly string[] }> {
  const number = orderNumberOf(id);
  const counts = await countStopped(db, number);
  const lines: string[] = [];
  for (const [why, n] of counts) {
    const first = await firstStopped(db, number, why, NAMED);
    const names = first.map((recipient) => recipientName(sight, recipient)).join(', ');
    const list = n > first.length ? `${names} ${locale.t('and-more', { n: n - first.length })}` : names;
    lines.push(locale.t(`preview-stopped-${why}`, { n, list }));
  }
  return { count: [...counts.values()].reduce((sum, n) => sum + n, 0), lines };
}

/** Why a single message was cancelled, where nobody may write so to its number; null: that is not why. */
export async function stoppedLine(
  { db, locale }: ViewContext,
  { id, state }: Message,
): Promise<string | null> {
  if (state !== 'cancelled') return null;
  const [why] = (await countStopped(db, orderNumberOf(id))).keys();
  return why === undefined ? null : locale.t(`cancelled-stopped-${why}`);
}
