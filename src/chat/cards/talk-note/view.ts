import { FormattedString } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { findTalk } from '../../../store/talks/talks.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { forgottenView } from '../forgotten.ts';
import { mention } from '../mention.ts';
import { nameById } from '../presser.ts';
import type { TalkNoteBody } from './body.ts';

/** Stands for the name in a text that is taken apart there. */
const NAME = '\u{F0000}';

/** Says it, in a group to whoever is to know by their name, so that it rings there though it is muted. */
export async function talkNoteView(
  { db, locale }: ViewContext,
  card: Card,
  { talkId, what, personId, waited, calls }: TalkNoteBody,
): Promise<View> {
  const talk = await findTalk(db, talkId);
  if (!talk) return forgottenView(locale);
  const name = await nameById(db, personId);
  const args = { number: formatPhone(talk.number), waits: locale.duration(waited) };
  const still = { as: 'text', buttons: [], atRest: true } as const;
  if (calls && personId !== null && card.chat_id < 0) {
    const [before = '', after = ''] = locale.t(`talk-${what}-called`, { ...args, name: NAME }).split(NAME);
    return { ...still, text: FormattedString.join([before, mention(name, personId), after]) };
  }
  const id = what === 'reminder' && !calls ? 'talk-reminder-of' : `talk-${what}`;
  return { ...still, text: locale.t(id, { ...args, name }) };
}
