import type { Card } from '../../../store/chats/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { seenIn } from '../sight.ts';
import type { RenumberingBody } from './body.ts';

/** Contacts that have another number in a table: in a group who they are, not what they had typed for them. */
export async function renumberingView(
  { locale }: ViewContext,
  card: Card,
  { n, first, answer }: RenumberingBody,
): Promise<View> {
  const { t } = locale;
  const seen = (number: string) => seenIn(card.chat_id, number);
  const more = n > first.length ? [t('and-more', { n: n - first.length })] : [];
  const lines = [
    t(answer === 'replaced' ? 'renumbering-replaced' : 'renumbering', { n }),
    ...first.map(({ name, was, number }) => `• ${name}: ${seen(was)} → ${seen(number)}`),
    ...more,
    ...(answer === 'left' ? [t('renumbering-left')] : []),
  ];
  const button = buttonsIn(locale);
  return {
    as: 'text',
    text: lines.join('\n'),
    buttons: answer === null ? [[button('replace', 'renumber', { n }), button('leave')]] : [],
    atRest: true,
    asks: answer === null,
  };
}
