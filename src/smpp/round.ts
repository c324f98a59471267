import type { IdHabit } from '../messages/receipt-id.ts';
import { agedOrders, markAble } from '../store/able.ts';
import { type Settlement, settle } from '../store/attempts.ts';
import type { Tx } from '../store/database.ts';
import { holdStale } from '../store/decisions.ts';
import { endDoubts, nextDoubtAt } from '../store/doubts.ts';
import { carryWaits } from '../store/store-time.ts';
import { type Bind, canSend } from './bind.ts';
import { type ClaimOptions, type Claims, claimReady } from './claims.ts';
import type { Moment, Reading } from './moments.ts';
import type { Standstill } from './standstill.ts';

export interface RoundOptions extends ClaimOptions {
  /** What waited through a longer gap than this asks a person before it leaves (ms). */
  readonly sendMaxAge: number;
  readonly standstill: Standstill;
  /** How receipts write ids, as far as it is known. */
  readonly habits: { readonly id: IdHabit };
}

export interface Round extends Claims {
  /** Whether the account can send, and all that has aged while it could not was held; `marked`: as is on record now. */
  readonly able: 'no' | 'yes' | 'marked';
}

const NOTHING = { departures: [], waitMs: null, able: 'no' } as const;

/**
 * What the sender does in one transaction: what waits is carried over a step of the clock, the answers that have come are
 * settled, and what may leave is claimed, unless it has aged: then it is held, with all of its order, before anything
 * leaves.
 *
 * @param moment tells what time it is, as the transaction goes on
 */
export async function playRound(
  tx: Tx,
  binds: readonly Bind[],
  options: RoundOptions,
  answers: readonly Settlement[],
  { now, clock, stepMs }: Reading,
  moment: () => Moment,
): Promise<Round> {
  const { account } = options;
  if (stepMs !== 0) {
    options.log.warn({ stepMs }, 'the clock was set, or the machine slept: what waits is carried over');
    await carryWaits(tx, account, now, stepMs);
  }
  if (answers.length > 0) await settle(tx, account, answers, now, options.habits.id);
  let doubtAt = await nextDoubtAt(tx, account);
  if (doubtAt !== null && doubtAt <= now) {
    await endDoubts(tx, account, now);
    doubtAt = await nextDoubtAt(tx, account);
  }
  const round = binds.some(canSend) ? await send(tx, binds, options, { now, clock }, moment) : NOTHING;
  if (doubtAt === null) return round;
  const doubtMs = Math.max(0, doubtAt - now);
  return { ...round, waitMs: Math.min(round.waitMs ?? doubtMs, doubtMs) };
}

async function send(
  tx: Tx,
  binds: readonly Bind[],
  options: RoundOptions,
  began: Moment,
  moment: () => Moment,
): Promise<Round> {
  const { account, sendMaxAge, standstill } = options;
  if (standstill.lastedMs(began) > sendMaxAge) {
    const aged = await agedOrders(tx.db, account, sendMaxAge, began.now);
    await holdStale(tx, aged, began.now);
    if (aged.length > 0) return { ...NOTHING, waitMs: 0 };
  }
  const isDue = standstill.isDue(began);
  if (isDue) await markAble(tx, account, began.now);
  return { ...(await claimReady(tx, binds, options, moment)), able: isDue ? 'marked' : 'yes' };
}
