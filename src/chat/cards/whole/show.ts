import type { Card } from '../../../store/chats/cards.ts';
import { storeFile } from '../../../store/chats/files.ts';
import type { Tx } from '../../../store/engine/database.ts';
import type { Context } from '../../context.ts';
import { BYTE_ORDER_MARK } from '../../csv.ts';
import { writeCard } from '../kind.ts';
import { type WholeBody, wholeCard } from './body.ts';

interface Whole extends Pick<WholeBody, 'of' | 'id' | 'messages'> {
  /** Of the file, without date and ending. */
  readonly name: string;
  /** When the text was written (ms). */
  readonly at: number;
  readonly text: string;
}

/** 255 parts are 120 KiB: no more than a press may take the time for. */
function fileOf(tx: Tx, { id: of, name, at, text }: Whole, now: number): Promise<string> {
  const day = new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length);
  return storeFile(tx, { name: `${name}-${day}.txt`, of, now }, Buffer.from(BYTE_ORDER_MARK + text));
}

/** Shows a text as a file below the card that has its beginning. */
export async function showWhole(
  { tx, place, person, language, now }: Context,
  card: Card,
  whole: Whole,
): Promise<void> {
  await writeCard(tx, wholeCard, {
    body: {
      of: whole.of,
      id: whole.id,
      file: await fileOf(tx, whole, now),
      ...(whole.messages !== undefined && { messages: whole.messages }),
    },
    chatId: place.chatId,
    threadId: place.threadId,
    replyTo: card.telegram_id,
    language,
    personId: person.id,
    now,
  });
}
