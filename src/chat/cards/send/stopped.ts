import { orderNumberOf } from '../../../store/message-id.ts';
import type { Message } from '../../../store/outbox.ts';
import { countStopped, firstStopped } from '../../../store/stopped-messages.ts';
import type { ViewContext } from '../../show/view.ts';
import { recipientName } from '../first-numbers.ts';
import type { Sight } from '../sight.ts';

/** Those who are named; the rest is counted. */
const NAMED = 5;

/** How many of an order do not go since they are on the stop list, and the line that says so, if any are. */
export async function stoppedIn(
  { db, locale }: ViewContext,
  { id }: Message,
  sight: Sight,
): Promise<{ readonly count: number; readonly lines: readonly string[] }> {
  const number = orderNumberOf(id);
  const n = await countStopped(db, number);
  if (n === 0) return { count: 0, lines: [] };
  const first = await firstStopped(db, number, NAMED);
  const names = first.map((recipient) => recipientName(sight, recipient)).join(', ');
  const list = n > first.length ? `${names} ${locale.t('and-more', { n: n - first.length })}` : names;
  return { count: n, lines: [locale.t('preview-stopped', { n, list })] };
}

/** Why a single message was cancelled, where that is the stop list; null: it is not. */
export async function stoppedLine(
  { db, locale }: ViewContext,
  { id, state }: Message,
): Promise<string | null> {
  if (state !== 'cancelled' || (await countStopped(db, orderNumberOf(id))) === 0) return null;
  return locale.t('cancelled-stopped');
}
