import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { copyableText, typedArgument } from '../copyable.ts';
import type { NoticeBody, NoticeLine } from './body.ts';

/** A word that was typed is said back up to here (UTF-16 units). */
const QUOTE_LIMIT = 500;

const quoted = (args: NoticeLine['args']): NoticeLine['args'] =>
  args &&
  Object.fromEntries(
    Object.entries(args).map(([name, arg]) => [
      name,
      typeof arg === 'string' ? typedArgument(shorten(arg, QUOTE_LIMIT)) : arg,
    ]),
  );

/** Lines of text from the locale files; in place of one that an earlier version alone had, that it cannot be shown. */
export async function noticeView(
  { locale }: ViewContext,
  _card: Card,
  { lines, forAsker }: NoticeBody,
): Promise<View> {
  return {
    as: 'text',
    text: FormattedString.join(
      lines.map(({ id, args }) =>
        locale.has(id) ? copyableText(locale, id, quoted(args)) : locale.t('card-unreadable'),
      ),
      '\n',
    ),
    buttons: [],
    atRest: true,
    ...(forAsker && { forAsker }),
  };
}
