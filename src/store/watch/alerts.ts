import { type Selectable, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { goesOn } from '../../watch/episode.ts';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Snapshot, Tx } from '../engine/database.ts';
import type { AlertsTable, EventsTable } from '../tables/watch-schema.ts';
import { HELD } from './watches.ts';
import type { Watch } from './watches-at-hand.ts';

/*
 * An alert is one message in a chat about one thing. It tells of events that are its own by the row of each, so that what it
 * counts is what was told: an event belongs to one alert from the transaction on in which that is stored.
 */

export type Alert = Selectable<AlertsTable>;

/** The cause of alerts that tell of events. */
export const OF_EVENTS = 'events';

/** Writes the card of a new alert. Returns its id. */
export type WriteCard = (alertId: string) => Promise<string>;

/** Watches with events that no alert tells of. */
export async function untoldWatches(db: Reader): Promise<number[]> {
  const rows = await db
    .selectFrom('events')
    .select('untold_to')
    .distinct()
    .where('untold_to', 'is not', null)
    .execute();
  return rows.flatMap(({ untold_to }) => untold_to ?? []);
}

export function findAlert(db: Reader, id: string): Promise<Alert | undefined> {
  return db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
}

/** An alert of a watch to which more may come, if there is one, and whether its message stands in the chat. */
function openAlert(
  db: Reader,
  watchId: number,
  cause: string,
): Promise<(Alert & { readonly telegram_id: number | null }) | undefined> {
  return db
    .selectFrom('alerts')
    .innerJoin('cards', 'cards.id', 'alerts.card_id')
    .selectAll('alerts')
    .select('cards.telegram_id')
    .where('watch_id', '=', watchId)
    .where('cause', '=', cause)
    .where('ended_at', 'is', null)
    .orderBy('alerts.told_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** All alerts to which more may come. */
export function openAlerts(db: Reader): Promise<(Alert & { readonly telegram_id: number | null })[]> {
  return db
    .selectFrom('alerts')
    .leftJoin('cards', 'cards.id', 'alerts.card_id')
    .selectAll('alerts')
    .select('cards.telegram_id')
    .where('ended_at', 'is', null)
    .execute();
}

/** So many of the newest alerts of a chat are looked through. */
const LOOKED_THROUGH = 100;

/** The cards of the alerts that a chat was told of since then (ms), with what they are, each once. */
export async function cardsToldSince(
  db: Reader,
  chatId: number,
  since: number,
): Promise<{ readonly id: string; readonly kind: string }[]> {
  const newest = await db
    .selectFrom('alerts')
    .select('card_id')
    .where('chat_id', '=', chatId)
    .where('told_at', '>', since)
    .orderBy('told_at', 'desc')
    .limit(LOOKED_THROUGH)
    .execute();
  if (newest.length === 0) return [];
  const ids = [...new Set(newest.map(({ card_id }) => card_id))];
  return db.selectFrom('cards').select(['id', 'kind']).where('id', 'in', ids).execute();
}

/** The cards by which a watch told of something after a time (ms), so many at most, among the newest of its chat. */
export async function cardsToldLast(
  db: Reader,
  { id, chatId }: Pick<Watch, 'id' | 'chatId'>,
  { since, most }: { readonly since: number; readonly most: number },
): Promise<string[]> {
  const newest = await db
    .selectFrom('alerts')
    .select(['watch_id', 'card_id'])
    .where('chat_id', '=', chatId)
    .where('told_at', '>', since)
    .orderBy('told_at', 'desc')
    .limit(LOOKED_THROUGH)
    .execute();
  const told = newest.filter((one) => one.watch_id === id && one.card_id !== HELD);
  return [...new Set(told.map(({ card_id }) => card_id))].slice(0, most);
}

/** The alerts that a card tells of, the oldest first. */
export function alertsOn(db: Reader, cardId: string): Promise<Alert[]> {
  return db.selectFrom('alerts').selectAll().where('card_id', '=', cardId).orderBy('id').execute();
}

/** Begins an alert with its card, or (`writeCard` null) one that is held. */
export async function beginAlert(
  tx: Tx,
  watch: Pick<Watch, 'id' | 'chatId' | 'threadId'>,
  alert: Pick<Alert, 'cause' | 'facts' | 'began_at' | 'last_at'> & { readonly now: number },
  writeCard: WriteCard | null,
): Promise<string> {
  const { now, ...about } = alert;
  const id = uuid();
  await tx.db
    .insertInto('alerts')
    .values({
      ...about,
      id,
      watch_id: watch.id,
      chat_id: watch.chatId,
      thread_id: watch.threadId,
      told_at: now,
      ended_at: null,
      acked_by: null,
      acked_at: null,
      card_id: writeCard ? await writeCard(id) : HELD,
    })
    .execute();
  return id;
}

/** Alerts that are held, the oldest first. */
export function heldAlerts(db: Reader): Promise<Alert[]> {
  return db.selectFrom('alerts').selectAll().where('card_id', '=', HELD).orderBy('id').execute();
}

/** Gives an alert that was held its card. */
export async function tellHeld(
  tx: Tx,
  { id }: Pick<Alert, 'id'>,
  now: number,
  writeCard: WriteCard,
): Promise<void> {
  const told = { card_id: await writeCard(id), told_at: now };
  await tx.db.updateTable('alerts').set(told).where('id', '=', id).execute();
}

/**
 * Has an alert tell of all that a watch was not told of yet: the one that goes on, or a new one. What could not be shown so
 * far goes on however long that takes, so that one message tells of it in the end.
 */
export async function tellEvents(tx: Tx, watch: Watch, now: number, writeCard: WriteCard): Promise<void> {
  const untold = await tx.db
    .selectFrom('events')
    // Said so, PostgreSQL does not look for the ends of other indexes.
    .select([
      sql<number | null>`min(at + 0)`.as('first'),
      sql<number | null>`max(at + 0)`.as('last'),
      sql<number | null>`max(id + 0)`.as('upTo'),
    ])
    .where('untold_to', '=', watch.id)
    .executeTakeFirstOrThrow();
  const { first, last, upTo } = untold;
  if (first === null || last === null || upTo === null) return;
  const open = await openAlert(tx.db, watch.id, OF_EVENTS);
  const continued = open && (open.telegram_id === null || goesOn(episodeOf(open), first)) ? open : undefined;
  if (open && !continued) await endAlert(tx, open, now);
  const about = { cause: OF_EVENTS, facts: null, began_at: first, last_at: last, now };
  const id = continued?.id ?? (await beginAlert(tx, watch, about, writeCard));
  await tx.db
    .updateTable('events')
    .set({ untold_to: null, alert_id: id })
    .where('untold_to', '=', watch.id)
    .where('id', '<=', upTo)
    .execute();
  if (!continued) return;
  await tx.db
    .updateTable('alerts')
    .set({ last_at: Math.max(last, continued.last_at), began_at: Math.min(first, continued.began_at) })
    .where('id', '=', id)
    .execute();
  await touchCards(tx, [continued.card_id], now);
}

/** How long an alert goes on. */
export const episodeOf = ({ began_at, last_at, acked_at }: Alert) => ({
  beganAt: began_at,
  lastAt: last_at,
  isAcked: acked_at !== null,
});

/** Nothing more comes to an alert. */
export async function endAlert(tx: Tx, alert: Pick<Alert, 'id' | 'card_id'>, now: number): Promise<void> {
  await tx.db.updateTable('alerts').set({ ended_at: now }).where('id', '=', alert.id).execute();
  await touchCards(tx, [alert.card_id], now);
}

/** Puts other facts into an alert about a state of things; it goes on, or (`ended`) is over. */
export async function changeAlert(
  tx: Tx,
  alert: Pick<Alert, 'id' | 'card_id'>,
  { facts, ended, now }: { readonly facts: object; readonly ended: boolean; readonly now: number },
): Promise<void> {
  await tx.db
    .updateTable('alerts')
    .set({ facts: JSON.stringify(facts), last_at: now, ended_at: ended ? now : null })
    .where('id', '=', alert.id)
    .execute();
  await touchCards(tx, [alert.card_id], now);
}

/** The newest alert of a watch about a state of things. */
export function lastAlert(db: Reader, watchId: number, cause: string): Promise<Alert | undefined> {
  return db
    .selectFrom('alerts')
    .selectAll()
    .where('watch_id', '=', watchId)
    .where('cause', '=', cause)
    .orderBy('told_at', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Somebody sees to it. False: somebody else has said so before. */
export async function ackAlert(tx: Tx, id: string, by: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('alerts')
    .set({ acked_by: by, acked_at: now })
    .where('id', '=', id)
    .where('acked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What an alert tells of, alike in all but time. */
export type Told = Pick<
  EventsTable,
  'kind' | 'sender' | 'operator' | 'state' | 'error' | 'command_status'
> & {
  readonly count: number;
};

export function toldBy(db: Reader, alertId: string): Promise<Told[]> {
  return db
    .selectFrom('events')
    .select(['kind', 'sender', 'operator', 'state', 'error', 'command_status'])
    .select((eb) => eb.fn.sum<number>('count').as('count'))
    .where('alert_id', '=', alertId)
    .groupBy(['kind', 'sender', 'operator', 'state', 'error', 'command_status'])
    .execute();
}

/** The ids of the messages that an alert tells of, the newest event's last, each once. */
export const messagesTold = (db: Snapshot, alertId: string): Promise<number[]> => idsTold(db, alertId, '!=');

/** The same of those that came in. */
export const incomingTold = (db: Snapshot, alertId: string): Promise<string[]> => idsTold(db, alertId, '=');

async function idsTold<Id>(db: Snapshot, alertId: string, ofIncoming: '=' | '!='): Promise<Id[]> {
  const rows = await db
    .selectFrom('events')
    .select('messages')
    .where('alert_id', '=', alertId)
    .where('kind', ofIncoming, 'incoming')
    .orderBy('id')
    .execute();
  return [...new Set(rows.flatMap(({ messages }) => JSON.parse(messages) as Id[]))];
}

/** Events forgotten by one statement. */
const FORGOTTEN = 200;

/** Forgets some of what happened before `before` (ms), told or not, and alerts of before. Returns whether any may be left. */
export async function forgetEvents(tx: Tx, before: number): Promise<boolean> {
  const events = await tx.db
    .deleteFrom('events')
    .where('id', 'in', (eb) =>
      eb.selectFrom('events').select('id').where('at', '<', before).orderBy('at').limit(FORGOTTEN),
    )
    .executeTakeFirst();
  const alerts = await tx.db
    .deleteFrom('alerts')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('alerts')
        .select('id')
        .where('last_at', '<', before)
        .where('ended_at', 'is not', null)
        .orderBy('last_at')
        .limit(FORGOTTEN),
    )
    .executeTakeFirst();
  return events.numDeletedRows + alerts.numDeletedRows >= FORGOTTEN;
}
