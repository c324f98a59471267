import type { Card } from '../../../store/chats/cards.ts';
import { findFile } from '../../../store/chats/files.ts';
import { may } from '../../people/access.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import type { UnsentBody } from './body.ts';

/** UTF-16 units of a table's name. */
const NAME_LENGTH = 100;

/** The file; that it is not kept any more, where Telegram does not have it yet. */
export async function unsentView(
  { db, locale, reader }: ViewContext,
  card: Card,
  { name, file, rows, role }: UnsentBody,
): Promise<View> {
  const still = { buttons: [], atRest: true } as const;
  if (!may(reader, role)) return { as: 'text', text: locale.t('card-withheld'), ...still, withheld: true };
  const stored = await findFile(db, file);
  const caption = locale.t('unsent-rows', { name: shorten(name, NAME_LENGTH), n: rows });
  if (!stored && card.telegram_id === null) {
    const text = `${caption}\n${locale.t('unsent-forgotten')}`;
    return { as: 'text', text, ...still };
  }
  const shown = stored ? { id: file, name: stored.name } : null;
  return { as: 'file', text: caption, ...still, file: shown };
}
