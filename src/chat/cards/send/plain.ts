import type { Card } from '../../../store/chats/cards.ts';
import { mayUseOn } from '../../people/access.ts';
import { plain } from '../../settings/plain.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import type { Sight } from '../sight.ts';
import { characterNames } from '../words.ts';
import type { SendBody } from './body.ts';
import type { Preview } from './preview.ts';

/** Says that the text is not as it was typed, since its chat has such characters made plain. */
export function madePlainLines(
  { locale }: ViewContext,
  { texts }: Sight,
  { madePlain }: Pick<SendBody, 'madePlain'>,
): string[] {
  if (madePlain.length === 0) return [];
  return [
    texts
      ? locale.t('made-plain', { characters: characterNames(locale, madePlain) })
      : locale.t('made-plain-some'),
  ];
}

/** Offers to have it so without a question from now on, to those who may say so: in a group the press tells. */
export const alwaysButtons = (
  { locale, reader }: ViewContext,
  card: Card,
  { plainer, waits: [reason] }: Preview,
): Button[] =>
  plainer && reason && mayUseOn(plain.changedBy, reader, card.chat_id)
    ? [buttonsIn(locale)(['always-plain', reason])]
    : [];
