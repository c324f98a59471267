import { mayBeTo } from '../../messages/party.ts';
import { keyOf, perhapsMeant, type WrittenId, waysToMean } from '../../messages/receipt-id.ts';
import { isReceiptEnd } from '../../messages/status.ts';
import { suspectCampaigns } from '../campaigns/suspects.ts';
import type { Tx } from '../engine/database.ts';
import type { Prepare } from '../engine/statements.ts';
import { type Joined, type NewReceipt, quotesOf } from '../receipts/new-receipts.ts';
import { OUTCOME, RECEIPT_STATE, STATE, VIA } from '../tables/coded.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import { tellWatches } from '../watch/tell-watches.ts';
import { type Changed, changeTogether, IS_PLAIN, orderOn, PLAIN } from './together.ts';

export interface Named extends Pick<MessagesTable, 'recipient' | 'accepted_at' | 'operator' | 'own_parts'> {
  readonly id: number;
  readonly message_id: number;
  readonly provider_id: string;
  readonly committed_at: number;
  /** 1: its message is in one part, was tried this once, was taken, and nothing has been said of it so far; else 0. */
  readonly is_ordinary: 0 | 1;
}

const ACCEPTED = STATE.of.accepted;

const UNTOLD = { state: ACCEPTED, ...PLAIN };

/** Nothing was said so far of a message in one part that was taken. */
export const IS_UNTOLD = `messages.state = ${ACCEPTED} and ${IS_PLAIN} and messages.lookup is null`;

const NAMED = `
  select attempts.id, attempts.message_id, attempts.provider_id, attempts.committed_at, messages.recipient,
    messages.accepted_at, messages.operator, messages.own_parts,
    attempts.outcome = ${OUTCOME.of.accepted} and ${IS_UNTOLD}
      and not exists (
        select 1 from attempts as others where others.message_id = attempts.message_id and others.id <> attempts.id
      )
      and not exists (select 1 from receipts where attempt_id = attempts.id) as is_ordinary
  from attempts join messages on messages.id = attempts.message_id
  where attempts.provider_id is not null and lower(ltrim(attempts.provider_id, '0')) = ?
    and (select account from ways where id = attempts.way) = ?`;

const KEEP = `
  insert into receipts
    (account, provider_id, attempt_id, via, received_at, state, error, cost, parsed, raw, quotes_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const END =
  'update messages set state = ?, overdue_at = null, ended_at = ?, error = ?, cost = ? where id = ?';

/** SQLite lowers these letters alone. */
const ASCII = /^[\x21-\x7e]+$/;

/**
 * Keeps those receipts that say what nearly all do: how a message ended that was taken, by its id and its recipient.
 * @returns whose each is, in order; null: it is left to the rule that knows all
 */
export async function endOrdinary(
  tx: Tx,
  prepare: Prepare,
  account: string,
  group: readonly NewReceipt[],
  now: number,
  written: WrittenId,
): Promise<(Joined | null)[]> {
  const passedOver: (readonly string[])[] = [];
  const changed: Changed[] = [];
  const ended = group.map((one) => {
    const found = endOne(one);
    if (!found) passedOver.push(one.parties ?? []);
    return found;
  });
  changeTogether(tx, orderOn(prepare), changed, now);
  await suspectCampaigns(tx, changed.map(failureOf), now);
  return ended;

  function endOne(one: NewReceipt): Joined | null {
    const said = saidBy(one, written);
    const attempt = said && attemptOf(one, said);
    if (!attempt) return null;
    const { receipt, via } = one;
    const { parsed, raw, quotes_at } = quotesOf(one, true, tx.rules, now);
    const { id, error, cost } = receipt;
    const { kept, state } = said;
    prepare(KEEP).run(account, id, attempt.id, VIA.of[via], now, kept, error, cost, parsed, raw, quotes_at);
    prepare(END).run(state, now, error, cost, attempt.message_id);
    changed.push(endedBy(tx, account, one, attempt, state, now));
    return joinedTo(one, attempt);
  }

  /** The one attempt that can be meant, if nothing about it is out of the ordinary. */
  function attemptOf({ parties = [] }: NewReceipt, { key }: Said): Named | null {
    const [attempt, other] = prepare(NAMED).all(key, account) as Named[];
    if (!attempt || other || attempt.is_ordinary === 0) return null;
    const isHis = (named: readonly string[]): boolean => mayBeTo(named, attempt.recipient);
    // What was said of the same message before is kept before it.
    return isHis(parties) && !passedOver.some(isHis) ? attempt : null;
  }
}

/** What a receipt says, if it may be an ordinary one: it names one id, and somebody, and says how that ended. */
export interface Said {
  /** By which its attempt is found. */
  readonly key: string;
  /** As it is kept. */
  readonly kept: number;
  /** What its message becomes. */
  readonly state: MessagesTable['state'];
}

export function saidBy({ receipt, parties = [] }: NewReceipt, written: WrittenId): Said | null {
  const { state, error, lookup, reading } = receipt;
  // Without a reason it may have to be asked for.
  if (state === 'rejected' && !error) return null;
  if (!isReceiptEnd(state) || lookup !== null || reading !== null || parties.every((party) => party === ''))
    return null;
  const [id, another] = perhapsMeant(receipt, written);
  if (id === undefined || another !== undefined || !ASCII.test(id)) return null;
  return { key: keyOf(id), kept: RECEIPT_STATE.of[state], state: STATE.of[state] };
}

/** What the end of an ordinary message changes; who watches is told. */
export function endedBy(
  tx: Tx,
  account: string,
  { receipt: { error, cost } }: NewReceipt,
  { message_id: id, recipient, accepted_at, operator, own_parts }: Named,
  state: MessagesTable['state'],
  now: number,
): Changed {
  const set = { state, error, cost, ended_at: now };
  const was = { id, account, operator, own_parts, accepted_at, ...UNTOLD };
  tellWatches(tx, { ...was, recipient, ...set, ready_at: null, doubt_until: null });
  return { was, set };
}

export const joinedTo = ({ receipt }: NewReceipt, { provider_id, committed_at }: Named): Joined => ({
  receipt,
  ways: waysToMean(receipt, provider_id),
  committedAt: committed_at,
});

export const failureOf = ({ was: { id }, set: { error = null } }: Changed) => ({
  id,
  error,
  command_status: null,
});
