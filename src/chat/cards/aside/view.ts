import { type Card, findCard } from '../../../store/chats/cards.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { readBody } from '../kind.ts';
import { questionCard } from '../question/body.ts';
import { askedBy } from '../question/view.ts';
import type { AsideBody } from './body.ts';

/** Asks whether words answer a question. */
export async function asideView(
  { db, locale }: ViewContext,
  _card: Card,
  { questionId, words, isOver }: AsideBody,
): Promise<View> {
  const question = await findCard(db, questionId);
  const asked = question && readBody(questionCard, question);
  const command = asked?.command ?? '';
  const button = buttonsIn(locale);
  return {
    as: 'text',
    text: locale.t(isOver ? 'aside-over' : 'aside', {
      command: asked ? askedBy(locale, asked) : '',
      words: shorten(words),
    }),
    buttons:
      isOver || !asked ? [] : [[button('answer', 'aside-answer', { command }), button('drop', 'aside-drop')]],
    atRest: true,
  };
}
