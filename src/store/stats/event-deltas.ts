import type { Kysely } from 'kysely';
import { type EventKind, kindsOf, rateIn, type WatchEvent, wants } from '../../watch/wants.ts';
import { countOutcomes } from '../attempts/outcomes.ts';
import { chunks } from '../engine/chunks.ts';
import { operatorsOf } from '../provider/operators.ts';
import { CHANNEL, ORDER_CLASS, STATE } from '../tables/coded.ts';
import { orderNumberOf } from '../tables/message-id.ts';
import type { MessagesTable, OrdersTable } from '../tables/message-schema.ts';
import type { Schema } from '../tables/schema.ts';
import type { EventsTable } from '../tables/watch-schema.ts';
import { isBeside, type Watch, type WatchesAtHand } from '../watch/watches-at-hand.ts';

/** Reads as one of a transaction, or aside. */
type Snapshot = Pick<Kysely<Schema>, 'selectFrom'>;

/** Messages that are looked at together: SQLite binds 32,766 values at most. */
const AT_ONCE = 500;

/** Something that has happened to a message. */
export interface Happened
  extends Pick<MessagesTable, 'id' | 'account' | 'recipient' | 'state' | 'error' | 'command_status'> {
  readonly kind: Exclude<EventKind, 'incoming' | 'campaign'>;
}

/** What no watch tells of: one was cancelled that a program had asked for, was read, or had its link followed. */
export type Aside = Omit<Happened, 'kind'> & { readonly kind: 'cancelled' | 'read' | 'clicked' };

/** A campaign that began, stopped, went on or ended: where it is by now, its order says. */
export interface Moved {
  readonly kind: 'campaign';
  readonly orderNumber: number;
}

/** A subscriber's message that is kept now. */
export interface CameIn {
  readonly kind: 'incoming';
  readonly id: string;
  readonly account: string;
  readonly sender: string;
  readonly recipient: string;
}

/** What is known of it beside its row. */
export type Known = Happened & { readonly event: WatchEvent };

/** The same, whichever table its message is in. */
type Seen = Omit<Known, 'id' | 'kind'> & { readonly id: number | string; readonly kind: EventKind };

type Row = Omit<EventsTable, 'id' | 'messages'> & { readonly messages: Seen['id'][] };

const isAside = (what: Happened | Aside): what is Aside =>
  what.kind === 'cancelled' || what.kind === 'read' || what.kind === 'clicked';

/** What happens in one transaction to messages that somebody watches, or another program is told of. */
export class EventDeltas {
  readonly #happened: Happened[] = [];
  readonly #aside: Aside[] = [];
  readonly #cameIn: CameIn[] = [];
  readonly #moved = new Set<number>();

  add(what: Happened | Aside | CameIn | Moved): void {
    if (what.kind === 'incoming') this.#cameIn.push(what);
    else if (what.kind === 'campaign') this.#moved.add(what.orderNumber);
    else if (isAside(what)) this.#aside.push(what);
    else this.#happened.push(what);
  }

  /** What is told of each message by itself: of ours in the order in which it happened, then of those that came in. */
  ofMessages(): readonly (Happened | Aside | CameIn)[] {
    return [...this.#happened, ...this.#aside, ...this.#cameIn];
  }

  /**
   * Writes what the watches want of it, as the transaction ends: a row for all that is alike. Returns whether that was any.
   * @param knowsCodes whether error codes mean what they mean at SMSC.ru
   */
  async write(db: Kysely<Schema>, atHand: WatchesAtHand, knowsCodes: boolean): Promise<boolean> {
    if (this.#happened.length + this.#cameIn.length + this.#moved.size === 0) return false;
    const watches = await atHand.all(db);
    const kinds = new Set(watches.flatMap(({ watched }) => kindsOf(watched)));
    const isCounted = watches.some(({ watched }) => rateIn(watched) !== null);
    const happened = isCounted ? this.#happened : this.#happened.filter(({ kind }) => kinds.has(kind));
    const cameIn = kinds.has('incoming') ? this.#cameIn : [];
    const moved = kinds.has('campaign') ? await movedOf(db, [...this.#moved]) : [];
    let isAny = await keep(db, await rowsOf(db, watches, moved, knowsCodes));
    for (let at = 0; at < Math.max(happened.length, cameIn.length); at += AT_ONCE) {
      const known = await knownOf(db, happened.slice(at, at + AT_ONCE));
      const seen = [...known, ...cameIn.slice(at, at + AT_ONCE).map(seenOf)];
      if (await keep(db, await rowsOf(db, watches, seen, knowsCodes))) isAny = true;
    }
    return isAny;
  }
}

/** Returns whether there is anything to keep. */
async function keep(db: Kysely<Schema>, rows: readonly Row[]): Promise<boolean> {
  for (const some of chunks(rows)) {
    await db
      .insertInto('events')
      .values(some.map((row) => ({ ...row, messages: JSON.stringify(row.messages) })))
      .execute();
  }
  return rows.length > 0;
}

/** What watches want of what has happened to some messages; and counts them, where that is wanted. */
async function rowsOf(
  db: Kysely<Schema>,
  watches: readonly Watch[],
  seen: readonly Seen[],
  knowsCodes: boolean,
): Promise<Row[]> {
  const known = await withOperators(db, watches, seen);
  const now = Date.now();
  await countOutcomes(db, watches, known, now);
  const places = Map.groupBy(watches, placeOf);
  return watches.flatMap((watch) => {
    const others = (places.get(placeOf(watch)) ?? []).filter((other) => tellsInstead(other, watch));
    const isWanted = ({ event }: Seen): boolean =>
      wants(watch.watched, event, knowsCodes) &&
      !others.some((other) => wants(other.watched, event, knowsCodes));
    return rowsFor(watch, known.filter(isWanted), now);
  });
}

const placeOf = ({ chatId, threadId }: Watch): string => `${chatId} ${threadId}`;

/**
 * Whether the usual watch of a place leaves to this one what that wants: it is told there once, and while that is muted not at
 * all, since it would not be quiet otherwise.
 */
const tellsInstead = (other: Watch, watch: Watch): boolean =>
  watch.watched.kind === 'usual' && other.watched.kind !== 'usual' && isBeside(other, watch);

/** What a watch wants of what has happened, counted. */
function rowsFor(watch: Watch, wanted: readonly Seen[], now: number): Row[] {
  const rows = new Map<string, Row>();
  for (const { event, kind, id, account, state, error, command_status } of wanted) {
    const { sender, operator } = event;
    const alike = { kind, account, sender, operator, state, error, command_status };
    const key = JSON.stringify(Object.values(alike));
    const row = rows.get(key) ?? {
      ...alike,
      watch_id: watch.id,
      at: now,
      count: 0,
      messages: [],
      untold_to: watch.id,
      alert_id: null,
    };
    row.count += 1;
    row.messages.push(id);
    rows.set(key, row);
  }
  return [...rows.values()];
}

const ordersOf = (db: Snapshot, numbers: readonly number[]) =>
  db
    .selectFrom('orders')
    .select(['number', 'channel', 'sender', 'maker_id', 'class'])
    .where('number', 'in', numbers)
    .execute();

/** What watches go by, of a message and its order; its number's operator where that is known already. */
export const eventOf = (
  kind: EventKind,
  order: Pick<OrdersTable, 'channel' | 'sender' | 'maker_id' | 'class'>,
  { recipient, error, command_status }: Pick<MessagesTable, 'recipient' | 'error' | 'command_status'>,
  operator: string | null = null,
): WatchEvent => ({
  kind,
  channel: CHANNEL.name(order.channel),
  sender: order.sender,
  recipient,
  operator,
  error,
  commandStatus: command_status,
  makerId: order.maker_id,
  isBulk: order.class === ORDER_CLASS.of.bulk,
});

/** Of a campaign its order's number stands in the place of a message's id; one is looked at a transaction, or a few. */
async function movedOf(db: Snapshot, numbers: readonly number[]): Promise<Seen[]> {
  if (numbers.length === 0) return [];
  const nobody = { account: '', recipient: '', state: STATE.of.queued, error: null, command_status: null };
  return (await ordersOf(db, numbers)).map((order) => {
    const event = eventOf('campaign', order, nobody);
    return { ...nobody, kind: event.kind, id: order.number, event };
  });
}

/** What watches go by, of what came in. */
export const cameInEvent = ({ sender, recipient }: Pick<CameIn, 'sender' | 'recipient'>): WatchEvent => ({
  kind: 'incoming',
  channel: 'sms',
  sender: recipient,
  recipient: sender,
  operator: null,
  error: null,
  commandStatus: null,
  makerId: null,
  isBulk: false,
});

/** It has arrived. */
function seenOf({ sender, recipient, ...cameIn }: CameIn): Seen {
  const event = cameInEvent({ sender, recipient });
  const end = { state: STATE.of.delivered, error: null, command_status: null };
  return { ...cameIn, ...end, recipient: sender, event };
}

export async function knownOf(db: Snapshot, happened: readonly Happened[]): Promise<Known[]> {
  if (happened.length === 0) return [];
  const numbers = [...new Set(happened.map(({ id }) => orderNumberOf(id)))];
  const orders = new Map((await ordersOf(db, numbers)).map((order) => [order.number, order]));
  return happened.flatMap((one) => {
    const order = orders.get(orderNumberOf(one.id));
    return order ? { ...one, event: eventOf(one.kind, order, one) } : [];
  });
}

/** Who the operators are costs a look each: of what arrived it is asked where a watch goes by that. */
async function withOperators(
  db: Kysely<Schema>,
  watches: readonly Watch[],
  known: readonly Seen[],
): Promise<Seen[]> {
  const always = watches.some(({ watched }) => watched.only.operator !== undefined);
  const asked = known.filter(({ kind }) => always || kind === 'failed').map(({ recipient }) => recipient);
  if (asked.length === 0) return [...known];
  const operators = await operatorsOf(db, [...new Set(asked)]);
  return known.map(({ event, ...one }) => ({
    ...one,
    event: { ...event, operator: operators.get(one.recipient) ?? null },
  }));
}
