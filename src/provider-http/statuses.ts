import type { Logger } from '../log.ts';
import type { Protocol } from '../messages/protocol.ts';
import type { Receipt } from '../messages/receipt.ts';
import { AS_GIVEN } from '../messages/receipt-id.ts';
import { isReceiptEnd } from '../messages/status.ts';
import { type Settlement, settle } from '../store/attempts/attempts.ts';
import type { Store, Tx } from '../store/engine/database.ts';
import { levelOf } from '../store/engine/failure.ts';
import { timeOf } from '../store/engine/store-time.ts';
import { holdStale } from '../store/orders/decisions.ts';
import { type NamedByUs, stillUnknown, unknownSince } from '../store/receipts/named-by-us.ts';
import type { NewReceipt } from '../store/receipts/new-receipts.ts';
import { storeReceipts } from '../store/receipts/receipts.ts';
import type { ProviderClient } from './client.ts';
import { ownIdOf } from './own-id.ts';

export interface StatusesOptions {
  readonly store: Store;
  /** By what they were handed over. */
  readonly protocol: Protocol;
  readonly account: string;
  readonly client: Pick<ProviderClient, 'status'>;
  /** The API can be asked. */
  readonly isUp: () => boolean;
  /** What it does not know so long after a request (ms) it has never taken; null: that is not known by then. */
  readonly unknownAfterMs: number | null;
  /** How soon after a try it is asked about it at the earliest, and again (ms). Default 2,000. */
  readonly askAfterMs?: number;
  /** How soon the API is asked again where it could not be (ms). Default 5,000. */
  readonly retryMs?: number;
  /** What is older than this asks a person before it leaves once more (ms). */
  readonly sendMaxAge: number;
  readonly log: Logger;
  /** Statuses came; messages may be queued again. */
  onTold(): void;
}

/** Messages asked about in one request. */
const AT_ONCE = 100;
/** A message is asked about for so long: every validity is over then (ms). */
const LONGEST_MS = 25 * 3_600_000;
const ASK_AFTER_MS = 2_000;
/** Each wait is so much of the age by then: a few questions while somebody looks on, about thirty in a day. */
const GROWS_BY = 0.5;
const RETRY_MS = 5_000;

/** A message that is asked about. */
interface Asked {
  readonly committedAt: number;
  dueAt: number;
}

/**
 * Asks by status.php what became of messages that were handed over under ids of one's own, by the HTTP API or by mail: of
 * those without an answer whether they were taken, of those that were taken how they ended, since no receipt need come of
 * them. Who is answered by a receipt meanwhile is asked about no more.
 */
export class Statuses {
  private readonly options: StatusesOptions;
  private readonly retryMs: number;
  private readonly asked = new Map<number, Asked>();
  private timer: NodeJS.Timeout | undefined;
  private asking: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(options: StatusesOptions) {
    this.options = options;
    this.retryMs = options.retryMs ?? RETRY_MS;
  }

  /** Takes up what the last holder of the account left. */
  start(): void {
    this.asking = this.takeUp();
  }

  /** A message has been handed over, at that time (ms), or perhaps has. */
  watch(attemptId: number, committedAt: number): void {
    this.asked.set(attemptId, { committedAt, dueAt: Date.now() + (this.options.askAfterMs ?? ASK_AFTER_MS) });
    this.schedule();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.asking;
  }

  private async takeUp(): Promise<void> {
    const { store, protocol, account, log } = this.options;
    try {
      const now = Date.now();
      const since = now - LONGEST_MS;
      for (const { id, committed_at } of await unknownSince(store.db, protocol, account, since)) {
        this.asked.set(id, { committedAt: committed_at, dueAt: now });
      }
    } catch (err) {
      log[levelOf(err)]({ err }, 'the store failed: no status is asked');
      await new Promise((resolve) => setTimeout(resolve, this.isStopped ? 0 : this.retryMs));
      if (!this.isStopped) return this.takeUp();
    }
    this.schedule();
  }

  private schedule(leastMs = 0): void {
    clearTimeout(this.timer);
    if (this.isStopped || this.asked.size === 0) return;
    let next = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.asked.values()) next = Math.min(next, dueAt);
    const inMs = Math.max(leastMs, next - Date.now(), 0);
    this.timer = setTimeout(() => {
      this.asking = this.asking.then(() => this.look());
    }, inMs);
  }

  private async look(): Promise<void> {
    const { isUp, log } = this.options;
    if (this.isStopped) return;
    if (!isUp()) {
      this.schedule(this.retryMs);
      return;
    }
    const now = Date.now();
    const due = [...this.asked].filter(([, { dueAt }]) => dueAt <= now).slice(0, AT_ONCE);
    try {
      await this.ask(
        due.map(([id]) => id),
        now,
      );
      this.schedule();
    } catch (err) {
      log[levelOf(err)]({ err }, 'statuses could not be asked');
      this.schedule(this.retryMs);
    }
  }

  private async ask(ids: readonly number[], now: number): Promise<void> {
    const { store, protocol, client, askAfterMs = ASK_AFTER_MS, onTold } = this.options;
    if (ids.length === 0) return;
    const unknown = await stillUnknown(store.db, protocol, ids);
    const open = new Set(unknown.map(({ id }) => id));
    for (const id of ids) {
      const one = this.asked.get(id);
      if (!one) continue;
      const age = now - one.committedAt;
      if (open.has(id) && age < LONGEST_MS) one.dueAt = now + Math.max(askAfterMs, age * GROWS_BY);
      else this.asked.delete(id);
    }
    // What is being sent has no answer to be asked for.
    const named = unknown.filter(({ outcome }) => outcome !== 'open');
    if (named.length === 0) return;
    const receipts = await client.status(named.map((one) => ({ phone: one.recipient, id: idOf(one) })));
    const told = named.map((attempt, index): Told => ({ attempt, receipt: receipts[index] ?? null }));
    await store.write(async (tx) => this.keep(tx, told, await timeOf(tx)));
    onTold();
  }

  private async keep(tx: Tx, told: readonly Told[], now: number): Promise<void> {
    const { account, unknownAfterMs, sendMaxAge } = this.options;
    const doubts = told.filter(({ attempt }) => attempt.outcome === 'no_answer');
    const absent = doubts.filter(
      ({ attempt, receipt }) =>
        receipt === null && unknownAfterMs !== null && now - attempt.committed_at >= unknownAfterMs,
    );
    const settlements = [
      ...doubts.flatMap(({ attempt, receipt }): Settlement[] =>
        receipt
          ? [{ attemptId: attempt.id, outcome: 'accepted', commandStatus: 0, providerId: idOf(attempt) }]
          : [],
      ),
      ...absent.map(({ attempt }): Settlement => ({ attemptId: attempt.id, outcome: 'not_written' })),
    ];
    if (settlements.length > 0) await settle(tx, account, settlements, now);
    const stale = absent.filter(({ attempt }) => now - attempt.committed_at > sendMaxAge);
    if (stale.length > 0) {
      const orders = stale.map(({ attempt }) => attempt.order_id);
      await holdStale(tx, [...new Set(orders)], now);
    }
    const ends = told.flatMap(({ attempt, receipt }): NewReceipt[] =>
      receipt && isReceiptEnd(receipt.state) && receipt.state !== 'unknown'
        ? [{ receipt, via: 'query', raw: JSON.stringify(receipt), parties: [attempt.recipient] }]
        : [],
    );
    if (ends.length > 0) await storeReceipts(tx, account, ends, now, AS_GIVEN);
  }
}

interface Told {
  readonly attempt: NamedByUs;
  /** Null: the provider knows no such message. */
  readonly receipt: Receipt | null;
}

const idOf = ({ id, provider_id, committed_at }: NamedByUs): string =>
  provider_id ?? ownIdOf({ id, committedAt: committed_at });
