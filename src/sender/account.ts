import type { Logger } from 'pino';
import type { RefusesRepeats } from '../messages/provider.ts';
import type { IdHabit } from '../messages/receipt-id.ts';
import { outboxDepth } from '../store/attempts/ready-messages.ts';
import { countDoubts } from '../store/attempts/recent-doubts.ts';
import type { Store } from '../store/engine/database.ts';
import type { ComingAnswers } from './coming-answers.ts';
import { ExitReports } from './exit-reports.ts';
import type { SenderMetrics } from './metrics.ts';
import type { Moments } from './moments.ts';
import { Rate } from './rate.ts';
import { Sender } from './sender.ts';
import { StatusQueries } from './status-queries.ts';
import { Sweeper } from './sweeper.ts';
import { isOpen } from './way.ts';
import type { WayOrder } from './way-order.ts';

/** How an account is used, whatever its ways. */
export interface SendingSettings {
  /** Parts per second. */
  readonly rate: number;
  /** Of these, how many campaigns may use; null: all of them. */
  readonly campaignRate: number | null;
  readonly refusesRepeats: RefusesRepeats;
  /** Older messages ask a person before they leave (ms). */
  readonly sendMaxAge: number;
}

export interface AccountOptions extends SendingSettings {
  readonly store: Store;
  readonly account: string;
  readonly order: WayOrder;
  /** How receipts write ids, as far as it is known. */
  readonly habits: { readonly id: IdHabit };
  readonly moments: Moments;
  readonly comingAnswers: ComingAnswers;
  /** What the traffic is measured by; the accounts of a process share it. */
  readonly metrics: SenderMetrics;
  readonly log: Logger;
  /** False once another process may hold the account: nothing leaves any more. */
  readonly mayWrite: () => boolean;
}

/** An account that is held: its holder alone sends and listens. */
export interface Account {
  /**
   * Takes nothing more, waits up to `drainMs` for answers, hangs up, and puts what came on record; what was not answered
   * is in doubt. Takes about 3 s more at most, whatever the provider does.
   */
  stop(drainMs: number): Promise<void>;
}

/**
 * Sends what the outbox holds for an account by its ways, and has them store what comes back.
 * @throws what the store says when it cannot be written
 */
export async function startAccount(options: AccountOptions): Promise<Account> {
  const { store, account, order, metrics, log } = options;
  const { all } = order;
  const rate = new Rate(options.rate);
  const unwatch = metrics.watch({
    rate: () => rate.current(performance.now()),
    async waiting() {
      const now = Date.now();
      const { queued, readyAt } = await outboxDepth(store.db, [account]);
      const inDoubt = await countDoubts(store.db, account, now);
      return { queued, oldestMs: Math.max(0, now - (readyAt ?? now)), inDoubt };
    },
  });
  const sender = new Sender({ ...options, rate }, order);
  const queries = new StatusQueries({ store, account, log }, all);
  const sweeper = new Sweeper({ store, account, log }, all);
  const reports = new ExitReports(
    { store, account, rate, log },
    all.flatMap(({ exits }) => exits),
  );
  try {
    await sender.start();
  } catch (error) {
    // It is tried again, and again.
    unwatch();
    await Promise.all([sender.stop(), queries.stop()]);
    throw error;
  }
  queries.start();
  sweeper.start();
  for (const way of all) {
    let wasOpen = false;
    way.begin({
      onFree: () => sender.wake(),
      onChange() {
        reports.changed();
        const isNow = isOpen(way);
        if (isNow) queries.opened();
        // More may go, or from now on it counts how long what goes by it has waited; each try to connect changes nothing.
        if (isNow || wasOpen) sender.wake();
        wasOpen = isNow;
      },
      onLateAnswer: (token, answer) => sender.lateAnswer(way, token, answer),
    });
  }
  let stopping: Promise<void> | null = null;

  async function stop(drainMs: number): Promise<void> {
    // A way that is ending takes no submits, so nothing more is claimed.
    await Promise.all(all.map((way) => way.end(drainMs)));
    await Promise.all([sender.stop(), queries.stop(), sweeper.stop(), reports.stop()]);
    unwatch();
  }

  return {
    stop(drainMs) {
      stopping ??= stop(drainMs);
      return stopping;
    },
  };
}
