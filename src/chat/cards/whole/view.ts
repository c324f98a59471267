import type { Card } from '../../../store/cards.ts';
import { findFile } from '../../../store/files.ts';
import { findIncoming } from '../../../store/incoming.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { betweenNumbers } from '../incoming/between.ts';
import type { WholeBody } from './body.ts';

/** An incoming text as a file; that it is not kept any more, where Telegram does not have it yet. */
export async function wholeView(
  { db, locale }: ViewContext,
  card: Card,
  { incomingId, file }: WholeBody,
): Promise<View> {
  const message = await findIncoming(db, incomingId);
  if (!message) throw new Error(`incoming message ${incomingId} is not there`);
  const stored = await findFile(db, file);
  const text = `${betweenNumbers(message)} · ${locale.t('incoming-whole', { n: [...message.text].length })}`;
  if (!stored && card.telegram_id === null) {
    return {
      as: 'text',
      text: `${text}\n${locale.t('incoming-whole-forgotten')}`,
      buttons: [],
      atRest: true,
    };
  }
  return {
    as: 'file',
    text,
    buttons: [],
    atRest: true,
    file: stored ? { id: file, name: stored.name } : null,
  };
}
