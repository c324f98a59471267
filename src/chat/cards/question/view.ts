import type { Card } from '../../../store/cards.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import type { QuestionBody } from './body.ts';

/** After so long (ms) it was answered, or nobody will. */
const OPEN_MS = 3_600_000;

/** Asks for what a command lacks, to be given as a reply. */
export async function questionView(
  { locale, now }: ViewContext,
  card: Card,
  { command, wants, kept }: QuestionBody,
): Promise<View> {
  const what = wants.join('-');
  return {
    as: 'question',
    text: [
      locale.t(`question-${what}`, { command }),
      ...(kept === '' ? [] : [locale.t('quoted', { words: shorten(kept) })]),
    ].join('\n'),
    buttons: [],
    atRest: true,
    asks: now - card.created_at < OPEN_MS,
    hint: locale.t(`hint-${what}`),
  };
}
