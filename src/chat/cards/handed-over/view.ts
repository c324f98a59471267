import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { findTalk } from '../../../store/talks/talks.ts';
import { dayWords } from '../../people/away-words.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { nameById } from '../presser.ts';
import type { HandedOverBody } from './body.ts';

/** Numbers that are named; /queue has those that wait. */
const NAMED = 10;

/** Who is away, until when, and whom anybody may answer now. */
export async function handedOverView(
  { db, locale, settings, now }: ViewContext,
  _card: Card,
  { personId, until, talkIds }: HandedOverBody,
): Promise<View> {
  const numbers: string[] = [];
  for (const id of talkIds.slice(0, NAMED)) {
    const talk = await findTalk(db, id);
    if (talk) numbers.push(formatPhone(talk.number));
  }
  const name = await nameById(db, personId);
  const more = talkIds.length > NAMED ? ` ${locale.t('and-more', { n: talkIds.length - NAMED })}` : '';
  const lines = [
    locale.t('handed-over', { name, until: dayWords(locale, settings.timeZone, until, now) }),
    ...(numbers.length > 0 ? [numbers.join(', ') + more] : []),
  ];
  return { as: 'text', text: lines.join('\n'), buttons: [], atRest: true };
}
