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
  { talkId, what, personId, waited, calls }: TalkNoteBody,
): Promise<View> {
  const talk = await findTalk(db, talkId);
  if (!talk) return forgottenView(locale);
  const name = await nameById(db, personId);
  const args = { name, number: formatPhone(talk.number), waits: locale.duration(waited) };
  const words = locale.t(what === 'reminder' && !calls ? 'talk-reminder-of' : `talk-${what}`, args);
  const isCalled = calls && personId !== null && card.chat_id < 0;
  return {
    as: 'text',
    text: isCalled ? FormattedString.join([mention(name, personId), words], ', ') : words,
    buttons: [],
    atRest: true,
  };
}
