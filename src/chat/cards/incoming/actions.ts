import type { Tx } from '../../../store/database.ts';
import { addChunk, createFile, finishFile } from '../../../store/files.ts';
import { findIncoming, type Incoming } from '../../../store/incoming.ts';
import { BYTE_ORDER_MARK } from '../../csv.ts';
import { writeCard } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { wholeCard } from '../whole/body.ts';
import type { IncomingBody } from './body.ts';

/** Bytes of a chunk. */
const CHUNK = 64 * 1024;

/** 255 parts are 120 KiB: no more than a press may take the time for. */
async function fileOf(tx: Tx, { sender, text, receivedAt }: Incoming, now: number): Promise<string> {
  const day = new Date(receivedAt).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const file = await createFile(tx, { name: `sms-${sender.replace(/[^\p{L}\d]+/gu, '-')}-${day}.txt`, now });
  const bytes = Buffer.from(BYTE_ORDER_MARK + text);
  const chunks = Math.ceil(bytes.length / CHUNK);
  for (let n = 0; n < chunks; n++) await addChunk(tx, file, n, bytes.subarray(n * CHUNK, (n + 1) * CHUNK));
  await finishFile(tx, file, chunks);
  return file;
}

/** Shows the text as a file below the card. */
const whole: Action<IncomingBody> = {
  role: 'operator',
  async run({ tx, place, person, language, now }, { card, body: { incomingId } }) {
    const message = await findIncoming(tx.db, incomingId);
    if (!message) return refused('button-stale');
    await writeCard(tx, wholeCard, {
      body: { incomingId, file: await fileOf(tx, message, now) },
      chatId: place.chatId,
      threadId: place.threadId,
      replyTo: card.telegram_id,
      language,
      personId: person.id,
      now,
    });
    return done;
  },
};

export const actions = { whole };
