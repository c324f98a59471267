import { mayBeTo } from '../../messages/party.ts';
import type { WrittenId } from '../../messages/receipt-id.ts';
import { suspectCampaigns } from '../campaigns/suspects.ts';
import type { Tx } from '../engine/database.ts';
import { lockAccount } from '../engine/locks.ts';
import { type Ask, rowsIn, rowsOf } from '../engine/statements.ts';
import { type Joined, type NewReceipt, quotesOf } from '../receipts/new-receipts.ts';
import { OUTCOME, VIA } from '../tables/coded.ts';
import { orderNumberOf } from '../tables/message-id.ts';
import { endedBy, failureOf, IS_UNTOLD, joinedTo, type Named, type Said, saidBy } from './receipts.ts';
import { type Changed, changeTogether, type Order } from './together.ts';

/** See NAMED in receipts.ts; of each key no more than two, which are too many. */
const NAMED_EACH = `
  select asked.key, attempts.id, attempts.message_id, attempts.provider_id, attempts.committed_at,
    messages.recipient, messages.accepted_at, messages.operator, messages.own_parts,
    (attempts.outcome = ${OUTCOME.of.accepted} and ${IS_UNTOLD}
      and not exists (
        select 1 from attempts as others where others.message_id = attempts.message_id and others.id <> attempts.id offset 0
      )
      and not exists (select 1 from receipts where attempt_id = attempts.id offset 0))::int as is_ordinary,
    orders.class, orders.card_id, orders.channel, orders.sender, orders.parts, orders.maker, orders.maker_id,
    orders.chain, orders.fallback
  from ${rowsIn('$1', 'key text')} as asked
  cross join lateral (
    select * from attempts
    where provider_id is not null and lower(ltrim(provider_id, '0')) = asked.key
      and (select account from ways where id = attempts.way) = $2
    limit 2
  ) as attempts
  cross join lateral (select * from messages where id = attempts.message_id offset 0) as messages
  cross join lateral (select * from orders where number = (messages.id >> 20) offset 0) as orders`;

type Row = Named & Order & { readonly key: string };

const ENDS = `message_id bigint, attempt_id bigint, state int, account text, provider_id text, via int, kept int,
  error int, cost bigint, parsed text, raw text, quotes_at bigint`;

/** What was read before may have changed by now: of what is as it was, the ids are returned. */
const END_EACH = `
  with ends as materialized (
    select * from ${rowsIn('$1', ENDS)} as ends
  ),
  ended as (
    update messages set state = ends.state, overdue_at = null, ended_at = $2, error = ends.error, cost = ends.cost
    from ends where messages.id = ends.message_id and messages.id = any(array(select message_id from ends))
      and ${IS_UNTOLD}
    returning messages.id
  ),
  kept as (
    insert into receipts
      (account, provider_id, attempt_id, via, received_at, state, error, cost, parsed, raw, quotes_at)
    select account, provider_id, attempt_id, via, $2, kept, error, cost, parsed, raw, quotes_at
    from ended join ends on ends.message_id = ended.id order by n
  )
  select id from ended`;

/** A receipt that may be kept by itself. */
interface Ending {
  readonly one: NewReceipt;
  readonly said: Said;
  readonly found: Row;
}

/** See endOrdinary in receipts.ts: the same for a group at once, by PostgreSQL. */
export async function endOrdinaryTogether(
  tx: Tx,
  ask: Ask,
  account: string,
  group: readonly NewReceipt[],
  now: number,
  written: WrittenId,
): Promise<(Joined | null)[]> {
  const said = group.map((one) => saidBy(one, written));
  const keys = [...new Set(said.flatMap((one) => one?.key ?? []))];
  if (keys.length === 0) return group.map(() => null);
  const rows = await ask<Row>(NAMED_EACH, rowsOf(keys.map((key) => ({ key }))), account);
  const named = Map.groupBy(rows, ({ key }) => key);
  const endings = endingsOf(group, said, named);
  // Whoever goes by the rule that knows all locks the account before any message.
  if (endings.some((ending) => ending === null)) await lockAccount(tx, account);
  const all = endings.filter((ending) => ending !== null);
  if (all.length === 0) return group.map(() => null);
  const rowsToWrite = all
    .map(({ one, said: { kept, state }, found }, n) => ({
      n,
      message_id: found.message_id,
      attempt_id: found.id,
      state,
      account,
      provider_id: one.receipt.id,
      via: VIA.of[one.via],
      kept,
      error: one.receipt.error,
      cost: one.receipt.cost,
      ...quotesOf(one, true, tx.rules, now),
    }))
    .toSorted((one, other) => one.message_id - other.message_id);
  const ids = await ask<{ id: number }>(END_EACH, rowsOf(rowsToWrite), now);
  const isEnded = new Set(ids.map(({ id }) => id));
  const changed: Changed[] = [];
  const orders = new Map<number, Order>();
  const joined = endings.map((ending) => {
    if (!ending || !isEnded.has(ending.found.message_id)) return null;
    const {
      one,
      said: { state },
      found,
    } = ending;
    changed.push(endedBy(tx, account, one, found, state, now));
    orders.set(orderNumberOf(found.message_id), found);
    return joinedTo(one, found);
  });
  changeTogether(tx, (number) => orders.get(number) as Order, changed, now);
  await suspectCampaigns(tx, changed.map(failureOf), now);
  return joined;
}

/** What may be kept by itself of a group: each message once, and nothing of which more was said before. */
function endingsOf(
  group: readonly NewReceipt[],
  said: readonly (Said | null)[],
  named: ReadonlyMap<string, readonly Row[]>,
): (Ending | null)[] {
  const passedOver: (readonly string[])[] = [];
  const taken = new Set<number>();
  return group.map((one, index) => {
    const { parties = [] } = one;
    const of = said[index];
    const [found, other] = (of && named.get(of.key)) ?? [];
    const isOne = found !== undefined && other === undefined && found.is_ordinary === 1;
    const isHis = (some: readonly string[]): boolean => isOne && mayBeTo(some, found.recipient);
    if (of && isOne && isHis(parties) && !taken.has(found.message_id) && !passedOver.some(isHis)) {
      taken.add(found.message_id);
      return { one, said: of, found };
    }
    passedOver.push(parties);
    return null;
  });
}
