import type { IdHabit } from '../messages/receipt-id.ts';
import { CHANNELS, type Channel } from '../messages/request.ts';
import { agedOrders, markAble } from '../store/attempts/able.ts';
import { type Settlement, settle } from '../store/attempts/attempts.ts';
import { endDoubts, nextDoubtAt } from '../store/attempts/doubts.ts';
import type { Tx } from '../store/engine/database.ts';
import { carryWaits } from '../store/engine/store-time.ts';
import { holdStale } from '../store/orders/decisions.ts';
import { type ClaimOptions, type Claims, claimReady } from './claims.ts';
import type { Moment, Reading } from './moments.ts';
import type { Standstill } from './standstill.ts';
import { isOpen, type Way } from './way.ts';
import type { WayOrder } from './way-order.ts';

export interface RoundOptions extends ClaimOptions {
  /** What waited through a longer gap than this asks a person before it leaves (ms). */
  readonly sendMaxAge: number;
  readonly standstill: Standstill;
  /** How receipts write ids, as far as it is known. */
  readonly habits: { readonly id: IdHabit };
}

export interface Round extends Claims {
  /** The ways by which the account can send, if all that has aged while it could not was held. */
  readonly able: readonly Way[];
  /** As is on record now: it can by all of them. */
  readonly isMarked: boolean;
}

const NOTHING = { departures: [], waitMs: null, able: [], isMarked: false } as const;

/**
 * What the sender does in one transaction: what waits is carried over a step of the clock, the answers that have come are
 * settled, and what may leave is claimed, unless it has aged: then it is held, with all of its order, before anything
 * leaves.
 *
 * @param moment tells what time it is, as the transaction goes on
 * @param firstDoubtAt when the next doubt ends, where that was asked beside the time
 */
export async function playRound(
  tx: Tx,
  order: WayOrder,
  options: RoundOptions,
  answers: readonly Settlement[],
  { now, clock, stepMs }: Reading,
  moment: () => Moment,
  firstDoubtAt?: number | null,
): Promise<Round> {
  const { account } = options;
  const isSame = stepMs === 0 && answers.length === 0;
  if (stepMs !== 0) {
    options.log.warn({ stepMs }, 'the clock was set, or the machine slept: what waits is carried over');
    await carryWaits(tx, account, now, stepMs);
  }
  if (answers.length > 0) await settle(tx, account, answers, now, options.habits.id);
  let doubtAt = isSame && firstDoubtAt !== undefined ? firstDoubtAt : await nextDoubtAt(tx, account);
  if (doubtAt !== null && doubtAt <= now) {
    await endDoubts(tx, account, now);
    doubtAt = await nextDoubtAt(tx, account);
  }
  const round = order.all.some(isOpen) ? await send(tx, order, options, { now, clock }, moment) : NOTHING;
  if (doubtAt === null) return round;
  const doubtMs = Math.max(0, doubtAt - now);
  return { ...round, waitMs: Math.min(round.waitMs ?? doubtMs, doubtMs) };
}

async function send(
  tx: Tx,
  order: WayOrder,
  options: RoundOptions,
  began: Moment,
  moment: () => Moment,
): Promise<Round> {
  const { account, sendMaxAge, standstill, outages } = options;
  outages.look(order.all, began.clock);
  const open = order.all.filter(isOpen);
  const back = open.filter((way) => standstill.lastedMs(way, began) > sendMaxAge);
  if (back.length > 0) {
    const channels = order.all.length === back.length ? null : channelsOf(back, order);
    const aged = await agedOrders(tx.db, account, sendMaxAge, began.now, channels);
    await holdStale(tx, aged, began.now);
    if (aged.length > 0) return { ...NOTHING, waitMs: 0 };
  }
  const isMarked = open.length === order.all.length && standstill.isDue(began);
  if (isMarked) await markAble(tx, account, began.now);
  return { ...(await claimReady(tx, order, options, moment)), able: open, isMarked };
}

/** What may go by some of the ways. */
const channelsOf = (ways: readonly Way[], order: WayOrder): Channel[] =>
  CHANNELS.filter((channel) => order.of(channel).some((way) => ways.includes(way)));
