import { LIMITS } from '../../files/refusal.ts';
import { answer } from '../answer.ts';
import { type TableBody, type TableSource, tableCard } from '../cards/table/body.ts';
import type { Context } from '../context.ts';
import type { Did } from '../record.ts';
import type { SentDocument } from '../telegram/document.ts';
import { beginReading } from './begin.ts';

/** Has a table read, on a card that shows what comes of it; one that Telegram will not hand out is refused at once. */
export async function sendTable(
  context: Context,
  document: SentDocument,
  {
    content,
    fallback,
    sendAt = null,
    atAnyHour = false,
    column = null,
    encoding = null,
  }: Pick<TableSource, 'content' | 'fallback'> &
    Partial<Pick<TableSource, 'sendAt' | 'atAnyHour' | 'column' | 'encoding'>>,
): Promise<Did | null> {
  const { tx, origin, writtenAt, now, lacks } = context;
  const source: TableSource = {
    document,
    content,
    fallback,
    column,
    encoding,
    writtenAt,
    sendAt,
    atAnyHour,
    lacks: lacks.filter((lack) => lack !== 'file'),
  };
  const { bytes: most } = LIMITS;
  const isTooBig = document.size !== null && document.size > most;
  const problem = { kind: 'limit', limit: 'bytes', most } as const;
  const state: TableBody['state'] = isTooBig
    ? { is: 'refused', problem, encodings: [] }
    : { is: 'reading', rows: 0 };
  const cardId = await answer(context, tableCard, { source, origin, state });
  if (isTooBig) return null;
  await beginReading(tx, cardId, now);
  return { cardId };
}
