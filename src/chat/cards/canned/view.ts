import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { findTalk } from '../../../store/talks/talks.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn, inThrees } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { forgottenView } from '../forgotten.ts';
import { answersOn } from './answers.ts';
import type { CannedBody } from './body.ts';

/** UTF-16 units of each text. */
const TEXT_LENGTH = 200;

/** Each answer with its text, and a button that sends it. */
export async function cannedView(
  { db, locale }: ViewContext,
  card: Card,
  { talkId }: CannedBody,
): Promise<View> {
  const talk = await findTalk(db, talkId);
  if (!talk) return forgottenView(locale);
  const answers = await answersOn(db, card);
  const still = { as: 'text', atRest: true, silent: true } as const;
  if (answers.length === 0) return { ...still, text: copyableText(locale, 'templates-none'), buttons: [] };
  const head = locale.t('canned', { number: formatPhone(talk.number) });
  const lines = answers.map(
    ({ name, text }) =>
      fmt`${FormattedString.bold(name)}: ${locale.t('quoted', { words: shorten(text, TEXT_LENGTH) })}`,
  );
  const button = buttonsIn(locale);
  const named = answers.map(({ id, name }) => button(['answer', String(id)], 'book-name', { name }));
  return { ...still, text: FormattedString.join([head, ...lines], '\n'), buttons: inThrees(named) };
}
