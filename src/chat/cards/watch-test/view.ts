import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/cards.ts';
import { STATE } from '../../../store/coded.ts';
import { type Past, pastTroubles } from '../../../store/past-events.ts';
import { replay } from '../../../watch/episode.ts';
import { writeWatch } from '../../../watch/line.ts';
import { wants } from '../../../watch/wants.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { byFrequency, countedBy } from '../progress.ts';
import { reasonOf } from '../reason.ts';
import { listed } from '../words.ts';
import type { WatchTestBody } from './body.ts';

const DAY_MS = 24 * 3600 * 1000;
/** Messages that are listed, the newest; the rest is counted. */
const LISTED = 10;

/** A line for each message that would have come in the last 24 hours. */
export async function watchTestView(
  context: ViewContext,
  _card: Card,
  { watched, at }: WatchTestBody,
): Promise<View> {
  const { read, locale, settings } = context;
  const past = (await read((db) => pastTroubles(db, at - DAY_MS))).filter(({ event }) =>
    wants(watched, event, settings.wire.hasDialect),
  );
  const told = replay(past.map((one) => one.at));
  const newest = told.slice(-LISTED);
  const lines = newest.map(({ first, last }) => lineOf(context, past.slice(first, last + 1)));
  const before = told.length - newest.length;
  const head = locale.t(told.length === 0 ? 'watch-test-none' : 'watch-test', { n: told.length });
  return {
    as: 'text',
    text: FormattedString.join(
      [
        fmt`${head} ${FormattedString.code(writeWatch(watched))}`,
        ...(before > 0 ? [locale.t('watch-test-before', { n: before })] : []),
        ...lines,
      ],
      '\n',
    ),
    buttons: [],
    atRest: true,
  };
}

/** "14:03:12 · sender not registered (254) 198, stopped by the spam filter (253) 16" */
function lineOf(context: ViewContext, past: readonly Past[]): string {
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
