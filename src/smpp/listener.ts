import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import type { IdHabit } from '../messages/receipt-id.ts';
import type { ComingAnswers } from '../sender/coming-answers.ts';
import type { Moments } from '../sender/moments.ts';
import type { Traffic } from '../sender/traffic.ts';
import type { Store, Tx } from '../store/engine/database.ts';
import { isStoreFailure, levelOf } from '../store/engine/failure.ts';
import { type KeptReceipts, readOrphansAnew, storeReceipts } from '../store/receipts/receipts.ts';
import { takeIncoming } from '../store/talks/incoming.ts';
import type { Acknowledged } from './acknowledged.ts';
import { type Delivered, type DeliverOptions, readDeliver } from './deliver.ts';
import type { SmppMetrics } from './metrics.ts';
import { type Deliver, STATUS } from './pdu.ts';
import type { ReceiptHabits } from './receipt-habits.ts';

interface ListenerOptions extends Pick<DeliverOptions, 'defaultAlphabet' | 'hasDialect' | 'country'> {
  readonly store: Store;
  readonly account: string;
  readonly habits: ReceiptHabits;
  readonly moments: Moments;
  readonly comingAnswers: Pick<ComingAnswers, 'has' | 'fewer'>;
  readonly acknowledged: Acknowledged;
  readonly metrics: SmppMetrics;
  readonly log: Logger;
}

interface Waiting {
  readonly deliver: Deliver;
  readonly delivered: Delivered;
  /** Tells the command_status for deliver_sm_resp; null: it was refused, since it took too long. */
  answer: ((status: number) => void) | null;
  /** Aborted when the session that is to be answered has ended. */
  gone: AbortSignal;
}

/**
 * No delivery waits longer than this for the store (ms): those that are held may stop the socket from being read, and
 * with it the answers to our own requests, which are given up after some seconds.
 */
const PATIENCE_MS = 5_000;

/**
 * Stores what the provider delivers, before it is answered. What is buffered is committed at once, without a timer:
 * the provider keeps only a few under way, so a commit that lingers would cap the rate. A store that fails has all that
 * waits refused at once: the provider delivers it again. One that is slow is waited for by each delivery for as long as
 * patience lasts: refused at once, a provider that repeats at once would have nothing else done. What is being stored by
 * then goes on, and a copy of it waits for that.
 */
export class Listener {
  private readonly options: ListenerOptions;
  private readonly log: Logger;
  private waiting: Waiting[] = [];
  /** The store has them, and they will be stored unless it fails. */
  private underWay: readonly Waiting[] = [];
  private committing = false;
  /** Said of this group: the store takes too long. */
  private isSaid = false;

  constructor(options: ListenerOptions) {
    this.options = options;
    this.log = options.log;
  }

  /**
   * Resolves to the command_status of deliver_sm_resp: ESME_ROK when stored, ESME_RX_T_APPN when it could not be. `gone`
   * is aborted when the session ends; by one of which nothing is known, no answer surely arrives.
   */
  take(deliver: Deliver, traffic: Traffic, gone = AbortSignal.abort()): Promise<number> {
    const { defaultAlphabet, hasDialect, country, habits } = this.options;
    const { utcOffset } = habits;
    const delivered = readDeliver(deliver, { defaultAlphabet, hasDialect, country, utcOffset });
    if (delivered.kind === 'receipt') traffic.receiptCame(Date.now());
    const { promise, resolve } = Promise.withResolvers<number>();
    const same = this.underWay.find((one) => one.answer === null && isDeepStrictEqual(one.deliver, deliver));
    const one: Waiting = same ?? { deliver, delivered, answer: null, gone };
    one.gone = gone;
    const impatient = setTimeout(() => this.giveUp(one), PATIENCE_MS);
    one.answer = (status) => {
      clearTimeout(impatient);
      resolve(status);
    };
    if (!same) this.waiting.push(one);
    if (!this.committing) void this.commit();
    return promise;
  }

  private async commit(): Promise<void> {
    const { comingAnswers } = this.options;
    this.committing = true;
    while (this.waiting.length > 0) {
      // What one read of the socket brought makes one group; the sender's turn to put its answers on record comes first.
      await nextTurn();
      const { length } = this.waiting;
      await nextTurn();
      const { early = [], group = [] } = Object.groupBy(this.waiting.splice(0, length), ({ delivered }) =>
        delivered.kind === 'receipt' && comingAnswers.has(delivered.receipt.id) ? 'early' : 'group',
      );
      this.waiting.unshift(...early);
      if (group.length === 0) {
        await comingAnswers.fewer();
        continue;
      }
      this.underWay = group;
      await this.store(group);
      this.underWay = [];
      this.isSaid = false;
    }
    this.committing = false;
  }

  /** One that the store has may be stored yet, one that it has not stays with the provider. */
  private giveUp(one: Waiting): void {
    if (!this.isSaid) {
      this.log.warn({ ms: PATIENCE_MS }, 'the store takes too long: the provider is to deliver again');
    }
    this.isSaid = true;
    answer([one], STATUS.receiverTemporaryError);
    this.waiting = this.waiting.filter((other) => other !== one);
  }

  private async store(group: readonly Waiting[]): Promise<void> {
    const error = await this.tryTo(group);
    if (error === null) return;
    // One that the store will never take must not keep the others from it.
    const isOne = group.length > 1 && !isStoreFailure(error) && (await this.answers());
    if (isOne) await this.storeHalves(group);
    else this.refuse(group);
  }

  /** A group of which some will never be taken: halved until those are by themselves. Returns whether the store goes on. */
  private async storeHalves(group: readonly Waiting[]): Promise<boolean> {
    const middle = Math.ceil(group.length / 2);
    const halves = [group.slice(0, middle), group.slice(middle)];
    for (const [index, half] of halves.entries()) {
      const error = await this.tryTo(half);
      if (error === null) continue;
      const left = halves.slice(index).flat();
      if (isStoreFailure(error)) {
        this.refuse(left);
        return false;
      }
      if (half.length === 1) answer(half, STATUS.receiverTemporaryError);
      else if (!(await this.storeHalves(half))) {
        this.refuse(left.slice(half.length));
        return false;
      }
    }
    return true;
  }

  /** Stores and answers what the store takes; else returns why it does not. */
  private async tryTo(group: readonly Waiting[]): Promise<unknown> {
    const { store, account, habits, moments, acknowledged } = this.options;
    const all = group.map(({ delivered }) => delivered);
    let kept: Kept;
    try {
      kept = await store.write(
        async (tx) =>
          keep(tx, account, group, { now: await moments.now(tx), habit: habits.id, acknowledged }),
        'shared',
      );
    } catch (error) {
      this.log[levelOf(error)](
        { err: error, delivers: group.length },
        'the store failed: the provider is to deliver again',
      );
      return error;
    }
    this.report(all, kept);
    for (const [one, id] of kept.ids) {
      // What was refused meanwhile is repeated by the provider.
      if (one.answer) acknowledged.add(id, one.gone);
      else acknowledged.delete(id);
    }
    answer(group, STATUS.ok);
    await this.learn(kept.receipts);
    return null;
  }

  /** What is learned may tell whose earlier receipts are. */
  private async learn({ joined, wouldMatch }: KeptReceipts): Promise<void> {
    const { store, account, habits, moments } = this.options;
    if (wouldMatch !== null) habits.hint(wouldMatch);
    if (!habits.learn(joined)) return;
    try {
      await store.write(async (tx) => readOrphansAnew(tx, account, await moments.now(tx), habits.id));
    } catch (error) {
      this.log[levelOf(error)](
        { err: error },
        'the store failed: earlier receipts wait for the next to their numbers',
      );
    }
  }

  private async answers(): Promise<boolean> {
    try {
      await this.options.store.write(async () => {});
      return true;
    } catch {
      return false;
    }
  }

  /** Refuses these, and all that came meanwhile. */
  private refuse(group: readonly Waiting[]): void {
    answer([...group, ...this.waiting.splice(0)], STATUS.receiverTemporaryError);
  }

  private report(all: readonly Delivered[], { receipts: { unmatched }, repeated }: Kept): void {
    const { metrics } = this.options;
    const states = Map.groupBy(all, (delivered) =>
      delivered.kind === 'receipt' ? (delivered.receipt.state ?? 'none') : null,
    );
    for (const [state, { length }] of states) {
      if (state === null) metrics.incoming.inc(length);
      else metrics.receipts.inc({ state }, length);
    }
    for (const delivered of all) {
      if (delivered.kind === 'incoming') continue;
      const { id } = delivered.receipt;
      if (id === null)
        this.log.warn({ octets: delivered.raw.length }, 'a receipt without an id: kept as it came');
      else if (delivered.receipt.unread !== null) this.log.debug({ id }, 'a receipt that was not read whole');
    }
    const incoming = states.get(null)?.length ?? 0;
    this.log.info({ receipts: all.length - incoming, incoming }, 'delivers stored');
    if (unmatched > 0) {
      metrics.unmatchedReceipts.inc(unmatched);
      this.log.debug({ receipts: unmatched }, 'receipts that name no message');
    }
    if (repeated > 0) this.log.info({ incoming: repeated }, 'incoming messages that had come before');
  }
}

/** Answers each that was not answered yet. */
function answer(group: readonly Waiting[], status: number): void {
  for (const one of group) {
    one.answer?.(status);
    one.answer = null;
  }
}

interface Kept {
  readonly receipts: KeptReceipts;
  /** As which messages these are kept. */
  readonly ids: readonly (readonly [Waiting, string])[];
  /** Messages in one piece that are kept already. */
  readonly repeated: number;
}

interface KeepOptions {
  readonly now: number;
  readonly habit: IdHabit;
  readonly acknowledged: Acknowledged;
}

async function keep(
  tx: Tx,
  account: string,
  all: readonly Waiting[],
  { now, habit, acknowledged }: KeepOptions,
): Promise<Kept> {
  const group = all.flatMap(({ delivered }) =>
    delivered.kind === 'receipt' ? [{ ...delivered, via: 'smpp' as const }] : [],
  );
  const receipts = await storeReceipts(tx, account, group, now, habit);
  const ids: [Waiting, string][] = [];
  // What is about to be answered is not repeated before that: the same words behind it are the subscriber's.
  const owed = new Set<string>();
  const known = { has: (id: string) => owed.has(id) || acknowledged.has(id) };
  let repeated = 0;
  for (const one of all) {
    const { delivered } = one;
    if (delivered.kind !== 'incoming') continue;
    const { part } = delivered;
    const { id, message } = await takeIncoming(tx, account, part, now, { via: 'smpp', acknowledged: known });
    if (message === null && part.concatenation === null) repeated += 1;
    if (id === null) continue;
    ids.push([one, id]);
    if (one.answer && !one.gone.aborted) owed.add(id);
  }
  return { receipts, ids, repeated };
}
