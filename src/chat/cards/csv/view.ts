import type { Card } from '../../../store/chats/cards.ts';
import { findFile } from '../../../store/chats/files.ts';
import { may } from '../../people/access.ts';
import type { View, ViewContext } from '../../show/view.ts';
import type { CsvBody } from './body.ts';

/** The table; that it is not kept any more, where Telegram does not have it yet. */
export async function csvView(
  { db, locale, reader }: ViewContext,
  card: Card,
  { caption, rows, file: id, role }: CsvBody,
): Promise<View> {
  const still = { buttons: [], atRest: true } as const;
  if (!may(reader, role)) return { as: 'text', text: locale.t('card-withheld'), ...still, withheld: true };
  const text = `${caption} · ${locale.t('csv-rows', { n: rows })}`;
  const stored = await findFile(db, id);
  if (!stored && card.telegram_id === null) {
    return { as: 'text', text: `${text}\n${locale.t('csv-forgotten')}`, ...still };
  }
  return { as: 'file', text, ...still, file: stored ? { id, name: stored.name } : null };
}
