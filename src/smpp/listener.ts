import type { Logger } from 'pino';
import type { Store, Tx } from '../store/database.ts';
import { storeIncoming } from '../store/incoming.ts';
import { storeReceipts } from '../store/receipts.ts';
import { type Delivered, type DeliverOptions, readDeliver } from './deliver.ts';
import type { SmppMetrics } from './metrics.ts';
import { type Deliver, STATUS } from './pdu.ts';
import type { Traffic } from './traffic.ts';

interface ListenerOptions extends DeliverOptions {
  readonly store: Store;
  readonly account: string;
  readonly metrics: SmppMetrics;
  readonly log: Logger;
}

interface Waiting {
  readonly delivered: Delivered;
  /** Tells the command_status for deliver_sm_resp. */
  readonly answer: (status: number) => void;
}

/**
 * Stores what the provider delivers, before it is answered. What is buffered is committed at once, without a timer:
 * the provider keeps only a few under way, so a commit that lingers would cap the rate.
 */
export class Listener {
  private readonly options: ListenerOptions;
  private readonly log: Logger;
  private waiting: Waiting[] = [];
  private committing = false;

  constructor(options: ListenerOptions) {
    this.options = options;
    this.log = options.log;
  }

  /** Resolves to the command_status of deliver_sm_resp: ESME_ROK when stored, ESME_RX_T_APPN when it could not be. */
  take(deliver: Deliver, traffic: Traffic): Promise<number> {
    const delivered = readDeliver(deliver, this.options);
    if (delivered.kind === 'receipt') traffic.receiptCame(Date.now());
    const { promise, resolve } = Promise.withResolvers<number>();
    this.waiting.push({ delivered, answer: resolve });
    if (!this.committing) void this.commit();
    return promise;
  }

  private async commit(): Promise<void> {
    this.committing = true;
    while (this.waiting.length > 0) {
      // What one read of the socket brought makes one group.
      await new Promise((resolve) => setImmediate(resolve));
      const group = this.waiting;
      this.waiting = [];
      await this.store(group);
    }
    this.committing = false;
  }

  private async store(group: readonly Waiting[]): Promise<void> {
    const { store, account } = this.options;
    const all = group.map(({ delivered }) => delivered);
    try {
      const unknown = await store.write((tx) => keep(tx, account, all, Date.now()));
      this.report(all, unknown);
      for (const { answer } of group) answer(STATUS.ok);
    } catch (error) {
      this.log.error(
        { err: error, delivers: group.length },
        'the store failed: the provider is to deliver again',
      );
      // One that the store will never take must not keep the others from it.
      if (group.length > 1) for (const one of group) await this.store([one]);
      else for (const { answer } of group) answer(STATUS.receiverTemporaryError);
    }
  }

  private report(all: readonly Delivered[], unknown: number): void {
    const { metrics } = this.options;
    let receipts = 0;
    for (const delivered of all) {
      if (delivered.kind === 'incoming') {
        metrics.incoming.inc();
        continue;
      }
      const { id, state } = delivered.receipt;
      receipts += 1;
      metrics.receipts.inc({ state: state ?? 'none' });
      if (id === null)
        this.log.warn({ octets: delivered.raw.length }, 'a receipt without an id: kept as it came');
      else if (delivered.receipt.unread !== null) this.log.debug({ id }, 'a receipt that was not read whole');
    }
    this.log.info({ receipts, incoming: all.length - receipts }, 'delivers stored');
    if (unknown > 0) this.log.debug({ receipts: unknown }, 'receipts for unknown ids');
  }
}

/** Returns how many of the receipts were for ids that no attempt has. */
async function keep(tx: Tx, account: string, all: readonly Delivered[], now: number): Promise<number> {
  const receipts = all.flatMap((delivered) =>
    delivered.kind === 'receipt' ? [{ ...delivered, via: 'smpp' as const }] : [],
  );
  const unknown = await storeReceipts(tx, account, receipts, now);
  for (const delivered of all) {
    if (delivered.kind === 'incoming') await storeIncoming(tx, account, delivered.part, now);
  }
  return unknown;
}
