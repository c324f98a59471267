import { allowedAt, type Quiet } from '../../../messages/quiet.ts';
import { clocksOf } from '../../../store/provider/number-facts.ts';
import { notLeftBehind } from '../../../store/stop-list/stopped-messages.ts';
import type { ViewContext } from '../../show/view.ts';
import { dateWords } from '../../times/when.ts';

/** Of a longer order so many recipients are looked at, and it says so: each is asked about their own clock. */
const LOOKED_AT = 500;

interface Going {
  readonly orderNumber: number;
  readonly quiet: Quiet | null;
  readonly total: number;
  /** When it is to go (ms); null: as soon as somebody says so. */
  readonly sendAt: number | null;
}

/** What is said of those who are left alone when something is to go. */
export interface QuietAhead {
  readonly lines: readonly string[];
  /** When it reads otherwise (ms); null: as long as nothing else changes. */
  readonly changesAt: number | null;
}

const NOBODY: QuietAhead = { lines: [], changesAt: null };

/** How many recipients of what has not left are left alone at its time, and from when on it goes to the first of them. */
export async function quietAhead(
  { db, locale, settings, now }: ViewContext,
  { orderNumber, quiet, total, sendAt }: Going,
): Promise<QuietAhead> {
  if (quiet === null) return NOBODY;
  const at = Math.max(now, sendAt ?? now);
  const asked = await notLeftBehind(db, orderNumber, 0, LOOKED_AT);
  const numbers = asked.map(({ recipient }) => recipient);
  const clocks = await clocksOf(db, numbers);
  const kept = numbers.map((one) => allowedAt(quiet, one, at, clocks.get(one))).filter((until) => until > at);
  if (kept.length === 0) return NOBODY;
  const first = Math.min(...kept);
  const line = locale.t(total === 1 ? 'quiet-ahead-one' : 'quiet-ahead', {
    n: kept.length,
    total: numbers.length,
    of: numbers.length < total ? 'first' : 'all',
    is: at > now ? 'then' : 'now',
    when: dateWords(locale, settings.timeZone, first, now),
  });
  return { lines: [line], changesAt: at > now ? null : first };
}
