import { isSameAgain } from './episode.ts';
import { isLagging, LAG_WINDOW, type Late } from './lag.ts';
import { type Ended, isHigh, shareOf } from './rate.ts';
import type { Rate } from './watched.ts';

/*
 * What a watch would have told of states of things: looked at each minute by the rules by which it is looked at as it
 * happens.
 */

const MINUTE_MS = 60_000;

/** What became of a message, and when (ms); null: it has not, or nothing is known of it. */
export interface PastMessage {
  readonly account: string;
  readonly acceptedAt: number | null;
  readonly endedAt: number | null;
  readonly end: 'delivered' | 'failed' | null;
}

/** From when to when (ms) something was so, and as it was at its worst; null: it is so still. */
export interface Told<What> {
  readonly since: number;
  readonly until: number | null;
  readonly what: What;
}

/** What was so at each minute after `from` up to `to` (ms). */
function minutes<What>(
  { from, to }: { readonly from: number; readonly to: number },
  look: (minute: number, isTold: boolean) => What | null,
  isWorse: (one: What, other: What) => boolean,
): Told<What>[] {
  const told: Told<What>[] = [];
  for (let minute = minuteOf(from) + 1; minute <= minuteOf(to); minute++) {
    const open = told.at(-1);
    const isTold = open !== undefined && open.until === null;
    const at = Math.min((minute + 1) * MINUTE_MS, to);
    const what = look(minute, isTold);
    if (what === null && isTold) told.splice(-1, 1, { ...open, until: at });
    else if (what !== null && !isTold) told.push({ since: at, until: null, what });
    else if (what !== null && open && isWorse(what, open.what)) told.splice(-1, 1, { ...open, what });
  }
  return told;
}

const minuteOf = (at: number): number => Math.floor(at / MINUTE_MS);

/** Counts by the minute; `before` adds up those of the last so many, this one with them. */
class Minutes {
  readonly #counts = new Map<number, number>();

  add(minute: number): void {
    this.#counts.set(minute, (this.#counts.get(minute) ?? 0) + 1);
  }

  last(count: number, minute: number): number {
    let sum = 0;
    for (let one = minute - count + 1; one <= minute; one++) sum += this.#counts.get(one) ?? 0;
    return sum;
  }
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** When so many failed of all that ended within some minutes. */
export function ratesOf(messages: readonly PastMessage[], rate: Rate, span: Span): Told<Ended>[] {
  const [failed, ended] = [new Minutes(), new Minutes()];
  for (const { end, endedAt } of messages) {
    if (end === null || endedAt === null) continue;
    ended.add(minuteOf(endedAt));
    if (end === 'failed') failed.add(minuteOf(endedAt));
  }
  return minutes<Ended>(
    span,
    (minute, isTold) => {
      const sums = {
        failed: failed.last(rate.minutes, minute),
        total: ended.last(rate.minutes, minute),
      };
      return isHigh(sums, rate, isTold) ? sums : null;
    },
    (one, other) => shareOf(one) > shareOf(other),
  );
}

/** When receipts took longer than so many minutes. */
export function lagsOf(messages: readonly PastMessage[], limit: number, span: Span): Told<Late>[] {
  const [came, late, waiting] = [new Minutes(), new Minutes(), new Minutes()];
  for (const { end, endedAt, acceptedAt } of messages) {
    if (acceptedAt === null) continue;
    const dueAt = acceptedAt + limit * MINUTE_MS;
    if (end === 'delivered' && endedAt !== null) {
      came.add(minuteOf(endedAt));
      if (endedAt > dueAt) late.add(minuteOf(endedAt));
    }
    // Without a receipt it is looked at for as long as it would be if that had come.
    const lookedAt = Math.min(endedAt ?? Number.POSITIVE_INFINITY, dueAt + LAG_WINDOW * MINUTE_MS);
    for (let minute = minuteOf(dueAt); minute < minuteOf(lookedAt); minute++) waiting.add(minute);
  }
  return minutes<Late>(
    span,
    (minute, isTold) => {
      const without = waiting.last(1, minute);
      const sums = {
        late: late.last(LAG_WINDOW, minute) + without,
        total: came.last(LAG_WINDOW, minute) + without,
      };
      return isLagging(sums, isTold) ? sums : null;
    },
    (one, other) => one.late > other.late,
  );
}

/** When no receipt came at all of an account, of messages that waited for one. */
export interface Silence {
  readonly account: string;
  readonly awaiting: number;
  /** Since when the first of them did (ms). */
  readonly firstAt: number;
}

/**
 * @param patience without a receipt for so long (ms) it is told of, where so many wait
 */
export function silencesOf(
  messages: readonly PastMessage[],
  { patience, fewest }: { readonly patience: number; readonly fewest: number },
  span: Span,
): Told<Silence>[] {
  return [...Map.groupBy(messages, ({ account }) => account)].flatMap(([account, ofAccount]) => {
    const ends = ofAccount.flatMap(({ endedAt }) => endedAt ?? []).toSorted((one, other) => one - other);
    const accepted = ofAccount.toSorted((one, other) => (one.acceptedAt ?? 0) - (other.acceptedAt ?? 0));
    let heard = 0;
    const silences = minutes<Silence>(
      span,
      (minute) => {
        const at = (minute + 1) * MINUTE_MS;
        while ((ends[heard] ?? Number.POSITIVE_INFINITY) <= at) heard += 1;
        const last = ends[heard - 1] ?? 0;
        if (at - last < patience) return null;
        const awaiting = accepted.filter(
          ({ acceptedAt, endedAt }) =>
            acceptedAt !== null &&
            acceptedAt > last &&
            acceptedAt <= at - patience &&
            (endedAt === null || endedAt > at),
        );
        const firstAt = awaiting[0]?.acceptedAt ?? at;
        return awaiting.length < fewest ? null : { account, awaiting: awaiting.length, firstAt };
      },
      (one, other) => one.awaiting > other.awaiting,
    );
    return silences.map((told) => ({ ...told, since: told.what.firstAt }));
  });
}

/** What came back within minutes was one alert: the times of one thing, the oldest first. */
export function asTold<What>(spans: readonly Told<What>[]): Told<What>[] {
  const told: Told<What>[] = [];
  for (const span of spans) {
    const last = told.at(-1);
    const isAgain =
      last !== undefined &&
      last.until !== null &&
      isSameAgain({ toldAt: last.since, endedAt: last.until }, span.since);
    if (isAgain) told.splice(-1, 1, { ...last, until: span.until });
    else told.push(span);
  }
  return told;
}
