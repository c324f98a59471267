import type { Card } from '../../../store/cards.ts';
import type { View, ViewContext } from '../../show/view.ts';
import type { NoticeBody } from './body.ts';

/** Lines of text from the locale files. */
export async function noticeView({ locale }: ViewContext, _card: Card, { lines }: NoticeBody): Promise<View> {
  return {
    as: 'text',
    text: lines.map(({ id, args }) => locale.t(id, args)).join('\n'),
    buttons: [],
    atRest: true,
  };
}
