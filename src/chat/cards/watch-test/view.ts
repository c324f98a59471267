import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { lastBeat } from '../../../store/watch/heartbeats.ts';
import { MOST_MESSAGES, pastMessages, type SentMessage } from '../../../store/watch/past-messages.ts';
import { writeWatch } from '../../../watch/line.ts';
import { rateIn } from '../../../watch/wants.ts';
import type { Watched } from '../../../watch/watched.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { pastStandings } from '../../watch/past-standings.ts';
import type { WatchTestBody } from './body.ts';
import { eventsTold } from './events.ts';
import { standingLine } from './standings.ts';

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
  const from = at - DAY_MS;
  const { sent, standings, events } = await read(async (db) => {
    const sent = goesBySent(watched) ? await pastMessages(db, from, watched.only.operator !== undefined) : [];
    const asked = { watched, from, to: at, timeZone: settings.timeZone };
    return {
      sent,
      standings: await pastStandings(db, asked, sent),
      events: await eventsTold(context, db, asked, sent),
    };
  });
  const lines = await Promise.all(
    standings.map(async (told) => ({ at: told.since, line: await standingLine(context, told) })),
  );
  const told = [...events, ...lines].toSorted((one, other) => one.at - other.at);
  const newest = told.slice(-LISTED);
  const before = told.length - newest.length;
  const head = locale.t(told.length === 0 ? 'watch-test-none' : 'watch-test', { n: told.length });
  return {
    as: 'text',
    text: FormattedString.join(
      [
        fmt`${head} ${FormattedString.code(writeWatch(watched))}`,
        ...(before > 0 ? [locale.t('watch-test-before', { n: before })] : []),
        ...newest.map(({ line }) => line),
        ...(await restLines(context, watched, sent)),
      ],
      '\n',
    ),
    buttons: [],
    atRest: true,
  };
}

/** Whether it is told of what became of all that was sent. */
const goesBySent = (watched: Watched): boolean =>
  rateIn(watched) !== null || ['delivered', 'link', 'lag'].includes(watched.kind);

/** What could not be known of all of it. */
async function restLines(
  { db, locale }: ViewContext,
  { heartbeat }: Watched,
  sent: readonly SentMessage[],
): Promise<string[]> {
  if (sent.length >= MOST_MESSAGES) return [locale.t('watch-test-newest', { n: MOST_MESSAGES })];
  if (!heartbeat || (await lastBeat(db, heartbeat.name)) !== null) return [];
  return [locale.t('watch-test-unheard', { name: heartbeat.name })];
}
