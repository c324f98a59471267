import type { Card } from '../../../store/chats/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import type { ContinuationBody } from './body.ts';

/** Asks whether a message is the rest of the one before it. */
export async function continuationView(
  { locale }: ViewContext,
  _card: Card,
  { command, isOver }: ContinuationBody,
): Promise<View> {
  const button = buttonsIn(locale);
  return {
    as: 'text',
    text: locale.t(isOver ? 'continuation-over' : 'continuation', { command }),
    buttons: isOver ? [] : [[button('add', 'add-to-list'), button('drop', 'continuation-drop')]],
    atRest: true,
  };
}
