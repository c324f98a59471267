import type { Card } from '../../../store/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import type { QuestionBody } from './body.ts';

/** Asks for what a command lacks, to be given as a reply. */
export async function questionView(
  { locale }: ViewContext,
  _card: Card,
  { command, wants }: QuestionBody,
): Promise<View> {
  const what = wants.join('-');
  return {
    as: 'question',
    text: locale.t(`question-${what}`, { command }),
    buttons: [],
    atRest: true,
    hint: locale.t(`hint-${what}`),
  };
}
