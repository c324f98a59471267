import type { ExpressionBuilder, ReferenceExpression } from 'kysely';
import type { Channel } from '../../messages/request.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { CAMPAIGN, CHANNEL, STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import type { Schema } from '../tables/schema.ts';

/** Messages that are held in one transaction, with all that is queued of their orders. */
const HELD_AT_ONCE = 500;

/** When an account was last able to send (ms, by the store's clock), or null when it never was. */
export async function ableAt(db: Reader, account: string): Promise<number | null> {
  const row = await db
    .selectFrom('accounts')
    .select('able_at')
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.able_at ?? null;
}

export async function markAble(tx: Tx, account: string, now: number): Promise<void> {
  await tx.db
    .insertInto('accounts')
    .values({ account, able_at: now })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ able_at: now }))
    .execute();
}

/**
 * Orders of which something is queued that is older than `maxAge` (ms), some of them. How old something of the future
 * is, nobody knows. Of a campaign it is as old as what was last said to it, unless it was sent again since.
 */
export async function agedOrders(
  db: Reader,
  account: string,
  maxAge: number,
  now: number,
  channels: readonly Channel[] | null = null,
): Promise<string[]> {
  const coded = channels?.map((channel) => CHANNEL.of[channel]) ?? null;
  const isAged = <T extends keyof Schema>(
    eb: ExpressionBuilder<Schema, T>,
    column: ReferenceExpression<Schema, T>,
  ) => eb.or([eb(column, '<', now - maxAge), eb(column, '>', now + maxAge)]);
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('messages')
        .innerJoin('orders', (join) => join.on(ITS_ORDER))
        .select('orders.id')
        .where('messages.account', '=', account)
        .where('messages.ready_at', 'is not', null)
        .where('messages.state', '=', STATE.of.queued)
        .where((eb) => isAged(eb, 'messages.fresh_at'))
        .where((eb) =>
          eb.or([
            eb('orders.campaign', 'is', null),
            eb.and([eb('orders.campaign', '=', CAMPAIGN.of.running), isAged(eb, 'orders.fresh_at')]),
          ]),
        )
        .$if(coded !== null, (all) => all.where('orders.channel', 'in', coded ?? []))
        .limit(HELD_AT_ONCE)
        .as('aged'),
    )
    .select('aged.id')
    .distinct()
    .execute();
  const campaigns = await db
    .selectFrom('campaigns')
    .innerJoin('orders', 'orders.number', 'campaigns.order_number')
    .select('orders.id')
    .where('campaigns.account', '=', account)
    .where('campaigns.running', 'is not', null)
    .where((eb) => isAged(eb, 'orders.fresh_at'))
    .$if(coded !== null, (all) => all.where('orders.channel', 'in', coded ?? []))
    .execute();
  return [...new Set([...rows, ...campaigns].map(({ id }) => id))];
}
