import type { Receipt } from '../../messages/receipt.ts';
import { AS_GIVEN } from '../../messages/receipt-id.ts';
import { isReceiptEnd } from '../../messages/status.ts';
import { isAmiss } from '../campaigns/tallies.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { STATE } from '../tables/coded.ts';
import { type Ids, idsOf } from '../tables/message-id.ts';
import type { NewReceipt } from './new-receipts.ts';
import { isKnownStatus, storeReceipts } from './receipts.ts';

/** An id of the provider's, and of whose message, by which its status is asked for. */
export interface Asked {
  readonly account: string;
  readonly recipient: string;
  readonly providerId: string;
}

/** A place among the messages that the provider took, in the order in which their statuses become overdue. */
export interface Place {
  readonly account: string;
  /** Its overdue_at. */
  readonly at: number;
  readonly id: number;
}

/** Messages, and the ids of theirs that are asked about. */
export interface AskedPage {
  readonly asked: readonly Asked[];
  /** The last message of it; null: there are no more. */
  readonly last: Place | null;
}

/** What went over HTTPS or by mail is asked about by those ways themselves. */
const asks = (db: Reader) =>
  db
    .selectFrom('messages')
    .innerJoin('attempts', 'attempts.message_id', 'messages.id')
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .where('ways.protocol', '=', 'smpp')
    .select(['messages.account', 'messages.recipient', 'attempts.provider_id as providerId'])
    .where('attempts.provider_id', 'is not', null)
    .$narrowType<{ providerId: string }>();

/**
 * The next messages of an account that the provider took between two moments (ms), and of which it has not told the end.
 * @param behind the last one that was asked about
 */
export async function unendedMessages(
  { db, rules: { overdueAfterMs } }: Pick<Tx, 'rules'> & { readonly db: Reader },
  account: string,
  { since, until }: { readonly since: number; readonly until: number },
  { behind, limit }: { readonly behind: Pick<Place, 'at' | 'id'> | null; readonly limit: number },
): Promise<AskedPage> {
  const messages = await db
    .selectFrom('messages')
    .select(['id', 'overdue_at as at'])
    .where('account', '=', account)
    .where('overdue_at', '>=', Math.max(since + overdueAfterMs, behind?.at ?? 0))
    .where('overdue_at', '<=', until + overdueAfterMs)
    .$if(behind !== null, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('overdue_at', 'id'), '>', eb.tuple(behind?.at ?? 0, behind?.id ?? 0)),
      ),
    )
    .orderBy('overdue_at')
    .orderBy('id')
    .limit(limit)
    .$narrowType<{ at: number }>()
    .execute();
  const last = messages.at(-1);
  if (!last) return { asked: [], last: null };
  const ids = messages.map(({ id }) => id);
  const asked = await asks(db).where('messages.id', 'in', ids).orderBy('attempts.id').execute();
  return { asked, last: messages.length < limit ? null : { account, ...last } };
}

const rejected = (db: Reader, { first, last }: Ids) =>
  asks(db)
    .where(isAmiss)
    .where('messages.state', '=', STATE.of.rejected)
    .where('messages.id', '>=', first)
    .where('messages.id', '<=', last)
    .where((eb) => eb.or([eb('messages.error', 'is', null), eb('messages.error', '=', 0)]));

/** Messages of an order that were rejected without a word of why, the last ones. */
export const unexplainedRejections = (db: Reader, orderNumber: number, limit: number): Promise<Asked[]> =>
  rejected(db, idsOf(orderNumber)).orderBy('messages.id', 'desc').limit(limit).execute();

/** What the provider told of an id when it was asked. */
export interface ToldStatus extends Asked {
  readonly receipt: Receipt;
}

/**
 * Keeps ends, and what is told of readers, like receipts, if nothing told the same before: what is on its way would be told
 * by each question. Returns how many were kept.
 */
export async function keepAskedStatuses(tx: Tx, told: readonly ToldStatus[], now: number): Promise<number> {
  let kept = 0;
  for (const [account, some] of Map.groupBy(told, (one) => one.account)) {
    const news: NewReceipt[] = [];
    for (const { receipt, recipient } of some) {
      if (!isReceiptEnd(receipt.state) || (await isKnownStatus(tx.db, account, receipt))) continue;
      const { state, error, reading } = receipt;
      const raw = JSON.stringify({ state, error, reading });
      news.push({ receipt, via: 'query', raw, parties: [recipient] });
    }
    await storeReceipts(tx, account, news, now, AS_GIVEN);
    kept += news.length;
  }
  return kept;
}
