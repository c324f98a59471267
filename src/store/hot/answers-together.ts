import type { Tx } from '../engine/database.ts';
import { lockAccount } from '../engine/locks.ts';
import { type Ask, rowsIn, rowsOf } from '../engine/statements.ts';
import { OUTCOME, STATE } from '../tables/coded.ts';
import { orderNumberOf } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import { type Answer, taken } from './answers.ts';
import { changeTogether, IS_PLAIN, type Order } from './together.ts';

/** See ORDINARY in answers.ts. */
const SETTLE_EACH = `
  with asked as materialized (
    select * from ${rowsIn('$1', 'attempt_id bigint, provider_id text, command_status int')} as asked
  ),
  found as materialized (
    select asked.*, messages.id as message_id from asked
    cross join lateral (
      select * from attempts where id = asked.attempt_id and outcome = ${OUTCOME.of.open}
        and (select account from ways where id = attempts.way) = $2
      offset 0
    ) as attempts
    join messages on messages.id = attempts.message_id
    where messages.id = any(array(
        select message_id from attempts where id = any(array(select attempt_id from asked))
      ))
      and messages.state = ${STATE.of.submitting} and ${IS_PLAIN}
      and not exists (
        select 1 from attempts as others where others.message_id = attempts.message_id and others.id <> attempts.id offset 0
      )
      and not exists (
        select 1 from receipts where provider_id = asked.provider_id and account = $2 and attempt_id is null offset 0
      )
      and not exists (select 1 from orphans where account = $2 and address = messages.recipient offset 0)
    order by messages.id for no key update of messages
  ),
  answered as (
    update attempts set outcome = ${OUTCOME.of.accepted}, command_status = found.command_status,
      provider_id = found.provider_id, answered_at = $3, open = null, octets = null, unanswered_to = null
    from found where attempts.id = found.attempt_id and attempts.id = any(array(select attempt_id from found))
  ),
  accepted as (
    update messages set state = ${STATE.of.accepted}, accepted_at = $3, overdue_at = $4
    from found where messages.id = found.message_id and messages.id = any(array(select message_id from found))
    returning found.attempt_id, messages.id, messages.operator, messages.own_parts
  )
  select accepted.*,
    orders.class, orders.card_id, orders.channel, orders.sender, orders.parts, orders.maker, orders.maker_id,
    orders.chain, orders.fallback
  from accepted
  cross join lateral (select * from orders where number = (accepted.id >> 20) offset 0) as orders`;

type Row = Pick<MessagesTable, 'id' | 'operator' | 'own_parts'> & Order & { readonly attempt_id: number };

/** See settleOrdinary in answers.ts: the same for a group at once, by PostgreSQL. */
export async function settleOrdinaryTogether<T extends Answer>(
  tx: Tx,
  ask: Ask,
  account: string,
  group: readonly T[],
  now: number,
): Promise<T[]> {
  // Nobody waits for it to be told, and all that follows waits for it.
  const locked = lockAccount(tx, account);
  const answers = Map.groupBy(group, ({ attemptId }) => attemptId);
  const plain = [...answers.values()].flatMap(([one, another]) =>
    one?.outcome === 'accepted' && one.providerId !== undefined && !another
      ? { attempt_id: one.attemptId, provider_id: one.providerId, command_status: one.commandStatus ?? null }
      : [],
  );
  if (plain.length === 0) {
    await locked;
    return [...group];
  }
  const sorted = plain.toSorted((one, other) => one.attempt_id - other.attempt_id);
  const [rows] = await Promise.all([
    ask<Row>(SETTLE_EACH, rowsOf(sorted), account, now, now + tx.rules.overdueAfterMs),
    locked,
  ]);
  const orders = new Map(rows.map((row) => [orderNumberOf(row.id), row]));
  const changed = rows.map(({ id, operator, own_parts }) => taken({ id, account, operator, own_parts }, now));
  changeTogether(tx, (number) => orders.get(number) as Order, changed, now);
  const settled = new Set(rows.map(({ attempt_id }) => attempt_id));
  return group.filter(({ attemptId }) => !settled.has(attemptId));
}
