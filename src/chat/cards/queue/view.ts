import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { lastIncoming } from '../../../store/talks/incoming.ts';
import { lengthOfQueue, queueOf } from '../../../store/talks/queues.ts';
import type { Talk } from '../../../store/talks/talks.ts';
import type { Locale } from '../../locale.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { turningButtons } from '../pages.ts';
import { nameById } from '../presser.ts';
import type { QueueBody } from './body.ts';

/** What a page holds, two in each row of buttons. */
const PAGE = 8;
const IN_A_ROW = 2;
const MINUTE_MS = 60_000;
/** So long after it was turned to a page is waited for (ms). */
const TURNED_MS = 3_000;
/** UTF-16 units of the last words of each. */
const TEXT_LENGTH = 80;

/** In a group what is shown there; in private all of it. */
const scopeOf = ({ chat_id }: Pick<Card, 'chat_id'>): number | null => (chat_id < 0 ? chat_id : null);

/** "2 h 10 min": seconds are counted within the first minute alone. */
const waitsIn = (locale: Locale, ms: number): string =>
  locale.duration(ms < MINUTE_MS ? ms : Math.floor(ms / MINUTE_MS) * MINUTE_MS);

/** "3. +7 999 123-45-67 · 2 h 10 min · “Tomorrow?” · 👤 Nikolai" */
async function rowOf({ db, locale, now }: ViewContext, talk: Talk, n: number): Promise<FormattedString> {
  const last = await lastIncoming(db, talk);
  const words = !last
    ? []
    : [
        last.forgottenAt === null
          ? locale.t('quoted', { words: shorten(last.text, TEXT_LENGTH).replace(/\s+/g, ' ') })
          : locale.t('text-forgotten'),
      ];
  const waits = waitsIn(locale, now - (talk.waiting_since ?? now));
  const taker = talk.taken_by === null ? [] : [`👤 ${await nameById(db, talk.taken_by)}`];
  const pieces = [formatPhone(talk.number), waits, ...words, ...taker];
  return fmt`${FormattedString.bold(`${n}.`)} ${FormattedString.join(pieces, ' · ')}`;
}

/** What waits for an answer, the longest first, each to be taken by a button. */
export async function queueView(
  context: ViewContext,
  card: Card,
  { page: wanted, why, turnedAt }: QueueBody,
): Promise<View> {
  const { db, locale, now } = context;
  const scope = scopeOf(card);
  const count = await lengthOfQueue(db, scope);
  const page = Math.min(wanted, Math.max(0, Math.ceil(count / PAGE) - 1));
  const talks = await queueOf(db, scope, { from: page * PAGE, limit: PAGE });
  const rows: FormattedString[] = [];
  for (const [at, talk] of talks.entries()) rows.push(await rowOf(context, talk, page * PAGE + at + 1));
  const button = buttonsIn(locale);
  const own = talks.map(({ id, taken_by }, at): Button[] => {
    const n = page * PAGE + at + 1;
    return taken_by === null
      ? [button(['take', String(id)], 'queue-take', { n }), button(['done', String(id)], 'queue-done', { n })]
      : [button(['open', String(id)], 'queue-open', { n })];
  });
  const rowsOfButtons = Array.from({ length: Math.ceil(own.length / IN_A_ROW) }, (_, row) =>
    own.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW).flat(),
  );
  const turning = turningButtons(locale, page, (page + 1) * PAGE < count);
  const head =
    count === 0
      ? [locale.t('queue-empty')]
      : [...(why === 'asked' ? [] : [locale.t(`queue-${why}`)]), locale.t('queue', { n: count })];
  return {
    as: 'text',
    text: FormattedString.join([...head, ...rows], '\n'),
    buttons: [...rowsOfButtons, turning].filter((row) => row.length > 0),
    atRest: true,
    isLive: now - (turnedAt ?? 0) > TURNED_MS,
    silent: why === 'asked',
  };
}
