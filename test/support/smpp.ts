import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import type { WireOptions } from '../../src/messages/wire.ts';
import { type SendingSettings, startAccount } from '../../src/sender/account.ts';
import { ComingAnswers } from '../../src/sender/coming-answers.ts';
import { type SenderMetrics, senderMetrics } from '../../src/sender/metrics.ts';
import { Moments } from '../../src/sender/moments.ts';
import { Acknowledged } from '../../src/smpp/acknowledged.ts';
import { type SmppMetrics, smppMetrics } from '../../src/smpp/metrics.ts';
import type { SmppSettings as BindSettings } from '../../src/smpp/settings.ts';
import { type BindState, smppWay } from '../../src/smpp/way.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { onlyWay } from './way.ts';

/** An account that has SMPP alone. */
export interface SmppSettings extends BindSettings, SendingSettings {
  readonly wire: WireOptions;
}

interface Metrics {
  readonly smpp: SmppMetrics;
  readonly sending: SenderMetrics;
}

/** What an account is measured by, once in a registry. */
export const metricsIn = (registry: Registry): Metrics => ({
  smpp: smppMetrics(registry),
  sending: senderMetrics(registry),
});

export interface SmppOptions {
  readonly store: Store;
  readonly settings: SmppSettings;
  readonly log: Logger;
  /** In a registry of their own when none are given. */
  readonly metrics?: Metrics;
  /** Always true by default. */
  readonly mayWrite?: () => boolean;
}

/** The account as it is held, and its binds. */
export interface Smpp {
  /** Messages can leave, and receipts can come. */
  bound(): boolean;
  state(): BindState[];
  onState(listener: (state: BindState) => void): () => void;
  stop(drainMs: number): Promise<void>;
}

/** Holds an account as the program does. */
export async function startSmpp(options: SmppOptions): Promise<Smpp> {
  const { store, settings, log, metrics = metricsIn(new Registry()), mayWrite = () => true } = options;
  const moments = new Moments();
  const comingAnswers = new ComingAnswers();
  const { wire } = settings;
  const acknowledged = new Acknowledged();
  const way = smppWay({
    store,
    settings,
    wire,
    moments,
    comingAnswers,
    acknowledged,
    metrics: metrics.smpp,
    log,
  });
  const account = await startAccount({
    ...settings,
    store,
    account: settings.systemId,
    order: onlyWay(way),
    habits: way.habits,
    moments,
    comingAnswers,
    metrics: metrics.sending,
    log,
    mayWrite,
  });
  return {
    bound: () => way.isUp,
    state: () => way.state(),
    onState: (listener) => way.onState(listener),
    stop: (drainMs) => account.stop(drainMs),
  };
}
