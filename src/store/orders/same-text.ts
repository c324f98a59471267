import type { Snapshot } from '../engine/database.ts';
import { CAMPAIGN, STATE } from '../tables/coded.ts';
import { idsOf, messageId, orderNumberOf } from '../tables/message-id.ts';
import { contentOf } from './documents.ts';
import { firstIdSince } from './first-since.ts';
import type { Order } from './orders.ts';

/** Recipients who stand for all of an order, evenly from its first to its last. */
const SAMPLE = 32;
/** Orders that have most of them, the latest, are compared. */
const COMPARED = 20;
/** Of those with the same text these are named. */
const NAMED = 3;
/** An earlier order is spoken of for so long (ms). */
const REMEMBERED_MS = 24 * 3600 * 1000;

/** The ids of the sample, as many as an order has messages or SAMPLE. */
function sampleOf({ number, total }: Pick<Order, 'number' | 'total'>): number[] {
  const count = Math.min(total, SAMPLE);
  return Array.from({ length: count }, (_, nth) => messageId(number, Math.floor((nth * total) / count)));
}

const textIn = (order: Pick<Order, 'request'>): string | null => {
  const content = contentOf(order);
  return 'text' in content ? content.text : null;
};

/**
 * Earlier orders that sent the text of this one, on its channel, to most of its recipients within a day, the latest first.
 * Of one that tries another again there are none, nor of one to a single recipient, who may well be told the same twice.
 */
export async function sameTextBefore(db: Snapshot, order: Order): Promise<Order[]> {
  const text = textIn(order);
  if (order.total < 2 || order.again_of !== null || text === null) return [];
  const first = await firstIdSince(db, order.created_at - REMEMBERED_MS);
  if (first === null) return [];
  const sample = sampleOf(order);
  const some = await db.selectFrom('messages').select('recipient').where('id', 'in', sample).execute();
  const recipients = some.map(({ recipient }) => recipient);
  if (recipients.length === 0) return [];
  const sent = await db
    .selectFrom('messages')
    .select('id')
    .where('recipient', 'in', recipients)
    .where('id', '>=', first)
    .where('id', '<', idsOf(order.number).first)
    .where('state', 'not in', STATE.all(['waiting', 'cancelled']))
    .execute();
  const numbers = [...Map.groupBy(sent, ({ id }) => orderNumberOf(id))]
    .filter(([, theirs]) => theirs.length * 2 > recipients.length)
    .map(([number]) => number)
    .toSorted((one, other) => other - one);
  if (numbers.length === 0) return [];
  const orders = await db
    .selectFrom('orders')
    .selectAll()
    .where('number', 'in', numbers.slice(0, COMPARED))
    .where('channel', '=', order.channel)
    .where(({ eb, or }) =>
      or([
        eb('campaign', 'is', null),
        eb('campaign', 'not in', CAMPAIGN.all(['preparing', 'preview', 'cancelled'])),
        eb('moved_at', 'is not', null),
      ]),
    )
    .execute();
  return orders
    .filter((one) => one.forgotten_at === null && one.wiped_at === null && textIn(one) === text)
    .toSorted((one, other) => other.number - one.number)
    .slice(0, NAMED);
}
