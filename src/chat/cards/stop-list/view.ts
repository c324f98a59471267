import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { countStopList, stopListFrom, stopRules } from '../../../store/stop-list/stop-list.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { whyStopped } from '../../stop-list/words.ts';
import { copyableText } from '../copyable.ts';
import { turningButtons } from '../pages.ts';
import { seenIn } from '../sight.ts';
import type { StopListBody } from './body.ts';

/** Numbers of a page. */
export const PAGE = 12;
/** UTF-16 units of why one is on the list. */
const WHY_LENGTH = 120;

/** Who is not written to, since when and why; in a group, which anybody may be in, with veiled numbers. */
export async function stopListView(
  { db, locale, now }: ViewContext,
  card: Card,
  { page, from }: StopListBody,
): Promise<View> {
  const all = await countStopList(db);
  const found = await stopListFrom(db, PAGE + 1, from);
  const shown = found.slice(0, PAGE);
  const isPrivate = card.chat_id > 0;
  const lines = [];
  for (const entry of shown) {
    const { number } = entry;
    const seen = number === null ? locale.t('stop-list-erased') : seenIn(card.chat_id, number);
    lines.push(
      `${seen} · ${shorten(await whyStopped(db, locale, isPrivate ? entry : { ...entry, why: null }, now), WHY_LENGTH)}`,
    );
  }
  const { words, confirms } = await stopRules(db);
  const text = [
    all === 0 ? locale.t('stop-list-none') : `⛔ ${locale.t('stop-list', { n: all })}`,
    ...lines,
    '',
    copyableText(locale, words.length > 0 ? 'stop-words-own' : 'stop-words', { list: words.join(', ') }),
    copyableText(locale, confirms ? 'stop-confirm-on' : 'stop-confirm-off'),
  ];
  const turning = turningButtons(locale, page, found.length > PAGE);
  return {
    as: 'text',
    text: FormattedString.join(text, '\n'),
    buttons: [turning].filter((row) => row.length > 0),
    atRest: true,
  };
}
