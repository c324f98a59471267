import type { Card } from '../../store/cards.ts';
import type { View, ViewContext } from '../show/view.ts';
import type { CardBody } from './kinds.ts';

/** Lines of text from the locale files. */
export async function noticeView({ locale }: ViewContext, card: Card): Promise<View> {
  const { lines } = JSON.parse(card.body) as CardBody<'notice'>;
  return {
    as: 'text',
    text: lines.map(({ id, args }) => locale.t(id, args)).join('\n'),
    buttons: [],
    atRest: true,
  };
}

/** Asks for what a command lacks, to be given as a reply. */
export async function questionView({ locale }: ViewContext, card: Card): Promise<View> {
  const { command, wants } = JSON.parse(card.body) as CardBody<'question'>;
  const what = wants.join('-');
  return {
    as: 'question',
    text: locale.t(`question-${what}`, { command }),
    buttons: [],
    atRest: true,
    hint: locale.t(`hint-${what}`),
  };
}
