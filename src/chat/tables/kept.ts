import { AT_ONCE, FIRST } from '../../desk/order.ts';
import { addChunk, createFile } from '../../store/chats/files.ts';
import type { Tx } from '../../store/engine/database.ts';
import {
  type Addressee,
  addRecipients,
  beginList,
  type RecipientList,
} from '../../store/orders/recipient-lists.ts';
import type { FreshLookup } from '../../store/provider/cached-lookups.ts';
import type { Cached } from '../cards/lookup/body.ts';
import { BYTE_ORDER_MARK } from '../csv.ts';
import type { Locale } from '../locale.ts';
import { cachedIn } from '../sending/cached.ts';
import type { Batch } from './reading.ts';
import { unsentHeader, unsentLines } from './unsent-rows.ts';

/** Of a list: with texts some tens of KiB, which a step of preparing reads. */
const CHUNK = 250;

/** What is kept of a table so far. */
export interface Kept {
  readonly first: readonly Addressee[];
  readonly list: RecipientList | null;
  readonly unsent: { readonly file: string; readonly chunks: number } | null;
  /** Of its numbers, those that are not asked about. */
  readonly cached: Cached | null;
}

export const NOTHING_KEPT: Kept = { first: [], list: null, unsent: null, cached: null };

/** Those that are not asked about, with so many more. */
export function together(before: Cached | null, fresh: readonly FreshLookup[]): Cached | null {
  const { n, cost } = cachedIn(fresh);
  return n === 0 ? before : { n: n + (before?.n ?? 0), cost: cost + (before?.cost ?? 0) };
}

/** Keeps what was read: a few recipients as they are, many in a list. */
export async function keep(tx: Tx, kept: Kept, batch: Batch, locale: Locale, now: number): Promise<Kept> {
  const unsent = await keepUnsent(tx, kept.unsent, batch, locale, now);
  const { addressees } = batch;
  const { list } = kept;
  if (list) {
    return { ...kept, unsent, list: await lengthened(tx, list, addressees) };
  }
  const first = [...kept.first, ...addressees];
  if (first.length <= AT_ONCE) return { ...kept, unsent, first };
  const begun = { file: await beginList(tx, now), count: 0 };
  return {
    ...kept,
    unsent,
    first: first.slice(0, FIRST),
    list: await lengthened(tx, begun, first.slice(FIRST)),
  };
}

async function lengthened(
  tx: Tx,
  { file, count }: RecipientList,
  addressees: readonly Addressee[],
): Promise<RecipientList> {
  for (let from = 0; from < addressees.length; from += CHUNK) {
    await addRecipients(tx, file, count + from, addressees.slice(from, from + CHUNK));
  }
  return { file, count: count + addressees.length };
}

async function keepUnsent(
  tx: Tx,
  kept: Kept['unsent'],
  { unsent }: Batch,
  locale: Locale,
  now: number,
): Promise<Kept['unsent']> {
  if (unsent.length === 0) return kept;
  const lines = unsentLines(locale, unsent);
  if (kept) {
    await addChunk(tx, kept.file, kept.chunks, Buffer.from(lines));
    return { ...kept, chunks: kept.chunks + 1 };
  }
  const file = await createFile(tx, { name: locale.t('unsent-file'), now });
  await addChunk(tx, file, 0, Buffer.from(BYTE_ORDER_MARK + unsentHeader(locale) + lines));
  return { file, chunks: 1 };
}
