import { setImmediate as nextTurn } from 'node:timers/promises';
import { addChunk, createFile, FileForgotten } from '../chats/files.ts';
import type { Reader, Store, Tx } from '../engine/database.ts';

/*
 * Recipients of an order that is too long to be written at once: a file, of which its messages are made in pieces. A
 * chunk of it stands at the position of its first recipient, so that each may have as many as there are.
 */

/** To whom a message goes; or that, and what it says in place of what the others say. */
export type Addressee = string | { readonly to: string; readonly text: string };

/** A list that is kept. */
export interface RecipientList {
  readonly file: string;
  readonly count: number;
}

/** Recipients of a chunk: some tens of KiB, in a millisecond. */
const CHUNK = 2_000;

/** Begins a list of nobody yet. */
export const beginList = (tx: Tx, now: number): Promise<string> =>
  createFile(tx, { name: 'recipients', now });

/**
 * Adds recipients to a list, at a position that counts from 0: how many it has by then. Some thousands of them, at least
 * one, for which nothing has to wait long.
 */
export async function addRecipients(
  tx: Tx,
  file: string,
  position: number,
  recipients: readonly Addressee[],
): Promise<void> {
  await addChunk(tx, file, position, Buffer.from(recipients.map(lineOf).join('\n')));
}

/** Keeps a list that is at hand. */
export async function keepRecipients(
  tx: Tx,
  recipients: readonly Addressee[],
  now: number,
): Promise<RecipientList> {
  const file = await beginList(tx, now);
  for (let from = 0; from < recipients.length; from += CHUNK) {
    await addRecipients(tx, file, from, recipients.slice(from, from + CHUNK));
  }
  return { file, count: recipients.length };
}

/** Keeps a list that nobody has to hold, in transactions of its own. What a kill leaves of it goes as all files do. */
export async function keepStream(
  store: Store,
  recipients: Iterable<Addressee> | AsyncIterable<Addressee>,
  now: number,
): Promise<RecipientList> {
  const file = await store.write((tx) => beginList(tx, now));
  let count = 0;
  let some: Addressee[] = [];
  const keep = async () => {
    await store.write((tx) => addRecipients(tx, file, count, some));
    count += some.length;
    some = [];
    // Whoever waits for the store or the loop is first.
    await nextTurn();
  };
  for await (const recipient of recipients) {
    some.push(recipient);
    if (some.length === CHUNK) await keep();
  }
  if (some.length > 0) await keep();
  return { file, count };
}

/**
 * So many of a list at the most, from the nth on; fewer at the end of a chunk.
 * @throws FileForgotten
 */
export async function recipientsFrom(
  db: Reader,
  file: string,
  from: number,
  limit: number,
): Promise<Addressee[]> {
  const chunk = await db
    .selectFrom('file_chunks')
    .select(['position', 'bytes'])
    .where('file_id', '=', file)
    .where('position', '<=', from)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const first = from - (chunk?.position ?? 0);
  const recipients =
    chunk &&
    Buffer.from(chunk.bytes)
      .toString()
      .split('\n')
      .slice(first, first + limit)
      .map(addresseeOf);
  if (!recipients || recipients.length === 0) throw new FileForgotten(file);
  return recipients;
}

/** A line break in a text is written as JSON does. */
const lineOf = (one: Addressee): string =>
  typeof one === 'string' ? one : `${one.to}\t${JSON.stringify(one.text)}`;

function addresseeOf(line: string): Addressee {
  const [to = '', text] = line.split('\t', 2);
  return text === undefined ? to : { to, text: JSON.parse(text) };
}
