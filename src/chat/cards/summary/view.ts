import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { statsView } from '../stats/view.ts';
import type { SummaryBody } from './body.ts';

/** What became of the messages of a day or a week, without a sound. */
export async function summaryView(context: ViewContext, card: Card, body: SummaryBody): Promise<View> {
  const view = await statsView(context, card, body);
  const late = body.isLate ? [context.locale.t('summary-late')] : [];
  return { ...view, text: FormattedString.join([view.text, ...late], '\n'), silent: true };
}
