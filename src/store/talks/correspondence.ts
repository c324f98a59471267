import type { Message } from '../attempts/outbox.ts';
import type { Reader } from '../engine/database.ts';
import { messagesTo } from '../orders/history.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import { incomingFrom, type StoredIncoming } from './incoming.ts';

/** Something that was written to somebody, or by them. */
export type Written =
  | { readonly at: number; readonly sent: Message }
  | { readonly at: number; readonly came: StoredIncoming };

/** How much there is of what was written to a number, by any channel, and by it. */
export interface Correspondence {
  readonly messages: number;
  /** Look-ups of the number, and messages to it that were not sent. */
  readonly others: number;
}

export async function countWritten(db: Reader, number: string): Promise<Correspondence> {
  const { sent, all } = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(({ fn, eb, and }) => [
      fn.countAll<number>().as('all'),
      fn
        .countAll<number>()
        .filterWhere(
          and([
            eb('messages.state', 'not in', NOT_SENT),
            eb('orders.channel', 'not in', CHANNEL.all(['hlr', 'ping'])),
          ]),
        )
        .as('sent'),
    ])
    .where('messages.recipient', '=', number)
    .executeTakeFirstOrThrow();
  const { came } = await db
    .selectFrom('incoming')
    .select(({ fn }) => fn.countAll<number>().as('came'))
    .where('sender', '=', number)
    .executeTakeFirstOrThrow();
  return { messages: sent + came, others: all - sent };
}

const NOT_SENT = STATE.all(['waiting', 'cancelled']);

/** Some of that, the newest first, behind the newest `from`. */
export async function writtenWith(
  db: Reader,
  number: string,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<Written[]> {
  const sent = await messagesTo(db, number, from + limit);
  const came = await incomingFrom(db, number, from + limit);
  return [
    ...sent.map((message) => ({ at: message.created_at, sent: message })),
    ...came.map((message) => ({ at: message.receivedAt, came: message })),
  ]
    .toSorted((one, other) => other.at - one.at)
    .slice(from, from + limit);
}
