import type { Card } from '../../../store/cards.ts';
import type { Tx } from '../../../store/database.ts';
import { addChunk, createFile, finishFile } from '../../../store/files.ts';
import type { Context } from '../../context.ts';
import { BYTE_ORDER_MARK } from '../../csv.ts';
import { writeCard } from '../kind.ts';
import { type WholeBody, wholeCard } from './body.ts';

/** Bytes of a chunk. */
const CHUNK = 64 * 1024;

interface Whole extends Pick<WholeBody, 'of' | 'id'> {
  /** Of the file, without date and ending. */
  readonly name: string;
  /** When the text was written (ms). */
  readonly at: number;
  readonly text: string;
}

/** 255 parts are 120 KiB: no more than a press may take the time for. */
async function fileOf(tx: Tx, { id: of, name, at, text }: Whole, now: number): Promise<string> {
  const day = new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const file = await createFile(tx, { name: `${name}-${day}.txt`, of, now });
  const bytes = Buffer.from(BYTE_ORDER_MARK + text);
  const chunks = Math.ceil(bytes.length / CHUNK);
  for (let n = 0; n < chunks; n++) await addChunk(tx, file, n, bytes.subarray(n * CHUNK, (n + 1) * CHUNK));
  await finishFile(tx, file, chunks);
  return file;
}

/** Shows a text as a file below the card that has its beginning. */
export async function showWhole(
  { tx, place, person, language, now }: Context,
  card: Card,
  whole: Whole,
): Promise<void> {
  await writeCard(tx, wholeCard, {
    body: { of: whole.of, id: whole.id, file: await fileOf(tx, whole, now) },
    chatId: place.chatId,
    threadId: place.threadId,
    replyTo: card.telegram_id,
    language,
    personId: person.id,
    now,
  });
}
