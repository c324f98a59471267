import { FormattedString } from '@grammyjs/parse-mode';
import { OF_EVENTS } from '../../../store/watch/alerts.ts';
import { isMuted } from '../../../store/watch/watches-at-hand.ts';
import { writeWatch } from '../../../watch/line.ts';
import type { Arguments } from '../../locale.ts';
import type { ViewContext } from '../../show/view.ts';
import type { Watched } from './summary.ts';

/** Stands for the time in words that are taken apart there. */
const TIME = '\u{F0000}';

/**
 * Of what nothing is said, and until when, by the clock of whoever reads it where their Telegram can tell. A watch that is
 * muted is more than this card is about, and so are all events of one: that is named.
 */
export function mutedLines({ locale, now }: ViewContext, watched: readonly Watched[]): FormattedString[] {
  const line = (until: number, id: string, args: Arguments = {}): FormattedString => {
    const [before = '', after = ''] = locale.t(id, { ...args, time: TIME }).split(TIME);
    const time = FormattedString.time(locale.time(until, now), Math.ceil(until / 1000), 'dt');
    return FormattedString.join([before, time, after]);
  };
  const whole = watched.flatMap(({ watch }) => (watch && isMuted(watch, now) ? watch : []));
  const alone = watched.flatMap(({ watch, alert: { cause } }) => {
    const until = watch?.mutedCauses[cause] ?? 0;
    return until > Math.max(now, watch?.mutedUntil ?? 0) ? { until, isOfEvents: cause === OF_EVENTS } : [];
  });
  const [events, single] = [alone.filter((one) => one.isOfEvents), alone.filter((one) => !one.isOfEvents)];
  return [
    ...[...Map.groupBy(whole, ({ mutedUntil }) => mutedUntil)].map(([until, watches]) => {
      const lines = new Set(watches.map((watch) => writeWatch(watch.watched)));
      return line(until, 'alert-muted', { watched: [...lines].join(', ') });
    }),
    ...[...new Set(events.map(({ until }) => until))].map((until) => line(until, 'alert-muted-events')),
    ...[...Map.groupBy(single, ({ until }) => until)].map(([until, { length: n }]) =>
      watched.length === 1
        ? line(until, 'alert-muted-this')
        : line(until, n === watched.length ? 'alert-muted-all' : 'alert-muted-some', { n }),
    ),
  ];
}
