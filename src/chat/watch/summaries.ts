import { enqueueJob } from '../../jobs/kind.ts';
import { beginningOf, type Day, dayAt, minuteAt, momentOf, weekdayOf } from '../../messages/zone.ts';
import type { Store, Tx } from '../../store/engine/database.ts';
import { makersOf } from '../../store/stats/hour-filters.ts';
import { findWatch, passTime } from '../../store/watch/watches.ts';
import { isMuted, type Watch } from '../../store/watch/watches-at-hand.ts';
import { writeFilters } from '../../watch/line.ts';
import type { Filter, SummaryTime, Watched } from '../../watch/watched.ts';
import type { AskedStats } from '../cards/stats/body.ts';
import { summaryJob } from '../cards/summary/job.ts';
import { type Settings, settingsOf } from '../context.ts';
import type { Period } from '../times/period.ts';
import { mayTell } from './watches.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What comes so much later than it was asked for (ms) says so. */
const LATE_MS = 15 * MINUTE_MS;

const daysBefore = ({ year, month, day }: Day, days: number): Day => ({ year, month, day: day - days });

/** The last time by `now` (ms) at which a summary was due, by the clock of a zone. */
export function lastDue({ minute, weekday }: SummaryTime, now: number, timeZone: string): number {
  const today = dayAt(now, timeZone);
  for (let days = 0; days <= 7; days++) {
    const day = daysBefore(today, days);
    const due = momentOf(day, minute, timeZone);
    if (due <= now && (weekday === null || weekdayOf(day) === weekday)) return due;
  }
  return Number.NEGATIVE_INFINITY;
}

/** What a summary that is due then tells of: the day up to it, or the seven days before that day. */
function periodOf({ kind }: Watched, due: number, timeZone: string): Period {
  const today = dayAt(due, timeZone);
  if (kind === 'weekly') {
    const from = beginningOf(daysBefore(today, 7), timeZone);
    return { from, to: beginningOf(today, timeZone), step: 'day' };
  }
  const before = momentOf(daysBefore(today, 1), minuteAt(due, timeZone), timeZone);
  // Full hours: of a time between two of them the one at hand is told of as far as it is, and the day after as a whole.
  return {
    from: Math.floor(before / HOUR_MS) * HOUR_MS,
    to: Math.ceil(due / HOUR_MS) * HOUR_MS,
    step: 'hour',
  };
}

const filterOf = ({ from, channel, operator, by }: Filter): AskedStats['filter'] => ({
  ...(from && { from: from[0] }),
  ...(channel && { channel: channel[0] }),
  ...(operator && { operator: operator[0] }),
  ...(by && { makers: makersOf(by) }),
});

/** Has the summary that was due then written into the place of a watch. */
export async function askSummary(
  tx: Tx,
  { chatId, threadId }: Pick<Watch, 'chatId' | 'threadId'>,
  watched: Watched,
  { due, timeZone, now }: { readonly due: number; readonly timeZone: string; readonly now: number },
): Promise<void> {
  const { only } = watched;
  const asked: AskedStats = {
    ...periodOf(watched, due, timeZone),
    filter: filterOf(only),
    said: writeFilters(only),
    by: null,
  };
  const isLate = now - due >= LATE_MS;
  const job = { asked, place: { chatId, threadId }, isLate };
  await enqueueJob(tx, summaryJob, job, { key: null, now: Math.min(now, Date.now()) });
}

/** Whether a summary is one, and there has been a time of its that is not done with. Returns that (ms). */
async function dueOf(store: Store, settings: Settings, watch: Watch, now: number) {
  const { watched, toldUpTo, suspendedWhy } = watch;
  if (!watched.at || toldUpTo === null || suspendedWhy !== null || isMuted(watch, now)) return null;
  const { timeZone } = await settingsOf(store.db, watch.chatId, settings);
  const due = lastDue(watched.at, now, timeZone);
  return due > toldUpTo ? { due, timeZone } : null;
}

/**
 * Has those summaries written that are due, each once for all instances. One whose time was missed comes late within a day
 * of it, and not at all after that.
 */
export async function tellSummaries(
  store: Store,
  settings: Settings,
  all: readonly Watch[],
  now: number,
): Promise<void> {
  for (const watch of all) {
    const at = await dueOf(store, settings, watch, now);
    if (!at) continue;
    await store.write(async (tx) => {
      const there = await findWatch(tx.db, watch.id);
      if (!there || !(await mayTell({ tx, settings, now }, there))) return;
      if (!(await passTime(tx, there.id, at.due)) || now - at.due >= DAY_MS) return;
      await askSummary(tx, there, there.watched, { ...at, now });
    });
  }
}
