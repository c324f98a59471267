import { isLookup } from '../../../messages/request.ts';
import { messagesOfCard } from '../../../store/attempts/outbox.ts';
import { tallyOfCard } from '../../../store/campaigns/tallies.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { findFile } from '../../../store/chats/files.ts';
import type { Reader } from '../../../store/engine/database.ts';
import { may } from '../../people/access.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { forgottenView } from '../forgotten.ts';
import type { ReportBody } from './body.ts';

/** What the caption says of a file that an earlier version made; null: its messages are not kept any more. */
async function facts(db: Reader, of: string) {
  const [first] = await messagesOfCard(db, of, 1);
  if (!first) return null;
  const tally = await tallyOfCard(db, of);
  return { channel: first.channel, rows: tally.reduce((sum, { count }) => sum + count, 0) };
}

/** A card's messages as a file; that it is not kept any more, where Telegram does not have it yet. */
export async function reportView(
  { db, locale, reader }: ViewContext,
  card: Card,
  { of, made }: ReportBody,
): Promise<View> {
  const known = made ?? (await facts(db, of));
  if (!known) return forgottenView(locale);
  const { channel, rows } = known;
  const stored = made ? await findFile(db, made.file) : undefined;
  // It has the texts, which somebody may have lost the role for while it was made.
  if (!isLookup(channel) && !may(reader, 'operator')) {
    return { as: 'text', text: locale.t('card-withheld'), buttons: [], atRest: true, withheld: true };
  }
  const counted = isLookup(channel) ? 'lookup-numbers' : 'recipients';
  const text = `${locale.t(`channel-${channel}`)} · ${locale.t(counted, { n: rows })}`;
  if (!stored && card.telegram_id === null) {
    return { as: 'text', text: `${text}\n${locale.t('report-forgotten')}`, buttons: [], atRest: true };
  }
  const file = made && stored ? { id: made.file, name: stored.name } : null;
  return { as: 'file', text, buttons: [], atRest: true, file };
}
