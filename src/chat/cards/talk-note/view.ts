import { FormattedString } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/cards.ts';
import { findTalk } from '../../../store/talks.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { forgottenView } from '../forgotten.ts';
import { mention } from '../mention.ts';
import { nameById } from '../presser.ts';
import type { TalkNoteBody } from './body.ts';

/** Says it, in a group to whoever is to know by their name, so that it rings there though it is muted. */
export async function talkNoteView(
  { db, locale }: ViewContext,
  card: Card,
  { talkId, what, personId, calls }: TalkNoteBody,
): Promise<View> {
  const talk = await findTalk(db, talkId);
  if (!talk) return forgottenView(locale);
  const name = await nameById(db, personId);
  const number = formatPhone(talk.number);
  const isCalled = calls && card.chat_id < 0;
  const words = locale.t(calls ? `talk-${what}` : `talk-${what}-of`, { name, number });
  return {
    as: 'text',
    text: isCalled ? FormattedString.join([mention(name, personId), words], ', ') : words,
    buttons: [],
    atRest: true,
  };
}
