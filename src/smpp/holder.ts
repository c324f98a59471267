import type { Logger } from 'pino';
import type { Store } from '../store/database.ts';
import { outboxDepth } from '../store/outbox.ts';
import { countDoubts } from '../store/recent-doubts.ts';
import { type Bind, canSend, hostName } from './bind.ts';
import { BindReports } from './bind-reports.ts';
import { Link, type LinkState } from './link.ts';
import { Listener } from './listener.ts';
import { type SmppMetrics, smppMetrics } from './metrics.ts';
import { Moments } from './moments.ts';
import type { BindMode } from './pdu.ts';
import { Rate } from './rate.ts';
import { ReceiptHabits } from './receipt-habits.ts';
import { Sender } from './sender.ts';
import type { SmppSettings } from './settings.ts';
import { StatusQueries } from './status-queries.ts';
import { Sweeper } from './sweeper.ts';
import { Traffic } from './traffic.ts';

export type { SmppSettings } from './settings.ts';

export interface SmppOptions {
  readonly store: Store;
  readonly settings: SmppSettings;
  readonly log: Logger;
  /** What the traffic is counted by; the accounts of a process share them. */
  readonly metrics?: SmppMetrics;
  /** False once another process may hold the account: nothing is written to the SMSC any more. Always true by default. */
  readonly mayWrite?: () => boolean;
}

/** A bind's state and its name: "login/1", or "login/1/receiver" when split. */
export type BindState = LinkState & { readonly id: string };

/** The holder of one account: it alone sends and listens. */
export interface Smpp {
  /** Messages can leave, and receipts can come. */
  bound(): boolean;
  state(): BindState[];
  /** Tells each change of a bind's status. Returns the way to stop listening. */
  onState(listener: (state: BindState) => void): () => void;
  /**
   * Claims nothing more, waits up to `drainMs` for answers, unbinds, and puts what came on record; what was not
   * answered is in doubt. Takes about 3 s more at most, whatever the SMSC does.
   */
  stop(drainMs: number): Promise<void>;
}

/**
 * Binds to the provider, sends what the outbox holds, and stores what comes back.
 * @throws what the store says when it cannot be written
 */
export async function startSmpp(options: SmppOptions): Promise<Smpp> {
  const { store, settings, log, metrics = smppMetrics(), mayWrite = () => true } = options;
  const account = settings.systemId;
  const rate = new Rate(settings.rate);
  const listeners = new Set<(state: BindState) => void>();
  const unwatch = metrics.watch({
    bound: () => binds.filter(({ link }) => link.ready).length,
    binds: () => binds.length,
    inFlight: () => binds.reduce((sum, { link }) => sum + link.state.inFlight, 0),
    window: () =>
      binds.reduce((sum, { link, mode }) => sum + (mode === 'receiver' ? 0 : link.state.window), 0),
    rate: () => rate.current(performance.now()),
    async waiting() {
      const now = Date.now();
      const { queued, readyAt } = await outboxDepth(store.db, [account]);
      const inDoubt = await countDoubts(store.db, account, now);
      return { queued, oldestMs: Math.max(0, now - (readyAt ?? now)), inDoubt };
    },
  });
  const binds = bindIds(settings).map(({ id, mode }) => newBind(id, mode));
  const habits = new ReceiptHabits({ ...settings, log });
  const moments = new Moments();
  const sender = new Sender(
    { ...settings, store, account, habits, moments, rate, metrics, log, mayWrite },
    binds,
  );
  const listener = new Listener({
    store,
    account,
    metrics,
    log,
    defaultAlphabet: settings.wire.defaultAlphabet,
    hasDialect: settings.wire.hasDialect,
    habits,
    moments,
    comingAnswers: sender.comingAnswers,
  });
  const queries = new StatusQueries({ store, account, sourceTypes: settings.wire.sourceTypes, log }, binds);
  const sweeper = new Sweeper({ store, account, log }, binds);
  const reports = new BindReports({ store, account, rate, log }, binds);

  function newBind(id: string, mode: BindMode): Bind {
    let wasBound = false;
    const traffic = new Traffic();
    const link: Bind['link'] = new Link(
      { ...settings, ...settings.limits, bind: mode, log },
      {
        onDeliver: (deliver) => listener.take(deliver, traffic),
        onLateAnswer: (token, answer) => sender.lateAnswer(token, answer),
        onFree: () => sender.wake(),
        onState(state) {
          const isBound = state.status === 'bound';
          if (isBound) log.info({ bind: id, smsc: hostName(state) }, 'bound');
          else if (wasBound) log.info({ bind: id, smsc: hostName(state), reason: state.lastError }, 'lost');
          wasBound = isBound;
          if (isBound) {
            sender.wake();
            queries.bound();
          }
          reports.changed();
          for (const tell of listeners) tell({ ...state, id });
        },
      },
    );
    return { id, mode, link, traffic };
  }

  const state = (): BindState[] => binds.map(({ id, link }) => ({ ...link.state, id }));
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
  for (const { link } of binds) link.start();
  let stopping: Promise<void> | null = null;

  async function stop(drainMs: number): Promise<void> {
    // A link that is stopping takes no submits, so nothing more is claimed.
    await Promise.all(binds.map(({ link }) => link.stop(drainMs)));
    await Promise.all([sender.stop(), queries.stop(), sweeper.stop(), reports.stop()]);
    unwatch();
  }

  return {
    bound: () => binds.some(canSend) && binds.some(({ mode, link }) => mode !== 'transmitter' && link.ready),
    state,
    onState(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    stop(drainMs) {
      stopping ??= stop(drainMs);
      return stopping;
    },
  };
}

function bindIds({ systemId, bind, binds }: SmppSettings): { id: string; mode: BindMode }[] {
  const modes: BindMode[] = bind === 'transceiver' ? ['transceiver'] : ['transmitter', 'receiver'];
  return Array.from({ length: binds }, (_, index) => `${systemId}/${index + 1}`).flatMap((id) =>
    modes.map((mode) => ({ id: modes.length > 1 ? `${id}/${mode}` : id, mode })),
  );
}
