import type { Logger } from 'pino';
import { offerOf } from '../messages/terms.ts';
import type { WireOptions } from '../messages/wire.ts';
import type { ComingAnswers } from '../sender/coming-answers.ts';
import type { Moments } from '../sender/moments.ts';
import { Traffic } from '../sender/traffic.ts';
import type { Way, WayEvents } from '../sender/way.ts';
import type { Store } from '../store/engine/database.ts';
import type { Acknowledged } from './acknowledged.ts';
import { Bind } from './bind.ts';
import { Link, type LinkState } from './link.ts';
import { Listener } from './listener.ts';
import type { SmppMetrics } from './metrics.ts';
import type { BindMode } from './pdu.ts';
import { queryStatus } from './query-status.ts';
import { ReceiptHabits } from './receipt-habits.ts';
import type { SmppSettings } from './settings.ts';
import { loadOf } from './submit-of.ts';

export interface SmppWayOptions {
  readonly store: Store;
  readonly settings: SmppSettings;
  readonly wire: WireOptions;
  readonly moments: Moments;
  readonly comingAnswers: ComingAnswers;
  readonly acknowledged: Acknowledged;
  readonly metrics: SmppMetrics;
  readonly log: Logger;
}

/** A bind's state and its name: "login/1", or "login/1/receiver" when split. */
export type BindState = LinkState & { readonly id: string };

/** The account's binds, which send what the sender hands them and store what the SMSC delivers. */
export interface SmppWay extends Way {
  /** How receipts write ids, as far as it is known. */
  readonly habits: ReceiptHabits;
  state(): BindState[];
  /** Tells each change of a bind's status. Returns the way to stop listening. */
  onState(listener: (state: BindState) => void): () => void;
}

export function smppWay(options: SmppWayOptions): SmppWay {
  const { store, settings, wire, moments, comingAnswers, acknowledged, metrics, log } = options;
  const account = settings.systemId;
  const habits = new ReceiptHabits({ ...settings, log });
  const { defaultAlphabet, hasDialect } = wire;
  const listener = new Listener({
    store,
    account,
    metrics,
    log,
    defaultAlphabet,
    hasDialect,
    country: settings.country,
    habits,
    moments,
    comingAnswers,
    acknowledged,
  });
  const listeners = new Set<(state: BindState) => void>();
  let events: WayEvents = { onFree() {}, onChange() {}, onLateAnswer() {} };
  let unwatch = () => {};
  const binds = bindIds(settings).map(({ id, mode }) => newBind(id, mode));

  function newBind(id: string, mode: BindMode): Bind {
    let wasBound = false;
    const traffic = new Traffic();
    const link: Bind['link'] = new Link(
      { ...settings, ...settings.limits, bind: mode, log },
      {
        onDeliver: (deliver, { gone }) => listener.take(deliver, traffic, gone),
        onLateAnswer: (token, answer) => events.onLateAnswer(token, answer),
        onFree: () => events.onFree(),
        onState(state) {
          const isBound = state.status === 'bound';
          if (isBound) log.info({ bind: id, smsc: link.host }, 'bound');
          else if (wasBound) log.info({ bind: id, smsc: link.host, reason: state.lastError }, 'lost');
          wasBound = isBound;
          events.onChange();
          for (const tell of listeners) tell({ ...state, id });
        },
      },
    );
    return new Bind(id, mode, link, traffic, settings.window);
  }

  return {
    protocol: 'smpp',
    exits: binds,
    metrics,
    habits,
    get isUp() {
      return (
        binds.some(({ ready }) => ready) &&
        binds.some(({ mode, link }) => mode !== 'transmitter' && link.ready)
      );
    },
    carries: (channel) => wire.channels.includes(channel),
    load: (message) => loadOf(message, wire),
    offer: ({ request, agreed }) => offerOf(request, agreed, wire),
    begin(told) {
      events = told;
      unwatch = metrics.watch({
        bound: () => binds.filter(({ link }) => link.ready).length,
        binds: () => binds.length,
        inFlight: () => binds.reduce((sum, { link }) => sum + link.state.inFlight, 0),
        window: () => binds.reduce((sum, { window }) => sum + window, 0),
      });
      for (const { link } of binds) link.start();
    },
    async end(drainMs) {
      await Promise.all(binds.map(({ link }) => link.stop(drainMs)));
      unwatch();
    },
    status: (attempt) => queryStatus(binds, attempt, wire.sourceTypes),
    state: () => binds.map(({ id, link }) => ({ ...link.state, id })),
    onState(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

function bindIds({ systemId, bind, binds }: SmppSettings): { id: string; mode: BindMode }[] {
  const modes: BindMode[] = bind === 'transceiver' ? ['transceiver'] : ['transmitter', 'receiver'];
  return Array.from({ length: binds }, (_, index) => `${systemId}/${index + 1}`).flatMap((id) =>
    modes.map((mode) => ({ id: modes.length > 1 ? `${id}/${mode}` : id, mode })),
  );
}
