import type { Money } from '../messages/money.ts';
import type { Channel } from '../messages/request.ts';
import { charge } from '../store/attempts/charges.ts';
import { roomOf } from '../store/chats/rooms.ts';
import type { Reader, Tx } from '../store/engine/database.ts';
import type { Maker } from '../store/orders/orders.ts';
import { findPerson, GRANTABLE } from '../store/people/people.ts';
import { enqueueNearing } from '../store/people/quota-nearing.ts';
import {
  LIMITS,
  type Limit,
  type Limits,
  lockUses,
  ofPerson,
  ofRole,
  type QuotaUse,
  quotasOf,
} from '../store/people/quotas.ts';
import { liveTokens } from '../store/programs/tokens.ts';
import { recentPrice } from '../store/provider/recent-price.ts';
import type { Room } from './room.ts';

/** Whose quotas there are, and when their days begin. */
export interface QuotaSettings {
  /** They may send as much as they like. */
  readonly ownerIds: readonly number[];
  /** IANA name: days and months are those of the bot, whatever zone a chat has. */
  readonly quotaZone: string;
}

/** What somebody may send of something, and has. */
export interface Standing {
  readonly limit: Limit;
  readonly used: number;
  readonly most: number;
  /** It is the chat's, in which it is asked for, and tighter than their own. */
  readonly isOfChat: boolean;
}

/** An order would go over what whoever has it sent may send. */
export class QuotaExceeded extends Error {
  override name = 'QuotaExceeded';
  readonly personId: number;
  readonly standing: Standing;
  /** Messages, or money, that it would take. */
  readonly wanted: number;

  constructor(personId: number, standing: Standing, wanted: number) {
    super(`a quota would be exceeded: ${standing.limit}`);
    this.personId = personId;
    this.standing = standing;
    this.wanted = wanted;
  }
}

/** Percent of a quota at which it is said that it ends. */
const NEAR = 80;

/** Has so much of it been used that it is said? */
export const isNear = (used: number, most: number): boolean => used * 100 >= most * NEAR;

export const isOfDay = (limit: Limit): boolean => limit.startsWith('day');
export const isOfMoney = (limit: Limit): boolean => limit.endsWith('money');

/** The day and the month of a time (ms), by their names. */
export function periodsAt(now: number, zone: string): { readonly day: string; readonly month: string } {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);
  return { day, month: day.slice(0, 7) };
}

/** Where something is asked for. */
interface Asked {
  /** Null: in no chat, or that is not asked. */
  readonly chatId: number | null;
  /** What is set there, where that has been read. */
  readonly room?: Room | undefined;
}

/** What somebody may send, and whether it is their chat that says how much in a day. */
export interface Bounds extends Limits {
  readonly isDayOfChat: boolean;
}

/**
 * What somebody may send: each bound is their own, else that of their role; a chat may tighten that of a day. Null: there is none at all.
 */
export async function limitsOf(
  db: Reader,
  { ownerIds }: Pick<QuotaSettings, 'ownerIds'>,
  { personId, chatId, room }: { readonly personId: number } & Asked,
): Promise<Bounds | null> {
  if (ownerIds.includes(personId)) return null;
  const [person, found, { quotaDay }] = await Promise.all([
    findPerson(db, personId),
    quotasOf(db, [ofPerson(personId), ...GRANTABLE.map(ofRole)]),
    room ?? (chatId === null ? {} : roomOf(db, chatId)),
  ]);
  const own = found.find(({ subject }) => subject === ofPerson(personId));
  const role = person?.role;
  const ofAll = role && found.find(({ subject }) => subject === ofRole(role));
  if (!own && !ofAll && quotaDay === undefined) return null;
  const limit = (name: Limit) => own?.[name] ?? ofAll?.[name] ?? null;
  const day = limit('day_messages');
  const isDayOfChat = quotaDay !== undefined && (day === null || quotaDay < day);
  return {
    isDayOfChat,
    day_messages: isDayOfChat ? quotaDay : day,
    month_messages: limit('month_messages'),
    day_money: limit('day_money'),
    month_money: limit('month_money'),
  };
}

/** Where each bound stands. */
export function standingsOf(
  limits: Bounds,
  uses: readonly QuotaUse[],
  { day, month }: { readonly day: string; readonly month: string },
): Standing[] {
  return LIMITS.flatMap((limit) => {
    const most = limits[limit];
    if (most === null) return [];
    const use = uses.find(({ period }) => period === (isOfDay(limit) ? day : month));
    const used = (isOfMoney(limit) ? use?.money : use?.messages) ?? 0;
    return { limit, used, most, isOfChat: limit === 'day_messages' && limits.isDayOfChat };
  });
}

/** For whom an order counts: a program's for who made its token. */
async function chargedFor(db: Reader, maker: Maker): Promise<number | null> {
  if (maker.kind === 'person') return maker.id;
  if (maker.kind === 'system') return null;
  return (await liveTokens(db)).find(({ name }) => name === maker.name)?.made_by ?? null;
}

/** For whom something counts, and what they may send. */
export interface Charged {
  readonly personId: number;
  readonly limits: Bounds | null;
}

/** The same of what somebody has sent; null: it counts for nobody. */
export async function chargedTo(
  db: Reader,
  settings: Pick<QuotaSettings, 'ownerIds'>,
  { maker, ...asked }: { readonly maker: Maker } & Asked,
): Promise<Charged | null> {
  const personId = await chargedFor(db, maker);
  return personId === null
    ? null
    : { personId, limits: await limitsOf(db, settings, { personId, ...asked }) };
}

/** What an order comes to. */
export interface Coming {
  readonly channel: Channel;
  readonly messages: number;
  /** Of all of them together. */
  readonly parts: number;
  /** It goes on with what was begun within the quota: it counts, and is never refused. */
  readonly goesOn: boolean;
}

/**
 * Sees to it that whoever has an order sent may. Returns what charges the order to them, once it is written.
 * @throws QuotaExceeded, before anything but a lock is written
 */
export async function within(
  tx: Tx,
  { quotaZone }: Pick<QuotaSettings, 'quotaZone'>,
  charged: Charged | null,
  { channel, messages, parts, goesOn }: Coming,
  now: number,
): Promise<(orderId: string) => Promise<void>> {
  if (charged === null) return async () => {};
  const { personId, limits } = charged;
  const periods = periodsAt(now, quotaZone);
  const locked = lockUses(tx, personId, [periods.day, periods.month]);
  // Where there are no bounds, what it comes to is added, whatever there is.
  if (limits === null) await tx.unawaited(locked);
  const uses = limits === null ? [] : await locked;
  // What it costs is known once it is over: beforehand it is asked where there are bounds to it.
  const isPriced = limits !== null && (limits.day_money !== null || limits.month_money !== null);
  const money: Money = isPriced ? ((await recentPrice(tx.db, channel)) ?? 0) * parts : 0;
  const standings = limits === null ? [] : standingsOf(limits, uses, periods);
  const wantedOf = ({ limit }: Standing) => (isOfMoney(limit) ? money : messages);
  const over = standings.find((one) => one.used + wantedOf(one) > one.most);
  if (over && !goesOn) throw new QuotaExceeded(personId, over, wantedOf(over));
  return async (orderId) => {
    await charge(tx, orderId, { person_id: personId, ...periods, messages, money });
    for (const one of standings) {
      const used = one.used + wantedOf(one);
      if (isNear(one.used, one.most) || !isNear(used, one.most)) continue;
      await enqueueNearing(tx, { personId, limit: one.limit, used, most: one.most }, now);
    }
  };
}
