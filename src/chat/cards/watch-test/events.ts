import type { Snapshot } from '../../../store/engine/database.ts';
import { STATE } from '../../../store/tables/coded.ts';
import { type Past, pastTroubles } from '../../../store/watch/past-events.ts';
import { pastIncoming } from '../../../store/watch/past-incoming.ts';
import type { SentMessage } from '../../../store/watch/past-messages.ts';
import { replay } from '../../../watch/episode.ts';
import { wants } from '../../../watch/wants.ts';
import type { ViewContext } from '../../show/view.ts';
import type { PastAsked } from '../../watch/past-standings.ts';
import { byFrequency, countedBy } from '../progress.ts';
import { reasonOf } from '../reason.ts';
import { listed } from '../words.ts';

/** A message that would have come, by the time of its first event (ms). */
interface ToldLine {
  readonly at: number;
  readonly line: string;
}

/** The messages that would have told of what happened to messages. */
export async function eventsTold(
  context: ViewContext,
  db: Snapshot,
  { watched, from, to }: PastAsked,
  sent: readonly SentMessage[],
): Promise<ToldLine[]> {
  const { kind } = watched;
  const { hasDialect } = context.settings.wire;
  if (kind === 'delivered' || kind === 'incoming') {
    const happened = kind === 'incoming' ? await pastIncoming(db, from) : delivered(sent, { from, to });
    const times = happened.filter(({ event }) => wants(watched, event, hasDialect)).map(({ at }) => at);
    return replay(times).map(({ first, last }) => countLine(context, kind, times.slice(first, last + 1)));
  }
  if (!['usual', 'failed', 'doubt'].includes(kind)) return [];
  const past = (await pastTroubles(db, from)).filter(({ event }) => wants(watched, event, hasDialect));
  return replay(past.map((one) => one.at)).map(({ first, last }) => {
    const together = past.slice(first, last + 1);
    return { at: together[0]?.at ?? to, line: troubleLine(context, together) };
  });
}

const delivered = (sent: readonly SentMessage[], { from, to }: Pick<PastAsked, 'from' | 'to'>) =>
  sent
    .flatMap(({ end, endedAt, event }) =>
      end === 'delivered' && endedAt !== null && endedAt >= from && endedAt <= to
        ? [{ at: endedAt, event }]
        : [],
    )
    .toSorted((one, other) => one.at - other.at);

/** "14:03:12 · ✅ 12 delivered in 9 s" */
function countLine(
  { locale, now }: ViewContext,
  kind: 'delivered' | 'incoming',
  times: readonly number[],
): ToldLine {
  const [at = now] = times;
  const n = times.length;
  const duration = locale.duration(Math.max((times.at(-1) ?? at) - at, 1000));
  const head = locale.t(n === 1 ? `alert-${kind}-one` : `alert-${kind}`, { n, duration });
  return { at, line: `${locale.time(at, now)} · ${head}` };
}

/** "14:03:12 · sender not registered (254) 198, stopped by the spam filter (253) 16" */
function troubleLine(context: ViewContext, past: readonly Past[]): string {
  const { locale, now } = context;
  const reasonIn = (one: Past): string =>
    one.kind === 'doubt'
      ? locale.t('watch-test-doubt')
      : reasonOf(context, { ...one, state: STATE.name(one.state) });
  const reasons = countedBy(
    past.map((one) => ({ ...one, count: 1 })),
    reasonIn,
  );
  const names = byFrequency(reasons).map(([reason, n]) => `${reason} ${locale.number(n)}`);
  return `${locale.time(past[0]?.at ?? now, now)} · ${listed(locale, names)}`;
}
