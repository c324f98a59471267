import { newestCards } from '../../store/chats/cards.ts';
import { readBody } from '../cards/kind.ts';
import { noticeCard } from '../cards/notice/body.ts';
import type { Context } from '../context.ts';
import type { SentDocument } from '../telegram/document.ts';

/** So long (ms) what follows a table is about it. */
const FRESH_MS = 600_000;

/** The table that somebody sent just before this in private, with no more said of it than how it is used; null: none. */
export async function tableJustSent({ tx, place, writtenAt }: Context): Promise<SentDocument | null> {
  if (!place.isPrivate) return null;
  const [last] = await newestCards(tx.db, place, 1);
  if (last?.kind !== noticeCard.name || writtenAt - last.created_at > FRESH_MS) return null;
  const said = readBody(noticeCard, last);
  return said?.lines.some(({ id }) => id.startsWith('sent-table')) ? (said.document ?? null) : null;
}
